"""Writing the learning record. One command, one transaction; import the commands from here."""

from learning.services.answers import record_answer
from learning.services.enrolments import enrol, follow_editorial_release, switch_edition
from learning.services.lessons import mark_done, remember_position
from learning.services.record import Outcome
from learning.services.scenarios import decide_in_scenario

__all__ = [
    "Outcome",
    "decide_in_scenario",
    "enrol",
    "follow_editorial_release",
    "mark_done",
    "record_answer",
    "remember_position",
    "switch_edition",
]
