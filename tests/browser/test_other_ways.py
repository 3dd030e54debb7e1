"""The whole course without JavaScript, on a phone in the dark, and by keyboard alone."""

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.browser.keyboard import Keyboard
from tests.browser.visitor import COURSE_URL, LESSONS, lesson_url

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

LEARNER = "lernende@musterstadt.example"


def test_the_whole_course_without_javascript(open_browser):
    visitor = open_browser(java_script_enabled=False)
    _whole_course(visitor)


def test_the_whole_course_on_a_phone_in_the_dark(open_browser):
    visitor = open_browser(width=360, has_touch=True, color_scheme="dark")
    _whole_course(visitor)
    for path in ("/mein-konto/zugriffe/", "/kurse/", "/pruefen/"):
        visitor.visit(path)


def test_the_desks_on_a_phone(open_browser):
    hr = open_browser(width=360, has_touch=True)
    hr.arrive("personal@musterstadt.example", "/personal/")
    hr.check()
    administrator = open_browser(width=360, has_touch=True)
    administrator.arrive("verwaltung@musterstadt.example", "/kommune/")
    administrator.check()
    administrator.visit("/kommune/personen/")


def _whole_course(visitor):
    visitor.visit("/")
    visitor.visit("/kurse/")
    visitor.visit(COURSE_URL)
    visitor.click("Anmelden und beginnen")
    visitor.sign_in(LEARNER)
    visitor.at(COURSE_URL)
    visitor.click("Kurs beginnen", "button")
    visitor.visit(f"{COURSE_URL}stand/")
    visitor.page.goto(lesson_url("was-anfeindung-ist"))
    assert visitor.work_through() == LESSONS
    visitor.at(f"{COURSE_URL}abschluss/")
    assert visitor.download("Bescheinigung herunterladen (PDF)").failure() is None
    visitor.visit("/mein-lernen/")
    visitor.visit("/meine-nachweise/")


def test_a_course_by_keyboard_alone(open_browser):
    """A course of three lessons: one to read, one with questions, one with a scenario."""
    course = factories.make_course(factories.make_site(), slug="tastatur")
    factories.release_course(course)
    visitor = open_browser()
    page, keys = visitor.page, Keyboard(visitor.page)

    page.goto("/kurse/tastatur/")
    keys.press_on(page.get_by_role("link", name="Anmelden und beginnen"))
    keys.type_in(page.get_by_label("E-Mail", exact=True), LEARNER)
    keys.type_in(page.get_by_label("Passwort", exact=True), "demo-passwort")
    page.keyboard.press("Enter")
    keys.press_on(page.get_by_role("button", name="Kurs beginnen"))
    keys.press_on(page.get_by_role("button", name="Als bearbeitet markieren und weiter"))

    expect(visitor.questions).to_have_count(2)
    single, multiple = visitor.questions.all()
    keys.choose(single.get_by_label("Dienstort"))
    keys.press_on(single.get_by_role("button", name="Antwort prüfen"))
    _told_and_led(single, "Richtig.")
    keys.choose(multiple.get_by_label("Uhrzeit"))
    keys.choose(multiple.get_by_label("Gerät"))
    keys.press_on(multiple.get_by_role("button", name="Antwort prüfen"))
    _told_and_led(multiple, "Noch nicht ganz.")
    keys.press_on(page.get_by_role("link", name="Weiter: Entscheiden"))

    scenario = page.locator("section.scenario")
    keys.choose(scenario.get_by_label("Ich wähle calm"))
    keys.press_on(scenario.get_by_role("button", name="So entscheiden"))
    expect(page.get_by_role("heading", name="Kurs abgeschlossen")).to_be_visible()


def test_a_decision_leads_the_focus_to_what_happens_then(visitor):
    visitor.arrive("else.ohm@musterstadt.example", lesson_url("szenario-der-abgelehnte-antrag"))
    visitor.decide(1)
    expect(visitor.page.get_by_role("heading", name="Was dann geschieht").last).to_be_focused()


def _told_and_led(question, verdict: str) -> None:
    """The verdict is announced, and the focus stands on it: reading goes on from there."""
    expect(question.get_by_role("status")).to_contain_text(verdict)
    expect(question.get_by_role("heading", name=verdict)).to_be_focused()
