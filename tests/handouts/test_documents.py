"""Papers of the plan: what is printed, and how assistive technology meets it."""

from datetime import date

import pytest
from django.conf import settings
from pypdf.generic import IndirectObject

from certificates.printing import print_all
from certificates.rendering import RenderError, RenderRefused
from handouts import documents, services
from handouts.plan import Plan, Step
from tests.certificates.papers import fonts_of, reader, text_of

OPEN = Step("0", "Wenn es laut wird, dann stehe ich auf.", "Kollegin B.", date(2026, 12, 1))
DONE = Step("1", "Nummer gespeichert → Telefon", due=date(2026, 11, 20), done=True)
PLAN = Plan((DONE, OPEN))


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return services.print_plan(PLAN, "en")


def tags_of(pdf: bytes) -> list[str]:
    """Return the structure in reading order, with the text's own marks as numbers."""
    found = []

    def walk(element):
        if isinstance(element, IndirectObject):
            element = element.get_object()
        if isinstance(element, int):
            found.append(element)
            return
        if "/S" in element:
            found.append(element["/S"])
        kids = element.get("/K", [])
        for kid in kids if isinstance(kids, list) else [kids]:
            walk(kid)

    walk(reader(pdf).trailer["/Root"]["/StructTreeRoot"]["/K"][0])
    return found


def test_open_steps_come_before_those_that_are_done(pdf):
    text = text_of(pdf)
    parts = [OPEN.what, "Until: 1 December 2026", "With: Kollegin B.", "Done", DONE.what]
    places = [text.index(part) for part in parts]
    assert places == sorted(places)


def test_the_paper_is_tagged_titled_and_says_its_language(pdf):
    document = reader(pdf)
    root = document.trailer["/Root"]
    assert bool(root["/MarkInfo"]["/Marked"]) is True
    assert (root["/Lang"], document.metadata.title) == ("en", "My plan")
    assert b"pdfuaid:part" in document.trailer["/Root"]["/Metadata"].get_data()
    assert all(fonts_of(pdf).values())
    tags = tags_of(pdf)
    assert [tag for tag in tags if tag in ("/H1", "/H2")] == ["/H1", "/H2"]
    assert (tags.count("/L"), tags.count("/LI")) == (2, 2)


def test_page_numbers_and_running_titles_are_no_text_to_be_read():
    pdf = services.print_plan(Plan((Step("0", "Satz. " * 300), Step("1", "Satz. " * 300))), "en")
    pages = reader(pdf).pages
    assert len(pages) == 2
    assert "Page 2 of 2" in pages[1].extract_text()
    for page in pages:
        content = page.get_contents().get_data().replace(b"\n", b" ")
        marked = content.count(b"/MCID")
        assert content.count(b"/Artifact <</Type /Pagination>> BDC") >= 2
        # Every other text is in the tree.
        numbers = page["/StructParents"]
        tree = reader(pdf).trailer["/Root"]["/StructTreeRoot"]["/ParentTree"]["/Nums"]
        entries = tree[tree.index(numbers) + 1]
        assert sum(isinstance(entry, IndirectObject) for entry in entries) == marked


def test_letters_that_no_font_has_are_printed_as_boxes():
    text = text_of(services.print_plan(Plan((Step("0", "漢字 𓀀 𒀀 مرحبا 👍 ≤ ✓ Ende"),)), "de"))
    assert "漢字 □ □" in text
    assert "Ende" in text


def test_a_word_without_end_is_broken_and_keeps_its_letters():
    job = documents.filled_plan(Plan((Step("0", "W" * 2000),)), "de")
    assert "W" * 61 not in job.html
    assert job.html.count("W") == 2000


def test_markup_is_text():
    text = text_of(services.print_plan(Plan((Step("0", "<img src=x> & {{ x }}"),)), "de"))
    assert "<img src=x> & {{ x }}" in text


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_form_fits_on_one_page(language):
    (page,) = reader(services.print_empty_plan(language)).pages
    assert page.extract_text().count("?") >= 3 * documents.EMPTY_STEPS


@pytest.mark.parametrize("error", [RenderError("took too long"), RenderRefused(["secret word"])])
def test_what_cannot_be_printed_is_said_and_its_words_stay_out_of_the_log(
    monkeypatch, caplog, error
):
    monkeypatch.setattr(services, "print_all", lambda jobs, **options: [error])
    with pytest.raises(services.NotPrinted) as raised:
        services.print_plan(PLAN, "de")
    assert "secret" not in caplog.text + str(raised.value)
    assert len(caplog.records) == 1


def test_the_same_plan_is_the_same_paper(pdf):
    (again,) = print_all(
        [documents.filled_plan(PLAN, "en")], fonts_conf=settings.CERTIFICATE_FONTS_CONF
    )
    assert again == pdf
