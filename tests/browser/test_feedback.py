"""Saying something about a lesson, and reporting a barrier: by keyboard, and without JavaScript."""

import pytest
from playwright.sync_api import expect

from learning.models import Feedback
from tests.browser.keyboard import Keyboard
from tests.browser.visitor import lesson_url

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

LEARNER = "else.ohm@musterstadt.example"
LESSON = lesson_url("erst-kontakt")
FORM = f"{LESSON}rueckmeldung/"
TEXT = "Die Frist stimmt nicht."


@pytest.mark.parametrize("javascript", [True, False])
def test_feedback_by_keyboard(open_browser, javascript):
    visitor = open_browser(java_script_enabled=javascript)
    page, keys = visitor.page, Keyboard(visitor.page)
    visitor.arrive(LEARNER, LESSON)
    link = page.locator("#lesson-end").get_by_role("link", name="Inhalt melden")
    link.focus()
    page.keyboard.press("Enter")
    visitor.at(FORM)
    visitor.check()

    # Nothing filled in: the summary has the focus and leads to the fields.
    keys.press_on(page.get_by_role("button", name="Absenden"))
    summary = visitor.main.get_by_role("alert")
    expect(summary).to_be_focused()
    visitor.check()
    keys.press_on(summary.get_by_role("link").first)
    expect(page.get_by_label("Etwas stimmt nicht")).to_be_focused()

    page.keyboard.press("Space")
    keys.type_in(page.get_by_role("textbox", name="Ihre Nachricht"), TEXT)
    address = page.get_by_label("E-Mail-Adresse für die Antwort")
    expect(address).to_be_hidden()
    keys.reach(page.get_by_label("Nein, anonym senden"))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Ja, an eine andere Adresse")).to_be_checked()
    expect(address).to_be_visible()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(address).to_be_hidden()
    keys.press_on(page.get_by_role("button", name="Absenden"))

    expect(
        visitor.main.get_by_role("status").get_by_role("heading", name="Vielen Dank")
    ).to_be_visible()
    visitor.check()
    keys.press_on(page.get_by_role("link", name="Zurück zur Lektion"))
    page.wait_for_url(f"**{LESSON}#*")
    expect(link).to_be_in_viewport()
    assert Feedback.objects.values_list("kind", "text", "reply_to").get() == ("error", TEXT, "")


def test_a_barrier_from_any_page_without_an_account(open_browser):
    visitor = open_browser(width=360, java_script_enabled=False, color_scheme="dark")
    page = visitor.page
    visitor.visit("/pruefen/")
    visitor.click("Barriere melden")
    expect(visitor.main).to_contain_text("/pruefen/")
    page.get_by_label("Beschreibung der Barriere").fill("Der Fokus ist nicht zu sehen.")
    page.get_by_label("Ja, an diese Adresse").check()
    page.get_by_label("E-Mail-Adresse für die Antwort").fill("p@beispiel.example")
    visitor.click("Absenden", "button")
    expect(visitor.main.get_by_role("status")).to_contain_text("innerhalb eines Monats")
    visitor.click("Zurück zur Seite")
    visitor.at("/pruefen/")
    message = Feedback.objects.get()
    assert (message.kind, message.page, message.reply_to) == (
        "barrier",
        "/pruefen/",
        "p@beispiel.example",
    )


def test_the_statement_and_the_news(open_browser):
    """Pages with much text: they fit, and axe finds nothing grave."""
    for width in (360, 1280):
        visitor = open_browser(width=width)
        visitor.visit("/barrierefreiheit/")
        visitor.arrive("samir.haddad@musterstadt.example")
        visitor.click("Was ist neu?")
        expect(
            visitor.page.get_by_role("button", name="Zur neuen Ausgabe wechseln")
        ).to_be_visible()
        visitor.main.get_by_role("link", name="Was wir Anfeindung nennen").click()
        visitor.check()
