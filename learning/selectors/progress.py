"""Reading one's own learning: enrolment, facts, where one stopped. Everything takes the viewer."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.http import Http404

from courses.models import CourseEdition
from courses.outline import CourseOutline, LessonOutline
from courses.selectors import editions_by_pk, outline_of
from learning.completion import Decision, Fact, Place, evaluate, place_of
from learning.models import Answer, Completion, Enrolment, ProgressEvent


@dataclass(frozen=True)
class ResumePoint:
    """Where to go on: a lesson and, where known, a place in it."""

    lesson: LessonOutline
    block_id: str = ""
    started: bool = True


def enrolments_of(viewer, *with_them: str) -> list[Enrolment]:
    """Return the viewer's enrolments with edition and municipality, the newest first.

    One query, and one for editions that this process has not met. `with_them` names further
    rows that are read along; of a completion also whether it was revoked.
    """
    rows = Enrolment.objects.filter(user=viewer).select_related("organisation", *with_them)
    if "completion" in with_them:
        revoked = Completion.revoked().filter(enrolment=OuterRef("pk"))
        rows = rows.annotate(is_revoked=Exists(revoked))
    found = list(rows.order_by("-pk"))
    for row in found:
        if "completion" in with_them and hasattr(row, "completion"):
            row.completion.is_revoked = row.is_revoked
    editions = editions_by_pk({row.edition_id for row in found})
    for row in found:
        row.edition = editions[row.edition_id]
    return found


def enrolment_for(viewer, course_slug: str, *with_them: str) -> Enrolment | None:
    """Return the viewer's newest enrolment under an address, or None.

    The address is that of the edition the person is in, before any other that the course has
    had, in whatever language. It stays valid when the course is renamed, unpublished or deleted.
    """
    own = sorted(enrolments_of(viewer, *with_them), key=lambda item: -item.cycle)
    for enrolment in own:
        if enrolment.edition.slug == course_slug:
            return enrolment
    if not own:
        return None
    # Of two courses that used an address one after the other, the later one.
    editions = CourseEdition.objects.filter(slug=course_slug).order_by("-pk")
    course = editions.values_list("course_key", flat=True).first()
    return next((enrolment for enrolment in own if enrolment.course_key == course), None)


def enrolment_or_404(viewer, course_slug: str) -> Enrolment:
    enrolment = enrolment_for(viewer, course_slug)
    if enrolment is None:
        raise Http404
    return enrolment


def lesson_or_404(enrolment: Enrolment, lesson_slug: str) -> LessonOutline:
    """Return the lesson of the person's edition under an address.

    Also under one that it has in another edition: the person may have changed over, and an
    earlier lesson, or the same one in another language, may still be open or bookmarked.
    """
    outline = outline_of(enrolment.edition)
    if found := outline.lesson(slug=lesson_slug):
        return found
    others = CourseEdition.objects.filter(course_key=enrolment.course_key).defer("outline_data")
    for edition in others.order_by("-pk"):
        other = outline_of(edition).lesson(slug=lesson_slug)
        if other and (found := outline.lesson(key=other.key)):
            return found
    raise Http404


def facts_of(enrolment: Enrolment) -> frozenset[Fact]:
    """Return all that happened in an enrolment. One query."""
    rows = ProgressEvent.objects.filter(enrolment=enrolment)
    return frozenset(
        (str(lesson), block, kind)
        for lesson, block, kind in rows.values_list("lesson_key", "block_id", "kind")
    )


def decision_for(enrolment: Enrolment) -> Decision:
    return evaluate(outline_of(enrolment.edition), facts_of(enrolment))


@dataclass(frozen=True)
class Kept:
    """What is stored of a person's work on one block.

    `value` is the answer or None, `draft` the fields of a form that was not handed in. `seen`
    names the answer to a form that shows it, "" for none: see `services.AnsweredElsewhere`.
    """

    value: dict | None = None
    draft: dict | None = None
    seen: str = ""


def answers_in(enrolment: Enrolment, lesson_key: str) -> dict[str, Kept]:
    """Return what is stored of the person's work in a lesson by block id. One query."""
    rows = Answer.objects.filter(enrolment=enrolment, lesson_key=lesson_key)
    return {
        block_id: Kept(value, draft, "" if value is None else str(command_id))
        for block_id, value, draft, command_id in rows.values_list(
            "block_id", "value", "draft", "command_id"
        )
    }


def resume_point(enrolment: Enrolment, outline: CourseOutline, decision: Decision) -> ResumePoint:
    """Return where the person stopped, and after a lesson that is done the next open one.

    Whoever has not stopped anywhere begins with the first open lesson, or the first one.
    """
    stopped = outline.lesson(key=str(enrolment.position_lesson))
    still_open = [item.lesson for item in decision.missing]
    if stopped and not (stopped.key in decision.done_keys and still_open):
        return ResumePoint(stopped, enrolment.position_block)
    place = outline.lessons.index(stopped) if stopped else 0
    later = [lesson for lesson in outline.lessons[place:] if lesson in still_open]
    lesson = (later or still_open or outline.lessons)[0]
    return ResumePoint(lesson, started=stopped is not None or bool(decision.done_keys))


@dataclass(frozen=True)
class MyCourse:
    """One course of the viewer's: how far they are, and where they go on."""

    enrolment: Enrolment
    outline: CourseOutline
    decision: Decision
    resume: ResumePoint
    completion: Completion | None

    @property
    def place(self) -> Place:
        return place_of(self.outline, self.resume.lesson, self.decision)


def my_courses(viewer) -> list[MyCourse]:
    """Return the viewer's courses: unfinished ones first, and first what was worked on last.

    Of a course that was renewed, the last time. Two queries, however many courses.
    """
    newest: dict[UUID, Enrolment] = {}
    for item in enrolments_of(viewer, "completion"):
        newest.setdefault(item.course_key, item)
    enrolments = list(newest.values())
    facts: dict[int, set[Fact]] = {enrolment.pk: set() for enrolment in enrolments}
    latest = dict.fromkeys(facts, 0)
    rows = ProgressEvent.objects.filter(enrolment__in=enrolments)
    for event, pk, lesson, block, kind in rows.values_list(
        "pk", "enrolment_id", "lesson_key", "block_id", "kind"
    ):
        facts[pk].add((str(lesson), block, kind))
        latest[pk] = max(latest[pk], event)
    enrolments.sort(key=lambda enrolment: -latest[enrolment.pk])
    found = []
    for enrolment in enrolments:
        outline = outline_of(enrolment.edition)
        decision = evaluate(outline, facts[enrolment.pk])
        found.append(
            MyCourse(
                enrolment=enrolment,
                outline=outline,
                decision=decision,
                resume=resume_point(enrolment, outline, decision),
                completion=getattr(enrolment, "completion", None),
            )
        )
    return sorted(found, key=lambda item: item.completion is not None)


def completion_of(enrolment: Enrolment) -> Completion | None:
    return Completion.objects.filter(enrolment=enrolment).first()


def in_progress_count(course_key: UUID, language: str) -> int:
    """Return how many people are in the middle of a course. A figure, no persons."""
    return Enrolment.objects.filter(
        course_key=course_key, edition__language=language, completion__isnull=True
    ).count()
