"""What a person sees of courses: the course page and the dashboard."""

from collections.abc import Sequence
from dataclasses import dataclass

from courses.models import CourseEdition
from courses.outline import CourseOutline
from courses.selectors import on_offer, open_edition, outline_of, translations_of
from courses.selectors.editions import (
    CatalogueEntry,
    Translation,
    catalogue_entries,
    one_per_course,
)
from learning.completion import Decision, evaluate
from learning.models import Completion, Enrolment
from learning.selectors.news import editions_after
from learning.selectors.progress import (
    ResumePoint,
    completion_of,
    enrolment_for,
    facts_of,
    my_courses,
    resume_point,
)


@dataclass(frozen=True)
class CoursePageData:
    """A course as one person sees it; what is personal is None for visitors."""

    course_slug: str
    edition: CourseEdition
    outline: CourseOutline
    enrolment: Enrolment | None = None
    decision: Decision | None = None
    resume: ResumePoint | None = None
    completion: Completion | None = None
    has_news: bool = False
    translations: Sequence[Translation] = ()


def course_page(viewer, course_slug: str, language: str | None = None) -> CoursePageData | None:
    """Return the course under an address: the viewer's own edition before the one on offer.

    None where the course is neither on offer nor one the viewer has started. A newer
    edition is only mentioned to people who have started an older one. The language (by default
    the reader's) chooses among translations, for those who have not started.
    """
    enrolment = enrolment_for(viewer, course_slug) if viewer.is_authenticated else None
    if enrolment is None:
        edition = open_edition(course_slug, language)
        if edition is None:
            return None
        others = translations_of(edition)
        return CoursePageData(course_slug, edition, outline_of(edition), translations=others)
    edition = enrolment.edition
    outline = outline_of(edition)
    decision = evaluate(outline, facts_of(enrolment))
    completion = completion_of(enrolment)
    return CoursePageData(
        course_slug=course_slug,
        edition=edition,
        outline=outline,
        enrolment=enrolment,
        decision=decision,
        resume=resume_point(enrolment, outline, decision),
        completion=completion,
        has_news=editions_after(edition).exists(),
        translations=() if completion else translations_of(edition),
    )


@dataclass(frozen=True)
class Dashboard:
    """The person's own courses, and the courses on offer that they have not started."""

    courses: list[dict]
    open_courses: list[CatalogueEntry]


def dashboard(viewer) -> Dashboard:
    """Return what "Mein Lernen" shows. Four queries, however many courses."""
    mine = my_courses(viewer)
    offered = {(item.course_key, item.language): item for item in on_offer().order_by("title")}
    started = {item.enrolment.course_key for item in mine}
    return Dashboard(
        courses=[
            {
                "key": _state_key(item, offered),
                "language": item.enrolment.edition.language,
                "outline_title": item.outline.title,
                "course_slug": item.enrolment.edition.slug,
                "decision": item.decision,
                "resume": item.resume,
                "completion": item.completion,
                "has_news": _is_older(item.enrolment.edition, offered),
            }
            for item in mine
        ],
        open_courses=catalogue_entries(
            one_per_course(item for item in offered.values() if item.course_key not in started)
        ),
    )


def _state_key(item, offered: dict) -> str:
    """Name what a course on the dashboard shows; people in the same state share it."""
    edition = item.enrolment.edition
    newest = offered.get((edition.course_key, edition.language))
    parts = [
        edition.cache_key,
        newest.number if newest else "",
        item.completion.completed_on if item.completion else "",
        item.resume.lesson.key,
        item.resume.block_id,
        *sorted(item.decision.done_keys),
    ]
    return ":".join(map(str, parts))


def _is_older(edition: CourseEdition, offered: dict) -> bool:
    newest = offered.get((edition.course_key, edition.language))
    return newest is not None and newest.number > edition.number
