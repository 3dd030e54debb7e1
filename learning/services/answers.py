"""Answering questions. One command, one transaction."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.http import Http404

from learning.enums import EventKind
from learning.models import Enrolment
from learning.services.record import Outcome, open_lesson, record_happened, store_answer


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
    current, outline, lesson, frozen = open_lesson(actor, enrolment, lesson_key)
    question = frozen.questions.get(block_id)
    if question is None:
        raise Http404
    value = question.read({"option": list(selected)})
    result = question.grade(value)
    store_answer(current, lesson, block_id, value, command_id)
    kinds = [EventKind.ANSWERED]
    if result.correct and outline.pass_mark is not None:
        kinds.append(EventKind.CORRECT)
    decision, completed = record_happened(current, outline, lesson, block_id, kinds, command_id)
    return Outcome(current, decision, completed, grade=result)
