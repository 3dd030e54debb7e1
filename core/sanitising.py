"""What rich text may contain, whichever way it comes in: editor, import or interface.

Wagtail's editor writes harmless HTML only, but its templates print whatever the database
holds. Every rich text is therefore cleaned when it is written.
"""

import re

import nh3

TAGS = {"p", "br", "b", "strong", "i", "em", "ul", "ol", "li", "a"}
BLOCK_KEY = {"data-block-key"}  # Wagtail's comments point at it
ATTRIBUTES = {
    "p": BLOCK_KEY,
    "li": BLOCK_KEY,
    "a": {"href", "linktype", "id"},  # Wagtail's links to pages and documents
}
_EMPTY = re.compile(r"<p(?: data-block-key=\"[^\"]*\")?>\s*</p>")
URL_SCHEMES = {"http", "https", "mailto", "tel"}


def sanitise(html: str) -> str:
    """Return the HTML with paragraphs, lists, emphasis and safe links, and nothing else.

    Texts stay; scripts and styles go with their content. An empty paragraph, as the editor
    leaves it in an empty field, is nothing. Cleaning twice changes nothing.
    """
    cleaned = nh3.clean(
        html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=URL_SCHEMES, link_rel=None
    )
    # As Wagtail's editor writes it. Without the slash, it could not open the text again.
    cleaned = cleaned.replace("<br>", "<br/>")
    return "" if _EMPTY.fullmatch(cleaned) else cleaned
