"""Fixed vocabularies of the learning record. Pure: no Django."""

from enum import StrEnum


class EventKind(StrEnum):
    """What can have happened with one thing of a lesson. Each happens at most once."""

    DONE = "done"  # a text lesson was marked as done
    ANSWERED = "answered"  # a question was answered, no matter how
    CORRECT = "correct"  # ... correctly; only recorded where the course has a pass mark
    ENDED = "ended"  # a scenario was brought to an end


class Origin(StrEnum):
    """What a completion comes from."""

    COURSE = "course"  # worked through here
    RECOGNITION = "recognition"  # the same course, attended on site
    EVENT = "event"  # an event that is no course of this platform


class FeedbackKind(StrEnum):
    """What somebody wants to say. The first four are about a lesson."""

    ERROR = "error"
    HURTFUL = "hurtful"
    UNCLEAR = "unclear"
    IDEA = "idea"
    BARRIER = "barrier"
