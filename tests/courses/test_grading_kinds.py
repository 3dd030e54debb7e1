"""What holds for questions of every kind, whatever is asked and whatever is sent."""

import dataclasses
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.enums import QUESTION_KINDS, Certainty
from courses.grading import InvalidAnswer
from tests.courses.questions import EVERY_KIND, answers, forms, questions

every_kind = pytest.mark.parametrize("question", EVERY_KIND, ids=lambda item: item.kind)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
)


def test_there_is_an_example_of_every_kind():
    assert {question.kind for question in EVERY_KIND} == QUESTION_KINDS


@given(questions.flatmap(lambda question: st.tuples(st.just(question), answers(question))))
def test_a_stored_answer_as_form_fields_reads_as_the_same_answer(drawn):
    question, value = drawn
    assert question.read(question.fields(value)) == value
    assert question.read(question.fields(value, "p-"), "p-") == value


@given(questions.flatmap(lambda question: st.tuples(st.just(question), forms(question))))
def test_what_was_read_can_be_stored_shown_again_and_graded(drawn):
    question, fields = drawn
    question.ask(fields)
    question.keep(fields)
    try:
        value = question.read(fields)
    except InvalidAnswer:
        return
    assert json.loads(json.dumps(value)) == value
    assert "\\u0000" not in json.dumps(value)  # PostgreSQL refuses it
    assert question.read(question.fields(value)) == value
    question.grade(value)


@given(questions.flatmap(lambda question: st.tuples(st.just(question), answers(question))))
def test_of_an_answer_all_may_be_kept_as_half_given(drawn):
    question, value = drawn
    assert question.read(question.keep(question.fields(value))) == value


@every_kind
@given(value=st.dictionaries(st.text(max_size=5), json_values))
def test_a_stored_value_of_another_shape_is_refused(question, value):
    for name in ("selected", "order", "matches", "text", "parts"):
        with pytest.raises(InvalidAnswer):
            question.grade({**value, name: value})


@every_kind
def test_the_solution_is_correct_and_says_so_everywhere(question):
    grade = question.grade(question.solution())
    assert grade.correct is True
    assert all(option.selected == option.correct for option in grade.options)
    assert all(row.correct for row in grade.rows)
    assert all(part.correct for _text, part in grade.parts)


@every_kind
def test_nothing_given_is_empty(question):
    with pytest.raises(InvalidAnswer) as error:
        question.read({})
    assert error.value.code == "empty"


@every_kind
def test_unknown_fields_of_others_do_no_harm(question):
    fields = {**question.fields(question.solution()), "command_id": ["x"], "owner": ["y"]}
    assert question.read(fields) == question.solution()
    assert question.keep(fields) == question.fields(question.solution())


@every_kind
def test_the_sound_examples_have_no_problems(question):
    assert question.problems() == []


@every_kind
def test_what_is_asked_holds_no_key(question):
    asked = json.dumps(dataclasses.asdict(question.ask()))
    assert all(word not in asked for word in ("correct", "feedback", "target", "accepted"))
    for told in feedback_of(dataclasses.asdict(question)):
        assert told not in asked


def feedback_of(data) -> list[str]:
    if isinstance(data, dict):
        own = [data[name] for name in data if name.startswith("feedback") and data[name]]
        return own + [text for value in data.values() for text in feedback_of(value)]
    if isinstance(data, tuple):
        return [text for value in data for text in feedback_of(value)]
    return []


@every_kind
def test_the_form_is_filled_with_what_was_given(question):
    fields = question.fields(question.solution())
    assert chosen_in(question.ask(fields)) == fields
    assert chosen_in(question.ask()) == {}


def chosen_in(asked) -> dict:
    found = {f"{asked.prefix}option": [item.value for item in asked.choices if item.chosen]}
    found |= {row.name: [item.value for item in row.choices if item.chosen] for row in asked.rows}
    found |= {f"{asked.prefix}text": [asked.text_given] if asked.text_given else []}
    for part in asked.parts:
        found |= chosen_in(part)
    return {name: values for name, values in found.items() if values}


@every_kind
def test_how_sure_somebody_is_may_be_said_and_may_be_left_open(question):
    fields = question.fields(question.solution())
    asking = dataclasses.replace(question, ask_certainty=True)
    assert [step.value for step in asking.ask().certainty] == list(Certainty)
    assert asking.read(fields) == question.solution()
    said = asking.read({**fields, "certainty": ["sure"]})
    assert said == {**question.solution(), "certainty": "sure"}
    assert (asking.grade(said).certainty, asking.grade(said).correct) == ("sure", True)
    assert asking.ask(asking.fields(said)).certainty[2].chosen is True
    assert question.grade(said).certainty == ""  # the author no longer asks
    with pytest.raises(InvalidAnswer) as error:
        asking.read({**fields, "certainty": ["perhaps"]})
    assert error.value.code == "unknown_option"
