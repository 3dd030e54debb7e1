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
from learning.completion import Decision, Place, evaluate, place_of
from learning.models import Completion, Enrolment
from learning.selectors.news import editions_after
from learning.selectors.progress import (
    MyCourse,
    ResumePoint,
    enrolment_for,
    facts_of,
    my_courses,
    resume_point,
)
from learning.selectors.renewals import Renewal, renewal_of


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
    renewal: Renewal | None = None
    has_news: bool = False
    translations: Sequence[Translation] = ()

    @property
    def place(self) -> Place | None:
        return self.resume and place_of(self.outline, self.resume.lesson, self.decision)

    @property
    def key(self) -> str:
        """Name the state of the course: people in the same one are shown the same."""
        completion, done = self.completion, self.decision.done_keys if self.decision else ()
        state = (self.edition.cache_key, self.has_news, self.resume, sorted(done))
        validity = completion and (
            completion.completed_on,
            completion.valid_until,
            completion.is_revoked,
            self.renewal,
        )
        return repr((state, validity, self.translations))


def course_page(viewer, course_slug: str, language: str | None = None) -> CoursePageData | None:
    """Return the course under an address: the viewer's own edition before the one on offer.

    None where the course is neither on offer nor one the viewer has started. A newer
    edition is only mentioned to people who have started an older one. The language (by default
    the reader's) chooses among translations, for those who have not started.
    """
    enrolment = None
    if viewer.is_authenticated:
        enrolment = enrolment_for(viewer, course_slug, "completion")
    if enrolment is None:
        edition = open_edition(course_slug, language)
        if edition is None:
            return None
        others = translations_of(edition)
        return CoursePageData(course_slug, edition, outline_of(edition), translations=others)
    edition = enrolment.edition
    outline = outline_of(edition)
    decision = evaluate(outline, facts_of(enrolment))
    completion = getattr(enrolment, "completion", None)
    return CoursePageData(
        course_slug=course_slug,
        edition=edition,
        outline=outline,
        enrolment=enrolment,
        decision=decision,
        resume=resume_point(enrolment, outline, decision),
        completion=completion,
        renewal=completion and renewal_of(viewer, completion),
        has_news=editions_after(edition).exists(),
        translations=() if completion else translations_of(edition),
    )


@dataclass(frozen=True)
class OwnCourse:
    """A course on the dashboard. People whose `key` is the same see the same of it."""

    course: MyCourse
    key: str
    has_news: bool


@dataclass(frozen=True)
class Dashboard:
    """The person's own courses, and the courses on offer that they have not started.

    `going_on` is the unfinished course that was worked on last, `running` are the others.
    """

    going_on: OwnCourse | None
    running: list[OwnCourse]
    completed: list[OwnCourse]
    open_courses: list[CatalogueEntry]

    @property
    def key(self) -> str:
        """Name what is shown: the courses in their states, and those on offer."""
        own = [item.key for item in (*filter(None, [self.going_on]), *self.running)]
        done = [item.key for item in self.completed]
        return repr((own, done, [item.key for item in self.open_courses]))


def dashboard(viewer) -> Dashboard:
    """Return what "Mein Lernen" shows. Four queries, however many courses."""
    offered = {(item.course_key, item.language): item for item in on_offer()}
    mine = [_own(item, offered) for item in my_courses(viewer)]
    unfinished = [item for item in mine if item.course.completion is None]
    started = {item.course.enrolment.course_key for item in mine}
    return Dashboard(
        going_on=unfinished[0] if unfinished else None,
        running=unfinished[1:],
        completed=[item for item in mine if item.course.completion],
        open_courses=catalogue_entries(
            one_per_course(item for item in offered.values() if item.course_key not in started)
        ),
    )


def going_on(viewer) -> MyCourse | None:
    """Return the unfinished course that the viewer worked on last. Two queries."""
    if not viewer.is_authenticated:
        return None
    return next((item for item in my_courses(viewer) if item.completion is None), None)


def _own(item: MyCourse, offered: dict) -> OwnCourse:
    edition = item.enrolment.edition
    newest = offered.get((edition.course_key, edition.language))
    parts = [
        edition.cache_key,
        newest.number if newest else "",
        item.completion.completed_on if item.completion else "",
        item.completion.may_be_renewed if item.completion else "",
        item.completion.is_revoked if item.completion else "",
        item.resume.lesson.key,
        item.resume.block_id,
        *sorted(item.decision.done_keys),
    ]
    return OwnCourse(item, ":".join(map(str, parts)), has_news=_is_older(edition, offered))


def _is_older(edition: CourseEdition, offered: dict) -> bool:
    newest = offered.get((edition.course_key, edition.language))
    return newest is not None and newest.number > edition.number
