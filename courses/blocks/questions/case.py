"""A case: one situation and several questions about it."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks import SafeRichTextBlock
from courses.blocks.questions.assigning import MatchingBlock, SortingBlock
from courses.blocks.questions.base import QuestionBlock, with_ids
from courses.blocks.questions.choice import (
    SINGLE_PREVIEW,
    MultipleChoiceBlock,
    SingleChoiceBlock,
    TrueFalseBlock,
)
from courses.blocks.questions.ordering import OrderingBlock
from courses.blocks.questions.written import NUMERIC_PREVIEW, NumericBlock, ShortTextBlock
from courses.enums import TaskKind
from courses.grading import CaseQuestion

SIMPLE = (
    SingleChoiceBlock,
    MultipleChoiceBlock,
    TrueFalseBlock,
    OrderingBlock,
    MatchingBlock,
    SortingBlock,
    ShortTextBlock,
    NumericBlock,
)


def _as_part(preview: dict) -> dict:
    return {name: value for name, value in preview.items() if name != "case"}


class CaseBlock(QuestionBlock):
    kind = TaskKind.CASE
    paths = {"missing_case": ("case",), "too_few_parts": ("parts",)}
    first = ("question", "case")
    folded = ("feedback", "ask_certainty")
    folded_heading = _("Feedback on the whole, certainty")

    question = blocks.CharBlock(label=_("Title"), max_length=150)
    case = SafeRichTextBlock(label=_("Situation"), help_text=_("What happened?"))
    parts = blocks.StreamBlock(
        [(block.kind, block(part=True)) for block in SIMPLE],
        label=_("Questions"),
        max_num=8,
        help_text=_("They are answered together."),
    )

    def _question(self, value, **common):
        parts = tuple(
            part.block.to_question(part.value, name) for name, part in with_ids(value["parts"])
        )
        return CaseQuestion(**common, parts=parts)

    class Meta:
        icon = "clipboard-list"
        label = _("Case")
        description = _("A situation with several questions that are answered together.")
        preview_value = {
            "question": "Nach dem Gespräch",
            "case": "<p>Ein Besucher hat Sie angeschrien und ist gegangen.</p>",
            "parts": [
                (TaskKind.SINGLE_CHOICE, _as_part(SINGLE_PREVIEW)),
                (TaskKind.NUMERIC, _as_part(NUMERIC_PREVIEW)),
            ],
            "feedback": "",
        }
