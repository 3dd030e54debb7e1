"""Questions of every kind: by keyboard, without JavaScript, over two devices and a broken line."""

import re

import pytest
from django.db import connection
from playwright.sync_api import expect

from learning.models import Answer, ProgressEvent
from tests import every_kind, factories
from tests.browser.keyboard import Keyboard
from tests.factories import uid

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

LEARNER = "bo.larsen@beispielkreis.example"
PAGE = f"/kurse/arten/lernen/{every_kind.LESSON}/"
NOT_SENT = "Das konnte gerade nicht gesendet werden."


def begin(visitor) -> None:
    """Be in the lesson with all kinds, on the first device."""
    every_kind.make_edition(factories.make_site(), slug="arten")
    visitor.arrive(LEARNER, "/kurse/arten/")
    visitor.page.get_by_role("button", name="Kurs beginnen").click()
    visitor.at(PAGE)


def block(visitor, name: str):
    return visitor.page.locator(f"#block-{uid(name)}")


def drawn(visitor) -> list:
    """Return the questions of the pool that this person got."""
    return block(visitor, "pool").locator("section.task").all()


def check(question):
    return question.get_by_role("button", name="Antwort prüfen")


def stored(name: str) -> tuple[int, int]:
    """Count the answers to a question and the events; the server runs in another thread."""
    connection.close()
    answers = Answer.objects.filter(block_id=uid(name), value__isnull=False)
    return answers.count(), ProgressEvent.objects.filter(block_id=uid(name)).count()


def test_every_kind_by_keyboard_alone(visitor):
    begin(visitor)
    page, keys = visitor.page, Keyboard(visitor.page)

    def send(name: str, verdict: str) -> None:
        question = block(visitor, name)
        keys.press_on(check(question))
        expect(question.get_by_role("heading", name=verdict)).to_be_focused()
        expect(question.get_by_role("status").filter(has_text=verdict)).to_be_visible()

    keys.choose(block(visitor, "single").get_by_label("Dienstort"))
    send("single", "Richtig.")
    keys.choose(block(visitor, "multiple").get_by_label("Uhrzeit"))
    keys.choose(block(visitor, "multiple").get_by_label("Adresse"))
    send("multiple", "Richtig.")
    keys.choose(block(visitor, "true_false").get_by_label("Stimmt", exact=True))
    send("true_false", "Richtig.")

    put_in_order(visitor, keys)
    send("ordering", "Richtig.")

    for row, partner in [("110", "Akute Gefahr"), ("116 006", "Opferhilfe"), ("112", "Feuer")]:
        keys.type_in(block(visitor, "matching").get_by_label(row, exact=True), partner)
    send("matching", "Richtig.")
    sorting = block(visitor, "sorting")
    keys.choose(sorting.get_by_role("group", name="Beschimpfung").get_by_label("Stufe 1"))
    push = sorting.get_by_role("group", name="Stoß")
    keys.reach(push.get_by_label("Stufe 1"))
    page.keyboard.press("ArrowDown")
    expect(push.get_by_label("Stufe 2")).to_be_checked()
    send("sorting", "Richtig.")
    keys.type_in(block(visitor, "short_text").get_by_label("Ihre Antwort"), "112")
    keys.choose(block(visitor, "short_text").get_by_label("unsicher"))
    send("short_text", "Noch nicht ganz.")
    keys.type_in(block(visitor, "numeric").get_by_label("Ihre Antwort (Monate)"), "3,0")
    send("numeric", "Richtig.")
    keys.choose(block(visitor, "case").get_by_label("Ruhig sprechen"))
    keys.type_in(block(visitor, "case").get_by_label("Ihre Antwort"), "Kollegin")
    send("case", "Richtig.")
    visitor.check()

    progress = block(visitor, "pool").get_by_role("status").first
    for number, question in enumerate(drawn(visitor), start=1):
        expect(progress).to_have_text(re.compile(f"{number - 1} von 3 beantwortet"))
        keys.choose(question.get_by_label("Stimmt", exact=True))
        keys.press_on(check(question))
    expect(page.get_by_role("heading", name="Kurs abgeschlossen")).to_be_visible()


