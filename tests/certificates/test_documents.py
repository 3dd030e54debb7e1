"""The certificate as people get it: complete, on one page, accessible, always the same."""

import hashlib
import re
import subprocess

import pytest
from django.conf import settings
from django.utils import translation

from certificates import designs, documents
from certificates.printing import print_all
from tests.certificates import papers
from tests.certificates.papers import make_paper

NAMES = {
    "turkish": "İbrahim Çağlayan Öztürk-Şahin Iğdır",
    "vietnamese": "Nguyễn Thị Minh Khai",
    "polish": "Małgorzata Żółć",
    "greek": "Ελένη Παπαδοπούλου",
    "cyrillic": "Олександра Шевченко",
    "arabic": "محمد بن عبد الرحمن",
    "hebrew": "יוסף כהן",
    "hindi": "प्रिया शर्मा",
    "emoji": "Kim 🌻 Sommer",
    "markup": "<b>O'Brien</b> & Söhne",
}
PAPERS = {name: make_paper(name=text) for name, text in NAMES.items()} | {
    "normal": make_paper(),
    "english": make_paper("en"),
    "pass mark": make_paper(self_checks=True),
    "whole units": make_paper(minutes=90),
    "event": make_paper(**papers.EVENT),
    "event in English": make_paper("en", **papers.EVENT),
    "recognition": make_paper(**papers.RECOGNITION),
    "no address": make_paper(issuer={"name": "Musterstadt", "address": ""}),
    "long name": make_paper(name=papers.LONG_NAME),
    "widest name": make_paper(name="W" * 200),
    "long title": make_paper(course_title=papers.LONG_TITLE),
    "long contents": make_paper(contents=papers.LONG_CONTENTS),
    "everything long": make_paper(
        name=papers.LONG_NAME,
        course_title=papers.LONG_TITLE,
        contents=papers.LONG_CONTENTS,
        issuer={"name": "Zweckverband " * 15, "address": "An der alten Mühle 117\n" * 10},
        self_checks=True,
    ),
}


@pytest.fixture(scope="module")
def pdfs():
    jobs = [documents.compose(paper) for paper in PAPERS.values()]
    results = print_all(jobs, fonts_conf=settings.CERTIFICATE_FONTS_CONF)
    return dict(zip(PAPERS, results, strict=True))


@pytest.mark.parametrize("name", PAPERS)
def test_every_certificate_is_printed_on_one_page(pdfs, name):
    assert isinstance(pdfs[name], bytes)
    (page,) = papers.reader(pdfs[name]).pages
    assert [round(float(edge)) for edge in page.mediabox[2:]] == [595, 842]


@pytest.mark.parametrize("name", PAPERS)
def test_it_says_of_itself_that_it_is_accessible(pdfs, name):
    root = papers.reader(pdfs[name]).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] is True or root["/MarkInfo"]["/Marked"].value is True
    assert root["/Lang"] == PAPERS[name].language
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    metadata = root["/Metadata"].get_data().decode()
    assert re.findall(r'pdfuaid:part[>="]+(\d)', metadata) == ["1"]


def test_title_and_dates_come_from_the_certificate(pdfs):
    metadata = papers.reader(pdfs["english"]).metadata
    assert metadata.title == "Certificate of attendance: Umgang mit Anfeindungen"
    assert metadata.author == "Stadt Musterstadt, Personalamt"
    assert metadata["/CreationDate"].startswith("D:20261122")
    assert metadata["/ModDate"].startswith("D:20261122")


@pytest.mark.parametrize("name", PAPERS)
def test_all_fonts_are_inside(pdfs, name):
    fonts = papers.fonts_of(pdfs[name])
    assert len(fonts) >= 3
    assert set(fonts.values()) == {True}
    assert all("Noto" in font for font in fonts)


@pytest.mark.parametrize(
    "name", ["turkish", "vietnamese", "polish", "greek", "cyrillic", "emoji", "markup"]
)
def test_names_can_be_copied_out(pdfs, name):
    assert NAMES[name] in papers.text_of(pdfs[name])


@pytest.mark.parametrize("name", ["arabic", "hebrew", "hindi"])
def test_letters_of_other_scripts_are_there(pdfs, name):
    """pypdf orders such text as it is painted, so the letters are compared, not their order."""
    letters = set(NAMES[name]) - {" "}
    assert letters - set(papers.text_of(pdfs[name])) == set()


def _german(text: str) -> str:
    with translation.override("de"):
        return translation.gettext(text)


