"""Written answers: judged by what was meant, not by how it was typed."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.grading import InvalidAnswer, Mistake, Problem, numbers
from tests.courses.questions import NUMBER, WORDS


def told(question, text: str) -> tuple[bool, str]:
    """Return whether an answer is right, and what is told about it."""
    [row] = question.grade(question.read({"text": [text]})).rows
    return row.correct, row.feedback


def refusal(question, *texts: str) -> str:
    with pytest.raises(InvalidAnswer) as error:
        question.read({"text": list(texts)})
    return error.value.code


class TestWords:
    @pytest.mark.parametrize(
        "text",
        [
            "Starke Stelle",
            "  starke   STELLE ",
            "„Starke Stelle“.",
            "Starke\tStelle!",
            "die starke stelle",
            "Starke\u00a0Stelle",
        ],
    )
    def test_case_spaces_and_punctuation_at_the_ends_make_no_difference(self, text):
        assert told(WORDS, text) == (True, "")

    def test_signs_may_be_composed_either_way(self):
        question = replace(WORDS, accepted=("Büro",))
        assert told(question, "Bu\u0308ro") == (True, "")

    def test_sharp_s_may_be_written_as_two(self):
        assert told(replace(WORDS, accepted=("Straße",)), "STRASSE") == (True, "")

    @pytest.mark.parametrize("text", ["Starkestelle", "Stelle", "?!", "Starke-Stelle"])
    def test_other_words_are_other_answers(self, text):
        assert told(WORDS, text) == (False, WORDS.other)

    def test_an_expected_mistake_has_its_own_feedback(self):
        assert told(WORDS, "onlinewache.") == (False, "Das ist die Polizei.")

    def test_the_first_accepted_answer_is_shown(self):
        grade = WORDS.grade({"text": "Polizei"})
        assert (grade.rows[0].given, grade.rows[0].expected) == ("Polizei", "Starke Stelle")
        assert grade.feedback == WORDS.feedback

    @pytest.mark.parametrize(
        ("texts", "code"),
        [
            ([], "empty"),
            (["  \n"], "empty"),
            (["\x00"], "empty"),
            (["x" * 501], "too_long"),
            (["a", "b"], "too_many"),
        ],
    )
    def test_what_is_refused(self, texts, code):
        assert refusal(WORDS, *texts) == code

    def test_what_no_database_takes_is_left_out(self):
        assert WORDS.read({"text": ["Starke\x00 Stelle\ud800"]}) == {"text": "Starke Stelle"}

    def test_half_a_text_is_kept_and_cut(self):
        assert WORDS.keep({"text": ["x" * 600], "other": ["y"]}) == {"text": ["x" * 500]}

    @pytest.mark.parametrize(
        ("change", "found"),
        [
            ({"accepted": ()}, Problem("no_accepted")),
            ({"accepted": ("gut", " … ")}, Problem("missing_text", 1)),
            ({"other": " "}, Problem("missing_other")),
            ({"mistakes": (Mistake("STARKE STELLE", "F"),)}, Problem("mistake_is_right", 0)),
            ({"mistakes": (Mistake("x", ""),)}, Problem("missing_feedback", 0)),
        ],
    )
    def test_problems(self, change, found):
        assert replace(WORDS, **change).problems() == [found]


class TestNumbers:
    @pytest.mark.parametrize(
        ("typed", "meant"),
        [
            ("30", ["30"]),
            ("+30", ["30"]),
            ("-30", ["-30"]),
            ("−0,5", ["-0.5"]),
            ("30 %", ["30"]),
            ("30%", ["30"]),
            ("30 Prozent", ["30"]),
            ("30.", ["30"]),
            ("12,5", ["12.5"]),
            ("12.5", ["12.5"]),
            (",5", ["0.5"]),
            ("0.125", ["0.125"]),
            ("0,125", ["0.125"]),
            ("1234,5", ["1234.5"]),
            ("1.234,5", ["1234.5"]),
            ("1,234.5", ["1234.5"]),
            ("1.234.567", ["1234567"]),
            ("1,234,567.89", ["1234567.89"]),
            ("10 674", ["10674"]),
            ("10\u202f674", ["10674"]),
            ("10'674", ["10674"]),
            ("１２", ["12"]),
            ("1.234", ["1234", "1.234"]),  # German first
            ("1,234", ["1.234", "1234"]),
            ("84.172", ["84172", "84.172"]),
        ],
    )
    def test_german_and_english_notation(self, typed, meant):
        assert numbers(typed) == tuple(Fraction(number) for number in meant)

    @pytest.mark.parametrize(
        "typed",
        ["", "viele", "ca. 30", "1,2,3", "1.23.456", "1.234.5", "1 2", "5²", "1e3", "30 Jahre"]
        + ["--5", "1/3", "9" * 31, "٫", "NaN", "∞"],
    )
    def test_what_is_no_number(self, typed):
        assert numbers(typed) == ()

    @given(st.decimals(-(10**9), 10**9, places=2))
    def test_every_number_is_understood_however_it_is_written(self, number):
        english = f"{number:,}"
        german = english.translate(str.maketrans(",.", ".,"))
        for typed in (str(number), str(number).replace(".", ","), english, german):
            assert Fraction(number) in numbers(typed)

    def test_the_unit_may_be_written_or_not(self):
        months = replace(NUMBER, unit="Monate", answer="3", tolerance="", mistakes=())
        assert told(months, "3 monate") == (True, "")
        assert refusal(months, "3 Jahre") == "not_a_number"
        assert refusal(months, "3 %") == "not_a_number"
        assert months.grade({"text": "2"}).rows[0].expected == "3 Monate"
        assert months.ask().unit == "Monate"

    @pytest.mark.parametrize(("typed", "right"), [("27,5", True), ("32.5", True), ("33", False)])
    def test_the_tolerance_is_part_of_what_is_right(self, typed, right):
        assert told(NUMBER, typed)[0] is right

    def test_mistakes_are_met_with_the_same_tolerance(self):
        assert told(NUMBER, "71 %") == (False, "So groß ist das Dunkelfeld.")
        assert told(NUMBER, "50") == (False, NUMBER.other)

    def test_an_ambiguous_number_is_right_if_one_reading_is(self):
        thousands = replace(NUMBER, answer="1234", tolerance="")
        assert [told(thousands, typed)[0] for typed in ("1.234", "1,234", "1234")] == [True] * 3
        small = replace(NUMBER, answer="1,234", tolerance="")
        assert [told(small, typed)[0] for typed in ("1,234", "1.234", "1234")] == [
            True,
            True,
            False,
        ]

    def test_what_was_typed_stays_as_it_was_typed(self):
        assert NUMBER.read({"text": [" 30 % "]}) == {"text": "30 %"}

    @pytest.mark.parametrize(
        ("change", "found"),
        [
            ({"answer": "viel", "mistakes": ()}, Problem("answer_not_a_number")),
            ({"tolerance": "etwas"}, Problem("tolerance_not_a_number")),
            ({"tolerance": "-1"}, Problem("tolerance_not_a_number")),
            ({"mistakes": (Mistake("viel", "F"),)}, Problem("not_a_number", 0)),
            ({"mistakes": (Mistake("32", "F"),)}, Problem("mistake_is_right", 0)),
        ],
    )
    def test_problems(self, change, found):
        assert replace(NUMBER, **change).problems() == [found]

    @given(st.decimals(allow_nan=False, allow_infinity=False).map(Decimal.normalize))
    def test_the_authors_number_is_right_whatever_it_is(self, number):
        question = replace(NUMBER, answer=f"{number:f}", tolerance="")
        if "answer_not_a_number" not in {problem.code for problem in question.problems()}:
            assert question.grade(question.solution()).correct is True
