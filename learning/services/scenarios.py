"""Walking through scenarios, or reading them as a text. One command, one transaction."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.http import Http404

from courses.scenario import entry_of, follow
from learning.enums import EventKind
from learning.models import Enrolment
from learning.services.record import (
    AnsweredElsewhere,
    Outcome,
    last_answer,
    open_lesson,
    record_happened,
    store_answer,
)


@transaction.atomic
def decide_in_scenario(
    *,
    actor,
    enrolment: Enrolment,
    lesson_key: str,
    block_id: str,
    step: int,
    decision_ids: Sequence[str],
    command_id: UUID,
    seen: str = "",
) -> Outcome:
    """Keep the first `step` decisions of the walk that was `seen`, and add one or only go back.

    Any decision can be taken back at any time; having reached an end once stays. Who goes
    back to the start leaves no walk at all. Raises `courses.scenario.InvalidWalk` for a
    decision that is not on offer there and `AnsweredElsewhere` for one that comes too late.
    """
    current, outline, lesson, frozen = open_lesson(actor, enrolment, lesson_key)
    scenario = frozen.scenarios.get(block_id)
    if scenario is None:
        raise Http404
    last = last_answer(current, lesson, block_id)
    path = last.value["path"] if last.value else []
    if len(path) < step:
        raise AnsweredElsewhere
    walk = follow(scenario, path[:step] + ([entry_of(decision_ids)] if decision_ids else []))
    value = {"path": walk.path} if walk.steps else None
    store_answer(last, value, command_id=command_id, seen=seen)
    kinds = [EventKind.ENDED] if walk.finished else []
    decision, completed = record_happened(current, outline, lesson, block_id, kinds, command_id)
    return Outcome(current, decision, completed, walk=walk)


@transaction.atomic
def read_text_version(
    *, actor, enrolment: Enrolment, lesson_key: str, block_id: str, command_id: UUID
) -> Outcome:
    """Count a scenario as worked on by somebody who read it without the story.

    Records what reaching an end records, and nothing else. `Http404` for a scenario that has
    no text version.
    """
    current, outline, lesson, frozen = open_lesson(actor, enrolment, lesson_key)
    scenario = frozen.scenarios.get(block_id)
    if scenario is None or not scenario.text_version:
        raise Http404
    decision, completed = record_happened(
        current, outline, lesson, block_id, [EventKind.ENDED], command_id
    )
    return Outcome(current, decision, completed)
