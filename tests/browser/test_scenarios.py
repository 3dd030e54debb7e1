"""Scenarios by keyboard alone and without JavaScript; the ways round difficult content."""

import re

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.browser.keyboard import Keyboard
from tests.browser.visitor import lesson_url

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

LEARNER = "bo.larsen@beispielkreis.example"
CASE = lesson_url("szenario-der-abgelehnte-antrag")
ALARM = lesson_url("rueckzug-und-alarm")
DONE = "Sie haben dieses Szenario bearbeitet."


def enrolled(visitor, slug: str, lessons) -> None:
    """Open the first lesson of a small course."""
    course = factories.make_course(factories.make_site(), slug=slug, lessons=lessons)
    factories.release_course(course)
    visitor.arrive(LEARNER, f"/kurse/{slug}/")
    visitor.page.get_by_role("button", name="Kurs beginnen").click()
    visitor.at(f"/kurse/{slug}/lernen/{lessons[0][0]}/")


def test_a_scenario_by_keyboard_alone(visitor):
    """Walk a long way round, look back, see what would have been, decide anew."""
    enrolled(
        visitor,
        "wege",
        [
            ("entscheiden", "Entscheiden", [factories.SCENARIO]),
            ("lesen", "Lesen", [factories.TEXT]),
        ],
    )
    page, keys = visitor.page, Keyboard(visitor.page)
    scenario = page.locator("section.scenario")
    decide = scenario.get_by_role("button", name="So entscheiden")
    then = scenario.get_by_role("heading", name="Was dann geschieht")

    keys.reach(scenario.get_by_label("Ich wähle calm"))
    page.keyboard.press("ArrowDown")
    expect(scenario.get_by_label("Ich wähle argue")).to_be_checked()
    keys.press_on(decide)
    expect(then).to_be_focused()
    expect(scenario.get_by_role("status")).to_contain_text("CONSEQUENCE-argue")
    keys.choose(scenario.get_by_label("Ich wähle leave"))
    keys.press_on(decide)
    expect(scenario.get_by_role("heading", name="Ihr Weg durch den Fall")).to_be_visible()
    expect(then).to_be_focused()
    visitor.check()

    steps = scenario.locator(".review .path__step")
    expect(steps.first).to_contain_text("ungünstig")
    other = steps.first.get_by_text("CONSEQUENCE-calm")
    expect(other).to_be_hidden()
    keys.press_on(steps.first.locator("summary"))
    expect(other).to_be_visible()
    keys.press_on(scenario.get_by_text("Ein günstiger Weg von mehreren"))
    visitor.check()

    keys.press_on(steps.nth(1).get_by_role("button", name="Anders entscheiden"))
    expect(scenario.get_by_role("heading", name="Lage louder")).to_be_focused()
    expect(scenario.get_by_role("status")).to_contain_text("Sie sind wieder an dieser Stelle.")
    expect(scenario.locator(".review")).to_have_count(0)
    expect(page.get_by_text("Sie haben diese Lektion bearbeitet.")).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False])
def test_the_text_version_counts_without_the_story(open_browser, javascript):
    visitor = open_browser(width=360, java_script_enabled=javascript)
    visitor.arrive(LEARNER, CASE)
    scenario = visitor.page.locator("section.scenario")
    story = scenario.get_by_text("Das ist doch ein Witz!")
    expect(story).to_be_hidden()  # nobody is put in the place of the person under attack
    scenario.get_by_text("Lieber ohne Geschichte: Textfassung").click()
    expect(scenario.get_by_text("Vier Momente, in denen Sie etwas entscheiden")).to_be_visible()
    visitor.check()
    scenario.get_by_role("button", name="Gelesen: als bearbeitet markieren").click()
    done = scenario.get_by_text(DONE)
    expect(done).to_be_visible()
    expect(story).to_be_hidden()
    if javascript:
        expect(done).to_be_focused()
    visitor.page.reload()
    expect(scenario.get_by_text(DONE)).to_be_visible()
    visitor.check()


def test_the_story_without_javascript_arrives_at_what_is_new(open_browser):
    visitor = open_browser(width=360, java_script_enabled=False)
    visitor.arrive(LEARNER, CASE)
    visitor.decide(2)
    expect(visitor.page.get_by_role("heading", name="Was dann geschieht")).to_be_in_viewport()
    visitor.page.get_by_role("button", name="Anders entscheiden").click()
    visitor.decide(0)
    visitor.decide(0)
    visitor.decide(0)
    visitor.decide(0)
    expect(visitor.page.get_by_text("Alle Ihre Entscheidungen waren günstig.")).to_be_visible()
    visitor.check()


@pytest.mark.parametrize("javascript", [True, False])
def test_a_difficult_lesson_is_skipped_with_a_summary(open_browser, javascript):
    visitor = open_browser(width=360, java_script_enabled=javascript)
    visitor.arrive(LEARNER, ALARM)
    ways = visitor.page.get_by_role("navigation", name="Wie möchten Sie weitermachen?")
    expect(ways.get_by_role("link")).to_have_text(
        ["Weiterlesen", "Überspringen und Zusammenfassung lesen", "Später: zur nächsten Lektion"]
    )
    assert len({link.bounding_box()["width"] for link in ways.get_by_role("link").all()}) == 1
    visitor.click("Überspringen und Zusammenfassung lesen")
    expect(visitor.main).not_to_contain_text("Gehen ist eine Leistung")
    visitor.click("Als bearbeitet markieren und weiter", "button")
    visitor.at(CASE)
    visitor.visit(f"{ALARM}zusammenfassung/")
    expect(visitor.main.get_by_text("Sie haben diese Lektion bearbeitet.")).to_be_visible()
    visitor.click(re.compile("^Weiter: "))
    visitor.at(CASE)


def test_reading_on_leads_past_the_note(visitor):
    visitor.arrive(LEARNER, ALARM)
    visitor.page.get_by_role("link", name="Weiterlesen").click()
    expect(visitor.main.get_by_text("Es gibt einen Punkt, an dem Reden")).to_be_in_viewport()
