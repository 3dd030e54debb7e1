"""What is new: between the edition a person has, or has completed, and the newest one."""

from dataclasses import dataclass

from django.core.cache import caches
from django.db.models import QuerySet
from django.http import Http404

from courses.changes import Change, differences
from courses.models import CourseEdition
from courses.outline import CourseOutline, LessonOutline
from courses.selectors import bodies_of, editions_of, outline_of
from learning.completion import Decision, evaluate
from learning.models import Completion, Enrolment
from learning.selectors.progress import completion_of, enrolment_or_404, facts_of


@dataclass(frozen=True)
class ChangedLesson:
    """A lesson that is new, changed or left out; `slug` is its address in the newest edition.

    `tasks` tells that not only the text but questions or scenarios have changed.
    """

    title: str
    slug: str = ""
    summary: str = ""
    tasks: bool = False


@dataclass(frozen=True)
class News:
    """What is new for one person. `editions` are those after theirs, the newest first.

    `now` is how far they are, `then` how far they would be after changing over.
    """

    enrolment: Enrolment
    outline: CourseOutline
    editions: list[CourseEdition]
    added: list[ChangedLesson]
    changed: list[ChangedLesson]
    removed: list[ChangedLesson]
    course_changed: bool
    modules_changed: bool
    now: Decision
    then: Decision
    completion: Completion | None

    @property
    def newest(self) -> CourseEdition:
        return self.editions[0]


def editions_after(edition: CourseEdition) -> QuerySet[CourseEdition]:
    """Return the editions newer than this one, in its language, the newest first."""
    later = editions_of(edition.course_key, edition.language).filter(number__gt=edition.number)
    return later.defer("outline_data")


def news_for(viewer, course_slug: str) -> News | None:
    """Return what is new for the viewer; None where theirs is the newest edition.

    404 for somebody who has not started the course.
    """
    enrolment = enrolment_or_404(viewer, course_slug)
    editions = list(editions_after(enrolment.edition))
    if not editions:
        return None
    outline = outline_of(editions[0])
    changes = _changes(enrolment.edition, editions[0])
    facts = facts_of(enrolment)
    return News(
        enrolment=enrolment,
        outline=outline,
        editions=editions,
        added=_lessons(changes, outline, "lesson_added"),
        changed=_lessons(changes, outline, "lesson_changed", "tasks_changed"),
        removed=_lessons(changes, outline, "lesson_removed"),
        course_changed=any(change.code == "course_changed" for change in changes),
        modules_changed=any(change.code == "modules_changed" for change in changes),
        now=evaluate(outline_of(enrolment.edition), facts),
        then=evaluate(outline, facts),
        completion=completion_of(enrolment),
    )


def newer_lesson(
    viewer, course_slug: str, lesson_slug: str
) -> tuple[Enrolment, CourseEdition, LessonOutline]:
    """Return a lesson of the newest edition, for somebody who has an older one; 404 otherwise."""
    enrolment = enrolment_or_404(viewer, course_slug)
    newest = editions_after(enrolment.edition).first()
    lesson = outline_of(newest).lesson(slug=lesson_slug) if newest else None
    if lesson is None:
        raise Http404
    return enrolment, newest, lesson


def _lessons(changes: list[Change], outline: CourseOutline, *codes: str) -> list[ChangedLesson]:
    return [
        ChangedLesson(
            change.title,
            lesson.slug if lesson else "",
            lesson.summary if lesson else "",
            change.code == "tasks_changed",
        )
        for change in changes
        if change.code in codes
        for lesson in [outline.lesson(key=change.key)]
    ]


def _changes(old: CourseEdition, new: CourseEdition) -> list[Change]:
    """Return the differences of two editions; neither ever changes, so they are kept."""
    cache = caches["editions"]
    name = f"changes:{old.cache_key}:{new.cache_key}"
    found = cache.get(name)
    if found is None:
        found = differences(outline_of(old), bodies_of(old), outline_of(new), bodies_of(new))
        cache.set(name, found)
    return found
