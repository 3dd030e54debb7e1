"""What stays in the browser: notes, bookmarks and steps, and their way out as a file."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import lesson_url

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

SAMIR = "samir.haddad@musterstadt.example"
LESSON = lesson_url("grenzen-setzen")
WITH_REFLECTION = lesson_url("ausmass-und-meldeluecke")
NOTE = "Zebra-4711: Wer hat am Freitag Dienst am Schalter?"
OWN_STEP = "Zebra-0815: Mit Kollegin B. eine Losung vereinbaren"
PLAN = "/mein-plan/"


def stored(page) -> dict[str, dict]:
    """Return what this browser stores for the site, by key without the person's own part."""
    entries = page.evaluate("Object.entries(localStorage)")
    return {key.split(":", 2)[2]: json.loads(value) for key, value in entries}


def section(page, name: str):
    """Return what belongs to a heading of the plan: the list that it names."""
    return page.get_by_role("list", name=name)


def written(page):
    """Return the text of the only note on the page of the plan."""
    return section(page, "Meine Notizen").locator("[data-text]")


def write_down(visitor) -> None:
    """In one lesson: take a suggested step, write an own one, a note and two bookmarks."""
    page = visitor.page
    plan = page.locator(".plan-step")
    plan.get_by_role("button", name="In meinen Plan").first.click()
    expect(plan.get_by_role("status")).to_have_text("Steht jetzt in Ihrem Plan.")
    plan.get_by_label("In eigenen Worten").fill(OWN_STEP)
    plan.get_by_role("button", name="In meinen Plan").last.click()
    expect(plan.get_by_role("listitem").filter(has_text=OWN_STEP)).to_be_visible()
    page.get_by_text("Meine Notiz zu dieser Lektion").click()
    page.get_by_label("Ihre Notiz").fill(NOTE)
    expect(page.get_by_text("In diesem Browser gespeichert")).to_be_visible()
    page.get_by_role("button", name="Lesezeichen: Das Gespräch beenden").click()
    page.get_by_role("button", name="Lesezeichen für diese Lektion").click()


def test_what_is_kept_in_a_lesson_is_found_again_in_the_plan(visitor):
    page = visitor.page
    visitor.arrive(SAMIR, LESSON)
    write_down(visitor)
    visitor.check()
    page.reload()
    taken = page.locator("[data-suggestion]").first.get_by_role("button")
    expect(taken).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_label("Ihre Notiz")).to_have_value(NOTE)
    expect(page.get_by_label("Ihre Notiz")).to_be_hidden()  # whoever looks over a shoulder
    here = page.get_by_role("button", name="Lesezeichen: Das Gespräch beenden")
    expect(here).to_have_attribute("aria-pressed", "true")

    visitor.visit(PLAN)
    expect(section(page, "Meine Vorhaben").get_by_role("checkbox")).to_have_count(2)
    expect(section(page, "Meine Notizen").get_by_role("listitem")).to_have_count(1)
    expect(written(page)).to_have_text(NOTE)
    marks = section(page, "Meine Lesezeichen")
    expect(marks.get_by_role("listitem")).to_have_count(2)
    marks.get_by_role("link", name="Das Gespräch beenden").click()
    expect(page.get_by_role("heading", name="Das Gespräch beenden", exact=True)).to_be_in_viewport()

    # Out of the plan again, as long as nothing was changed in it.
    taken.click()
    expect(taken).to_have_attribute("aria-pressed", "false")
    here.click()
    visitor.visit(PLAN)
    expect(section(page, "Meine Vorhaben").get_by_role("checkbox")).to_have_count(1)
    expect(marks.get_by_role("listitem")).to_have_count(1)
    assert "Zebra" not in visitor.watch.sent()


def test_a_deleted_note_can_be_taken_back(visitor):
    page = visitor.page
    visitor.arrive(SAMIR, LESSON)
    write_down(visitor)
    page.get_by_role("button", name="Notiz löschen").click()
    expect(page.get_by_label("Ihre Notiz")).to_have_value("")
    assert not [key for key in stored(page) if key.startswith("note:")]
    page.get_by_role("button", name="Löschen rückgängig machen").click()
    expect(page.get_by_label("Ihre Notiz")).to_have_value(NOTE)

    visitor.visit(PLAN)
    notes = section(page, "Meine Notizen")
    notes.get_by_role("button", name="Löschen").click()
    undo = notes.get_by_role("button", name="Löschen rückgängig machen")
    expect(undo).to_be_focused()
    undo.click()
    expect(written(page)).to_be_visible()


