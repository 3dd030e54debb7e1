"""Spreadsheets from rows: XLSX in which every cell is text.

A cell that a spreadsheet program would run as a formula ("=HYPERLINK(…)") is text here, and
control characters, which make a file unreadable, are dropped.
"""

from collections.abc import Iterable, Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MAX_CELL = 32_767  # the format's own limit


def _text_cell(sheet, value, *, bold: bool = False) -> WriteOnlyCell:
    text = ILLEGAL_CHARACTERS_RE.sub("", str(value if value is not None else ""))[:MAX_CELL]
    cell = WriteOnlyCell(sheet)
    cell.value = text
    cell.data_type = "s"
    cell.number_format = "@"
    if bold:
        cell.font = Font(bold=True)
    return cell


def to_xlsx(*, title: str, columns: Sequence[str], rows: Iterable[Sequence]) -> bytes:
    """Return a workbook with one sheet: a bold heading row and one text row per item.

    `rows` may be an iterator; memory grows with the file, not with Python objects per cell.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title=title[:31])
    sheet.freeze_panes = "A2"
    for number in range(1, len(columns) + 1):
        sheet.column_dimensions[get_column_letter(number)].width = 26
    sheet.append([_text_cell(sheet, column, bold=True) for column in columns])
    for row in rows:
        sheet.append([_text_cell(sheet, value) for value in row])
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()
