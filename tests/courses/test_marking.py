"""Marking terms in HTML: whole words, once, in running text only, and nothing else changes."""

import re
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.sanitising import sanitise
from courses.marking import Marker, Term


def term(*forms: str, anchor: str = "") -> Term:
    return Term(anchor or forms[0].lower(), forms[0], forms, f"Was {forms[0]} heißt.")


def mark(html: str, *terms: Term, prose: bool = True) -> str:
    marker = Marker(terms, lambda found, word: f"[{word}|{found.anchor}]")
    return marker.mark(f'<div class="prose">{html}</div>' if prose else html)


def inside(html: str, *terms: Term) -> str:
    return mark(html, *terms).removeprefix('<div class="prose">').removesuffix("</div>")


AGG = term("AGG", "Allgemeines Gleichbehandlungsgesetz")
ANTRAG = term("Strafantrag", "Strafantrags", "Strafanträge")


def test_the_first_occurrence_is_marked_and_no_other():
    assert inside("<p>AGG und AGG</p><p>AGG</p>", AGG) == "<p>[AGG|agg] und AGG</p><p>AGG</p>"


def test_what_was_met_in_one_block_is_not_marked_in_the_next():
    marker = Marker([AGG, ANTRAG], lambda found, word: f"[{word}]")
    first, second = '<p class="prose">AGG</p>', '<p class="prose">AGG, Strafanträge</p>'
    assert marker.mark(first) == '<p class="prose">[AGG]</p>'
    assert marker.mark(second) == '<p class="prose">AGG, [Strafanträge]</p>'
    assert list(marker.used) == ["agg", "strafantrag"]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Ein Strafantrag.", "Strafantrag"),
        ("(Strafantrags)", "Strafantrags"),
        ("„Strafanträge“", "Strafanträge"),
        ("Das Allgemeines  Gleichbehandlungsgesetz", "Allgemeines  Gleichbehandlungsgesetz"),
        ("Das Allgemeines\nGleichbehandlungsgesetz", "Allgemeines\nGleichbehandlungsgesetz"),
        ("AGG: Gesetz", "AGG"),
        ("Strafantrag/Anzeige", "Strafantrag"),
    ],
)
def test_listed_forms_are_found(text, word):
    assert f"[{word}|" in inside(f"<p>{text}</p>", AGG, ANTRAG)


@pytest.mark.parametrize(
    "text",
    [
        "Strafantragsfrist",
        "Strafanträgen",
        "Vorstrafantrag",
        "strafantrag",
        "AGG-Beschwerdestelle",
        "Landes-AGG",
        "AGGs",
        "ÄAGG",
        "AGGß",
        "AGG:innen",
        "AGG*innen",
        "AGG\u2011Stelle",
        "AGG\u00adStelle",
    ],
)
def test_parts_of_words_and_other_forms_are_not(text):
    assert inside(f"<p>{text}</p>", AGG, ANTRAG) == f"<p>{text}</p>"


def test_a_form_in_small_letters_may_begin_a_sentence():
    small = term("verdeckte Ermittlung")
    assert "[Verdeckte Ermittlung|" in inside("<p>Verdeckte Ermittlung</p>", small)


def test_the_longest_form_wins():
    office = term("AGG-Stelle", anchor="stelle")
    assert inside("<p>AGG-Stelle, AGG</p>", AGG, office) == "<p>[AGG-Stelle|stelle], [AGG|agg]</p>"


@pytest.mark.parametrize(
    "html",
    [
        "<h3>AGG</h3>",
        '<a href="/AGG">AGG <b>AGG</b></a>',
        "<button>AGG</button>",
        "<summary>AGG</summary>",
        '<img alt="AGG"><br title="AGG"/>',
        "<!-- AGG -->",
        "&AGG; &#65;GG",
    ],
)
def test_headings_links_and_tags_stay_as_they_are(html):
    assert inside(html, AGG) == html


def test_after_what_stays_marking_goes_on():
    html = "<h3>AGG</h3><p><br>x <b>AGG</b></p>"
    assert inside(html, AGG) == "<h3>AGG</h3><p><br>x <b>[AGG|agg]</b></p>"


def test_only_running_text_is_marked():
    html = '<p class="callout__title">AGG</p><div class="a prose">AGG</div><p>AGG</p>'
    assert mark(html, AGG, prose=False) == html.replace(">AGG</div>", ">[AGG|agg]</div>")


def test_without_terms_nothing_is_touched():
    assert inside("<p>a &lt; b<br></p>") == "<p>a &lt; b<br></p>"


def test_terms_are_stored_as_data():
    assert Term.from_json(AGG.to_json()) == AGG


WORDS = st.sampled_from(["AGG", "Strafantrag", "<b>AGG</b>", "&amp;", "<br>", "ä", " ", "<", ">"])


@given(st.lists(WORDS | st.text(max_size=8), max_size=12))
def test_whatever_the_text_marking_adds_and_takes_nothing(parts):
    html = sanitise("<p>" + "".join(parts) + "</p>")
    marked = inside(html, AGG, ANTRAG)
    assert re.sub(r"\[([^|\[\]]+)\|(?:agg|strafantrag)\]", r"\1", marked) == html


@given(st.text(min_size=1, max_size=30))
def test_no_term_breaks_the_pattern(form):
    form = " ".join(form.split())
    if form:
        inside(f"<p>{escape(form)} AGG</p>", term(form, anchor="x"))
