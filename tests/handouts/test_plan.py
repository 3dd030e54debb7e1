"""The plan as it comes from a browser: read strictly, cleaned, and never too large."""

import json
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.plan import MAX_STEPS, MAX_WHAT, MAX_WITH, InvalidPlan, Step, read

ID = "5a6cf0ce-3f0c-4d0e-9a67-6f9d3f1c1e55"
STEP = {"id": ID, "what": "Karte schreiben", "with": "", "due": "", "done": False}


def text_of(*steps: dict) -> str:
    return json.dumps({"steps": steps})


def code_of(text: str) -> str:
    with pytest.raises(InvalidPlan) as error:
        read(text)
    return error.value.code


def many(count: int) -> list[dict]:
    return [STEP | {"id": f"00000000-0000-4000-8000-{number:012}"} for number in range(count)]


def test_a_plan_is_read():
    step = STEP | {"with": "  Kollegin\tB. ", "due": "2026-12-01", "done": True}
    plan = read(text_of(step, STEP | {"id": ID.replace("5a", "5b")}))
    assert plan.steps[0] == Step(ID, "Karte schreiben", "Kollegin B.", date(2026, 12, 1), True)
    assert [step.done for step in plan.open_steps] == [False]
    assert [step.done for step in plan.done_steps] == [True]


def test_only_open_steps_with_a_date_belong_into_a_calendar():
    first, second, third = many(3)
    dated = {"due": "2026-12-01"}
    plan = read(text_of(first | dated, second | dated | {"done": True}, third))
    assert plan.dated_steps == [plan.steps[0]]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "null",
        "[]",
        "{}",
        "7",
        "NaN",
        '{"steps": null}',
        '{"steps": [], "more": 1}',
        '{"steps": [[]]}',
        "[" * 150_000,
        "9" * 5000,
        *(
            text_of(STEP | change)
            for change in (
                {"id": "1"},
                {"id": ID.upper()},
                {"id": f"{ID}\n"},
                {"id": 1},
                {"what": None},
                {"what": " \n"},
                {"what": "\u202e\u0000"},
                {"with": []},
                {"done": 1},
                {"done": "false"},
                {"due": None},
                {"due": "2026-13-01"},
                {"due": "2026-02-30"},
                {"due": "20261201"},
                {"due": "2026-W49-1"},
                {"due": "1999-12-31"},
                {"due": "2100-01-01"},
                {"due": "٢٠٢٦-12-01"},
                {"extra": "x"},
            )
        ),
        text_of({name: value for name, value in STEP.items() if name != "done"}),
        text_of(STEP, STEP),
    ],
)
def test_what_is_no_plan_is_refused(text):
    assert code_of(text) == "unreadable"


@pytest.mark.parametrize(
    ("steps", "code"),
    [
        ([], "empty"),
        (many(MAX_STEPS + 1), "too_many"),
        ([STEP | {"what": "x" * (MAX_WHAT + 1)}], "too_long"),
        ([STEP | {"with": "x" * (MAX_WITH + 1)}], "too_long"),
    ],
)
def test_there_is_an_end_to_a_plan(steps, code):
    assert code_of(text_of(*steps)) == code


def test_the_largest_plan_is_a_plan():
    steps = [step | {"what": "ä" * MAX_WHAT, "with": "ö" * MAX_WITH} for step in many(MAX_STEPS)]
    assert len(read(text_of(*steps)).steps) == MAX_STEPS


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("a\r\nb\rc", "a\nb\nc"),
        ("a\u2028b", "a\nb"),
        ("abc\u202egnp\u2066", "abcgnp"),
        ("a\x00b\x1bc\ud800", "abc"),
        ("a" + "\u0301" * 40, "á" + "\u0301" * 4),
        ("👩\u200d👧", "👩\u200d👧"),
        ("\tx", "x"),
    ],
)
def test_what_no_paper_can_show_is_left_out(given, kept):
    assert read(text_of(STEP | {"what": given})).steps[0].what == kept


@given(st.text())
def test_nothing_breaks_the_reader(text):
    with suppress(InvalidPlan):
        read(text)


@given(st.recursive(st.none() | st.booleans() | st.text() | st.floats(), st.lists))
def test_no_step_breaks_the_reader(value):
    for name in STEP:
        with suppress(InvalidPlan):
            read(text_of(STEP | {name: value}))
