"""Answers that learners write: a word or two, or a number."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.blocks.questions.base import PLACE, QuestionBlock
from courses.enums import TaskKind
from courses.grading import Mistake, NumericQuestion, ShortTextQuestion


class MistakeBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Wrong answer"), max_length=150)
    feedback = blocks.TextBlock(
        label=_("Feedback"),
        max_length=1000,
        rows=2,
        help_text=_("Shown to whoever answers this. What is the error in thinking?"),
    )

    class Meta:
        icon = "cross"
        label = _("Wrong answer")
        label_format = "{text}"


class WrittenBlock(QuestionBlock):
    """What words and numbers share: expected mistakes, and what is told after the others."""

    paths = {
        "missing_text": ("accepted", PLACE),
        "no_accepted": ("accepted",),
        "missing_other": ("other",),
        "missing_feedback": ("mistakes", PLACE, "feedback"),
        "mistake_is_right": ("mistakes", PLACE, "text"),
        "not_a_number": ("mistakes", PLACE, "text"),
        "answer_not_a_number": ("answer",),
        "tolerance_not_a_number": ("tolerance",),
    }
    last = ("mistakes", "other")

    mistakes = blocks.ListBlock(
        MistakeBlock(),
        label=_("Wrong answers you expect"),
        default=[],
        max_num=12,
        help_text=_("If you like: each with its own feedback."),
    )
    other = blocks.TextBlock(
        label=_("Feedback on any other answer"),
        max_length=1000,
        rows=2,
        help_text=_("Shown after a wrong answer, together with the right one."),
    )

    @staticmethod
    def _common(value) -> dict:
        mistakes = tuple(Mistake(item["text"], item["feedback"]) for item in value["mistakes"])
        return {"mistakes": mistakes, "other": value["other"]}


class ShortTextBlock(WrittenBlock):
    kind = TaskKind.SHORT_TEXT

    accepted = blocks.ListBlock(
        blocks.CharBlock(label=_("Answer"), max_length=150),
        label=_("Answers that count as right"),
        max_num=20,
        help_text=_(
            "Capital letters, spaces and full stops make no difference. The first one is shown "
            "as the right answer."
        ),
    )

    def _question(self, value, **common):
        return ShortTextQuestion(**common, **self._common(value), accepted=tuple(value["accepted"]))

    class Meta:
        icon = "pilcrow"
        label = _("Short text")
        description = _("A word or two to write, with the variants that count as right.")
        preview_value = {
            "case": "",
            "question": "Unter welcher Nummer erreichen Sie bei akuter Gefahr die Polizei?",
            "accepted": ["110", "die 110"],
            "mistakes": [
                {"text": "112", "feedback": "Das sind Feuerwehr und Rettungsdienst."},
            ],
            "other": "Bei akuter Gefahr ist es die 110.",
            "feedback": "",
        }


NUMERIC_PREVIEW = {
    "case": "",
    "question": "Wie viele Monate lang ist ein Strafantrag möglich?",
    "answer": "3",
    "unit": "Monate",
    "tolerance": "",
    "mistakes": [{"text": "12", "feedback": "Nach drei Monaten ist es zu spät."}],
    "other": "Die Frist beträgt drei Monate.",
    "feedback": "",
}


class NumericBlock(WrittenBlock):
    kind = TaskKind.NUMERIC

    answer = blocks.CharBlock(label=_("Right number"), max_length=30)
    unit = blocks.CharBlock(
        label=_("Unit"),
        required=False,
        max_length=30,
        help_text=_("Shown behind the field, for example % or months."),
    )
    tolerance = blocks.CharBlock(
        label=_("How far off still counts as right"),
        required=False,
        max_length=30,
        help_text=_("For example 5: then from 25 to 35 is right where 30 is. Empty: exactly."),
    )

    def _question(self, value, **common):
        return NumericQuestion(
            **common,
            **self._common(value),
            answer=value["answer"],
            tolerance=value["tolerance"],
            unit=value["unit"].strip(),
        )

    class Meta:
        icon = "decimal"
        label = _("Number")
        description = _("A number to estimate or to know, with a tolerance if you like.")
        preview_value = NUMERIC_PREVIEW
