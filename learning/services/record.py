"""What every command of a learner shares: open the lesson under a lock, write what happened.

The lock on the enrolment comes *before* anything is checked. What happened is written with
`ON CONFLICT DO NOTHING`: a replay is a no-op; constraints, not checks, forbid doubles.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404

from courses.frozen import FrozenLesson, frozen_lesson
from courses.grading import Grade
from courses.models import CourseEdition
from courses.outline import CourseOutline, LessonOutline
from courses.scenario import Walk
from courses.selectors import outline_of
from learning.completion import Decision, Fact, evaluate
from learning.enums import EventKind
from learning.models import Answer, Enrolment, ProgressEvent
from learning.selectors.progress import facts_of
from learning.services.completions import complete


@dataclass(frozen=True)
class Outcome:
    """What a command led to. `grade` for questions, `walk` for scenarios."""

    enrolment: Enrolment
    decision: Decision
    completed_now: bool
    grade: Grade | None = None
    walk: Walk | None = None


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


def open_lesson(
    actor, enrolment: Enrolment, lesson_key: str
) -> tuple[Enrolment, CourseOutline, LessonOutline, FrozenLesson]:
    """Lock the actor's own enrolment and return it with what its edition says of the lesson.

    Raises `PermissionDenied` for somebody else's, `Http404` for an unknown lesson.
    """
    if enrolment.user_id != actor.pk:
        raise PermissionDenied
    current = locked(enrolment)
    current.user = actor  # the same person, and no query for them
    outline = outline_of(current.edition)
    lesson = outline.lesson(key=str(lesson_key))
    if lesson is None:
        raise Http404
    return current, outline, lesson, frozen_lesson(current.edition, lesson)


def store_answer(
    enrolment, lesson: LessonOutline, block_id: str, value: dict, command_id: UUID
) -> None:
    """Write an answer or a walk over the one before."""
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


def record_happened(
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
        move_to(enrolment, position, "")
    else:
        move_to(enrolment, lesson, block_id)
    facts: frozenset[Fact] = facts_of(enrolment)
    decision = evaluate(outline, facts)
    return decision, decision.complete and complete(enrolment, outline)


def move_to(enrolment: Enrolment, lesson: LessonOutline, block_id: str) -> None:
    if (str(enrolment.position_lesson), enrolment.position_block) == (lesson.key, block_id):
        return
    enrolment.position_lesson = UUID(lesson.key)
    enrolment.position_block = block_id
    enrolment.save(update_fields=["position_lesson", "position_block"])
