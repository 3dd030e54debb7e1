"""Models of the learning app. Import them from here."""

from learning.models.answers import Answer
from learning.models.events import Attendance, HeldEvent
from learning.models.feedback import Feedback
from learning.models.record import Completion, Enrolment, ProgressEvent

__all__ = [
    "Answer",
    "Attendance",
    "Completion",
    "Enrolment",
    "Feedback",
    "HeldEvent",
    "ProgressEvent",
]
