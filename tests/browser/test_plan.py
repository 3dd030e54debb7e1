"""The plan: written by keyboard, taken along as paper and dates, and what is sent for that."""

import re
import subprocess
from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar
from PIL import Image
from playwright.sync_api import expect

from tests.browser.keyboard import Keyboard
from tests.certificates.papers import text_of

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

SAMIR = "samir.haddad@musterstadt.example"
PLAN = "/mein-plan/"
SENTENCE = "Zebra-4711: Wenn es laut wird, dann stehe ich auf"


def add(page, what: str, *, people: str = "", due: str = "") -> None:
    editor = page.get_by_role("region", name="Neues Vorhaben")
    editor.get_by_label("Was?").fill(what)
    editor.get_by_label("Mit wem?").fill(people)
    editor.get_by_label("Bis wann?").fill(due)
    editor.get_by_role("button", name="Zum Plan hinzufügen").click()
    expect(page.get_by_role("checkbox", name=what)).to_be_visible()


def steps(page) -> list[str]:
    return page.get_by_role("list", name="Meine Vorhaben").locator("label").all_inner_texts()


def test_a_plan_by_keyboard_alone(visitor):
    page, keys = visitor.page, Keyboard(visitor.page)
    visitor.arrive(SAMIR, PLAN)
    what = page.get_by_label("Was?")

    # Nothing written: told, and led to the field.
    keys.press_on(page.get_by_role("button", name="Zum Plan hinzufügen"))
    expect(what).to_be_focused()
    expect(what).to_have_accessible_description(re.compile("Bitte schreiben Sie auf"))
    expect(what).to_have_attribute("aria-invalid", "true")

    for text in ("Eins", "Zwei", "Drei"):
        keys.type_in(what, text)
        keys.type_in(page.get_by_label("Mit wem?"), "Team")
        page.keyboard.press("Enter")  # as in any form
        expect(page.get_by_role("status").filter(has_text="steht in Ihrem Plan")).to_be_attached()
        expect(what).to_be_focused()
    assert steps(page) == ["Eins", "Zwei", "Drei"]

    up = page.get_by_role("button", name=re.compile("^Nach oben ?: Drei"))
    keys.press_on(up)
    expect(page.get_by_text("Jetzt an Stelle 2 von 3.")).to_be_attached()
    expect(up).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")  # it is the first: nothing more to do, and the focus stays
    expect(up).to_be_focused()
    expect(up).to_have_attribute("aria-disabled", "true")
    assert steps(page) == ["Drei", "Eins", "Zwei"]

    keys.press_on(page.get_by_role("button", name=re.compile("^Bearbeiten ?: Drei")))
    edited = page.get_by_role("region", name="Vorhaben bearbeiten")
    expect(edited.get_by_label("Was?")).to_be_focused()
    expect(edited.get_by_label("Mit wem?")).to_have_value("Team")
    page.keyboard.type(" und mehr")
    keys.press_on(edited.get_by_role("button", name="Speichern"))
    changed = page.get_by_role("button", name=re.compile("^Bearbeiten ?: Drei und mehr"))
    expect(changed).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    expect(changed).to_be_focused()

    keys.choose(page.get_by_role("checkbox", name="Eins"))
    keys.press_on(page.get_by_role("button", name=re.compile("^Löschen ?: Zwei")))
    undo = page.get_by_role("button", name="Löschen rückgängig machen")
    expect(undo).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("checkbox", name="Zwei")).to_be_focused()
    visitor.page.evaluate("scrollTo(0, 0)")
    visitor.check()
    page.reload()
    assert steps(page) == ["Drei und mehr", "Eins", "Zwei"]
    expect(page.get_by_role("checkbox", name="Eins")).to_be_checked()
    assert "und mehr" not in visitor.watch.sent()


def test_a_plan_is_taken_along_and_nothing_else_is_ever_sent(visitor, tmp_path):
    page = visitor.page
    visitor.arrive(SAMIR, PLAN)
    add(page, SENTENCE, people="Frau Öztürk", due="2026-12-01")
    add(page, "Ohne Datum")
    assert "Zebra" not in visitor.watch.sent()

    paper = tmp_path / "plan.pdf"
    download = visitor.download("Mein Plan als PDF", "button")
    assert download.suggested_filename == "Mein Plan.pdf"
    download.save_as(paper)
    text = text_of(paper.read_bytes())
    assert SENTENCE in text
    assert "Bis: 1. Dezember 2026 Mit: Frau Öztürk" in text
    assert printed(paper).getextrema() != (255, 255)

    download = visitor.download("Termine für meinen Kalender", "button")
    assert download.suggested_filename == "Mein Plan.ics"
    (event,) = Calendar.from_ical(Path(download.path()).read_bytes()).walk("VEVENT")
    assert event["summary"] == f"Mein Plan: {SENTENCE}"
    assert event.decoded("dtstart") == date(2026, 12, 1)

    carrying = [
        request.url
        for request in visitor.watch.requests
        if b"Zebra" in (request.post_data_buffer or b"") or "Zebra" in request.url
    ]
    assert [url.rsplit("/", 1)[1] for url in carrying] == ["mein-plan.pdf", "mein-plan.ics"]
    # The fields that carried it are empty again, also for who comes back to the page.
    carriers = page.locator("input[name=plan]")
    assert [field.input_value() for field in carriers.all()] == ["", ""]
    page.goto("/kurse/")
    page.go_back()
    assert [field.input_value() for field in carriers.all()] == ["", ""]


