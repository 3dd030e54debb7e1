"""What a learner does in a lesson: answer, decide, mark as done.

Each command is one transaction: lock the enrolment *before* anything is checked, write what
happened with `ON CONFLICT DO NOTHING`, evaluate completion, write the completion and send
`course_completed`. A replay is a no-op; constraints, not checks, forbid doubles.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.utils import timezone

from core.services import Concern, record_audit
from courses.frozen import FrozenLesson, frozen_lesson
from courses.grading import Grade, grade
from courses.models import CourseEdition
from courses.outline import CourseOutline, LessonOutline
from courses.scenario import Walk, follow
from courses.selectors import outline_of
from learning.completion import Decision, Fact, evaluate
from learning.enums import EventKind
from learning.models import Answer, Completion, Enrolment, ProgressEvent
from learning.selectors.progress import facts_of
from learning.signals import course_completed


@dataclass(frozen=True)
class Outcome:
    """What a command led to. `grade` for questions, `walk` for scenarios."""

    enrolment: Enrolment
    decision: Decision
    completed_now: bool
    grade: Grade | None = None
    walk: Walk | None = None


@transaction.atomic
def record_answer(
    *,
    actor,
    enrolment: Enrolment,
    lesson_key: str,
    block_id: str,
    selected: Sequence[str],
    command_id: UUID,
) -> Outcome:
    """Grade and store an answer; earlier answers to the question are overwritten.

    Raises `courses.grading.InvalidAnswer` for an answer that cannot be graded (nothing is
    written), `Http404` for a lesson or question that the person's edition does not have.
    """
    current, outline, lesson, frozen = _open(actor, enrolment, lesson_key)
    question = frozen.questions.get(block_id)
    if question is None:
        raise Http404
    result = grade(question, selected)
    _store(current, lesson, block_id, {"selected": sorted(set(selected))}, command_id)
    kinds = [EventKind.ANSWERED]
    if result.correct and outline.pass_mark is not None:
        kinds.append(EventKind.CORRECT)
    decision, completed = _happened(current, outline, lesson, block_id, kinds, command_id)
    return Outcome(current, decision, completed, grade=result)


@transaction.atomic
def decide_in_scenario(
    *,
    actor,
    enrolment: Enrolment,
    lesson_key: str,
    block_id: str,
    step: int,
    decision_id: str,
    command_id: UUID,
) -> Outcome:
    """Keep the first `step` decisions of the walk and add one; without one, only go back.

    Any decision can be taken back at any time; having reached an end once stays. Raises
    `courses.scenario.InvalidWalk` for a decision that is not on offer there.
    """
    current, outline, lesson, frozen = _open(actor, enrolment, lesson_key)
    scenario = frozen.scenarios.get(block_id)
    if scenario is None:
        raise Http404
    stored = Answer.objects.filter(enrolment=current, lesson_key=lesson.key, block_id=block_id)
    value = stored.values_list("value", flat=True).first() or {"path": []}
    path = value["path"][: max(step, 0)] + ([decision_id] if decision_id else [])
    walk = follow(scenario, path)
    _store(current, lesson, block_id, {"path": path}, command_id)
    kinds = [EventKind.ENDED] if walk.finished else []
    decision, completed = _happened(current, outline, lesson, block_id, kinds, command_id)
    return Outcome(current, decision, completed, walk=walk)


@transaction.atomic
def mark_done(*, actor, enrolment: Enrolment, lesson_key: str, command_id: UUID) -> Outcome:
    """Mark a text lesson as done. A lesson with tasks is done by its tasks, so that is a 404."""
    current, outline, lesson, _frozen = _open(actor, enrolment, lesson_key)
    if lesson.tasks:
        raise Http404
    _before, after = outline.neighbours(lesson)
    decision, completed = _happened(
        current, outline, lesson, "", [EventKind.DONE], command_id, position=after
    )
    return Outcome(current, decision, completed)


@transaction.atomic
def remember_position(*, actor, enrolment: Enrolment, lesson_key: str, block_id: str) -> None:
    """Store where the person is reading, without a time. The last one to write wins."""
    current, _outline, lesson, frozen = _open(actor, enrolment, lesson_key)
    _move(current, lesson, block_id if block_id in frozen.block_ids else "")


def locked(enrolment: Enrolment) -> Enrolment:
    """Lock the enrolment row until the end of the transaction and return it as it is now.

    Of what can have changed since the view read it, only the edition would have to be read.
    """
    row = Enrolment.objects.select_for_update().filter(pk=enrolment.pk)
    edition_id, lesson_key, block_id = row.values_list(
        "edition_id", "position_lesson", "position_block"
    ).get()
    if edition_id != enrolment.edition_id:
        enrolment.edition = CourseEdition.objects.defer("outline_data").get(pk=edition_id)
    enrolment.position_lesson, enrolment.position_block = lesson_key, block_id
    return enrolment


def complete_if_done(enrolment: Enrolment) -> bool:
    """Evaluate a locked enrolment and write its completion; return whether it is new."""
    outline = outline_of(enrolment.edition)
    decision = evaluate(outline, facts_of(enrolment))
    return decision.complete and _complete(enrolment, outline)


def _open(
    actor, enrolment: Enrolment, lesson_key: str
) -> tuple[Enrolment, CourseOutline, LessonOutline, FrozenLesson]:
    if enrolment.user_id != actor.pk:
        raise PermissionDenied
    current = locked(enrolment)
    current.user = actor  # the same person, and no query for them
    outline = outline_of(current.edition)
    lesson = outline.lesson(key=str(lesson_key))
    if lesson is None:
        raise Http404
    return current, outline, lesson, frozen_lesson(current.edition, lesson)


def _store(enrolment, lesson: LessonOutline, block_id: str, value: dict, command_id: UUID) -> None:
    Answer.objects.bulk_create(
        [
            Answer(
                enrolment=enrolment,
                lesson_key=lesson.key,
                block_id=block_id,
                value=value,
                command_id=command_id,
            )
        ],
        update_conflicts=True,
        unique_fields=["enrolment", "lesson_key", "block_id"],
        update_fields=["value", "command_id"],
    )


def _happened(
    enrolment: Enrolment,
    outline: CourseOutline,
    lesson: LessonOutline,
    block_id: str,
    kinds: Sequence[EventKind],
    command_id: UUID,
    position: LessonOutline | None = None,
) -> tuple[Decision, bool]:
    """Append what happened, evaluate, complete. Returns the decision and whether it is new."""
    ProgressEvent.objects.bulk_create(
        [
            ProgressEvent(
                enrolment=enrolment,
                lesson_key=lesson.key,
                block_id=block_id,
                kind=kind,
                command_id=command_id,
            )
            for kind in kinds
        ],
        ignore_conflicts=True,
    )
    if position:
        _move(enrolment, position, "")
    else:
        _move(enrolment, lesson, block_id)
    facts: frozenset[Fact] = facts_of(enrolment)
    decision = evaluate(outline, facts)
    return decision, decision.complete and _complete(enrolment, outline)


def _move(enrolment: Enrolment, lesson: LessonOutline, block_id: str) -> None:
    if (str(enrolment.position_lesson), enrolment.position_block) == (lesson.key, block_id):
        return
    enrolment.position_lesson = UUID(lesson.key)
    enrolment.position_block = block_id
    enrolment.save(update_fields=["position_lesson", "position_block"])


def _complete(enrolment: Enrolment, outline: CourseOutline) -> bool:
    """Insert the completion unless there is one; tell the rest of the house about a new one."""
    row = _completion(enrolment, outline)
    # Not "is there one already?": the constraint decides, also between two servers.
    Completion.objects.bulk_create([row], ignore_conflicts=True)
    completion = Completion.objects.filter(key=row.key).first()
    if completion is None:
        return False
    record_audit(
        actor=enrolment.user,
        action="learning.completed",
        organisation=enrolment.organisation.key,
        concerns=[Concern(enrolment.user.key, completion.course_title)],
    )
    course_completed.send(sender=Completion, completion=completion)
    return True


def _completion(enrolment: Enrolment, outline: CourseOutline) -> Completion:
    organisation = enrolment.organisation
    return Completion(
        enrolment=enrolment,
        user=enrolment.user,
        person_key=enrolment.user.key,
        organisation=organisation,
        course_key=enrolment.course_key,
        cycle=enrolment.cycle,
        completed_on=timezone.localdate(),
        person_name=enrolment.user.name,
        course_title=outline.title,
        edition_number=enrolment.edition.number,
        minutes=outline.minutes,
        snapshot={
            "modules": [
                {"title": module.title, "minutes": module.minutes} for module in outline.modules
            ],
            "contents": list(outline.certificate_contents),
            "issuer": {"name": organisation.issuer, "address": organisation.address},
            "language": enrolment.edition.language,
            "rule": {"pass_mark": outline.pass_mark},
        },
    )
