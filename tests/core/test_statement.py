"""The accessibility statement in the form of BITV 2.0, and the way to report a barrier."""

import re
from datetime import date

import pytest
import yaml

from core.models import TextPage
from core.selectors import EASY_GERMAN, SHIPPED, shipped_text
from tests import factories

STATEMENT = "/barrierefreiheit/"
SECTIONS = [
    "Stand der Vereinbarkeit mit den Anforderungen",
    "Nicht barrierefreie Inhalte",
    "Erstellung dieser Erklärung",
    "Barrieren melden",
    "Durchsetzungsverfahren",
]


def test_it_has_the_sections_that_the_law_asks_for():
    blocks = shipped_text("barrierefreiheit", date(2026, 11, 22))
    assert [item["value"]["text"] for item in blocks if item["type"] == "heading"] == SECTIONS
    texts = " ".join(str(item["value"]) for item in blocks)
    assert texts.count("22. November 2026") == 2
    assert "Selbstbewertung" in texts
    assert 'href="/barrierefreiheit/melden/"' in texts


def test_each_inaccessible_content_has_a_reason_and_an_alternative():
    sections = yaml.safe_load((SHIPPED / "barrierefreiheit.de.yaml").read_text())
    (section,) = [item for item in sections if item.get("heading") == SECTIONS[1]]
    contents = section["value"].split("<li>")[1:]
    assert len(contents) == 5
    assert [("Grund:" in text, "Alternative:" in text) for text in contents] == [(True, True)] * 5


@pytest.mark.django_db
class TestLeichteSprache:
    """The explanations that BITV 2.0 § 4 asks for: contents, navigation, statement, help."""

    @pytest.fixture
    def page(self, client) -> str:
        factories.make_site()
        text = client.get("/leichte-sprache/").content.decode()
        return " ".join(text.partition("<main")[2].partition("</main>")[0].split())

    def test_it_explains_what_the_law_asks_for_and_leads_there(self, page):
        for heading in (
            "Was ist das für eine Internet-Seite?",
            "So finden Sie sich zurecht",
            "Erklärung zur Barriere-Freiheit",
            "Sagen Sie uns, was nicht geht",
        ):
            assert f">{heading}</h2>" in page
        for path in (STATEMENT, f"{STATEMENT}melden/", "/soforthilfe/leichte-sprache/", "/kurse/"):
            assert f'href="{path}"' in page

    def test_it_is_marked_as_what_it_is(self, page):
        assert f'<article class="stack easy" lang="{EASY_GERMAN}">' in page
        assert "noch nicht geprüft" in page

    def test_every_sentence_stands_on_its_line(self, page):
        texts = re.findall(r"<p>(.*?)</p>|<li>(.*?)</li>", page)
        assert texts
        for text in filter(None, (text for found in texts for text in found)):
            assert not re.search(r"(?<!\b\d)(?<!\b\d\d)[.?!] (?!<)", text), text

    def test_the_statement_and_every_page_lead_there(self, client, page):
        for path in (STATEMENT, "/", "/konto/login/"):
            assert 'href="/leichte-sprache/"' in client.get(path).content.decode()


@pytest.mark.django_db
class TestPage:
    def test_set_up_creates_it_and_every_page_leads_there(self, client):
        factories.make_site()
        text = " ".join(client.get(STATEMENT).content.decode().split())
        assert [f">{title}</h2>" in text for title in SECTIONS] == [True] * 5
        assert 'href="/barrierefreiheit/melden/"' in text
        for page in ("/", "/kurse/", "/konto/login/"):
            footer = client.get(page).content.decode()
            assert f'href="{STATEMENT}"' in footer
            assert 'href="/barrierefreiheit/melden/"' in footer

    def test_what_the_operator_has_written_stays(self):
        factories.make_site()
        page = TextPage.objects.get(slug="barrierefreiheit")
        page.body = [("text", "<p>Unsere eigene Erklärung.</p>")]
        page.save_revision().publish()
        factories.make_site()
        page.refresh_from_db()
        assert "Unsere eigene Erklärung." in str(page.body)
        assert TextPage.objects.filter(slug="barrierefreiheit").count() == 1
