"""A trainer records an event; the person finds the certificate, the HR office sees it."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

TITLE = "Gespräche an der Haustür"
PLACE = "Bauhof Musterstadt"


def enter_event(trainer) -> None:
    entries = {
        "title": TITLE,
        "first_day": timezone.localdate().isoformat(),
        "place": PLACE,
        "minutes": "90",
        "contents": "Abstand\nRückzug",
    }
    for name, value in entries.items():
        trainer.main.locator(f"[name={name}]").fill(value)
    trainer.click("Speichern", "button")


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "plain"])
def test_from_the_event_to_the_certificate(open_browser, javascript):
    trainer = open_browser(java_script_enabled=javascript)
    trainer.arrive("trainer@musterstadt.example", "/veranstaltungen/")
    trainer.check()
    trainer.main.locator('a[href="/veranstaltungen/neu/"]').click()
    trainer.check()
    enter_event(trainer)
    trainer.check()

    people = trainer.main.locator("textarea[name=people]")
    people.fill("lernende@musterstadt.example\nKlara Weiß\nniemand@beispielkreis.example")
    trainer.main.locator('form[action$="/teilnehmende/"] button').click()
    trainer.check()
    for name in ("Mara Lindner", "Klara Weiß"):
        expect(trainer.main.get_by_role("checkbox", name=name)).to_be_checked()
    expect(trainer.main.locator("#unknown")).to_contain_text("niemand@beispielkreis.example")
    trainer.main.locator('form[action$="/bestaetigen/"] button').first.click()
    trainer.check()
    for name in ("Mara Lindner", "Klara Weiß"):
        expect(trainer.main.get_by_role("rowheader", name=name)).to_be_visible()
    expect(people).to_have_value("niemand@beispielkreis.example")

    person = open_browser(width=360)
    person.arrive("lernende@musterstadt.example", "/meine-nachweise/")
    person.check()
    person.click(TITLE)
    person.check()
    expect(person.main.get_by_text(re.compile(PLACE))).to_be_visible()

    office = open_browser()
    office.arrive("personal@musterstadt.example", "/personal/")
    office.check()
    row = office.main.get_by_role("row", name=re.compile("Mara Lindner"))
    expect(row).to_contain_text(TITLE)
