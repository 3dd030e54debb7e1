"""Pieces of pages that are rendered once, with holes for what is personal."""

from types import SimpleNamespace

import pytest
from django.core.cache import caches
from django.template import Context, Template
from django.utils import translation

from core.templatetags.kept import NotShared, mark

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


class TestPages:
    PAGE = "{% load kept %}{% keep_page with name=request.user.name %}<p>BODY</p>{% endkeep_page %}"

    @pytest.fixture
    def render(self, rf, counter):
        caches["pages"].clear()

        def render(body="{{ count.up }} {{ name }}", key="state", name="Mara", **context):
            request = rf.get("/kurse/")
            request.user = SimpleNamespace(is_authenticated=True, name=name)
            names = {"request": request, "menu": {}, "page_key": key, "count": counter}
            page = Template(self.PAGE.replace("BODY", body))
            return page.render(Context({**names, **context}))

        return render

    def test_it_is_rendered_once_for_all_in_the_same_state(self, render):
        assert render() == "<p>1 Mara</p>"
        assert render(name="Ayşe") == "<p>1 Ayşe</p>"
        assert render(key="other") == "<p>2 Mara</p>"
        assert render(menu={"hr": True}) == "<p>3 Mara</p>"

    def test_without_a_key_nothing_is_kept(self, render):
        assert [render(key=""), render(key="")] == ["<p>1 Mara</p>", "<p>2 Mara</p>"]
        assert caches["pages"]._cache == {}

    def test_a_message_for_one_person_is_not_for_all(self, render):
        assert render("{{ messages.0 }}{{ name }}", messages=["Gut."]) == "<p>Gut.Mara</p>"
        assert render("{{ messages.0 }}{{ name }}") == "<p>Mara</p>"

    def test_further_holes(self, render):
        place = mark("seen-1")
        for number in ("11", "22"):
            html = render("{{ place }}", place=place, page_holes={"seen-1": number})
            assert html == f"<p>{number}</p>"

    @pytest.mark.parametrize("personal", ["request.user.name", "user.email", "request.GET.q"])
    def test_asking_for_what_is_personal_fails_loudly(self, render, personal):
        with pytest.raises(NotShared):
            render(f"{{{{ {personal} }}}}")
