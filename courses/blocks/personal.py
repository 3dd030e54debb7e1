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


class LocalContactsBlock(blocks.StructBlock):
    introduction = blocks.TextBlock(label=_("Introduction"), required=False, max_length=400)

    class Meta:
        icon = "group"
        group = _("Personal")
        label = _("Local contacts")
        description = _("The reporting path and contacts of the learner's own municipality.")
        template = "blocks/local_contacts.html"
        preview_value = {"introduction": "Diese Menschen in Ihrem Haus helfen Ihnen weiter."}
