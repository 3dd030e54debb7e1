"""Blocks of the immediate help: what to do, whom to call, how to stand by somebody.

All of it is plain text: the page must be quick, printable, and as clear as a notice on a wall.
"""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.validators import validate_telephone


class HelpStepsBlock(blocks.StructBlock):
    """What to do within a certain time, one short sentence per step."""

    when = blocks.CharBlock(label=_("When"), max_length=60)
    title = blocks.CharBlock(label=_("Title"), max_length=80)
    items = blocks.ListBlock(
        blocks.CharBlock(label=_("Step"), max_length=250), label=_("Steps"), min_num=1
    )

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        label_format = "{when}: {title}"


class HelpLineBlock(blocks.StructBlock):
    """An office that can be called or found on the web."""

    name = blocks.CharBlock(label=_("Name"), max_length=120)
    telephones = blocks.ListBlock(
        blocks.CharBlock(
            label=_("Telephone"), max_length=30, validators=[validate_telephone], required=False
        ),
        label=_("Telephone numbers"),
        default=[],
    )
    hours = blocks.CharBlock(label=_("Hours"), max_length=80, required=False)
    cost = blocks.CharBlock(label=_("Cost"), max_length=80, required=False)
    note = blocks.CharBlock(
        label=_("Note"),
        max_length=160,
        required=False,
        help_text=_("For whom it is, and whether one can stay anonymous."),
    )
    website = blocks.URLBlock(label=_("Website"), required=False)
    in_footer = blocks.BooleanBlock(label=_("On every page, in the footer"), required=False)

    class Meta:
        icon = "mobile-alt"
        label = _("Help line")
        label_format = "{name}"


class HelpLinesBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=80)
    lines = blocks.ListBlock(HelpLineBlock(), label=_("Help lines"), min_num=1)

    class Meta:
        icon = "group"
        label = _("Help lines")
        label_format = "{title}"


class HelpAdviceBlock(blocks.StructBlock):
    """What to say to somebody concerned, and what not."""

    title = blocks.CharBlock(label=_("Title"), max_length=80)
    helps_title = blocks.CharBlock(label=_("Title of what helps"), max_length=60)
    helps = blocks.ListBlock(
        blocks.CharBlock(label=_("Sentence"), max_length=200), label=_("What helps"), min_num=1
    )
    hinders_title = blocks.CharBlock(label=_("Title of what does not help"), max_length=60)
    hinders = blocks.ListBlock(
        blocks.CharBlock(label=_("Sentence"), max_length=200),
        label=_("What does not help"),
        min_num=1,
    )

    class Meta:
        icon = "user"
        label = _("Standing by")
        label_format = "{title}"


class HelpSourceBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Source"), max_length=200)
    website = blocks.URLBlock(label=_("Website"), required=False)

    class Meta:
        icon = "link"
        label = _("Source")
        label_format = "{text}"


HELP_BLOCKS = [
    (
        "note",
        blocks.CharBlock(
            icon="info-circle",
            label=_("Note on this text"),
            max_length=300,
            help_text=_("Such as who has checked it; stands below the emergency number."),
        ),
    ),
    ("steps", HelpStepsBlock()),
    ("lines", HelpLinesBlock()),
    ("advice", HelpAdviceBlock()),
    ("sources", blocks.ListBlock(HelpSourceBlock(), icon="link", label=_("Sources"))),
]
