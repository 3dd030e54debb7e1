"""Lessons as a whole: marked as done, and where one stopped reading."""

from uuid import UUID

from django.db import transaction
from django.http import Http404

from learning.enums import EventKind
from learning.models import Enrolment
from learning.services.record import Outcome, move_to, open_lesson, record_happened


@transaction.atomic
def mark_done(*, actor, enrolment: Enrolment, lesson_key: str, command_id: UUID) -> Outcome:
    """Mark a text lesson as done. A lesson with tasks is done by its tasks, so that is a 404."""
    current, outline, lesson, _frozen = open_lesson(actor, enrolment, lesson_key)
    if lesson.tasks:
        raise Http404
    _before, after = outline.neighbours(lesson)
    decision, completed = record_happened(
        current, outline, lesson, "", [EventKind.DONE], command_id, position=after
    )
    return Outcome(current, decision, completed)


@transaction.atomic
def remember_position(*, actor, enrolment: Enrolment, lesson_key: str, block_id: str) -> None:
    """Store where the person is reading, without a time. The last one to write wins."""
    current, _outline, lesson, frozen = open_lesson(actor, enrolment, lesson_key)
    move_to(current, lesson, block_id if block_id in frozen.block_ids else "")
