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
from tests.question_blocks import (
    CASE,
    MATCHING,
    NUMERIC,
    ORDERING,
    QUESTIONS,
    SELF_CHECK,
    SHORT_TEXT,
    SORTING,
)

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


def same_words(field: str, of: int = 0, to: int = 1):
    """Return a change by which one item of a list says the same as another."""

    def change(items):
        items[to]["value"][field] = items[of]["value"][field]

    return change


BROKEN = [
    (SINGLE, "options", lambda o: o[0]["value"].update(correct=False), "options", "mark one"),
    (SINGLE, "options", lambda o: o[1]["value"].update(correct=True), "options", "Several"),
    (SINGLE, "options", same_words("text"), "options 1 text", "same words"),
    (ORDERING, "items", same_words("text", 0, 2), "items 2 text", "same words"),
    (MATCHING, "pairs", same_words("partner"), "pairs 1 partner", "same words"),
    (MATCHING, "spare", lambda s: s[0].update(value="Gefahr"), "spare 0", "same words"),
    (SORTING, "categories", same_words("title"), "categories 1 title", "same words"),
    (
        SORTING,
        "categories",
        lambda c: c[1]["value"]["items"][1]["value"].update(text="schreien "),
        "categories 1 items 1 text",
        "same words",
    ),
    (SHORT_TEXT, "accepted", lambda a: a[1].update(value="?!"), "accepted 1", "missing"),
    (
        SHORT_TEXT,
        "mistakes",
        lambda m: m[0]["value"].update(text="polizei."),
        "mistakes 0 text",
        "counts as right",
    ),
    (NUMERIC, "mistakes", lambda m: m[0]["value"].update(text="x"), "mistakes 0 text", "number"),
    (
        NUMERIC,
        "mistakes",
        lambda m: m[0]["value"].update(text="35 %"),
        "mistakes 0 text",
        "counts as right",
    ),
    (CASE, "parts", lambda p: p.__delitem__(slice(1, None)), "parts", "two"),
    (
        CASE,
        "parts",
        lambda p: p[1]["value"]["items"][1]["value"].update(text="aufstehen"),
        "parts 1 items 1 text",
        "same words",
    ),
    (SELF_CHECK, "questions", lambda q: q.__delitem__(slice(2, None)), "draw", "fewer"),
    (
        SELF_CHECK,
        "questions",
        lambda q: q.append(q[0] | {"id": "new"}),
        "questions 5 question",
        "already",
    ),
]


@pytest.mark.parametrize(("raw", "field", "change", "place", "words"), BROKEN)
def test_what_would_strand_a_learner_is_refused_where_it_is_mended(
    raw, field, change, place, words
):
    value = copy.deepcopy(raw["value"])
    change(value[field])
    with override("en"):
        error_of(raw["type"], value)
        errors = errors_of(raw["type"], value)
    assert list(errors) == [place]
    assert words in errors[place]


@pytest.mark.parametrize(
    ("field", "words"), [("answer", "for example 30"), ("tolerance", "leave it empty")]
)
def test_a_number_has_to_be_one(field, words):
    raw = {**NUMERIC["value"], field: "viele"}
    with override("en"):
        assert words in errors_of("numeric", raw)[field]


def errors_of(name: str, raw: dict) -> dict[str, str]:
    """Return the messages by the path of their field."""
    block = block_named(name)
    with pytest.raises(ValidationError) as error:
        block.clean(block.to_python(copy.deepcopy(raw)))
    return dict(messages_in(error.value.as_json_data()))


def messages_in(data: dict, path: str = ""):
    if "messages" in data:
        yield path, " ".join(data["messages"])
    for step, inner in data.get("blockErrors", {}).items():
        yield from messages_in(inner, f"{path} {step}".strip())


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


def test_decisions_taken_at_once_lead_to_one_situation():
    raw = copy.deepcopy(SCENARIO["value"])
    raw["situations"][0]["value"]["several"] = True
    with override("en"):
        message = error_of("scenario", raw)
    assert "In “start” several decisions may be taken at once" in message


def test_a_scenario_needs_a_text_version_with_words_in_it():
    raw = copy.deepcopy(SCENARIO["value"])
    raw["text_version"] = "<p> </p>"
    with override("en"):
        assert "The text version is missing." in error_of("scenario", raw)


@pytest.mark.parametrize("field", ["text_version", "perspective"])
def test_a_scenario_needs_a_perspective_and_a_way_round_it(field):
    raw = copy.deepcopy(SCENARIO["value"])
    raw[field] = ""
    assert f'"{field}"' in error_of("scenario", raw).replace("'", '"')


def test_a_decision_whose_feedback_is_an_empty_paragraph_is_refused():
    raw = copy.deepcopy(SCENARIO["value"])
    raw["situations"][0]["value"]["decisions"][0]["value"]["feedback"] = "<p> </p>"
    assert "start" in error_of("scenario", raw)


def test_sound_blocks_pass():
    for raw in [*QUESTIONS, SELF_CHECK, SCENARIO]:
        block = block_named(raw["type"])
        block.clean(block.to_python(copy.deepcopy(raw["value"])))
