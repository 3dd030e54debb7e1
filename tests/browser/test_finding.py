"""Finding a course and finding help; and getting away from the page at once."""

import io
import re

import pytest
from django.conf import settings
from playwright.sync_api import expect
from pypdf import PdfReader

from accounts.models import Organisation
from accounts.permissions import SYSTEM
from accounts.services import ContactData, set_local_contacts
from tests.browser.keyboard import Keyboard
from tests.browser.visitor import COURSE_URL, lesson_url

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

LEARNER = "lernende@musterstadt.example"
HELP = "/soforthilfe/"
LEAVE = "Seite schnell verlassen"
A4 = (595, 842)  # points
# What has the focus can be seen: at one of five points of it, nothing lies above it.
FOCUS_IN_SIGHT = """() => {
    const item = document.activeElement;
    const { left, right, top, bottom } = item.getBoundingClientRect();
    const points = [
        [(left + right) / 2, (top + bottom) / 2],
        [left + 2, top + 2], [right - 2, top + 2], [left + 2, bottom - 2], [right - 2, bottom - 2],
    ];
    return points.some((point) => item.contains(document.elementFromPoint(...point)));
}"""


def go_outside(visitor) -> None:
    """Answer for the site that people leave to; it is asked on purpose."""
    visitor.page.context.route(
        f"{settings.LEAVE_URL}**",
        lambda route: route.fulfill(body="<h1>Wetter</h1>", content_type="text/html"),
    )


def has_left(visitor) -> None:
    expect(visitor.page.get_by_role("heading", name="Wetter")).to_be_visible()
    expect(visitor.page).to_have_url(settings.LEAVE_URL)
    visitor.watch.forgive("foreign request")


class TestLeaving:
    @pytest.mark.parametrize("width", [360, 1280])
    def test_one_click_leaves_and_back_does_not_return(self, open_browser, width):
        visitor = open_browser(width=width)
        go_outside(visitor)
        visitor.page.goto("/kurse/")
        visitor.page.goto(HELP)
        visitor.page.get_by_role("link", name=LEAVE).click()
        has_left(visitor)
        asked = next(r for r in visitor.watch.requests if r.url == settings.LEAVE_URL)
        assert "referer" not in asked.headers
        visitor.page.go_back()
        visitor.at("/kurse/")

    def test_three_lone_presses_of_shift_leave_a_lesson(self, visitor):
        visitor.arrive("bo.larsen@beispielkreis.example", lesson_url("ausmass-und-meldeluecke"))
        go_outside(visitor)
        told = visitor.page.locator(".leave [role=status]")
        visitor.page.keyboard.press("Shift")
        expect(told).to_have_text("Noch zweimal die Umschalttaste, dann verlassen Sie die Seite.")
        visitor.page.keyboard.press("Shift")
        expect(told).to_have_text("Noch einmal die Umschalttaste, dann verlassen Sie die Seite.")
        visitor.check()
        visitor.page.keyboard.press("Shift")
        has_left(visitor)

    def test_capitals_shortcuts_and_other_keys_do_not(self, visitor):
        visitor.page.goto("/kurse/")
        visitor.page.get_by_label("In Kursen und Lektionen suchen").focus()
        for keys in ("Shift+D", "Shift+R", "Shift+O", "Shift+Tab", "Shift", "a", "Shift", "Escape"):
            visitor.page.keyboard.press(keys)
        visitor.page.keyboard.press("Shift")
        visitor.page.mouse.click(5, 400)
        visitor.page.keyboard.press("Shift")
        expect(visitor.page.locator(".leave [role=status]")).not_to_be_empty()
        visitor.at("/kurse/")

    def test_without_javascript_it_is_a_link(self, open_browser):
        visitor = open_browser(java_script_enabled=False)
        go_outside(visitor)
        visitor.page.goto(HELP)
        visitor.page.get_by_role("link", name=LEAVE).click()
        has_left(visitor)

    @pytest.mark.parametrize("size", [(1280, 900), (360, 740), (320, 256)])
    def test_it_is_always_at_hand_and_hides_no_focus(self, open_browser, size):
        visitor = open_browser()
        page = visitor.page
        page.set_viewport_size({"width": size[0], "height": size[1]})
        visitor.visit(HELP)
        link = page.get_by_role("link", name=LEAVE)
        seen = set()
        for direction in ("Tab", "Shift+Tab"):
            for _ in range(45):
                page.keyboard.press(direction)
                expect(link).to_be_in_viewport(ratio=1)
                where = page.evaluate("document.activeElement.outerHTML.slice(0, 120)")
                if where.startswith("<body"):
                    continue  # before the first and behind the last link, nothing has the focus
                seen.add(where)
                assert page.evaluate(FOCUS_IN_SIGHT), f"{where} is out of sight"
        assert len(seen) > 20