def test_everything_travels_as_a_file(open_browser, tmp_path):
    first = open_browser()
    first.arrive(SAMIR, LESSON)
    write_down(first)
    first.page.goto(PLAN)
    download = first.download("Alles als Datei sichern", "button")
    file = tmp_path / download.suggested_filename
    download.save_as(file)
    assert file.name.startswith("mein-plan-20")
    data = json.loads(file.read_text())
    assert (data["format"], data["version"]) == ("komma-notebook", 1)
    assert sorted(item["kind"] for item in data["entries"]) == [
        *("bookmark", "bookmark", "note", "step", "step")
    ]
    assert "samir" not in file.read_text().lower()

    second = open_browser()
    page = second.page
    second.arrive(SAMIR, PLAN)
    read_in(page, file)
    said(page, "Neu: 5. Schon vorhanden: 0. Mit einem Text von Ihnen zusammengefügt: 0.")
    assert stored(page) == stored(first.page)
    second.check()

    # Once more, with a text of one's own in between: nothing is doubled, nothing overwritten.
    page.goto(LESSON)
    page.get_by_text("Meine Notiz zu dieser Lektion").click()
    page.get_by_label("Ihre Notiz").fill("Eigener Satz")
    expect(page.get_by_text("In diesem Browser gespeichert")).to_be_visible()
    page.goto(PLAN)
    read_in(page, file)
    said(page, "Neu: 0. Schon vorhanden: 4. Mit einem Text von Ihnen zusammengefügt: 1.")
    expect(written(page)).to_contain_text("Eigener Satz")
    read_in(page, file)
    said(page, "Neu: 0. Schon vorhanden: 5.")
    assert "Zebra" not in first.watch.sent() + second.watch.sent()


def entry(**changes) -> dict:
    step = {"what": "x", "with": "", "due": "", "done": False, "place": 1}
    return {"kind": "step", "id": "5a6cf0ce-3f0c-4d0e-9a67-6f9d3f1c1e55", **step, **changes}


def notebook(*entries, **changes) -> str:
    return json.dumps({"format": "komma-notebook", "version": 1, "entries": entries, **changes})


NOTEBOOKS = {
    "Kein JSON": "stammt nicht von hier",
    "[]": "stammt nicht von hier",
    "null": "stammt nicht von hier",
    '{"format": "other"}': "stammt nicht von hier",
    notebook(version=2): "neueren Fassung",
    notebook(entries="x"): "beschädigt",
    notebook(None): "beschädigt",
    notebook(entry(), entry(kind="constructor")): "beschädigt",
    notebook(entry(id="1")): "beschädigt",
    notebook(entry(what="x" * 2001)): "beschädigt",
    notebook(entry(what=7)): "beschädigt",
    notebook(entry(due="2026-02-31")): "beschädigt",
    notebook(entry(done="yes")): "beschädigt",
    notebook(entry(place="1")): "beschädigt",
    notebook(entry(), entry(url="javascript:alert(1)")): "beschädigt",
    notebook(entry(url="//evil.example/")): "beschädigt",
    notebook(entry(url="/\\evil.example")): "beschädigt",
    notebook(*[entry()] * 1001): "beschädigt",
    "x" * 2_000_001: "zu groß",
}


def test_a_wrong_file_changes_nothing_and_is_explained(visitor, tmp_path):
    page = visitor.page
    visitor.arrive(SAMIR, LESSON)
    write_down(visitor)
    page.goto(PLAN)
    before = stored(page)
    for number, (content, words) in enumerate(NOTEBOOKS.items()):
        file = tmp_path / f"{number}.json"
        file.write_text(content)
        read_in(page, file)
        said(page, words)
        assert stored(page) == before, content[:80]
        page.evaluate("document.querySelector('[data-transfer-said]').textContent = ''")


def test_all_of_it_can_be_deleted(visitor):
    page = visitor.page
    visitor.arrive(SAMIR, LESSON)
    write_down(visitor)
    visitor.visit(PLAN)
    page.get_by_text("Alles in diesem Browser löschen").click()
    visitor.check()
    page.get_by_role("button", name="Ja, alles löschen").click()
    said(page, "Alles ist gelöscht.")
    assert stored(page) == {}
    expect(page.get_by_text("In Ihrem Plan steht noch nichts.").first).to_be_visible()


def check_from_the_top(visitor) -> None:
    """Check the page where the way out, which stays in sight, covers nothing."""
    visitor.page.evaluate("scrollTo(0, 0)")
    visitor.check()


def read_in(page, file: Path) -> None:
    page.get_by_label("Datei einlesen").set_input_files(file)


def said(page, words: str) -> None:
    expect(page.locator("[data-transfer-said]")).to_contain_text(words)


# --- When the browser does not do as one would like ---


