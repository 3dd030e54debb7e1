"""Templates to take away: a PDF for everybody, a DOCX that can be changed."""

from io import BytesIO

import pikepdf
import pytest
from docx import Document
from docx.oxml.ns import qn
from pypdf import PdfReader

from lms.template_docx import BOX, docx_of
from lms.template_files import (
    TEMPLATES_DIR,
    documents_of,
    pdf_of,
    read_form,
)

NAMES = sorted(file.stem for file in TEMPLATES_DIR.glob("*.yaml"))
WRITTEN = """
title: Bogen
purpose: Wofür er da ist.
version: 2026-11-22
note: "**Zuerst 110.**"
sections:
  - title: Was geschehen ist
    text: Der Reihe nach.
    parts:
      - line: Datum
      - lines: {label: Ablauf, rows: 3}
      - choice: {label: Form, options: [Brief, Anruf]}
      - checks: [Original liegt bei]
      - table: {columns: [Schritt, Wer], rows: [Schutz, ""]}
sources: [A-110]
"""


@pytest.fixture
def form(tmp_path):
    file = tmp_path / "bogen.yaml"
    file.write_text(WRITTEN)
    return read_form(file)


def test_the_six_templates_are_there():
    assert NAMES == [
        "auskunftsqualitaet",
        "beschwerdeweg",
        "beweissicherung",
        "erstgespraech",
        "schutzkonzept",
        "vorfallsbogen",
    ]


@pytest.mark.parametrize("name", NAMES)
def test_each_is_a_tagged_pdf_and_a_docx_with_its_title(name):
    (pdf_name, title, pdf), (docx_name, _title, docx) = documents_of(name)
    assert (pdf_name, docx_name) == (f"{name}.pdf", f"{name}.docx")
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert bool(opened.Root.MarkInfo.Marked)
        assert str(opened.Root.Lang) == "de"
        assert len(opened.pages) <= 3
    assert PdfReader(BytesIO(pdf)).metadata.title == title
    assert Document(BytesIO(docx)).core_properties.title == title


def test_paper_and_file_say_what_was_written(form):
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf_of(form))).pages)
    document = Document(BytesIO(docx_of(form)))
    written = [paragraph.text for paragraph in document.paragraphs]
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    for said in ("Bogen", "Wofür er da ist.", "Zuerst 110.", "Was geschehen ist", "Ablauf"):
        assert said in text
        assert said in written
    assert "HateAid" in text
    assert [cell for cell in cells if cell] == ["Datum", "Schritt", "Wer", "Schutz"]
    assert f"{BOX}\u00a0\u00a0Original liegt bei" in written
    assert f"{BOX}\u00a0Brief    {BOX}\u00a0Anruf" in written


def test_the_docx_is_structured_for_screen_readers(form):
    document = Document(BytesIO(docx_of(form)))
    styles = {paragraph.text: paragraph.style.name for paragraph in document.paragraphs}
    assert (styles["Bogen"], styles["Was geschehen ist"]) == ("Title", "Heading 1")
    head = document.tables[-1].rows[0]._tr
    assert head.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
    language = document.styles["Normal"].element.rPr.find(qn("w:lang"))
    assert language.get(qn("w:val")) == "de-DE"


def test_the_same_file_gives_the_same_bytes(form, time_machine):
    time_machine.move_to("2026-11-22 10:00")
    first = pdf_of(form), docx_of(form)
    time_machine.move_to("2027-03-01 12:00")
    assert (pdf_of(form), docx_of(form)) == first
