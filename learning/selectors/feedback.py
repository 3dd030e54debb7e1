"""Feedback: what a message is about, and what the editorial team reads of it."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from accounts.roles import Role
from courses.frozen import frozen_lesson
from courses.models import CourseEdition
from courses.outline import LessonOutline
from courses.selectors import outline_of
from learning.enums import FeedbackKind
from learning.models import Feedback
from learning.models.feedback import ANSWER_WITHIN
from learning.selectors.progress import enrolment_for, enrolment_or_404, lesson_or_404


@dataclass(frozen=True)
class Subject:
    """What a message is about: a lesson of an edition, any page, or nothing in particular."""

    edition: CourseEdition | None = None
    lesson: LessonOutline | None = None
    page: str = ""


def lesson_subject(viewer, course_slug: str, lesson_slug: str) -> Subject:
    """Return the lesson of the viewer's own edition; 404 for any other."""
    enrolment = enrolment_or_404(viewer, course_slug)
    return Subject(enrolment.edition, lesson_or_404(enrolment, lesson_slug))


def named_subject(edition_id: int, lesson_key: str) -> Subject:
    """Return the lesson that a signed form of ours names. Editions and their lessons stay."""
    edition = CourseEdition.objects.defer("outline_data").get(pk=edition_id)
    return Subject(edition, outline_of(edition).lesson(key=lesson_key))


def page_subject(viewer, page: str, course_slug: str = "", lesson_slug: str = "") -> Subject:
    """Return a page, with lesson and edition where it is a lesson of the viewer's."""
    enrolment = None
    if course_slug and viewer.is_authenticated:
        enrolment = enrolment_for(viewer, course_slug)
    if enrolment is None:
        return Subject(page=page)
    lesson = outline_of(enrolment.edition).lesson(slug=lesson_slug)
    return Subject(enrolment.edition, lesson, page)


def places_in(subject: Subject) -> dict[str, str]:
    """Return the questions, self-checks and scenarios of the lesson by block id, in order."""
    content = frozen_lesson(subject.edition, subject.lesson)
    names = {part.id: part.title for part in content.parts if part.title}
    names |= {key: question.text for key, question in content.questions.items()}
    names |= {key: scenario.title for key, scenario in content.scenarios.items()}
    return {part.id: names[part.id] for part in content.parts if part.id in names}


def may_read_feedback(viewer) -> bool:
    """Whether the viewer belongs to the editorial team. No other role reads feedback."""
    return viewer.is_superuser or viewer.has_role(Role.TRAINER)


def feedback_for(viewer) -> QuerySet[Feedback]:
    """Return all messages for the editorial team, open ones first; none for anyone else."""
    if not may_read_feedback(viewer):
        return Feedback.objects.none()
    return Feedback.objects.select_related("edition").defer("edition__outline_data")


@dataclass(frozen=True)
class OpenFeedback:
    """How many messages wait, and how many barriers for longer than an answer may take."""

    waiting: int
    overdue: int


def open_feedback(viewer) -> OpenFeedback:
    """Count what waits for the editorial team; nothing for anyone else."""
    late = Q(kind=FeedbackKind.BARRIER, sent_on__lt=timezone.localdate() - ANSWER_WITHIN)
    late &= ~Q(reply_to="")
    rows = feedback_for(viewer).filter(dealt_with_on=None).order_by()
    return OpenFeedback(**rows.aggregate(waiting=Count("pk"), overdue=Count("pk", filter=late)))


def courses_with_feedback(viewer) -> list[tuple[str, str]]:
    """Return (course key, title of its newest edition) of the courses with messages."""
    rows = feedback_for(viewer).exclude(edition=None).order_by("edition__number")
    titles = {
        str(key): title for key, title in rows.values_list("edition__course_key", "edition__title")
    }
    return sorted(titles.items(), key=lambda item: item[1].casefold())


def subject_of(feedback: Feedback) -> Subject:
    """Return what a stored message is about."""
    edition = feedback.edition
    lesson = outline_of(edition).lesson(key=str(feedback.lesson_key)) if edition else None
    return Subject(edition, lesson, feedback.page)
