"""Reading a summary instead of a lesson. One command, one transaction."""

import uuid
from collections.abc import Iterator

from django.db import transaction
from django.http import Http404

from courses.enums import TaskKind
from courses.grading import draw
from courses.outline import LessonOutline, TaskOutline
from learning.enums import EventKind
from learning.models import Enrolment, ProgressEvent
from learning.services.record import Outcome, open_lesson, record_happened


@transaction.atomic
def skip_lesson(*, actor, enrolment: Enrolment, lesson_key: str) -> Outcome:
    """Count a lesson as worked on by somebody who read its summary instead.

    Records what working through it records, and nothing that says how it was done; no
    question counts as answered correctly. `Http404` for a lesson without a summary.
    """
    current, outline, lesson, frozen = open_lesson(actor, enrolment, lesson_key)
    if not frozen.summary:
        raise Http404
    ProgressEvent.objects.bulk_create(
        [
            ProgressEvent(
                enrolment=current,
                lesson_key=lesson.key,
                block_id=block_id,
                kind=kind,
                # One for each, as if each had been a command: one for all would tell.
                command_id=uuid.uuid4(),
            )
            for block_id, kind in _all_of(lesson, person=str(actor.key))
        ],
        ignore_conflicts=True,
    )
    _before, after = outline.neighbours(lesson)
    decision, completed = record_happened(
        current, outline, lesson, "", [], uuid.uuid4(), position=after
    )
    return Outcome(current, decision, completed)


def _all_of(lesson: LessonOutline, person: str) -> Iterator[tuple[str, EventKind]]:
    """Yield what happens when this person works through the lesson, in its order."""
    if not lesson.tasks:
        yield "", EventKind.DONE
    for task in lesson.tasks:
        if task.kind == TaskKind.SCENARIO:
            yield task.id, EventKind.ENDED
        else:
            yield from ((name, EventKind.ANSWERED) for name in _questions(task, person))


def _questions(task: TaskOutline, person: str) -> tuple[str, ...]:
    if task.kind == TaskKind.SELF_CHECK:
        return draw(task.questions, task.draw, person)
    return (task.id,)
