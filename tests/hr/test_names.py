"""File names: readable, plain ASCII, and never two alike."""

import re
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from hr.names import ascii_words, certificate_file_name, surname_first, without_doubles

DAY = date(2026, 11, 22)


def test_name_is_readable():
    assert (
        certificate_file_name(
            completed_on=DAY,
            name="Anna Müller",
            title="Umgang mit Anfeindungen",
            code="K3J9XQA7ZZZZ",
        )
        == "2026-11-22_Mueller-Anna_Umgang-mit-Anfeindungen_K3J9XQA7.pdf"
    )


def test_decomposed_umlauts_are_umlauts():
    assert ascii_words("Mu\u0308ller", 50) == "Mueller"


def test_letters_of_neighbours():
    assert ascii_words("Łukasz Đặng Øster Yılmaz Größe", 50) == "Lukasz-Dang-Oester-Yilmaz-Groesse"


def test_foreign_scripts_and_emoji_have_a_stand_in():
    name = certificate_file_name(completed_on=DAY, name="محمد", title="🙂", code="ABCDEFGH")
    assert name == "2026-11-22_Person_Kurs_ABCDEFGH.pdf"


def test_surname_first():
    assert surname_first("Anna Lena Müller") == "Müller Anna Lena"
    assert surname_first("") == ""


@given(name=st.text(max_size=300), title=st.text(max_size=300), code=st.text(max_size=30))
def test_any_text_gives_a_safe_name(name, title, code):
    result = certificate_file_name(completed_on=DAY, name=name, title=title, code=code)
    assert re.fullmatch(r"2026-11-22_[A-Za-z0-9-]+_[A-Za-z0-9-]+_[A-Za-z0-9_-]*\.pdf", result)
    assert len(result) <= 140


@given(st.lists(st.sampled_from(["a.pdf", "A.pdf", "b.pdf", "a-2.pdf"]), max_size=20))
def test_no_two_names_are_alike_on_any_system(names):
    taken = set()
    results = [without_doubles(name, taken) for name in names]
    assert len({name.lower() for name in results}) == len(names)
