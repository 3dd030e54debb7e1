"""Certificates without a database, and what is in a PDF."""

import io
from datetime import date

from pypdf import PdfReader

from certificates.models import Certificate

CODE = "7K3M9PQRSTVWXYZ0123456789ABC"
BASE = "https://lernen.musterstadt.example/pruefen/"
CONTENTS = [
    "Formen, Ausmaß und Wirkung von Anfeindungen",
    "Gefährdungsstufen nach dem Aachener Modell",
    "Gesprächsführung bei Erregung, Grenzen setzen, Gespräche beenden",
    "Rückzug, Alarm und Notruf",
    "Fallarbeit am Szenario „Der abgelehnte Antrag“",
    "Gedächtnisprotokoll und Sicherung digitaler Beweise",
    "Meldeweg, Strafanzeige und Strafantrag im Überblick",
    "Erstbetreuung und Rückmeldung in den ersten 24 Stunden",
]
EVENT = {  # of several days, at a place with a long name
    "origin": "event",
    "edition": None,
    "on_site": {
        "first_day": "2026-11-20",
        "place": "Bürgerhaus am Alten Markt, Großer Saal im Erdgeschoss, Musterstadt-Hohenlohe",
    },
}
RECOGNITION = {
    "origin": "recognition",
    "on_site": {"first_day": "2026-11-22", "place": "Rathaus Musterstadt, Saal 2"},
}
LONG_NAME = ("Maximiliana Theodora von und zu Hohenlohe-Langenburg " * 4)[:199] + "n"
LONG_TITLE = ("Rassismussensible Verwaltung für Beschäftigte und Führungskräfte, " * 4)[:255]
LONG_CONTENTS = [(f"{item} mit Übungen " * 9)[:187] for item in CONTENTS]


def make_paper(language: str = "de", **texts) -> Certificate:
    """Return an unsaved certificate; `texts` replace parts of its snapshot."""
    snapshot = {
        "name": "Dr. Ayşe Müller-Lüdenscheidt",
        "course_title": "Umgang mit Anfeindungen",
        "edition": 2,
        "completed_on": "2026-11-22",
        "minutes": 75,
        "contents": CONTENTS,
        "issuer": {
            "name": "Stadt Musterstadt, Personalamt",
            "address": "Rathausplatz 1\n12345 Musterstadt",
        },
        "self_checks": False,
        "check_page": BASE,
        "check_address": f"{BASE}{CODE}/",
    } | texts
    return Certificate(
        code=CODE, issued_on=date(2026, 11, 22), language=language, snapshot=snapshot
    )


def reader(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def text_of(pdf: bytes) -> str:
    """Return the text of all pages, with single blanks."""
    return " ".join(" ".join(page.extract_text() for page in reader(pdf).pages).split())


def fonts_of(pdf: bytes) -> dict[str, bool]:
    """Return the fonts' names and whether each is embedded."""
    fonts = {}
    for page in reader(pdf).pages:
        for reference in page["/Resources"].get("/Font", {}).values():
            font = reference.get_object()
            inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
            descriptor = inner["/FontDescriptor"].get_object()
            fonts[font["/BaseFont"]] = bool(
                {"/FontFile", "/FontFile2", "/FontFile3"} & descriptor.keys()
            )
    return fonts


def attachments_of(pdf: bytes) -> list:
    return list(reader(pdf).attachments)
