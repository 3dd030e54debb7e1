"""Templates as DOCX, to be edited: headings, tables with head rows, German as the language."""

import re
from datetime import datetime
from html.parser import HTMLParser
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

BOX = "\u2610"
LANGUAGE = "de-DE"
INK = RGBColor(0x1D, 0x3B, 0x72)
WIDTH = Cm(16.5)
_ROW = Cm(0.9)


def docx_of(form) -> bytes:
    """Return a `template_files.Form` as DOCX. The same form always gives the same bytes."""
    document = _document(form)
    document.add_heading(form.title, 0)
    document.add_paragraph(form.purpose)
    _paragraphs(document, form.note)
    for section in form.sections:
        document.add_heading(section.title, 1)
        _paragraphs(document, section.text)
        for part in section.parts:
            _PARTS[part.kind](document, part.value)
    document.add_heading("Quellen", 2)
    for source in form.sources:
        document.add_paragraph(source, style="List Bullet")
    document.add_paragraph(f"Fassung vom {form.version:%d.%m.%Y}")
    made = BytesIO()
    document.save(made)
    return _without_clock(made.getvalue())


def _document(form):
    document = Document()
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.25)
    page.top_margin = page.bottom_margin = Cm(2)
    properties = document.core_properties
    properties.title, properties.subject, properties.language = form.title, form.purpose, LANGUAGE
    properties.author, properties.comments = "KommA-Lernplattform", ""
    day = datetime(form.version.year, form.version.month, form.version.day)  # noqa: DTZ001  a day
    properties.created = properties.modified = day
    for name, size in (("Normal", 11), ("Title", 22), ("Heading 1", 14), ("Heading 2", 12)):
        style = document.styles[name]
        _speak_german(style, size)
        if name != "Normal":
            style.font.color.rgb = INK
    return document


def _speak_german(style, size: int) -> None:
    style.font.name, style.font.size = "Arial", Pt(size)
    fonts = style.element.rPr.rFonts
    for name in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(name), None)  # a theme's font would win over the name
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), LANGUAGE)
    style.element.rPr.append(language)


class _Runs(HTMLParser):
    """Rich text of our own: paragraphs and list items, with bold and italic runs."""

    def __init__(self):
        super().__init__()
        self.blocks: list[tuple[str, list[tuple[str, bool, bool]]]] = []
        self.bold = self.italic = False

    def handle_starttag(self, tag, attrs):
        if tag in {"p", "li"}:
            self.blocks.append(("List Bullet" if tag == "li" else "Normal", []))
        self.bold, self.italic = self.bold or tag == "b", self.italic or tag == "i"

    def handle_endtag(self, tag):
        self.bold, self.italic = self.bold and tag != "b", self.italic and tag != "i"

    def handle_data(self, data):
        if self.blocks and data.strip():
            text = re.sub(r"\s+", " ", data)
            self.blocks[-1][1].append((text, self.bold, self.italic))


def _paragraphs(document, html: str) -> None:
    parser = _Runs()
    parser.feed(html)
    for style, runs in parser.blocks:
        paragraph = document.add_paragraph(style=style)
        for text, bold, italic in runs:
            run = paragraph.add_run(text)
            run.bold, run.italic = bold, italic


def _line(document, label: str) -> None:
    table = _table(document, 1, (6, 10.5))
    table.rows[0].cells[0].text = label


def _lines(document, value: dict) -> None:
    _label(document, value["label"])
    table = _table(document, 1, (16.5,))
    table.rows[0].height = _ROW * value["rows"]


def _choice(document, value: dict) -> None:
    _label(document, value["label"])
    document.add_paragraph("    ".join(f"{BOX}\u00a0{option}" for option in value["options"]))


def _checks(document, items: list[str]) -> None:
    for item in items:
        paragraph = document.add_paragraph(f"{BOX}\u00a0\u00a0{item}")
        paragraph.paragraph_format.left_indent = Cm(0.75)
        paragraph.paragraph_format.first_line_indent = Cm(-0.75)
        paragraph.paragraph_format.space_after = Pt(3)


def _rows(document, value: dict) -> None:
    columns = value["columns"]
    table = _table(document, 1 + len(value["rows"]), [16.5 / len(columns)] * len(columns))
    head = table.rows[0]
    for cell, text in zip(head.cells, columns, strict=True):
        cell.paragraphs[0].add_run(text).bold = True
    repeated = OxmlElement("w:tblHeader")  # what a screen reader takes for the head row
    head._tr.get_or_add_trPr().append(repeated)
    for row, text in zip(table.rows[1:], value["rows"], strict=True):
        row.cells[0].text, row.height = text, _ROW


def _label(document, text: str) -> None:
    paragraph = document.add_paragraph()
    paragraph.add_run(text).bold = True
    paragraph.paragraph_format.keep_with_next = True
    paragraph.paragraph_format.space_after = Pt(2)


def _table(document, rows: int, widths):
    table = document.add_table(rows, len(widths), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for row in table.rows:
        row.height = _ROW
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Cm(width)
    document.add_paragraph().paragraph_format.space_after = Pt(0)
    return table


_PARTS = {"line": _line, "lines": _lines, "choice": _choice, "checks": _checks, "table": _rows}


def _without_clock(content: bytes) -> bytes:
    """Return the archive with one date for all of its files: that of the ZIP format's epoch."""
    made = BytesIO()
    with ZipFile(BytesIO(content)) as source, ZipFile(made, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(ZipInfo(name, (1980, 1, 1, 0, 0, 0)), source.read(name), ZIP_DEFLATED)
    return made.getvalue()
