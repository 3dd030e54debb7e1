"""Sending Wagtail's page editor what a browser would send."""

from django.urls import reverse
from wagtail import blocks
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from courses.models import LessonPage
from tests.factories import SINGLE


def option(text="Dienstort", correct=True, feedback="Weil …") -> dict:
    fields = {"text": text, "feedback": feedback}
    return {**fields, "correct": "on"} if correct else fields


def question(*options) -> tuple[str, dict]:
    """Return a single choice block as form data; by default a sound one."""
    return (
        "single_choice",
        {
            "case": rich_text(""),
            "question": SINGLE["value"]["question"],
            "options": streamlist(options or [option(), option("Zuhause", correct=False)]),
            "feedback": "",
        },
    )


def as_posted(raw: dict) -> tuple[str, dict]:
    """Return a stored block as the form data of a new one."""
    block = LessonPage.body.field.stream_block.child_blocks[raw["type"]]
    return raw["type"], _posted(block, raw["value"])


def _posted(block, value):
    if isinstance(block, blocks.StructBlock):
        fields = {name: _posted(block.child_blocks[name], item) for name, item in value.items()}
        return {name: item for name, item in fields.items() if item is not False}
    if isinstance(block, blocks.ListBlock):
        return streamlist([_posted(block.child_block, item["value"]) for item in value])
    if isinstance(block, blocks.StreamBlock):
        inner = [(item["type"], item["value"]) for item in value]
        return streamfield(
            [(kind, _posted(block.child_blocks[kind], item)) for kind, item in inner]
        )
    if isinstance(block, blocks.RichTextBlock):
        return rich_text(value)
    return "on" if value is True else value if value is False else str(value or "")


def streamlist(values) -> dict:
    """Return form data of a list block (Wagtail's own helper asks for another shape)."""
    data = {"count": str(len(values))}
    for number, value in enumerate(values):
        data[str(number)] = {
            "value": value,
            "order": str(number),
            "deleted": "",
            "type": "item",
            "id": "",
        }
    return data


def lesson_data(*blocks, action: str = "", **fields) -> dict:
    data = {
        "title": "Fragen",
        "slug": "fragen",
        "summary": "",
        "minutes": "6",
        "required": "on",
        "body": streamfield(blocks),
        "comments": {
            "TOTAL_FORMS": 0,
            "INITIAL_FORMS": 0,
            "MIN_NUM_FORMS": 0,
            "MAX_NUM_FORMS": "",
        },
        **fields,
    }
    if action:
        data[f"action-{action}"] = "1"
    return nested_form_data(data)


def save_lesson(client, page: LessonPage, *blocks, **kwargs):
    """Post the edit form of a lesson; a redirect means that it was stored."""
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return client.post(url, lesson_data(*blocks, **kwargs))
