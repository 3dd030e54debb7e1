"""Single choice, multiple choice, and true or false."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.blocks.questions.base import PLACE, QuestionBlock, list_of, with_ids
from courses.enums import TaskKind
from courses.grading import ChoiceQuestion, Option, TrueFalse


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


class ChoiceQuestionBlock(QuestionBlock):
    """What single and multiple choice share: the options."""

    paths = {
        "too_few_options": ("options",),
        "no_correct_option": ("options",),
        "several_correct_options": ("options",),
        "missing_text": ("options", PLACE, "text"),
        "duplicate_option": ("options", PLACE, "text"),
        "missing_feedback": ("options", PLACE, "feedback"),
    }

    options = list_of(OptionBlock(), label=_("Options"), max_num=20)

    def _question(self, value, **common):
        options = tuple(
            Option(name, item.value["text"], bool(item.value["correct"]), item.value["feedback"])
            for name, item in with_ids(value["options"])
        )
        return ChoiceQuestion(**common, options=options)


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


SINGLE_PREVIEW = {
    "case": "",
    "question": "Welche Anschrift geben Sie bei einer Anzeige an?",
    "options": PREVIEW_OPTIONS,
    "feedback": "",
}


class SingleChoiceBlock(ChoiceQuestionBlock):
    kind = TaskKind.SINGLE_CHOICE

    class Meta:
        icon = "radio-full"
        label = _("Single choice")
        description = _("A question with exactly one correct option and feedback on each.")
        preview_value = SINGLE_PREVIEW


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


TRUE_FALSE_PREVIEW = {
    "case": "",
    "question": "Ein Strafantrag wegen Beleidigung ist drei Monate lang möglich.",
    "answer": "true",
    "feedback_true": "So ist es: drei Monate ab Kenntnis von Tat und Täter:in.",
    "feedback_false": "Doch. Die Frist beträgt drei Monate ab Kenntnis.",
    "feedback": "",
}


class TrueFalseBlock(QuestionBlock):
    kind = TaskKind.TRUE_FALSE
    paths = {"missing_feedback": ("feedback_true",)}

    question = blocks.TextBlock(
        label=_("Statement"),
        max_length=500,
        rows=2,
        help_text=_("One sentence with one thought, without “not” if you can."),
    )
    answer = blocks.ChoiceBlock(
        label=_("The statement is"),
        choices=[("true", _("true")), ("false", _("false"))],
    )
    feedback_true = blocks.TextBlock(
        label=_("Feedback to whoever says “true”"), max_length=1000, rows=2
    )
    feedback_false = blocks.TextBlock(
        label=_("Feedback to whoever says “false”"), max_length=1000, rows=2
    )

    def _question(self, value, **common):
        return TrueFalse(
            **common,
            is_true=value["answer"] == "true",
            feedback_true=value["feedback_true"],
            feedback_false=value["feedback_false"],
        )

    class Meta:
        icon = "check"
        label = _("True or false")
        description = _("A statement to agree or disagree with, and feedback on both.")
        preview_value = TRUE_FALSE_PREVIEW
