"""Answering questions, and keeping what was begun. One command, one transaction."""

from uuid import UUID

from django.db import transaction
from django.http import Http404

from courses.grading import Fields
from learning.enums import EventKind
from learning.models import Answer, Enrolment
from learning.services.record import (
    AnsweredElsewhere,
    Outcome,
    last_answer,
    open_lesson,
    record_happened,
    store_answer,
    write_answer,
)


@transaction.atomic
def record_answer(
    *,
    actor,
    enrolment: Enrolment,
    lesson_key: str,
    block_id: str,
    fields: Fields,
    command_id: UUID,
    seen: str = "",
) -> Outcome:
    """Grade and store an answer over the one that was `seen` with the form.

    Raises `courses.grading.InvalidAnswer` for an answer that cannot be graded and
    `AnsweredElsewhere` for one that comes too late (nothing is written), `Http404` for a
    lesson or question that the person's edition does not have.
    """
    current, outline, lesson, frozen = open_lesson(actor, enrolment, lesson_key)
    question = frozen.questions.get(block_id)
    if question is None:
        raise Http404
    value = question.read(fields)
    result = question.grade(value)
    last = last_answer(current, lesson, block_id)
    store_answer(last, value, command_id=command_id, seen=seen)
    kinds = [EventKind.ANSWERED]
    if result.correct and outline.pass_mark is not None:
        kinds.append(EventKind.CORRECT)
    decision, completed = record_happened(current, outline, lesson, block_id, kinds, command_id)
    return Outcome(current, decision, completed, grade=result)


@transaction.atomic
def save_draft(
    *,
    actor,
    enrolment: Enrolment,
    lesson_key: str,
    block_id: str,
    fields: Fields,
    seen: str = "",
) -> None:
    """Keep what was begun of an answer until it is handed in. The last one to write wins.

    Nothing but the question's own fields is kept, and nothing at all of what equals the
    stored answer. Raises `AnsweredElsewhere` for a draft that is older than that, `Http404`
    for a lesson or question that the person's edition does not have.
    """
    current, _outline, lesson, frozen = open_lesson(actor, enrolment, lesson_key)
    question = frozen.questions.get(block_id)
    if question is None:
        raise Http404
    last = last_answer(current, lesson, block_id)
    if last.value is not None and str(last.command_id) != seen:
        raise AnsweredElsewhere
    draft = {name: values for name, values in question.keep(fields).items() if any(values)}
    if last.value is not None and draft == question.fields(last.value):
        draft = {}
    _keep(last, draft)


def _keep(last: Answer, draft: dict) -> None:
    if (last.draft or {}) == draft:
        return
    if draft or last.value is not None:
        last.draft = draft or None
        write_answer(last, ["draft"])
    else:
        Answer.objects.filter(pk=last.pk).delete()  # nothing is left of it
