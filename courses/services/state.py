"""Where a course stands between what is being written and what learners read."""

from dataclasses import dataclass

from courses.changes import Change, differences
from courses.models import CourseEdition, CoursePage
from courses.selectors import bodies_of, newest_edition
from courses.services.compilation import compile_course


@dataclass(frozen=True)
class CourseState:
    """The edition learners read, and what has been published since. Without one: never."""

    edition: CourseEdition | None
    changes: tuple[Change, ...] = ()


def course_state(course: CoursePage) -> CourseState:
    """Compare the published pages of a course with its newest edition. Writes nothing."""
    edition = newest_edition(course.translation_key, course.locale.language_code)
    if edition is None:
        return CourseState(None)
    compiled = compile_course(course)
    found = differences(edition.outline, bodies_of(edition), compiled.outline, compiled.bodies)
    return CourseState(edition, tuple(found))
