"""Fixed vocabularies of the courses app. Pure: no Django."""

from enum import StrEnum


class TaskKind(StrEnum):
    """What a learner can be asked to do in a lesson; also the block type in the stream."""

    SINGLE_CHOICE = "single_choice"
    MULTIPLE_CHOICE = "multiple_choice"
    TRUE_FALSE = "true_false"
    ORDERING = "ordering"
    MATCHING = "matching"
    SORTING = "sorting"
    SHORT_TEXT = "short_text"
    NUMERIC = "numeric"
    CASE = "case"
    SELF_CHECK = "self_check"
    SCENARIO = "scenario"


# What is asked and graded; a self-check holds several of them, a scenario is walked through.
QUESTION_KINDS = frozenset(TaskKind) - {TaskKind.SELF_CHECK, TaskKind.SCENARIO}


class Certainty(StrEnum):
    """How sure somebody is of an answer, by their own judgement."""

    UNSURE = "unsure"
    FAIRLY = "fairly"
    SURE = "sure"


class ReleaseKind(StrEnum):
    """What a release means for people who are in the middle of the course."""

    EDITORIAL = "editorial"  # typos: running enrolments follow
    CONTENT = "content"  # people finish the edition they have, or switch if they like
    RETAKE = "retake"  # as content; the next renewal uses the new edition


class TargetGroup(StrEnum):
    """For whom a course is or a learning path leads; a course without one is for all."""

    STAFF = "staff"
    MANAGERS = "managers"
    TRAINERS = "trainers"

    @property
    def slug(self) -> str:
        """The word for it in addresses, which people read."""
        return {"staff": "mitarbeitende", "managers": "fuehrung", "trainers": "trainer"}[self]


class Rating(StrEnum):
    """How a decision in a scenario turns out."""

    GOOD = "good"
    PARTLY = "partly"
    POOR = "poor"


class Perspective(StrEnum):
    """In whose place people decide in a scenario."""

    COLLEAGUE = "colleague"
    LEADERSHIP = "leadership"
    TEAM = "team"
    BYSTANDER = "bystander"
    ATTACKED = "attacked"  # offered, never imposed: the text version comes first
