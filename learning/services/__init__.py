"""Writing the learning record. One command, one transaction; import the commands from here."""

from learning.services.answers import record_answer, save_draft
from learning.services.attendance import record_attendance, withdraw_attendance
from learning.services.enrolments import (
    enrol,
    follow_editorial_release,
    renew,
    switch_edition,
)
from learning.services.events import change_event, discard_event, hold_course, hold_event
from learning.services.feedback import forget_old_feedback, mark_dealt_with, send_feedback
from learning.services.lessons import mark_done, remember_position
from learning.services.record import AnsweredElsewhere, Outcome
from learning.services.scenarios import decide_in_scenario, read_text_version
from learning.services.skipping import skip_lesson

__all__ = [
    "AnsweredElsewhere",
    "Outcome",
    "change_event",
    "decide_in_scenario",
    "discard_event",
    "enrol",
    "follow_editorial_release",
    "forget_old_feedback",
    "hold_course",
    "hold_event",
    "mark_dealt_with",
    "mark_done",
    "read_text_version",
    "record_answer",
    "record_attendance",
    "remember_position",
    "renew",
    "save_draft",
    "send_feedback",
    "skip_lesson",
    "switch_edition",
    "withdraw_attendance",
]
