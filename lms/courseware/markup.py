"""What all course files share: Markdown as rich text, and ids made from names."""

import re
import uuid

from markdown_it import MarkdownIt

NAMESPACE = uuid.UUID("5a6cf0ce-3f0c-4d0e-9a67-6f9d3f1c1e55")
_markdown = MarkdownIt("commonmark", {"html": False})


_AROUND = re.compile(r"\s*(</?(?:p|ul|ol|li)>|<br />)\s*")


def rich(text: str) -> str:
    """Turn Markdown into the rich text that Wagtail's editor writes, to the last blank.

    So a page that somebody opened and saved without a change is not taken for edited.
    """
    html = _AROUND.sub(r"\1", _markdown.render(text or "")).strip().replace("\n", " ")
    return (
        html.replace("<strong>", "<b>")
        .replace("</strong>", "</b>")
        .replace("<em>", "<i>")
        .replace("</em>", "</i>")
        .replace("<br />", "<br/>")
    )


def stable_id(*names) -> str:
    """Return the same id for the same names, at every reading."""
    return str(uuid.uuid5(NAMESPACE, "/".join(map(str, names))))


def listed(values: list, owner_id: str) -> list[dict]:
    """Return the items of a list block, with ids made from their places."""
    return [
        {"type": "item", "id": stable_id(owner_id, number), "value": value}
        for number, value in enumerate(values)
    ]


def named(values: list[dict], owner_id: str, name: str = "text") -> list[dict]:
    """Return the items of a list block, with ids made from what they say.

    For everything that stored answers refer to: put in another order, or with something new
    among them, they still mean the same.
    """
    return [
        {"type": "item", "id": stable_id(owner_id, value[name]), "value": value} for value in values
    ]
