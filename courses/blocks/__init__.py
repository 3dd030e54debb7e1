"""Blocks that ask something of the learner. Import them from here."""

from core.blocks import GENERAL_BLOCKS
from courses.blocks.personal import LocalContactsBlock, ReflectionBlock
from courses.blocks.questions import QuestionBlock, question_blocks
from courses.blocks.scenarios import ScenarioBlock
from courses.blocks.self_check import SelfCheckBlock

LESSON_BLOCKS = [
    *GENERAL_BLOCKS,
    *question_blocks(),
    ("self_check", SelfCheckBlock()),
    ("scenario", ScenarioBlock()),
    ("reflection", ReflectionBlock()),
    ("local_contacts", LocalContactsBlock()),
]

__all__ = [
    "LESSON_BLOCKS",
    "LocalContactsBlock",
    "QuestionBlock",
    "ReflectionBlock",
    "ScenarioBlock",
    "SelfCheckBlock",
]
