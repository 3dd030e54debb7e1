"""Blocks that ask something of the learner. Import them from here."""

from core.blocks import GENERAL_BLOCKS
from courses.blocks.notes import LessonNoteBlock
from courses.blocks.personal import LocalContactsBlock, PlanStepBlock, ReflectionBlock
from courses.blocks.questions import QuestionBlock, question_blocks
from courses.blocks.scenarios import ScenarioBlock
from courses.blocks.self_check import SelfCheckBlock

LESSON_BLOCKS = [
    *((name, block) for name, block in GENERAL_BLOCKS if name != "content_note"),
    ("content_note", LessonNoteBlock()),
    *question_blocks(),
    ("self_check", SelfCheckBlock()),
    ("scenario", ScenarioBlock()),
    ("reflection", ReflectionBlock()),
    ("plan_step", PlanStepBlock()),
    ("local_contacts", LocalContactsBlock()),
]

__all__ = [
    "LESSON_BLOCKS",
    "LessonNoteBlock",
    "LocalContactsBlock",
    "PlanStepBlock",
    "QuestionBlock",
    "ReflectionBlock",
    "ScenarioBlock",
    "SelfCheckBlock",
]
