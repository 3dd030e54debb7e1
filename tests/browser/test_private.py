"""What stays with the person: notes in the browser, answers over an expired session."""

import json

import pytest
from playwright.sync_api import expect

from accounts.models import Session
from tests.browser.visitor import lesson_url

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

NOTE = "Zebra-4711: Das habe ich noch niemandem erzählt."
WITH_NOTE = lesson_url("ausmass-und-meldeluecke")
WITH_QUESTIONS = lesson_url("die-erste-stunde")
SIGNED_OUT = "Sie waren abgemeldet. Ihre Antwort ist noch da."
SAMIR = "samir.haddad@musterstadt.example"


def test_a_note_stays_in_the_browser_of_the_person_who_wrote_it(visitor):
    page = visitor.page
    visitor.arrive(SAMIR, WITH_NOTE)
    reflection = page.locator(".reflection")
    reflection.get_by_role("textbox").fill(NOTE)
    expect(reflection.get_by_text("In diesem Browser gespeichert")).to_be_visible()
    visitor.check()
    (stored,) = page.context.storage_state()["origins"]
    assert [json.loads(entry["value"])["text"] for entry in stored["localStorage"]] == [NOTE]
    page.get_by_text("Noch einmal versuchen").first.click()
    visitor.answer(visitor.questions.first)  # what it sends must not carry the note
    page.reload()
    expect(reflection.get_by_role("textbox")).to_have_value(NOTE)
    visitor.sign_out()

    visitor.arrive("else.ohm@musterstadt.example", WITH_NOTE)
    expect(reflection.get_by_role("textbox")).to_have_value("")
    visitor.sign_out()

    visitor.arrive(SAMIR, WITH_NOTE)
    expect(reflection.get_by_role("textbox")).to_have_value(NOTE)
    reflection.get_by_role("button", name="Notiz löschen").click()
    page.reload()
    expect(reflection.get_by_role("textbox")).to_have_value("")
    assert "Zebra" not in visitor.watch.sent()
    assert page.context.storage_state()["origins"] == []
    assert "Zebra" not in str(page.context.cookies())


@pytest.mark.parametrize("javascript", [True, False], ids=["htmx", "plain"])
def test_an_answer_outlives_the_session(open_browser, javascript):
    visitor = open_browser(java_script_enabled=javascript)
    page = visitor.page
    visitor.arrive(SAMIR, WITH_QUESTIONS)
    question = visitor.questions.first
    chosen = question.locator("input[name=option]").nth(1)
    chosen.check()
    value = chosen.get_attribute("value")
    Session.objects.all().delete()
    question.get_by_role("button", name="Antwort prüfen").click()

    visitor.sign_in(SAMIR)
    visitor.at(WITH_QUESTIONS)
    expect(page.get_by_text(SIGNED_OUT)).to_be_visible()
    expect(question.locator(f"input[value='{value}']")).to_be_checked()
    expect(question.locator(".result")).to_have_count(0)
    visitor.check()
    question.get_by_role("button", name="Antwort prüfen").click()
    expect(question.locator(".result")).to_be_visible()
    page.goto(WITH_QUESTIONS)
    expect(page.get_by_text(SIGNED_OUT)).to_have_count(0)


def test_an_answer_is_not_offered_to_the_next_person_at_the_computer(visitor):
    visitor.arrive(SAMIR, WITH_QUESTIONS)
    question = visitor.questions.first
    question.locator("input[name=option]").nth(1).check()
    Session.objects.all().delete()
    question.get_by_role("button", name="Antwort prüfen").click()
    visitor.sign_in("else.ohm@musterstadt.example")
    expect(visitor.page.get_by_text(SIGNED_OUT)).to_have_count(0)
    expect(visitor.page.locator("input[name=option]:checked")).to_have_count(0)