def test_two_windows_do_not_write_over_each_other(visitor):
    one = visitor.page
    visitor.arrive(SAMIR, WITH_REFLECTION)
    two = one.context.new_page()
    two.goto(WITH_REFLECTION)
    here, there = (page.locator(".reflection").get_by_role("textbox") for page in (one, two))
    here.fill("Aus dem ersten Fenster")
    expect(there).to_have_value("Aus dem ersten Fenster")  # comes in by itself
    # Both are being written in at the same time.
    there.evaluate("field => { field.value = 'Zwei'; }")
    here.fill("Eins")
    expect(one.get_by_text("In diesem Browser gespeichert")).to_be_visible()
    there.dispatch_event("input")
    expect(two.get_by_text("Jetzt stehen hier beide untereinander")).to_be_visible()
    expect(there).to_have_value("Eins\n\nZwei")
    expect(here).to_have_value("Eins\n\nZwei")


def test_where_the_browser_stores_nothing_the_page_says_so_and_still_serves(open_browser):
    visitor = open_browser()
    page = visitor.page
    closed = "Object.defineProperty(window, 'localStorage', {get() { throw new Error('closed'); }})"
    page.add_init_script(closed)
    visitor.arrive(SAMIR, PLAN)
    expect(page.get_by_text("Ihr Browser speichert nichts für diese Seite.")).to_be_visible()
    page.get_by_label("Was?").fill("Trotzdem")
    page.get_by_role("button", name="Zum Plan hinzufügen").click()
    expect(page.get_by_role("checkbox", name="Trotzdem")).to_be_visible()
    check_from_the_top(visitor)
    page.goto(WITH_REFLECTION)
    page.locator(".reflection").get_by_role("textbox").fill("Trotzdem")
    expect(page.get_by_text("Ihr Browser speichert keine Notizen.")).to_be_visible()


FILL_UP = """() => {
    for (let size = 1 << 20; size; size >>= 1) {
        try { for (;;) localStorage.setItem(`x${Math.random()}`, "x".repeat(size)); } catch {}
    }
}"""


def test_a_full_browser_loses_nothing_that_is_on_the_page(visitor):
    page = visitor.page
    visitor.arrive(SAMIR, PLAN)
    page.evaluate(FILL_UP)
    field = page.get_by_label("Was?")
    field.fill("Passt nicht mehr hinein")
    page.get_by_role("button", name="Zum Plan hinzufügen").click()
    expect(page.get_by_text("Speicher ist voll")).to_be_visible()
    expect(field).to_have_value("Passt nicht mehr hinein")
    check_from_the_top(visitor)
    page.goto(WITH_REFLECTION)
    page.locator(".reflection").get_by_role("textbox").fill("Auch nicht")
    expect(page.get_by_text("Ihr Browser speichert keine Notizen.")).to_be_visible()


def test_what_is_damaged_is_put_aside_and_leaves_with_the_file(visitor):
    page = visitor.page
    visitor.arrive(SAMIR, LESSON)
    write_down(visitor)
    page.evaluate(
        """() => Object.keys(localStorage).filter((key) => key.includes(":note:"))
            .forEach((key) => localStorage.setItem(key, '{"text": "Halb'))"""
    )
    page.reload()
    page.get_by_text("Meine Notiz zu dieser Lektion").click()
    page.get_by_label("Ihre Notiz").fill("Neu")
    expect(page.get_by_text("In diesem Browser gespeichert")).to_be_visible()
    page.goto(PLAN)
    expect(section(page, "Meine Vorhaben").get_by_role("checkbox")).to_have_count(2)
    expect(page.get_by_text("Einige Einträge sind nicht mehr lesbar.")).to_be_visible()
    file = Path(visitor.download("Alles als Datei sichern", "button").path())
    ((key, text),) = json.loads(file.read_text())["unreadable"]
    assert (key.split(":")[:2], text) == (["lost", "note"], '{"text": "Halb')


def test_reflections_of_earlier_versions_are_taken_over(visitor):
    page = visitor.page
    visitor.arrive(SAMIR, "/mein-lernen/")
    page.evaluate(
        """block => {
            localStorage.setItem(`note:${document.body.dataset.person}:${block}`, "Früher");
        }""",
        reflection_of(visitor),
    )
    page.goto(PLAN)
    expect(written(page)).to_have_text("Früher")
    page.goto(WITH_REFLECTION)
    expect(page.locator(".reflection").get_by_role("textbox")).to_have_value("Früher")
    visitor.visit(PLAN)  # now it is known where it belongs
    expect(section(page, "Meine Notizen").get_by_role("link")).to_have_attribute(
        "href", f"{WITH_REFLECTION}#block-{reflection_of(visitor)}"
    )
    assert [key.split(":")[0] for key in stored(page)] == ["reflection"]


def reflection_of(visitor) -> str:
    response = visitor.page.request.get(WITH_REFLECTION)
    return response.text().split('data-note="')[1].split('"')[0]
