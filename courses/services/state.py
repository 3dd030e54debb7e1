"""Where a course stands between what is being written and what learners read."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from wagtail.models import Page

from courses.changes import Change, differences
from courses.effects import effects_of
from courses.models import CourseEdition, CoursePage, LessonPage, ModulePage
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


def what_stays(page: Page) -> str:
    """Say what a page of a course leaves behind for learners when it goes; else ""."""
    if isinstance(page, (ModulePage, LessonPage)):
        return _("Learners keep their edition. The page is missing from the next release only.")
    if not isinstance(page, CoursePage):
        return ""
    effects = effects_of(page.translation_key, page.locale.language_code)
    return " ".join(
        [
            _(
                "The course disappears from the catalogue. Whoever has begun it can finish their "
                "edition, and certificates stay valid."
            ),
            *(f"{effect.label}: {effect.count}." for effect in effects),
        ]
    )