class TestHelp:
    @pytest.mark.parametrize("width", [360, 768, 1280])
    @pytest.mark.parametrize("colours", ["light", "dark"])
    def test_it_can_be_read_everywhere(self, open_browser, width, colours):
        visitor = open_browser(width=width, color_scheme=colours)
        visitor.visit(HELP)
        police = visitor.main.get_by_role("link", name="110", exact=True)
        expect(police).to_be_in_viewport()
        assert police.get_attribute("href") == "tel:110"

    def test_it_is_reached_from_anywhere_without_javascript(self, open_browser):
        visitor = open_browser(width=360, java_script_enabled=False)
        visitor.page.goto(COURSE_URL)
        visitor.click(re.compile("^Sofort-?hilfe$", re.IGNORECASE))
        visitor.at(HELP)
        expect(visitor.main.get_by_text("Musterstadt")).to_have_count(0)
        visitor.arrive(LEARNER, HELP)
        expect(visitor.main.get_by_role("link", name="01234 56-110")).to_be_visible()
        visitor.check()

    def test_on_paper_it_is_one_sheet(self, open_browser):
        stranger, learner = open_browser(), open_browser()
        stranger.page.goto(HELP)
        self._one_sheet(stranger)
        set_local_contacts(
            actor=SYSTEM,
            organisation=Organisation.objects.get(name="Musterstadt"),
            reporting_path="\n".join(f"Schritt {n} auf dem Weg, im selben Haus" for n in range(6)),
            contacts=[ContactData(f"Stelle {n}", "hilft bei allem", "01234 5") for n in range(5)],
        )
        learner.arrive(LEARNER, HELP)
        text = self._one_sheet(learner)
        assert all(words in text for words in ("Stelle 4", "Schritt 5", "01234 5"))

    def _one_sheet(self, visitor) -> str:
        (page,) = PdfReader(io.BytesIO(visitor.page.pdf(prefer_css_page_size=True))).pages
        assert tuple(round(side) for side in page.mediabox[2:]) == A4
        text = page.extract_text()
        wanted = (
            "110",
            "116 006",
            "In der ersten Stunde",
            "Bis morgen",
            "Stand: 22. November 2026",
        )
        assert [words for words in wanted if words not in text] == []
        assert [words for words in (LEAVE, "Anmelden", "Abmelden") if words in text] == []
        return text


class TestCatalogue:
    def test_words_are_searched_by_keyboard(self, visitor):
        page, keys = visitor.page, Keyboard(visitor.page)
        page.goto("/kurse/")
        keys.type_in(page.get_by_label("In Kursen und Lektionen suchen"), "Gedächtnisprotokoll")
        page.keyboard.press("Enter")
        expect(visitor.main.get_by_text("Kurse mit „Gedächtnisprotokoll“")).to_be_visible()
        expect(visitor.main.locator("mark").first).to_have_text("Gedächtnisprotokoll")
        visitor.check()
        course = visitor.main.get_by_role("link", name="Umgang mit Anfeindungen", exact=True)
        keys.press_on(course)
        visitor.at(COURSE_URL)

    @pytest.mark.parametrize("javascript", [True, False])
    def test_filters_are_set_and_taken_away_again(self, open_browser, javascript):
        visitor = open_browser(width=360, java_script_enabled=javascript)
        visitor.visit("/kurse/")
        visitor.main.get_by_text("Filter", exact=True).click()
        visitor.check()
        visitor.main.get_by_label("Trainer:innen").check()
        visitor.main.get_by_label("bis 30 Minuten").check()
        visitor.click("Filter anwenden", "button")
        visitor.at("/kurse/?q=&fuer=trainer&dauer=bis-30")
        expect(visitor.main.get_by_role("heading", name="Kein Kurs passt.")).to_be_visible()
        visitor.click("Trainer:innen – Filter entfernen")
        visitor.at("/kurse/?dauer=bis-30")
        expect(visitor.main.get_by_label("bis 30 Minuten")).to_be_checked()
        visitor.click("Alle Kurse zeigen")
        visitor.at("/kurse/")

    def test_what_suits_me_and_the_way_along_a_path(self, visitor):
        visitor.arrive("trainer@musterstadt.example", "/kurse/?rolle=meine")
        leaders = visitor.main.get_by_role("link", name="Umgang mit Anfeindungen: Führung")
        expect(visitor.main.get_by_role("link", name="Kurse begleiten")).to_be_visible()
        expect(leaders).to_be_hidden()
        visitor.click("Ich habe Führungsaufgaben", "button")
        visitor.at("/kurse/?rolle=meine")
        expect(leaders).to_be_visible()
        visitor.click("Lernpfade für Ihre Aufgabe")
        visitor.click("Kurse begleiten")
        visitor.click("Hier beginnen")
        visitor.at(COURSE_URL)

    def test_the_menu_opens_without_javascript(self, open_browser):
        visitor = open_browser(width=360, java_script_enabled=False)
        visitor.arrive(LEARNER, "/kurse/")
        menu = visitor.page.get_by_role("navigation", name="Hauptmenü")
        mine = menu.get_by_role("link", name="Mein Lernen")
        expect(mine).to_be_hidden()
        menu.get_by_role("button", name="Menü", exact=True).click()
        expect(menu.get_by_role("link", name="Kurse")).to_have_attribute("aria-current", "page")
        visitor.page.keyboard.press("Escape")
        expect(mine).to_be_hidden()
        menu.get_by_role("button", name="Menü", exact=True).click()
        mine.click()
        visitor.at("/mein-lernen/")
