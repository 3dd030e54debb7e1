"""Ordering, assigning and cases; what is drawn from a pool and how things are mixed."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.enums import TaskKind
from courses.grading import (
    AssigningQuestion,
    InvalidAnswer,
    Item,
    OrderingQuestion,
    OrderItem,
    Problem,
    Target,
    asked_of,
    draw,
    pool_problems,
    shuffled,
    target_id,
)
from courses.outline import TaskOutline
from tests.courses.questions import CASE, MATCHING, ORDERING, SINGLE, SORTING, ids

names = st.lists(ids, min_size=2, max_size=8, unique=True)


def refusal(question, fields: dict) -> tuple[str, str]:
    with pytest.raises(InvalidAnswer) as error:
        question.read(fields)
    return error.value.code, error.value.part


def places(*numbers: str) -> dict:
    return {f"place-{item}": [place] for item, place in zip("123", numbers, strict=False)}


class TestOrdering:
    def test_every_item_in_its_place_is_correct(self):
        assert ORDERING.read(places("1", "2", "3")) == ORDERING.solution()
        grade = ORDERING.grade(ORDERING.read(places("1", "3", "2")))
        assert grade.correct is False
        assert [(row.text, row.given, row.expected, row.correct) for row in grade.rows] == [
            ("Aufstehen", "1", "1", True),
            ("Ansprechen", "3", "2", False),
            ("Gehen", "2", "3", False),
        ]
        assert [row.feedback for row in grade.rows] == [item.feedback for item in ORDERING.items]

    @pytest.mark.parametrize(
        ("fields", "code"),
        [
            (places("", "", ""), "empty"),
            (places("1", "2"), "incomplete"),
            (places("1", "1", "2"), "duplicate_place"),
            (places("1", "2", "4"), "unknown_option"),
            (places("1", "2", "drei"), "unknown_option"),
            ({**places("1", "2", "3"), "place-9": ["1"]}, "unknown_option"),
            ({**places("1", "2", "3"), "place-1": ["1", "2"]}, "too_many"),
        ],
    )
    def test_what_is_refused(self, fields, code):
        assert refusal(ORDERING, fields) == (code, "")

    @given(names)
    def test_nobody_is_shown_the_solution(self, given_ids):
        items = tuple(OrderItem(name, name, "F") for name in given_ids)
        rows = OrderingQuestion(id="q", text="", items=items).ask().rows
        assert [row.id for row in rows] != given_ids
        assert {row.id for row in rows} == set(given_ids)

    def test_after_an_answer_the_items_stand_as_they_were_put(self):
        given_fields = places("2", "3", "1")
        assert [row.id for row in ORDERING.ask(given_fields).rows] == ["3", "1", "2"]
        half = places("2", "3")
        assert [row.id for row in ORDERING.ask(half).rows] == [r.id for r in ORDERING.ask().rows]

    def test_problems(self):
        items = (OrderItem("1", "gleich", "F"), OrderItem("2", "Gleich ", ""))
        assert replace(ORDERING, items=items).problems() == [
            Problem("duplicate_item", 1),
            Problem("missing_feedback", 1),
        ]
        assert replace(ORDERING, items=items[:1]).problems() == [Problem("too_few_items")]


class TestAssigning:
    def test_every_item_is_told_about(self):
        grade = MATCHING.grade({"matches": {"p": target_id("r"), "r": target_id("r")}})
        assert grade.correct is False
        assert [(row.text, row.given, row.expected, row.correct) for row in grade.rows] == [
            ("Polizei", "Beratung", "akute Gefahr", False),
            ("Personalrat", "Beratung", "Beratung", True),
        ]

    @pytest.mark.parametrize(
        ("fields", "code"),
        [
            ({}, "empty"),
            ({"match-p": [target_id("p")]}, "incomplete"),
            ({"match-p": [target_id("p")], "match-r": ["elsewhere"]}, "unknown_option"),
            ({"match-p": [target_id("p")], "match-r": ["r"]}, "unknown_option"),
            ({"match-elsewhere": [target_id("p")]}, "unknown_option"),
        ],
    )
    def test_what_is_refused(self, fields, code):
        assert refusal(MATCHING, fields) == (code, "")

    @given(names, st.integers(0, 3))
    def test_partners_are_never_in_the_order_of_their_items(self, given_ids, spare):
        question = AssigningQuestion(
            id="q",
            kind=TaskKind.MATCHING,
            text="",
            items=tuple(Item(name, name, target_id(name), "F") for name in given_ids),
            targets=(
                *(Target(target_id(name), name) for name in given_ids),
                *(Target(target_id(f"spare{number}"), "") for number in range(spare)),
            ),
        )
        rows = question.ask().rows
        assert [row.id for row in rows] == given_ids
        shown = [choice.value for choice in rows[0].choices]
        assert len(shown) == len(given_ids) + spare
        own = [target_id(name) for name in given_ids]
        assert [value for value in shown if value in own] != own

    def test_a_partner_does_not_give_away_its_item(self):
        assert not any(item.id in item.target for item in MATCHING.items)

    def test_of_categories_the_items_are_mixed(self):
        rows = SORTING.ask().rows
        assert [row.id for row in rows] != [item.id for item in SORTING.items]
        assert [choice.value for choice in rows[0].choices] == ["one", "two"]

    def test_problems(self):
        same = (Target("one", "Stufe"), Target("two", "stufe "), Target("three", ""))
        assert replace(SORTING, targets=same).problems() == [
            Problem("duplicate_target", 1),
            Problem("missing_target", 2),
        ]
        assert replace(SORTING, targets=same[:1]).problems() == [Problem("too_few_targets")]

    def test_what_belongs_to_nothing_is_known(self):
        assert MATCHING.spare == (Target(target_id("x"), "Strafurteil"),)


class TestCase:
    def test_parts_are_asked_and_read_with_their_prefix(self):
        asked = CASE.ask()
        assert [part.prefix for part in asked.parts] == ["single-", "ordering-", "number-"]
        assert asked.names == (
            "single-option",
            *(row.name for row in asked.parts[1].rows),
            "number-text",
        )
        assert asked.parts[1].rows[0].name.startswith("ordering-place-")

    def test_the_part_that_is_missing_is_named(self):
        fields = CASE.fields(CASE.solution())
        del fields["ordering-place-2"]
        assert refusal(CASE, fields) == ("incomplete", "ordering")
        assert refusal(CASE, {**fields, "single-option": ["c"]}) == ("unknown_option", "single")
        assert refusal(CASE, {}) == ("empty", "single")

    def test_it_is_correct_when_every_part_is(self):
        value = {"parts": {**CASE.solution()["parts"], "number": {"text": "70"}}}
        grade = CASE.grade(value)
        assert grade.correct is False
        assert [(text, part.correct) for text, part in grade.parts] == [
            (SINGLE.text, True),
            (ORDERING.text, True),
            ("Wie viele Vorfälle wurden gemeldet?", False),
        ]

    def test_problems_name_their_part(self):
        broken = replace(ORDERING, items=ORDERING.items[:1])
        assert replace(CASE, parts=(SINGLE, broken)).problems() == [
            Problem("too_few_items", part=1)
        ]
        assert replace(CASE, parts=(SINGLE,)).problems() == [Problem("too_few_parts")]
        assert replace(CASE, case="").problems() == [Problem("missing_case")]


class TestPool:
    @given(names, st.integers(0, 10), st.text(max_size=5))
    def test_as_many_as_wanted_in_the_order_of_the_pool(self, pool, number, person):
        drawn = draw(pool, number, person)
        assert len(drawn) == min(number or len(pool), len(pool))
        assert list(drawn) == [name for name in pool if name in drawn]
        assert drawn == draw(pool, number, person)

    @given(names, st.integers(1, 10), st.text(max_size=5), ids)
    def test_a_new_question_takes_the_place_of_one_at_most(self, pool, number, person, new):
        before, after = draw(pool, number, person), draw([*pool, new], number, person)
        assert len(set(before) - set(after)) <= 1

    @given(names, st.integers(1, 9), st.text(max_size=5))
    def test_who_gets_more_keeps_what_they_had(self, pool, number, person):
        assert set(draw(pool, number, person)) <= set(draw(pool, number + 1, person))

    def test_people_get_different_questions(self):
        pool = [f"q{number}" for number in range(7)]
        drawn = {draw(pool, 3, f"person {number}") for number in range(200)}
        assert len(drawn) > 25  # of 35
        counts = [sum(name in one for one in drawn) for name in pool]
        assert min(counts) > 0

    def test_what_a_task_puts_to_a_person(self):
        pool = TaskOutline("p", "self_check", draw=1, questions=("a", "b"))
        assert asked_of(pool, "x") in {("a",), ("b",)}
        assert asked_of(TaskOutline("q", "case"), "x") == ("q",)
        assert asked_of(TaskOutline("s", "scenario"), "x") == ()

    def test_problems_of_a_pool(self):
        assert pool_problems([], 0) == [Problem("no_questions")]
        assert pool_problems([SINGLE, ORDERING], 2) == []
        assert pool_problems([SINGLE, replace(SINGLE, id="again")], 3) == [
            Problem("draw_too_large"),
            Problem("duplicate_question", 1),
        ]

    @given(names, st.text(max_size=5))
    def test_mixing_loses_nothing_and_changes_the_order(self, pool, seed):
        mixed = shuffled(pool, seed)
        assert sorted(mixed) == sorted(pool)
        stayed = sum(new == old for new, old in zip(mixed, pool, strict=True))
        assert stayed <= len(pool) // 3

    def test_a_single_thing_can_be_mixed_too(self):
        assert shuffled(["a"], "seed") == ("a",)
