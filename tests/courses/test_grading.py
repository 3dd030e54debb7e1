"""Grading: exactly the correct options are the correct answer, whatever was asked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.enums import TaskKind
from courses.grading import Choice, ChoiceQuestion, InvalidAnswer, Option, Problem, Question
from courses.grading.text import WrittenQuestion


def question(kind=TaskKind.MULTIPLE_CHOICE, correct=(True, False, True)) -> ChoiceQuestion:
    options = tuple(
        Option(id=f"o{number}", text=f"Option {number}", correct=flag, feedback=f"F{number}")
        for number, flag in enumerate(correct)
    )
    return ChoiceQuestion(id="q", kind=kind, text="Frage?", options=options)


@given(
    correct=st.lists(st.booleans(), min_size=2, max_size=8),
    data=st.data(),
)
def test_correct_means_exactly_the_correct_options(correct, data):
    asked = question(correct=correct)
    ids = [option.id for option in asked.options]
    selected = data.draw(st.lists(st.sampled_from(ids), min_size=1, unique=True))
    expected = {option.id for option in asked.options if option.correct} == set(selected)
    result = asked.grade({"selected": selected})
    assert result.correct is expected
    assert all(option.selected == option.correct for option in result.options) is expected


def test_every_option_comes_back_with_its_feedback():
    result = question().grade({"selected": ["o0"]})
    assert [(o.id, o.selected, o.feedback) for o in result.options] == [
        ("o0", True, "F0"),
        ("o1", False, "F1"),
        ("o2", False, "F2"),
    ]


@pytest.mark.parametrize(
    ("kind", "selected", "code"),
    [
        (TaskKind.MULTIPLE_CHOICE, [], "empty"),
        (TaskKind.MULTIPLE_CHOICE, ["o0", "elsewhere"], "unknown_option"),
        (TaskKind.SINGLE_CHOICE, ["o0", "o1"], "too_many"),
    ],
)
def test_what_cannot_be_graded_is_refused(kind, selected, code):
    with pytest.raises(InvalidAnswer) as error:
        question(kind).grade({"selected": selected})
    assert error.value.code == code


def test_the_question_as_asked_holds_no_key():
    asked = question().ask()
    assert asked.choices == tuple(Choice(f"o{number}", f"Option {number}") for number in range(3))
    assert not hasattr(asked, "feedback")


def test_a_sound_question_has_no_problems():
    assert question().problems() == []


@pytest.mark.parametrize(
    ("broken", "expected"),
    [
        (question(correct=(True,)), [Problem("too_few_options")]),
        (question(correct=(False, False)), [Problem("no_correct_option")]),
        (
            question(TaskKind.SINGLE_CHOICE, correct=(True, True)),
            [Problem("several_correct_options")],
        ),
    ],
)
def test_problems_of_the_key(broken, expected):
    assert broken.problems() == expected


def test_problems_of_options_name_their_place():
    options = (
        Option("a", "Gleich", True, "F"),
        Option("b", " gleich ", False, "F"),
        Option("c", " ", False, ""),
    )
    broken = ChoiceQuestion(id="q", kind=TaskKind.SINGLE_CHOICE, text="Frage?", options=options)
    assert broken.problems() == [
        Problem("duplicate_option", 1),
        Problem("missing_text", 2),
        Problem("missing_feedback", 2),
    ]


@pytest.mark.parametrize("kind", [Question, WrittenQuestion])
def test_a_kind_that_leaves_something_out_cannot_be_made(kind):
    with pytest.raises(TypeError, match="abstract"):
        kind(id="q", kind="text", text="?")
