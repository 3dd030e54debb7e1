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


class AnsweredElsewhere(Exception):
    """The person has answered on another page or device in the meantime: nothing is written."""


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


def last_answer(enrolment: Enrolment, lesson: LessonOutline, block_id: str) -> Answer:
    """Return what is stored for a block, or a new answer without a value. One query."""
    place = {"enrolment": enrolment, "lesson_key": lesson.key, "block_id": block_id}
    return Answer.objects.filter(**place).first() or Answer(**place)


def store_answer(last: Answer, value: dict | None, *, command_id: UUID, seen: str) -> None:
    """Write a value over the last answer and remove what was half given; None removes both.

    `seen` is the command that had stored the answer shown with the form. Raises
    `AnsweredElsewhere` where another one has been stored since; the form's own, and the same
    value again, are a replay.
    """
    if last.value == value:
        command_id = last.command_id
    elif is_late(last, command_id=command_id, seen=seen):
        raise AnsweredElsewhere
    if value is None:
        Answer.objects.filter(pk=last.pk).delete()
        return
    last.value, last.draft, last.command_id = value, None, command_id
    write_answer(last, ["value", "draft", "command_id"])


def is_late(last: Answer, *, command_id: UUID, seen: str) -> bool:
    """Whether something else was stored since the form was shown."""
    return last.value is not None and str(last.command_id) not in {seen, str(command_id)}


def write_answer(answer: Answer, columns: Sequence[str]) -> None:
    """Insert an answer, or update these columns of the one that is there."""
    Answer.objects.bulk_create(
        [answer],
        update_conflicts=True,
        unique_fields=["enrolment", "lesson_key", "block_id"],
        update_fields=columns,
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
