"""Blocks whose content is the learner's own or their municipality's."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class ReflectionBlock(blocks.StructBlock):
    prompt = blocks.TextBlock(
        label=_("Prompt"),
        max_length=600,
        help_text=_("Never ask about origin or about own experiences of racism."),
    )

    class Meta:
        icon = "edit"
        group = _("Personal")
        label = _("Reflection")
        description = _("A private note field. What is written stays in the person's browser.")
        template = "blocks/reflection.html"
        preview_value = {"prompt": "Wer wäre Ihre erste Ansprechperson?"}
        label_format = "{prompt}"


class PlanStepBlock(blocks.StructBlock):
    prompt = blocks.TextBlock(
        label=_("Prompt"),
        max_length=600,
        help_text=_("What could somebody do differently tomorrow? One thing, not a list."),
    )
    suggestions = blocks.ListBlock(
        blocks.CharBlock(label=_("Suggested step"), max_length=300),
        label=_("Suggested steps"),
        default=[],
        max_num=6,
        help_text=_(
            "Short and concrete, best with “if” and “then”. People may change the wording."
        ),
    )

    class Meta:
        icon = "tasks"
        group = _("Personal")
        label = _("Step for the plan")
        description = _("Steps that people take over into their own plan. It stays in the browser.")
        template = "blocks/plan_step.html"
        preview_value = {
            "prompt": "Was nehmen Sie sich für die nächsten zwei Wochen vor?",
            "suggestions": [
                "Wenn ein Gespräch laut wird, dann stehe ich auf und hole eine zweite Person dazu."
            ],
        }
        label_format = "{prompt}"


class LocalContactsBlock(blocks.StructBlock):
    introduction = blocks.TextBlock(label=_("Introduction"), required=False, max_length=400)

    class Meta:
        icon = "group"
        group = _("Personal")
        label = _("Local contacts")
        description = _("The reporting path and contacts of the learner's own municipality.")
        template = "blocks/local_contacts.html"
        preview_value = {"introduction": "Diese Menschen in Ihrem Haus helfen Ihnen weiter."}
