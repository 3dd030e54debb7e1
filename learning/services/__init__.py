"""Writing the learning record. One command, one transaction; import the commands from here."""

from learning.services.commands import (
    Outcome,
    decide_in_scenario,
    mark_done,
    record_answer,
    remember_position,
)
from learning.services.enrolments import enrol, follow_editorial_release, switch_edition

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
