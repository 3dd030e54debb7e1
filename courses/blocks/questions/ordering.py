"""Ordering: steps that learners put in their order."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.blocks.questions.base import PLACE, QuestionBlock, list_of, with_ids
from courses.enums import TaskKind
from courses.grading import OrderingQuestion, OrderItem


class OrderItemBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Entry"), max_length=300, rows=1)
    feedback = blocks.TextBlock(
        label=_("Feedback"),
        max_length=1000,
        rows=2,
        help_text=_("Shown after the answer. Why does it stand in this place?"),
    )

    class Meta:
        icon = "list-ol"
        label = _("Entry")
        label_format = "{text}"


class OrderingBlock(QuestionBlock):
    kind = TaskKind.ORDERING
    paths = {
        "too_few_items": ("items",),
        "missing_text": ("items", PLACE, "text"),
        "duplicate_item": ("items", PLACE, "text"),
        "missing_feedback": ("items", PLACE, "feedback"),
    }

    items = list_of(
        OrderItemBlock(),
        label=_("Entries in the right order"),
        max_num=12,
        help_text=_("Learners see them mixed."),
    )

    def _question(self, value, **common):
        items = tuple(
            OrderItem(name, item.value["text"], item.value["feedback"])
            for name, item in with_ids(value["items"])
        )
        return OrderingQuestion(**common, items=items)

    class Meta:
        icon = "list-ol"
        label = _("Ordering")
        description = _("Steps to be put in the right order.")
        preview_value = {
            "case": "",
            "question": "Ein Gespräch wird bedrohlich. Was kommt zuerst?",
            "items": [
                {"text": "Aufstehen, Abstand halten", "feedback": "Beweglich zu sein schützt."},
                {"text": "Ruhig sprechen", "feedback": "Das kann die Lage beruhigen."},
                {"text": "Den Raum verlassen", "feedback": "Gehen ist immer erlaubt."},
            ],
            "feedback": "",
        }
