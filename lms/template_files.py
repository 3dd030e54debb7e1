"""Templates to download and use, as files: `lms/content/vorlagen/<name>.yaml`.

`documents_of` makes of each an accessible PDF to print and a DOCX to edit. A file holds:

    title, purpose, version (a day), note (Markdown), sources (as in lessons)
    sections:
      - title: …
        text: …                                  # optional, Markdown
        parts:
          - line: label                          # with room to write beside it
          - lines: {label: …, rows: 4}           # with empty lines below
          - choice: {label: …, options: […]}     # boxes to tick, side by side
          - checks: […]                          # boxes to tick, one below the other
          - table: {columns: […], rows: […]}     # rows hold the first cell, the rest is empty
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from django.utils.safestring import mark_safe

from handouts.documents import compose
from handouts.services import print_document
from lms.courseware.facts import citations
from lms.courseware.files import CONTENT_DIR
from lms.courseware.markup import rich
from lms.courseware.strict_yaml import load
from lms.template_docx import docx_of

TEMPLATES_DIR = CONTENT_DIR / "vorlagen"
LANGUAGE = "de"


@dataclass(frozen=True)
class Part:
    """Something to fill in; `value` is what the file says of this kind."""

    kind: str
    value: object


@dataclass(frozen=True)
class Section:
    """A part of a form; `text` is HTML of our own."""

    title: str
    text: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Form:
    """A template as it is written; `note` is HTML of our own, `sources` plain text."""

    title: str
    purpose: str
    version: date
    note: str
    sections: tuple[Section, ...]
    sources: tuple[str, ...]


def read_form(file: Path) -> Form:
    """Read a file whose form is right (`lms.courseware.schema.TEMPLATE`)."""
    data = load(file)
    return Form(
        title=data["title"],
        purpose=data["purpose"],
        version=data["version"],
        note=mark_safe(rich(data["note"])),  # noqa: S308  our own Markdown
        sections=tuple(_section(item) for item in data["sections"]),
        # Without addresses: they stand in the lessons, and paper is short.
        sources=tuple(item.text for item in citations(data["sources"])),
    )


def _section(data: dict) -> Section:
    parts = tuple(Part(*next(iter(part.items()))) for part in data["parts"])
    text = mark_safe(rich(data.get("text", "")))  # noqa: S308  our own Markdown
    return Section(data["title"], text, parts)


@cache
def documents_of(name: str) -> list[tuple[str, str, bytes]]:
    """Return file name, title and content of each form: `<name>.pdf` and `<name>.docx`.

    The same file always gives the same bytes: what has not changed is not loaded again.
    Raises `handouts.services.NotPrinted` where printing fails.
    """
    form = read_form(TEMPLATES_DIR / f"{name}.yaml")
    return [
        (f"{name}.pdf", form.title, pdf_of(form)),
        (f"{name}.docx", form.title, docx_of(form)),
    ]


def pdf_of(form: Form) -> bytes:
    """Return the form as an accessible PDF (PDF/UA-1), dated by its version."""
    context = {"form": form, "today": form.version}
    return print_document(compose("handouts/pdf/form.html", context, language=LANGUAGE))
