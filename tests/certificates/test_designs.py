"""Every design, upright and lying: one page, everything on it, nothing to complain of."""

import itertools
from dataclasses import replace

import pytest
from django.conf import settings

from certificates import designs, documents, ornaments
from certificates.models import pictures
from certificates.printing import print_all
from certificates.rendering import Job, Profile, RenderTight
from certificates.services.samples import Sample
from tests.certificates import papers
from tests.certificates.papers import make_paper

LOGO = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 220 70">'
    b'<path d="M5 5h40v38a20 20 0 0 1-40 0z" fill="#1d3b72"/></svg>'
)
TEXTS = {
    "opening": "Die Stadt Musterstadt bescheinigt:",
    "closing": "Wir danken für Ihren Einsatz für ein gutes Miteinander bei uns.",
    "funding": "Gefördert vom Land Brandenburg im Programm Zusammenhalt durch Teilhabe.",
}
ENGLISH = {"opening": "The City of Musterstadt certifies:", "closing": "Thank you.", "funding": ""}
LONG = dict(
    name=papers.LONG_NAME,
    course_title=papers.LONG_TITLE,
    contents=papers.LONG_CONTENTS,
    issuer={"name": "Zweckverband " * 15, "address": "An der alten Mühle 117\n" * 10},
    self_checks=True,
)
CASES = {
    "plain": ("de", {}, False),
    "everything": ("de", {}, True),
    "english": ("en", {"contents": papers.CONTENTS[:4]}, True),
    "rtl": ("de", {"name": "محمد بن عبد"}, True),
    "long name": ("de", {"name": papers.LONG_NAME}, True),
    "widest name": ("de", {"name": "W" * 200}, False),
    "many contents": ("de", {"contents": papers.CONTENTS * 2}, True),
    "all long": ("de", LONG, False),
    "all long and everything": ("de", LONG, True),
    "next to nothing": ("de", {"contents": [], "issuer": {"name": "M", "address": ""}}, False),
}
KEYS = list(itertools.product(designs.DESIGNS, designs.ORIENTATIONS))


def chosen(key: str, orientation: str, *, full: bool = False, accent: str = "#7a1f2b") -> dict:
    """Return what a certificate keeps of a design."""
    values = {"key": key, "orientation": orientation, "accent": accent}
    if full:
        logo = pictures.keep(LOGO, "svg")
        values |= {
            "texts": {"de": TEXTS, "en": ENGLISH},
            "signatory": {"name": "Dr. Sabine Beispiel", "function": "Oberbürgermeisterin"},
            "logo": {"file": logo, "description": "Wappen von Musterstadt"},
            "signature": {"file": logo, "description": ""},
            "funder": {"file": logo, "description": "Logo des Landes"},
        }
    return values


def papers_of(key: str, orientation: str) -> dict:
    return {
        (key, orientation, name): make_paper(
            language, **texts, design=chosen(key, orientation, full=full)
        )
        for name, (language, texts, full) in CASES.items()
    }


@pytest.fixture(scope="module")
def printed():
    all_papers = {}
    for key in KEYS:
        all_papers |= papers_of(*key)
    jobs = [documents.compose(paper) for paper in all_papers.values()]
    results = print_all(jobs, fonts_conf=settings.CERTIFICATE_FONTS_CONF)
    return dict(zip(all_papers, results, strict=True))


def test_nothing_is_refused(printed):
    wrong = {key: getattr(pdf, "lines", pdf) for key, pdf in printed.items()}
    assert {key: why for key, why in wrong.items() if not isinstance(why, bytes)} == {}


def test_one_page_is_always_enough(printed):
    assert {
        key: len(papers.reader(pdf).pages)
        for key, pdf in printed.items()
        if len(papers.reader(pdf).pages) != 1
    } == {}


def test_pages_are_counted_as_the_engine_writes_them(printed):
    """What is published is checked by this count."""
    for pdf in printed.values():
        assert Sample("", "", pdf).pages == len(papers.reader(pdf).pages)
    html = '<html lang="de"><title>x</title><p>1</p><p style="break-before: page">2</p></html>'
    conf = settings.CERTIFICATE_FONTS_CONF
    (long,) = print_all([Job(html, profile=Profile.CERTIFICATE)], fonts_conf=conf)
    assert Sample("", "", long).pages == 2


# --- Where the estimate was wrong ---------------------------------------------------------


def print_pairs(pairs) -> list:
    return print_all([job for _item, job in pairs], fonts_conf=settings.CERTIFICATE_FONTS_CONF)


@pytest.mark.parametrize(("key", "orientation"), KEYS)
def test_what_has_no_room_is_printed_smaller(key, orientation, monkeypatch):
    monkeypatch.setattr(designs, "fit", lambda *_texts: 0)
    contents = [f"{item} und was daraus folgt" for item in papers.CONTENTS] * 2
    paper = make_paper(contents=contents, design=chosen(key, orientation, full=True))
    plain = make_paper(contents=[], design=chosen("official", "portrait"))
    (tight,) = print_pairs([(paper, documents.compose(paper))])
    assert isinstance(tight, RenderTight)
    fitted = documents.fitted([plain, paper], print_pairs)
    assert [len(papers.reader(pdf).pages) for pdf in fitted] == [1, 1]
    assert all(
        item.replace(" ", "") in papers.text_of(fitted[1]).replace(" ", "") for item in contents
    )


