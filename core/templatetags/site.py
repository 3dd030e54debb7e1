"""What every page prints around its content, and how extents are said in words."""

import re

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.rich_text import add_file_facts, file_facts
from core.selectors import HelpLine, footer_links
from core.selectors import help_lines as help_lines_in

register = template.Library()
_SENTENCE_END = re.compile(
    r"(?<=[.!?])(?<!\b\d\.)(?<!\b\d\d\.) (?=[A-ZÄÖÜ„0-9])|(?<=[.!?]“) (?=[A-ZÄÖÜ„])"
)


@register.inclusion_tag("partials/footer_links.html")
def footer_pages() -> dict:
    """Link the text pages that editors put into the footer."""
    return {"links": footer_links(get_language())}


@register.simple_tag
def help_lines() -> list[HelpLine]:
    """Return whom the footer names for help; the first is the emergency number."""
    return help_lines_in(get_language())


@register.filter
def dialled(telephone: str) -> str:
    """Return a number as the address of a link: “0800 116 0060” is “08001160060”."""
    return "".join(character for character in telephone if character.isdigit() or character == "+")


@register.filter
def sentence_lines(text: str) -> str:
    """Put every sentence on a line of its own, for styles that keep lines (Leichte Sprache).

    A number with a dot, as in “3. Tag”, ends nothing. Everywhere else the text stays the same.
    """
    return _SENTENCE_END.sub("\n", text)


@register.filter
def duration(minutes: int) -> str:
    """Say a number of minutes as people do: “45 min”, “1 hr 30 min”."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _("%(minutes)s min") % {"minutes": rest}
    if not rest:
        return _("%(hours)s hr") % {"hours": hours}
    return _("%(hours)s hr %(minutes)s min") % {"hours": hours, "minutes": rest}


register.filter("file_facts", file_facts)


@register.filter
def clock(seconds: float) -> str:
    """Return a time within a recording: “4:30”, “1:02:03”."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


@register.filter
def with_file_facts(html: str) -> SafeString:
    """Print rich text as Wagtail expanded it, with the facts of documents in their links."""
    return mark_safe(add_file_facts(html))  # noqa: S308  cleaned whenever it is stored


@register.filter
def author_html(html: str) -> SafeString:
    """Print rich text of authors as HTML.

    It is not escaped because Wagtail's editor let only the allowed features through when it
    was saved; nothing that a learner or the municipality typed may pass through here.
    """
    return mark_safe(html)  # noqa: S308  see above
