"""Walking through scenarios. One command, one transaction."""

from uuid import UUID

from django.db import transaction
from django.http import Http404

from courses.scenario import follow
from learning.enums import EventKind
from learning.models import Answer, Enrolment
from learning.services.record import Outcome, open_lesson, record_happened, store_answer


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
    current, outline, lesson, frozen = open_lesson(actor, enrolment, lesson_key)
    scenario = frozen.scenarios.get(block_id)
    if scenario is None:
        raise Http404
    stored = Answer.objects.filter(enrolment=current, lesson_key=lesson.key, block_id=block_id)
    value = stored.values_list("value", flat=True).first() or {"path": []}
    path = value["path"][: max(step, 0)] + ([decision_id] if decision_id else [])
    walk = follow(scenario, path)
    store_answer(current, lesson, block_id, {"path": path}, command_id)
    kinds = [EventKind.ENDED] if walk.finished else []
    decision, completed = record_happened(current, outline, lesson, block_id, kinds, command_id)
    return Outcome(current, decision, completed, walk=walk)