def printed(paper: Path) -> Image.Image:
    """Return the first page as a picture."""
    picture = paper.with_suffix("")
    subprocess.run(["pdftoppm", "-r", "50", "-png", "-singlefile", paper, picture], check=True)
    return Image.open(f"{picture}.png").convert("L")


def test_where_there_is_nothing_to_take_along_nothing_is_sent(visitor):
    page = visitor.page
    visitor.arrive(SAMIR, PLAN)
    page.get_by_role("button", name="Mein Plan als PDF").click()
    said = page.locator("[data-file-said]")
    expect(said).to_contain_text("In Ihrem Plan steht noch nichts.")
    add(page, "Ohne Datum")
    page.get_by_role("button", name="Termine für meinen Kalender").click()
    expect(said).to_contain_text("Kein offenes Vorhaben hat ein Datum.")
    visitor.at(PLAN)
    assert "mein-plan." not in " ".join(request.url for request in visitor.watch.requests)


@pytest.mark.parametrize(
    ("size", "status", "words"),
    [(10 * 1024**2, 413, "zu lang für eine Datei"), (10, 400, "ist kein Plan")],
)
def test_what_is_no_plan_is_answered_by_a_page_that_helps(visitor, size, status, words):
    page = visitor.page
    visitor.arrive(SAMIR, PLAN)
    add(page, "Bleibt")
    with page.expect_response(re.compile(r"mein-plan\.pdf")) as response, page.expect_navigation():
        page.evaluate(
            """size => {
                const form = document.querySelector("[data-file=pdf]");
                form.elements.plan.value = "x".repeat(size);
                form.submit();
            }""",
            size,
        )
    assert response.value.status == status
    expect(page.get_by_text(words)).to_be_visible()
    visitor.check()
    visitor.watch.forgive(str(status))
    page.get_by_role("link", name="Zurück zu meinem Plan").click()
    assert steps(page) == ["Bleibt"]


def test_two_windows_show_the_same_plan(visitor):
    one = visitor.page
    visitor.arrive(SAMIR, PLAN)
    add(one, "Gemeinsam")
    two = one.context.new_page()
    two.goto(PLAN)
    two.get_by_role("button", name=re.compile("^Bearbeiten")).click()
    editor = two.get_by_role("region", name="Vorhaben bearbeiten")
    editor.get_by_label("Was?").fill("Aus dem zweiten Fenster")
    one.get_by_role("button", name=re.compile("^Bearbeiten")).click()
    other = one.get_by_role("region", name="Vorhaben bearbeiten")
    other.get_by_label("Was?").fill("Aus dem ersten Fenster")
    other.get_by_role("button", name="Speichern").click()
    expect(editor.get_by_label("Was?")).to_have_value("Aus dem zweiten Fenster")
    editor.get_by_role("button", name="Speichern").click()
    expect(two.get_by_text("Jetzt stehen beide Fassungen in Ihrem Plan.")).to_be_visible()
    both = ["Aus dem ersten Fenster", "Aus dem zweiten Fenster"]
    assert sorted(steps(two)) == both
    expect(one.get_by_role("checkbox")).to_have_count(2)


def test_without_javascript_there_is_a_form_to_print(open_browser, tmp_path):
    visitor = open_browser(java_script_enabled=False)
    visitor.arrive(SAMIR, PLAN)
    visitor.check()
    expect(visitor.main.get_by_text("Diese Seite braucht JavaScript")).to_be_visible()
    expect(visitor.main.get_by_role("textbox")).to_have_count(0)
    paper = tmp_path / "form.pdf"
    visitor.download("Formular für einen Plan (PDF)").save_as(paper)
    assert "Bis wann?" in text_of(paper.read_bytes())


def test_the_plan_on_a_phone_in_the_dark(open_browser):
    visitor = open_browser(width=360, has_touch=True, color_scheme="dark")
    visitor.arrive(SAMIR, PLAN)
    add(visitor.page, "Donaudampfschifffahrtsgesellschaft" * 4, people="Wir", due="2026-12-01")
    visitor.page.get_by_role("button", name=re.compile("^Bearbeiten")).click()
    visitor.page.evaluate("scrollTo(0, 0)")
    visitor.check()
