"""Around a lesson: the way through it, what is saved, staying signed in, changing the language."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.keyboard import Keyboard
from tests.browser.visitor import lesson_url

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

SAMIR = "samir.haddad@musterstadt.example"
ELSE = "else.ohm@musterstadt.example"
LESSON = lesson_url("erst-kontakt")
SHIFTS = """() => new Promise((done) => {
    let sum = 0;
    const add = (list) => list.getEntries().forEach((entry) => (sum += entry.value));
    new PerformanceObserver(add).observe({ type: "layout-shift", buffered: true });
    setTimeout(() => done(sum), 500);
})"""
SMALL = """() => [...document.querySelectorAll("main a, main button, main summary, main input")]
    .filter((item) => item.checkVisibility() && !item.closest("p, li, dd"))
    .map((item) => [item.getBoundingClientRect(), item.outerHTML.slice(0, 120)])
    .filter(([box]) => box.width && (box.width < 24 || box.height < 24))
    .map(([, html]) => html)"""


def outline_of(page):
    return page.get_by_role("navigation", name="Alle Lektionen")


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "plain"])
def test_on_a_phone_the_outline_unfolds_above_the_lesson(open_browser, javascript):
    visitor = open_browser(width=360, has_touch=True, java_script_enabled=javascript)
    visitor.arrive(SAMIR, LESSON)
    bar = outline_of(visitor.page).locator("summary").first
    link = outline_of(visitor.page).get_by_role("link", name="Rückzug und Alarm")
    expect(bar).to_contain_text("Lektion 2 von 5 · In der Situation")
    expect(link).to_be_hidden()
    bar.click()
    expect(link).to_be_visible()
    expect(outline_of(visitor.page).locator("[aria-current=page]")).to_have_text(
        "Erst Kontakt, dann Grenze"
    )
    visitor.check()
    link.click()
    visitor.at(lesson_url("rueckzug-und-alarm"))


def test_on_a_desktop_the_outline_is_always_open(visitor):
    visitor.arrive(SAMIR, LESSON)
    tree = outline_of(visitor.page).aria_snapshot()
    assert re.findall(r'link "(.*)"', tree) == [
        "Die Lage einschätzen",
        "Erst Kontakt, dann Grenze",
        "Grenzen setzen und ein Gespräch beenden",
        "Rückzug und Alarm",
        "Szenario: Der abgelehnte Antrag",
        "Was noch fehlt",
    ]
    assert visitor.page.evaluate(SHIFTS) == 0
    assert visitor.page.evaluate(SMALL) == []


def test_the_next_lesson_is_two_keys_away(visitor):
    visitor.arrive(SAMIR, LESSON)
    visitor.page.reload()
    keys = Keyboard(visitor.page)
    keys.press_on(visitor.page.get_by_role("link", name=re.compile("^Zur vorherigen und nächsten")))
    keys.press_on(visitor.page.get_by_role("link", name=re.compile("^Weiter: Grenzen setzen")))
    visitor.at(lesson_url("grenzen-setzen"))


def test_what_was_read_on_a_phone_goes_on_at_a_desk(open_browser):
    phone, desk = open_browser(width=360, has_touch=True), open_browser()
    phone.arrive(SAMIR, LESSON)
    block = phone.page.locator("[data-block]").nth(5)
    with phone.page.expect_response(f"**{LESSON}position/"):
        block.evaluate("block => block.scrollIntoView()")
    place = block.get_attribute("id")

    desk.arrive(SAMIR)
    desk.visit("/")
    action = desk.main.get_by_role("link", name="Weiter, wo Sie waren")
    expect(action).to_have_accessible_description(
        re.compile(r"^Erst Kontakt, dann Grenze etwa 6 Min\. · noch etwa .* im Kurs$")
    )
    action.click()
    desk.at(f"{LESSON}#{place}")
    expect(desk.page.locator(f"#{place}")).to_be_in_viewport()
    expect(desk.page.locator(f"#{place}")).to_be_focused()


def test_what_did_not_arrive_is_not_said_to_be_saved(open_browser):
    visitor = open_browser(width=360, has_touch=True)
    visitor.arrive(SAMIR, LESSON)
    page, line = visitor.page, visitor.page.locator(".saved")
    options = visitor.questions.first.locator("input[name=option]")
    expect(line).to_be_empty()
    page.context.set_offline(True)
    options.nth(1).check()
    expect(line).to_have_text(
        "Nicht gespeichert: keine Verbindung. Ihre Eingaben bleiben hier stehen."
    )
    expect(line).to_be_in_viewport()
    visitor.check()
    page.context.set_offline(False)
    expect(line).to_have_text("Gespeichert")
    page.context.set_offline(True)
    visitor.questions.first.get_by_role("button", name="Antwort prüfen").click()
    expect(line).to_contain_text("Nicht gespeichert")
    page.context.set_offline(False)
    visitor.questions.first.get_by_role("button", name="Noch einmal senden").click()
    expect(visitor.questions.first.get_by_role("status").first).to_be_visible()
    expect(line).to_have_text("Gespeichert")
    visitor.watch.forgive("ERR_INTERNET_DISCONNECTED")
    visitor.watch.forgive("htmx:")


def test_an_answer_that_was_refused_is_not_said_to_be_saved(visitor):
    visitor.arrive(SAMIR, LESSON)
    visitor.questions.first.get_by_role("button", name="Antwort prüfen").click()
    error = visitor.questions.first.locator(".kern-error")
    expect(error).to_have_text("Bitte wählen Sie eine Antwort aus.")
    expect(error).to_be_focused()
    expect(visitor.page.locator(".saved")).to_be_empty()


def test_the_end_of_the_session_is_announced_and_can_be_put_off(open_browser, settings):
    settings.SESSION_COOKIE_AGE = 12  # announced halfway
    visitor = open_browser()
    visitor.arrive(SAMIR, LESSON)
    notice = visitor.page.get_by_role("alert").filter(has_text="abgemeldet")
    expect(notice).to_contain_text(re.compile(r"Sie werden um \d\d:\d\d Uhr abgemeldet\."))
    visitor.check()
    stay = notice.get_by_role("button", name="Angemeldet bleiben")
    stay.click()
    expect(visitor.page.get_by_text("Sie bleiben angemeldet.")).to_be_visible()
    expect(stay).to_be_hidden()
    visitor.visit("/mein-lernen/")
    expect(visitor.page.get_by_role("button", name="Abmelden")).to_be_visible()


def test_after_the_session_one_comes_back_to_the_very_place(visitor):
    page = visitor.page
    visitor.arrive(SAMIR, LESSON)
    page.context.clear_cookies(name="sessionid")  # signed out in another tab
    question = visitor.questions.first
    question.locator("input[name=option]").nth(1).check()
    notice = page.get_by_role("alert").filter(has_text="Sie sind abgemeldet.")
    expect(notice).to_contain_text("Was Sie auf dieser Seite eingetragen haben, steht noch da.")
    visitor.check()
    question.evaluate("question => question.scrollIntoView()")
    place = question.get_attribute("id")
    page.wait_for_url(f"**#{place}")
    notice.get_by_role("link", name="Anmelden und hier weitermachen").click()
    visitor.sign_in(SAMIR)
    visitor.at(f"{LESSON}#{place}")
    expect(question.locator("input[name=option]").nth(1)).to_be_checked()


def test_another_language_keeps_the_place_and_what_was_filled_in(visitor):
    page = visitor.page
    visitor.arrive(SAMIR, LESSON)
    question = visitor.questions.first
    question.locator("input[name=option]").nth(1).check()
    question.evaluate("question => question.scrollIntoView()")
    page.wait_for_url(f"**#{question.get_attribute('id')}")
    place = page.url
    page.get_by_role("button", name="English").evaluate("button => button.click()")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page).to_have_url(place)
    expect(question).to_be_in_viewport()
    expect(question.locator("input[name=option]").nth(1)).to_be_checked()
    visitor.check()

    page.goto("/barrierefreiheit/melden/?seite=/kurse/")
    page.get_by_role("main").get_by_role("textbox").first.fill("Der Knopf ist zu klein.")
    page.get_by_role("button", name="Deutsch").click()
    expect(page.locator("html")).to_have_attribute("lang", "de")
    expect(page).to_have_url(re.compile(r"/barrierefreiheit/melden/\?seite=/kurse/$"))
    expect(page.get_by_role("main").get_by_role("textbox").first).to_have_value(
        "Der Knopf ist zu klein."
    )
    assert page.evaluate("sessionStorage.getItem('half-given')") is None
