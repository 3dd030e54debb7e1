"""Questions of all kinds as authors write them; refused on save where a learner would be stuck."""

from courses.blocks.questions.assigning import MatchingBlock, SortingBlock
from courses.blocks.questions.base import MESSAGES, QuestionBlock
from courses.blocks.questions.case import SIMPLE, CaseBlock
from courses.blocks.questions.choice import MultipleChoiceBlock, SingleChoiceBlock, TrueFalseBlock
from courses.blocks.questions.ordering import OrderingBlock
from courses.blocks.questions.written import NumericBlock, ShortTextBlock

__all__ = [
    "MESSAGES",
    "CaseBlock",
    "MatchingBlock",
    "MultipleChoiceBlock",
    "NumericBlock",
    "OrderingBlock",
    "QuestionBlock",
    "ShortTextBlock",
    "SingleChoiceBlock",
    "SortingBlock",
    "TrueFalseBlock",
    "question_blocks",
]


def question_blocks() -> list[tuple[str, QuestionBlock]]:
    """Return one block of each kind, for a stream."""
    return [(str(block.kind), block()) for block in (*SIMPLE, CaseBlock)]
