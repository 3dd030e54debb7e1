"""The roles a person can have in a municipality, and whom names are shown to. Pure: no Django.

Everybody may learn, whatever else they do; a role only adds to that.
"""

from enum import StrEnum


class Role(StrEnum):
    LEARNER = "learner"  # own courses, own record
    TRAINER = "trainer"  # writes and releases courses; sees no single person's record
    HR = "hr"  # completions and certificates of the own municipality
    ADMIN = "admin"  # people, roles and local contacts of the own municipality


class NameRule(StrEnum):
    """What the public check page tells of the name on a certificate."""

    HIDDEN = "hidden"
    COMPARE = "compare"
    SHOWN = "shown"


# The Wagtail group whose permissions a role brings along.
EDITOR_GROUP = "Trainer:innen"
EDITOR_ROLES = frozenset({Role.TRAINER})
