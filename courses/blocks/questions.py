"""Choice questions as authors write them; refused on save where a learner would be stuck."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.rich_text import expand_db_html

from core.blocks import SafeRichTextBlock
from courses import grading
from courses.blocks.checked import CheckedBlock
from courses.enums import TaskKind

MESSAGES = {
    "too_few_options": _("A question needs at least two options. Please add one."),
    "no_correct_option": _("No option is marked as correct. Please mark one."),
    "several_correct_options": _(
        "Several options are marked as correct. Please mark one, or use multiple choice."
    ),
    "missing_text": _("Option %(place)d has no text."),
    "missing_feedback": _("Option %(place)d has no feedback. Please explain it in a sentence."),
    "duplicate_option": _("Option %(place)d repeats an earlier one."),
}


class OptionBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Option"), max_length=500, rows=2)
    correct = blocks.BooleanBlock(label=_("Correct"), required=False)
    feedback = blocks.TextBlock(
        label=_("Feedback"),
        max_length=1000,
        rows=2,
        help_text=_("Shown after the answer. For a wrong option: what is the error in thinking?"),
    )

    class Meta:
        icon = "radio-full"
        label = _("Option")
        label_format = "{text}"


class ChoiceQuestionBlock(CheckedBlock):
    """What single and multiple choice share: the texts, the options and their checks."""

    kind: TaskKind

    case = SafeRichTextBlock(
        label=_("Situation"),
        required=False,
        help_text=_("For a question about a case: what happened before?"),
    )
    question = blocks.TextBlock(label=_("Question"), max_length=500, rows=2)
    options = blocks.ListBlock(OptionBlock(), label=_("Options"), min_num=2)
    feedback = blocks.TextBlock(
        label=_("Feedback on the whole"), required=False, max_length=1000, rows=2
    )

    def clean(self, value):
        cleaned = super().clean(value)
        found = self.to_question(cleaned, "new").problems()
        if found:
            lines = [
                _t("Question “%(question)s”:") % {"question": cleaned["question"][:80]},
                *(
                    str(MESSAGES[problem.code]) % {"place": (problem.place or 0) + 1}
                    for problem in found
                ),
            ]
            raise StructBlockValidationError(non_block_errors=[ValidationError(" ".join(lines))])
        return cleaned

    def to_question(self, value, block_id: str) -> grading.Question:
        """Return the question with its key, as the rules understand it."""
        return grading.ChoiceQuestion(
            id=block_id,
            kind=self.kind,
            text=value["question"],
            case=expand_db_html(value["case"].source) if value["case"] else "",
            feedback=value["feedback"],
            options=tuple(
                grading.Option(
                    id=str(bound.id),
                    text=bound.value["text"],
                    correct=bool(bound.value["correct"]),
                    feedback=bound.value["feedback"],
                )
                for bound in value["options"].bound_blocks
            ),
        )

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        # Only for the preview: the learner side renders the question without its key.
        context["question"] = self.to_question(value, "preview").ask()
        return context

    class Meta:
        group = _("Self-check")
        template = "blocks/question.html"
        label_format = "{question}"


PREVIEW_OPTIONS = [
    {
        "text": "Die Dienstanschrift",
        "correct": True,
        "feedback": "Wer im Dienst angegriffen wurde, kann den Dienstort angeben.",
    },
    {
        "text": "Die Privatanschrift",
        "correct": False,
        "feedback": "Das ist nicht nötig und kann gefährden.",
    },
]


class SingleChoiceBlock(ChoiceQuestionBlock):
    kind = TaskKind.SINGLE_CHOICE

    class Meta:
        icon = "radio-full"
        label = _("Single choice")
        description = _("A question with exactly one correct option and feedback on each.")
        preview_value = {
            "case": "",
            "question": "Welche Anschrift geben Sie bei einer Anzeige an?",
            "options": PREVIEW_OPTIONS,
            "feedback": "",
        }


class MultipleChoiceBlock(ChoiceQuestionBlock):
    kind = TaskKind.MULTIPLE_CHOICE

    class Meta:
        icon = "tasks"
        label = _("Multiple choice")
        description = _("A question with one or more correct options and feedback on each.")
        preview_value = {
            "case": "",
            "question": "Was gehört in einen belastbaren Screenshot?",
            "options": [
                {"text": "Datum und Uhrzeit", "correct": True, "feedback": "Ja, unbedingt."},
                {"text": "Die Adresse der Seite", "correct": True, "feedback": "Ja, vollständig."},
                {"text": "Der Gerätename", "correct": False, "feedback": "Das ist unnötig."},
            ],
            "feedback": "Notieren Sie die Aufnahmezeit, falls sie nicht zu sehen ist.",
        }
