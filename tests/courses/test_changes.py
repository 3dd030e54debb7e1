"""What may be released as editorial: wording, never what stored answers refer to."""

import copy

import pytest

from courses.changes import Change, differences, same_substance
from courses.outline import CourseOutline, LessonOutline, ModuleOutline, TaskOutline
from tests.question_blocks import (
    CASE,
    MATCHING,
    MULTIPLE,
    NUMERIC,
    ORDERING,
    QUESTIONS,
    SELF_CHECK,
    SHORT_TEXT,
    SINGLE,
    SORTING,
    TRUE_FALSE,
)


def outline(block: dict) -> CourseOutline:
    task = TaskOutline(block["id"], block["type"])
    lesson = LessonOutline("l", "l", "Lektion", 5, tasks=(task,))
    return CourseOutline("T", "", "", (ModuleOutline("m", "m", "M", "", (lesson,)),))


def compare(block: dict, change) -> tuple[bool, list[str]]:
    """Return whether the substance stayed, and the codes of what differs."""
    changed = copy.deepcopy(block)
    change(changed["value"])
    sides = (outline(block), {"l": [block]}, outline(block), {"l": [changed]})
    return same_substance(*sides), [change.code for change in differences(*sides)]


@pytest.mark.parametrize("block", [*QUESTIONS, SELF_CHECK], ids=lambda block: block["type"])
def test_nothing_differs_from_itself(block):
    assert compare(block, lambda value: None) == (True, [])


def arranged(*modules: str, title: str = "M") -> tuple[CourseOutline, dict]:
    """Return a course with a module for each text, and in it a lesson for each letter."""
    made = tuple(
        ModuleOutline(
            f"m{number}",
            f"m{number}",
            title,
            "",
            tuple(LessonOutline(letter, letter, letter, 5) for letter in letters),
        )
        for number, letters in enumerate(modules)
    )
    return CourseOutline("T", "", "", made), {letter: [] for letter in "".join(modules)}


@pytest.mark.parametrize(
    ("after", "codes"),
    [
        (arranged("ab", "c"), []),
        (arranged("ba", "c"), ["modules_changed"]),
        (arranged("a", "bc"), ["modules_changed"]),
        (arranged("ab", "c", title="Neu"), ["modules_changed"]),
        (arranged("abd", "c"), ["lesson_added"]),
        (arranged("ab", "c", "d"), ["lesson_added"]),
        (arranged("ab"), ["lesson_removed"]),
    ],
)
def test_order_and_titles_of_modules_are_a_change_that_one_may_follow(after, codes):
    before = arranged("ab", "c")
    assert [change.code for change in differences(*before, *after)] == codes
    if codes == ["modules_changed"]:
        assert same_substance(*before, *after)


def inner(value: dict) -> dict:
    """Return the first question in a case or a self-check."""
    return (value.get("parts") or value.get("questions"))[0]["value"]


WORDING = [
    (SINGLE, lambda value: value["options"][0]["value"].update(text="Im Amt", feedback="So.")),
    (TRUE_FALSE, lambda value: value.update(question="Anders gesagt.", feedback_true="So.")),
    (ORDERING, lambda value: value["items"][0]["value"].update(text="Aufgestanden")),
    (MATCHING, lambda value: value["pairs"][0]["value"].update(partner="akute Gefahr")),
    (MATCHING, lambda value: value["pairs"].reverse()),
    (SORTING, lambda value: value["categories"][1]["value"]["items"].reverse()),
    (SHORT_TEXT, lambda value: value.update(mistakes=[], other="Anders gesagt.")),
    (SHORT_TEXT, lambda value: value["accepted"].reverse()),
    (NUMERIC, lambda value: value.update(mistakes=[])),
    (CASE, lambda value: inner(value).update(question="Anders gesagt?")),
    (SELF_CHECK, lambda value: value.update(title="Anders")),
    (SELF_CHECK, lambda value: value["questions"].reverse()),
    (SINGLE, lambda value: value.update(ask_certainty=True)),
]
SUBSTANCE = [
    (SINGLE, lambda value: value["options"][0]["value"].update(correct=False)),
    (MULTIPLE, lambda value: value["options"].pop()),
    (TRUE_FALSE, lambda value: value.update(answer="false")),
    (ORDERING, lambda value: value["items"].reverse()),
    (MATCHING, lambda value: value["pairs"].pop()),
    (MATCHING, lambda value: value["spare"].pop()),
    (
        SORTING,
        lambda value: value["categories"][0]["value"]["items"].append(
            value["categories"][1]["value"]["items"].pop()
        ),
    ),
    (SHORT_TEXT, lambda value: value["accepted"].pop()),
    (NUMERIC, lambda value: value.update(tolerance="")),
    (CASE, lambda value: inner(value)["options"][0]["value"].update(correct=False)),
    (CASE, lambda value: value["parts"].pop()),
    (SELF_CHECK, lambda value: inner(value)["options"][0]["value"].update(correct=False)),
    (SELF_CHECK, lambda value: value.update(draw=4)),
    (SELF_CHECK, lambda value: value["questions"].pop()),
]


@pytest.mark.parametrize(("block", "change"), WORDING)
def test_wording_is_editorial(block, change):
    assert compare(block, change) == (True, ["lesson_changed"])


@pytest.mark.parametrize(("block", "change"), SUBSTANCE)
def test_what_answers_refer_to_is_not(block, change):
    assert compare(block, change) == (False, ["tasks_changed"])


def test_a_change_names_its_lesson():
    block = copy.deepcopy(NUMERIC)
    block["value"]["answer"] = "31"
    [found] = differences(outline(NUMERIC), {"l": [NUMERIC]}, outline(block), {"l": [block]})
    assert isinstance(found, Change)
    assert found.title == "Lektion"