def test_only_what_has_no_room_is_made_again_and_not_for_ever():
    asked = []

    def make(pairs):
        asked.append(len(pairs))
        return [b"%PDF", RenderTight([])][: len(pairs)] if len(pairs) > 1 else [RenderTight([])]

    first, second = documents.fitted([make_paper(), make_paper()], make)
    assert first == b"%PDF"
    assert isinstance(second, RenderTight)
    assert asked == [2, *[1] * (designs.STEPS - 1)]


def test_in_the_smallest_letters_another_page_is_better_than_no_file():
    assert documents.compose(make_paper()).pages == 1
    assert documents.compose(make_paper(), smaller=designs.STEPS).pages == 0


@pytest.mark.parametrize(("key", "orientation"), KEYS)
def test_the_paper_is_as_chosen(printed, key, orientation):
    (page,) = papers.reader(printed[key, orientation, "plain"]).pages
    size = [round(float(edge)) for edge in page.mediabox[2:]]
    assert size == ([595, 842] if orientation == "portrait" else [842, 595])


@pytest.mark.parametrize(("key", "orientation"), KEYS)
def test_all_texts_are_there(printed, key, orientation):
    text = papers.text_of(printed[key, orientation, "everything"])
    expected = [
        "Teilnahmebescheinigung",
        "Dr. Ayşe Müller-Lüdenscheidt",
        "Umgang mit Anfeindungen",
        "Ausgabe 2",
        "75 Minuten (1,7 UE)",
        "22. November 2026",
        "Stadt Musterstadt, Personalamt",
        "Dr. Sabine Beispiel",
        "Oberbürgermeisterin",
        "keine Leistungsbewertung",
        TEXTS["opening"],
    ]
    assert [part for part in expected if part not in text] == []
    bare = text.replace(" ", "")
    broken = [*papers.CONTENTS, TEXTS["closing"], "7K3M-9PQR-STVW-XYZ0-1234-5678-9ABC", papers.BASE]
    assert [part for part in broken if part.replace(" ", "") not in bare] == []
    assert "Brandenburg" in text


@pytest.mark.parametrize(("key", "orientation"), KEYS)
def test_english(printed, key, orientation):
    text = papers.text_of(printed[key, orientation, "english"])
    expected = ["Certificate of attendance", "75 minutes (1.7 UE)", ENGLISH["opening"]]
    assert [part for part in expected if part not in text] == []
    assert TEXTS["opening"] not in text


def test_a_certificate_is_small(printed):
    assert {key: len(pdf) for key, pdf in printed.items() if len(pdf) > 45_000} == {}


def test_a_certificate_from_before_there_were_designs_has_the_plain_one():
    job = documents.compose(make_paper())
    assert job.html == documents.compose(make_paper(design=documents.PLAIN)).html
    assert documents.revision_of(make_paper()) == "official-4"


def test_a_picture_that_is_lost_is_not_left_out_silently():
    """The engine refuses the paper, and an administrator is told."""
    design = chosen("calm", "portrait") | {"logo": {"file": f"{'0' * 64}.jpg", "description": "L"}}
    job = documents.compose(make_paper(design=design))
    (result,) = print_all([job], fonts_conf=settings.CERTIFICATE_FONTS_CONF)
    assert not isinstance(result, bytes)


@pytest.mark.parametrize("text", ["../keys/x.jpg", "a.jpg", f"{'0' * 64}.png", ""])
def test_only_pictures_are_read(text):
    assert pictures.read(text) is None


def test_what_is_kept_is_kept_once_under_the_name_of_its_content():
    name = pictures.keep(LOGO, "svg")
    assert pictures.keep(LOGO, "svg") == name
    assert pictures.read(name) == LOGO
    assert pictures.keep(LOGO + b" ", "svg") != name


def test_contrast_and_tints():
    assert designs.contrast_with_white("#ffffff") == pytest.approx(1)
    assert designs.contrast_with_white("#000000") == pytest.approx(21)
    assert designs.contrast_with_white("#767676") > 4.5 > designs.contrast_with_white("#777777")
    assert designs.tint("#000000", 0.2) == "#cccccc"


def test_the_same_ornament_has_the_same_bytes():
    arguments = ("portrait", "#7a1f2b", "#eeeeee")
    assert ornaments.frame(*arguments) == ornaments.frame(*arguments)
    assert ornaments.frame(*arguments).count(b"<path") == 3


def test_parts_that_run_into_each_other_are_refused():
    job = documents.compose(make_paper())
    job = replace(job, css=f"{job.css} .foot {{ bottom: 150mm }}")
    (result,) = print_all([job], fonts_conf=settings.CERTIFICATE_FONTS_CONF)
    assert result.lines == ["Two parts of the page run into each other."]


def test_what_is_published_is_judged_as_it_will_be_printed(settings):
    settings.CERTIFICATE_PROFILE = "certificate-ua2"
    assert documents.compose(make_paper()).profile == Profile.CERTIFICATE_UA2
