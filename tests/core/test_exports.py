"""Spreadsheets: every cell is text, whatever the text is."""

from io import BytesIO

from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from core.exports import MAX_CELL, to_xlsx

# All of Unicode but lone surrogates, which no database column and no XML file can hold.
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


def read(content: bytes) -> list[list]:
    return [list(row) for row in load_workbook(BytesIO(content)).active.iter_rows()]


def test_heading_and_rows_come_back():
    content = to_xlsx(title="Liste", columns=["Name", "Zahl"], rows=[["Anna", 3], [None, ""]])
    cells = read(content)
    assert [cell.value for cell in cells[0]] == ["Name", "Zahl"]
    assert [cell.font.bold for cell in cells[0]] == [True, True]
    assert [cell.value for cell in cells[1]] == ["Anna", "3"]


def test_formulas_stay_text():
    values = ["=1+1", '=HYPERLINK("http://x")', "+1", "-1", "@A1", "=cmd|' /C calc'!A0"]
    cells = read(to_xlsx(title="x", columns=["=A1"], rows=[[value] for value in values]))
    assert [row[0].value for row in cells] == ["=A1", *values]
    assert {row[0].data_type for row in cells} == {"s"}


def test_control_characters_are_dropped():
    cells = read(to_xlsx(title="x", columns=["a"], rows=[["A\x07n\x00n\x1ba"]]))
    assert cells[1][0].value == "Anna"


def test_long_texts_and_titles_fit_the_format():
    content = to_xlsx(title="T" * 100, columns=["a"], rows=[["x" * 40_000]])
    assert len(read(content)[1][0].value) == MAX_CELL


@given(st.lists(ANY_TEXT, min_size=1, max_size=5))
def test_any_text_gives_a_readable_file_without_formulas(values):
    (row,) = read(to_xlsx(title="x", columns=["c"] * len(values), rows=[values]))[1:]
    assert [cell for cell in row if cell.data_type == "f"] == []
