"""The interface in English, with the German course marked as German."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import COURSE_URL, lesson_url

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


def test_switching_the_language_keeps_the_place(visitor):
    page = visitor.page
    lesson = lesson_url("erst-kontakt")
    visitor.arrive("else.ohm@musterstadt.example", lesson)
    expect(page.locator("html")).to_have_attribute("lang", "de")
    block = page.locator("[data-block]").nth(4)
    block.evaluate("block => block.scrollIntoView()")
    page.get_by_role("button", name="English").evaluate("button => button.click()")
    page.wait_for_url(re.compile(f"{lesson}#block-"))
    expect(block).to_be_in_viewport()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    expect(page.get_by_role("navigation", name="Main menu")).to_be_visible()
    expect(page.locator(".lesson")).to_have_attribute("lang", "de")
    expect(page.get_by_role("heading", level=1)).to_have_attribute("lang", "de")
    visitor.check()

    # A fresh answer comes in both languages, too: it is a piece of the page.
    question = visitor.questions.first
    question.get_by_text("Try again").click()
    button = question.get_by_role("button", name="Check the answer")
    button.click()
    expect(button).to_be_hidden()
    expect(question.get_by_role("status")).to_be_visible()
    language = "item => item.closest('[lang]').lang"
    assert question.get_by_role("heading", level=2).evaluate(language) == "de"
    assert question.get_by_role("status").get_by_role("heading").evaluate(language) == "en"

    for path in ("/", "/kurse/", COURSE_URL, "/mein-lernen/", f"{COURSE_URL}stand/"):
        visitor.visit(path)
        expect(page.locator("html")).to_have_attribute("lang", "en")
        expect(page.get_by_role("button", name="Sign out")).to_be_visible()
