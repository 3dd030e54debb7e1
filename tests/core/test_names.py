"""Names: what may be printed is kept as it is, everything else is refused with a reason."""

import unicodedata

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from core.names import MAX_COMBINING_MARKS, MAX_LENGTH, clean_name, is_forbidden
from core.validators import validate_line, validate_name


def code_of(name: str, validate=validate_name) -> str:
    """Return the code of the first objection, or "" if there is none."""
    try:
        validate(name)
    except ValidationError as error:
        return error.code
    return ""


@pytest.mark.parametrize(
    "name",
    [
        "Anna Müller",
        "محمد عبد الله",
        "Nguyễn Thị Minh Khai",
        "שרה לוי",
        "O’Neill-Öztürk",
        "Anna 🙂",
        "👩‍👩‍👧 Familie",
        "Ẋ",
        "می‌رضا",
        "ക്‍ഷ",
        "x" * MAX_LENGTH,
    ],
)
def test_names_of_people_are_kept(name):
    assert code_of(name) == ""
    assert clean_name(name) == unicodedata.normalize("NFC", name)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("x" * 10_000, "too_long"),
        ("Anna\x00", "control_characters"),
        ("Anna\x07", "control_characters"),
        ("Anna\nMüller", "control_characters"),
        ("Anna\u202egnp.exe", "control_characters"),
        ("Anna\u200f", "control_characters"),
        ("Anna\ue000", "control_characters"),
        ("Anna\u00ad", "control_characters"),
        ("Anna\ufeff", "control_characters"),
        ("\u200b", "control_characters"),
        ("\u3164\u3164", "control_characters"),
        ("\u200d \u200c", "empty"),
        ("A" + "\u0301" * 20, "combining_marks"),
        ("A" + "\u20dd" * 5, "combining_marks"),
        ("   ", "empty"),
        ("", "empty"),
    ],
)
def test_unfit_names_are_refused_with_the_reason(name, code):
    assert code_of(name) == code


def test_lines_of_text_may_be_empty_but_hold_no_controls():
    assert code_of("", validate_line) == ""
    assert code_of("Tel. 03591 / 12-34", validate_line) == ""
    assert code_of("a\u202eb", validate_line) == "control_characters"
    assert code_of("a\nb", validate_line) == "control_characters"


@given(st.text(max_size=400))
def test_cleaned_names_are_fit_and_stay_the_same(text):
    cleaned = clean_name(text)
    assert len(cleaned) <= MAX_LENGTH
    assert not any(map(is_forbidden, cleaned))
    assert clean_name(cleaned) == cleaned
    assert code_of(cleaned) in ("", "empty")


@given(st.text(max_size=250))
def test_a_name_that_is_accepted_is_only_tidied(name):
    if code_of(name) == "":
        composed = unicodedata.normalize("NFC", name)
        assert "".join(clean_name(name).split()) == "".join(composed.split())


@given(st.integers(min_value=0, max_value=60))
def test_piles_of_marks_are_cut(count):
    cleaned = clean_name("x" + "\u0301" * count)
    marks = [letter for letter in cleaned if unicodedata.combining(letter)]
    assert len(marks) <= MAX_COMBINING_MARKS