def test_the_german_certificate_says_all_it_has_to(pdfs):
    text = papers.text_of(pdfs["normal"])
    expected = [
        "Teilnahmebescheinigung",
        "Dr. Ayşe Müller-Lüdenscheidt",
        "Umgang mit Anfeindungen",
        "Ausgabe 2",
        "75 Minuten (1,7 UE)",
        "22. November 2026",
        "Online, selbst gesteuert",
        *papers.CONTENTS,
        "bestätigt die Teilnahme, keine Leistungsbewertung",
        "Stadt Musterstadt, Personalamt",
        "Rathausplatz 1 · 12345 Musterstadt",
        _german("Signed electronically as a file (not a qualified signature)."),
        "7K3M-9PQR-STVW-XYZ0-1234-5678-9ABC",
        papers.BASE,
    ]
    assert [part for part in expected if part not in text] == []


def test_extent_and_date_in_english(pdfs):
    text = papers.text_of(pdfs["english"])
    assert "75 minutes (1.7 UE)" in text
    assert "22 November 2026" in text


def test_whole_units_have_no_decimal_place(pdfs):
    assert "(2 UE)" in papers.text_of(pdfs["whole units"])


def test_only_a_course_with_a_pass_mark_mentions_self_checks(pdfs):
    sentence = _german("The questions of the self-checks were answered.")
    mentioned = {name for name, pdf in pdfs.items() if sentence in papers.text_of(pdf)}
    assert mentioned == {"pass mark", "everything long"}


def test_nothing_is_attached_and_nothing_runs(pdfs):
    assert papers.attachments_of(pdfs["normal"]) == []
    assert b"/JavaScript" not in pdfs["normal"]


def test_the_same_certificate_is_the_same_bytes_in_another_process(pdfs):
    (again,) = print_all(
        [documents.compose(make_paper())], fonts_conf=settings.CERTIFICATE_FONTS_CONF
    )
    assert hashlib.sha256(again).digest() == hashlib.sha256(pdfs["normal"]).digest()


def test_a_certificate_is_small(pdfs):
    assert {name for name, pdf in pdfs.items() if len(pdf) > 40_000} == set()


@pytest.mark.parametrize("name", ["normal", "everything long"])
def test_the_printed_qr_code_leads_to_the_check_page(pdfs, name, tmp_path):
    (tmp_path / "paper.pdf").write_bytes(pdfs[name])
    subprocess.run(
        ["pdftoppm", "-r", "150", "-png", "paper.pdf", "paper"], cwd=tmp_path, check=True
    )
    (picture,) = tmp_path.glob("*.png")
    done = subprocess.run(["zbarimg", "-q", "--raw", picture], capture_output=True, check=True)
    assert done.stdout.decode().strip() == f"{papers.BASE}{papers.CODE}/"


@pytest.mark.parametrize(
    ("name", "said", "unsaid"),
    [
        (
            "event in English",
            ["has taken part in the following event:", "Contents"],
            [],
        ),
        ("event in English", ["20 November 2026 to 22 November 2026", "On site: Bürgerhaus"], []),
        ("event", ["Bürgerhaus am Alten Markt"], ["Ausgabe", "Online"]),
        ("recognition", ["Ausgabe 2", "Rathaus Musterstadt, Saal 2"], ["Online"]),
    ],
)
def test_how_it_was_attended_is_said(pdfs, name, said, unsaid):
    text = papers.text_of(pdfs[name])
    assert [part for part in said if part not in text] == []
    assert [part for part in unsaid if part in text] == []


REVISIONS = {
    "official-4": "3e51b44f2813",
    "calm-4": "bd862a5051f8",
    "charter-4": "46c62e40a619",
}


def test_a_changed_design_has_a_new_revision():
    """Whoever changes a design raises its revision and enters the new fingerprint."""
    folder = settings.PROJECT_DIR / "templates" / "certificates" / "pdf"
    shared = [folder / "sheet.html", folder / "base.css", *sorted((folder / "parts").iterdir())]
    fingerprints = {}
    for key, design in designs.DESIGNS.items():
        files = [*shared, *sorted((folder / key).iterdir())]
        content = b"".join(file.read_bytes() for file in files)
        fingerprints[design.revision] = hashlib.sha256(content).hexdigest()[:12]
    assert fingerprints == REVISIONS


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Bescheinigung Über Größe", "bescheinigung-ueber-groesse"),
        ("محمد", "certificate"),
    ],
)
def test_file_names_in_ascii(title, expected):
    assert documents.ascii_title(title) == expected