def put_in_order(visitor, keys) -> None:
    """Move rows until they stand in the right order, and hear where each one is then."""
    question = block(visitor, "ordering")
    wanted = ["Lage einschätzen", "Grenze benennen", "Raum verlassen"]
    for place, row in enumerate(wanted):
        while rows(question).index(row) > place:
            up = question.get_by_role("button", name=f"Nach oben {row}")
            keys.press_on(up)
            expect(up).to_be_focused()
            now = f"„{row}“ steht jetzt an Position {rows(question).index(row) + 1} von 3."
            expect(question.get_by_role("status")).to_have_text(now)
    assert rows(question) == wanted


def rows(question) -> list[str]:
    return question.locator(".order__text").all_inner_texts()


def test_every_kind_without_javascript(open_browser):
    visitor = open_browser(width=360, java_script_enabled=False)
    begin(visitor)
    visitor.check()

    def send(name: str, verdict: str) -> None:
        check(block(visitor, name)).click()
        visitor.at(f"{PAGE}#block-{uid(name)}")
        expect(block(visitor, name).get_by_role("heading", name=verdict)).to_be_visible()

    block(visitor, "single").get_by_label("Zuhause").check()
    send("single", "Noch nicht ganz.")
    block(visitor, "multiple").get_by_label("Uhrzeit").check()
    send("multiple", "Noch nicht ganz.")
    block(visitor, "true_false").get_by_label("Stimmt nicht").check()
    send("true_false", "Noch nicht ganz.")
    for place, row in enumerate(["Lage einschätzen", "Grenze benennen", "Raum verlassen"], 1):
        select = block(visitor, "ordering").get_by_label(f"Position {row}")
        select.select_option(str(place))
    send("ordering", "Richtig.")
    for row, partner in [("110", "Akute Gefahr"), ("116 006", "Opferhilfe"), ("112", "Feuer")]:
        select = block(visitor, "matching").get_by_label(row, exact=True)
        select.select_option(partner)
    send("matching", "Richtig.")
    for row in ("Stoß", "Beschimpfung"):
        group = block(visitor, "sorting").get_by_role("group", name=row)
        group.get_by_label("Stufe 2").check()
    send("sorting", "Noch nicht ganz.")
    block(visitor, "short_text").get_by_label("Ihre Antwort").fill("110")
    send("short_text", "Richtig.")
    block(visitor, "numeric").get_by_label("Ihre Antwort (Monate)").fill("fünf")
    check(block(visitor, "numeric")).click()
    expect(visitor.main.get_by_role("alert")).to_be_focused()
    expect(visitor.page).to_have_title(re.compile("^Fehler: Alle Arten"))
    visitor.check()
    block(visitor, "numeric").get_by_label("Ihre Antwort (Monate)").fill("5")
    send("numeric", "Noch nicht ganz.")
    block(visitor, "case").get_by_label("Auch laut werden").check()
    block(visitor, "case").get_by_label("Ihre Antwort").fill("niemanden")
    send("case", "Noch nicht ganz.")
    visitor.check()
    for number in range(3):
        question = drawn(visitor)[number]
        question.get_by_label("Stimmt", exact=True).check()
        check(question).click()
    expect(visitor.page.get_by_role("heading", name="Kurs abgeschlossen")).to_be_visible()


