"""Blocks that ask something of the learner. Import them from here."""

from core.blocks import GENERAL_BLOCKS
from courses.blocks.personal import LocalContactsBlock, ReflectionBlock
from courses.blocks.questions import MultipleChoiceBlock, SingleChoiceBlock
from courses.blocks.scenarios import ScenarioBlock

LESSON_BLOCKS = [
    *GENERAL_BLOCKS,
    ("single_choice", SingleChoiceBlock()),
    ("multiple_choice", MultipleChoiceBlock()),
    ("scenario", ScenarioBlock()),
    ("reflection", ReflectionBlock()),
    ("local_contacts", LocalContactsBlock()),
]

__all__ = [
    "LESSON_BLOCKS",
    "LocalContactsBlock",
    "MultipleChoiceBlock",
    "ReflectionBlock",
    "ScenarioBlock",
    "SingleChoiceBlock",
]
