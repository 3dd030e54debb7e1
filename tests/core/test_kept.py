"""Pieces of pages that are rendered once, with holes for what is personal."""

import pytest
from django.core.cache import caches
from django.template import Context, Template
from django.utils import translation

PIECE = Template(
    '{% load kept %}{% keep "greeting" section with name=person csrf_token=csrf_token %}'
    "<p>{{ count.up }} {{ section }}: {{ name }}</p>{% csrf_token %}{% endkeep %}"
)


class Counter:
    """Counts how often a piece was really rendered."""

    number = 0

    @property
    def up(self):
        self.number += 1
        return self.number


@pytest.fixture
def counter():
    caches["editions"].clear()
    return Counter()


def _render(counter, section="Kurse", person="Mara", token="abc"):
    names = {"count": counter, "section": section, "person": person, "csrf_token": token}
    return PIECE.render(Context(names))


def _expected(number, section, person, token):
    field = f'<input type="hidden" name="csrfmiddlewaretoken" value="{token}">'
    return f"<p>{number} {section}: {person}</p>{field}"


def test_a_piece_is_rendered_once_and_its_holes_are_filled_for_each_person(counter):
    assert _render(counter) == _expected(1, "Kurse", "Mara", "abc")
    assert _render(counter, person="Ayşe", token="xyz") == _expected(1, "Kurse", "Ayşe", "xyz")


def test_nothing_of_a_person_is_kept(counter):
    _render(counter, person="Mara Lindner", token="her-token")
    kept = str(caches["editions"]._cache)
    assert "greeting" in kept
    assert "Mara Lindner" not in kept
    assert "her-token" not in kept


def test_another_key_or_language_is_another_piece(counter):
    _render(counter)
    assert _render(counter, section="Hilfe").startswith("<p>2 Hilfe")
    with translation.override("en"):
        assert _render(counter).startswith("<p>3 Kurse")
    assert _render(counter).startswith("<p>1 Kurse")


def test_what_fills_a_hole_is_escaped(counter):
    assert "<p>1 Kurse: &lt;b&gt;Mara&lt;/b&gt;</p>" in _render(counter, person="<b>Mara</b>")
