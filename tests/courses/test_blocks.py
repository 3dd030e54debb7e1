"""Blocks: each explains itself to authors, can be previewed, and refuses what strands people."""

import copy

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import override

from core.blocks import SafeRichTextBlock
from courses.blocks import LESSON_BLOCKS
from courses.models import LessonPage
from tests.factories import SCENARIO, SINGLE

NAMES = [name for name, _block in LESSON_BLOCKS]


def block_named(name: str):
    return LessonPage.body.field.stream_block.child_blocks[name]


@pytest.mark.parametrize("name", NAMES)
def test_a_block_explains_itself(name):
    meta = block_named(name).meta
    assert all([meta.label, meta.description, meta.template, meta.icon, meta.group])
    assert meta.icon != "placeholder"
    assert hasattr(meta, "preview_value")


@pytest.mark.parametrize("name", NAMES)
def test_a_block_shows_its_preview(client, trainer, course_index, name):
    client.force_login(trainer)
    block = block_named(name)
    assert block.is_previewable
    response = client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
    assert response.status_code == 200


def rich_text_blocks(block):
    for child in getattr(block, "child_blocks", {}).values():
        yield from rich_text_blocks(child)
    if hasattr(block, "child_block"):
        yield from rich_text_blocks(block.child_block)
    if type(block).__name__.endswith("TextBlock") and hasattr(block, "features"):
        yield block


@pytest.mark.parametrize("name", NAMES)
def test_rich_text_is_the_safe_kind_everywhere(name):
    assert {type(item) for item in rich_text_blocks(block_named(name))} <= {
        SafeRichTextBlock,
        type(block_named("text")),
    }


def error_of(name: str, raw: dict) -> str:
    """Return what authors are told on save, in drafts and otherwise alike."""
    block = block_named(name)
    value = block.to_python(raw)
    with pytest.raises(ValidationError) as strict:
        block.clean(value)
    with pytest.raises(ValidationError) as draft:
        block.clean_deferred(value)
    assert str(draft.value.as_json_data()) == str(strict.value.as_json_data())
    return str(strict.value.as_json_data())


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda o: o[0]["value"].update(correct=False), "mark"),
        (lambda o: o[1]["value"].update(correct=True), "multiple choice"),
        (lambda o: o[1]["value"].update(text=o[0]["value"]["text"]), "Option 2"),
    ],
)
def test_a_question_with_a_broken_key_is_refused(change, words):
    raw = copy.deepcopy(SINGLE["value"])
    change(raw["options"])
    with override("en"):
        message = error_of("single_choice", raw)
    assert words in message
    assert raw["question"] in message


@pytest.mark.parametrize("field", ["text", "feedback"])
def test_an_option_needs_text_and_feedback(field):
    raw = copy.deepcopy(SINGLE["value"])
    raw["options"][1]["value"][field] = ""
    assert "blockErrors" in error_of("single_choice", raw)


def test_a_single_option_is_not_a_question():
    raw = copy.deepcopy(SINGLE["value"])
    del raw["options"][1]
    assert error_of("single_choice", raw)


@pytest.mark.parametrize(
    ("situation", "decision", "change", "named"),
    [
        (0, 0, {"target": "nowhere"}, "start"),
        (1, 1, {"target": "louder"}, ""),
        (0, 1, {"target": "end"}, "louder"),
    ],
)
def test_a_scenario_with_a_broken_graph_is_refused(situation, decision, change, named):
    raw = copy.deepcopy(SCENARIO["value"])
    raw["situations"][situation]["value"]["decisions"][decision]["value"].update(change)
    if not named:  # nobody leaves this situation any more
        raw["situations"][1]["value"]["decisions"][0]["value"].update(change)
        named = "louder"
    message = error_of("scenario", raw)
    assert named in message
    assert raw["title"] in message


def test_a_decision_whose_feedback_is_an_empty_paragraph_is_refused():
    raw = copy.deepcopy(SCENARIO["value"])
    raw["situations"][0]["value"]["decisions"][0]["value"]["feedback"] = "<p> </p>"
    assert "start" in error_of("scenario", raw)


def test_sound_blocks_pass():
    for name, raw in [("single_choice", SINGLE), ("scenario", SCENARIO)]:
        block = block_named(name)
        block.clean(block.to_python(copy.deepcopy(raw["value"])))