def test_groups_have_names_and_errors_describe_them(visitor):
    """What a screen reader is told, beyond what axe can see."""
    begin(visitor)
    page = visitor.page
    single, case = block(visitor, "single"), block(visitor, "case")
    group = single.get_by_role("group", name="Welche Anschrift geben Sie an?")
    expect(group).to_have_accessible_description("Wählen Sie eine Antwort.")

    check(single).click()
    message = single.get_by_text("Bitte wählen Sie eine Antwort aus.")
    expect(message.locator("..")).to_be_focused()
    expect(group).to_have_accessible_description(
        "Bitte wählen Sie eine Antwort aus. Wählen Sie eine Antwort."
    )

    case.get_by_label("Auch laut werden").check()
    check(case).click()
    part = case.get_by_role("group", name="2. Wen rufen Sie?")
    expect(part).to_have_accessible_description(re.compile("^Teil 2: Bitte geben Sie"))
    field = case.get_by_role("textbox", name="Ihre Antwort")
    expect(field).to_have_accessible_description(re.compile("^Teil 2: Bitte geben Sie"))
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(case.get_by_label("Auch laut werden")).to_be_checked()
    visitor.check()

    expect(case).to_match_aria_snapshot("""
        - heading "Ein lauter Vormittag" [level=2]
        - group "Ein lauter Vormittag":
          - group "1. Was tun Sie zuerst?":
            - heading "1. Was tun Sie zuerst?" [level=3]
            - radio "Ruhig sprechen"
            - radio "Auch laut werden" [checked]
          - group "2. Wen rufen Sie?":
            - heading "2. Wen rufen Sie?" [level=3]
            - textbox "Ihre Antwort"
          - button "Antwort prüfen"
    """)
    expect(block(visitor, "ordering")).to_match_aria_snapshot("""
        - group "In welcher Reihenfolge gehen Sie vor?":
          - list:
            - listitem:
              - button /Nach oben/ [disabled]
              - button /Nach unten/
    """)
    expect(page.locator("#progress-" + uid("pool"))).to_have_role("status")


def test_what_was_begun_at_the_desk_is_filled_in_on_the_phone(open_browser):
    desk, phone = open_browser(), open_browser(width=360, has_touch=True)
    begin(desk)
    with desk.page.expect_response("**/entwurf/**") as saved:
        block(desk, "matching").get_by_label("110", exact=True).select_option("Feuer")
    assert saved.value.status == 204
    with desk.page.expect_response("**/entwurf/**"):
        block(desk, "ordering").get_by_role("button", name=re.compile("Nach unten")).first.click()
    order = rows(block(desk, "ordering"))
    block(desk, "short_text").get_by_label("Ihre Antwort").fill("Halb")
    desk.leave()  # at once: what was typed last is sent on leaving

    phone.arrive(LEARNER, PAGE)
    select = block(phone, "matching").get_by_label("110", exact=True)
    assert select.evaluate("item => item.selectedOptions[0].text") == "Feuer"
    assert rows(block(phone, "ordering")) == order
    expect(block(phone, "short_text").get_by_label("Ihre Antwort")).to_have_value("Halb")
    expect(phone.page.get_by_text("Noch nicht abgegeben")).to_have_count(3)
    phone.check()


def test_a_broken_line_loses_nothing_and_doubles_nothing(visitor):
    begin(visitor)
    page, question = visitor.page, block(visitor, "single")
    with page.expect_response("**/entwurf/**"):
        question.get_by_label("Dienstort").check()

    # The server gets the answer, but what it says does not arrive.
    page.route("**/antwort/**", lambda route: (route.fetch(), route.abort()))
    check(question).click()
    note = question.get_by_role("alert")
    expect(note).to_contain_text(NOT_SENT)
    expect(note).to_be_focused()
    expect(question.get_by_label("Dienstort")).to_be_checked()
    assert stored("single") == (1, 1)

    page.unroute_all()
    question.get_by_role("button", name="Noch einmal senden").click()
    expect(question.get_by_role("heading", name="Richtig.")).to_be_focused()
    assert stored("single") == (1, 1)
    visitor.watch.forgive("net::ERR_FAILED")
    visitor.watch.forgive("htmx:")


def test_of_two_windows_the_later_one_is_told(open_browser):
    first, second = open_browser(), open_browser()
    begin(first)
    second.arrive(LEARNER, PAGE)
    first.answer(block(first, "single"), "Dienstort")
    question = block(second, "single")
    with second.page.expect_response("**/entwurf/**") as refused:
        question.get_by_label("Zuhause").check()
    assert refused.value.status == 409
    check(question).click()
    expect(question.get_by_text("auf einer anderen Seite oder einem anderen Gerät")).to_be_visible()
    expect(question.get_by_role("heading", name="Richtig.")).to_be_visible()
    expect(question.get_by_label("Zuhause")).to_be_checked()
    check(question).click()
    expect(question.get_by_role("heading", name="Noch nicht ganz.")).to_be_focused()
    second.watch.forgive("409")
