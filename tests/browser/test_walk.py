"""The main job: find a course, learn it with breaks, hold the certificate."""

import re

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser.visitor import COURSE_URL, LESSONS, MODULES, lesson_url

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

LEARNER = "lernende@musterstadt.example"
RIGHT = "Als scharfe Kritik, die er äußern darf"
WRONG = "Als Anlass für ein Hausverbot"
SCENARIO_URL = lesson_url("szenario-der-abgelehnte-antrag")


def test_a_visitor_finds_out_what_the_course_is(visitor):
    visitor.visit("/")
    visitor.click("Kurse ansehen")
    visitor.click("Umgang mit Anfeindungen")
    visitor.at(COURSE_URL)
    for heading in ("Nach dem Kurs können Sie …", "Inhaltshinweise", "Inhalt"):
        expect(visitor.main.get_by_role("heading", name=heading, exact=True)).to_be_visible()
    facts = visitor.page.get_by_role("complementary")
    expect(facts.get_by_text("Für wen")).to_be_visible()
    expect(
        visitor.main.get_by_text(re.compile(rf"{len(MODULES)} Module · etwa .* Min\."))
    ).to_be_visible()
    expect(visitor.main.locator(".lessons li")).to_have_count(LESSONS)
    visitor.click("Anmelden und beginnen")
    visitor.visit("/konto/password/reset/")
    visitor.visit("/konto/login/code/")
    visitor.visit("/pruefen/")
    links = visitor.page.locator(".site-footer__links a")
    paths = [link.get_attribute("href") for link in links.all()]
    assert "/datenschutz/" in paths
    for path in paths:
        visitor.visit(path)


def test_a_learner_starts_and_is_told_why_answers_are_right_or_wrong(visitor):
    visitor.arrive(LEARNER, COURSE_URL)
    visitor.check()
    visitor.click("Kurs beginnen", "button")
    visitor.at(lesson_url("was-anfeindung-ist"))
    progress = visitor.page.get_by_text(f"0 von {LESSONS} Lektionen bearbeitet")
    expect(progress).to_be_visible()
    sorting, choice = visitor.questions.all()
    expect(choice).not_to_contain_text("Dafür reicht Kritik nicht")

    visitor.answer(choice, WRONG)
    expect(choice.get_by_role("status")).to_contain_text("Noch nicht ganz.")
    assert _feedback_shown(choice) == 4
    visitor.check()

    choice.get_by_text("Noch einmal versuchen").click()
    visitor.answer(choice, RIGHT)
    expect(choice.get_by_role("status")).to_contain_text("Richtig.")
    assert _feedback_shown(choice) == 4

    visitor.fill_in(sorting)
    visitor.answer(sorting)
    expect(visitor.main.get_by_text("Sie haben diese Lektion bearbeitet.")).to_be_visible()
    expect(visitor.page.get_by_text(f"1 von {LESSONS} Lektionen bearbeitet")).to_be_visible()


def test_a_learner_comes_back_and_goes_on_exactly_there(open_browser):
    before = open_browser()
    before.arrive(LEARNER, COURSE_URL)
    before.click("Kurs beginnen", "button")
    before.page.goto(SCENARIO_URL)
    _decide_and_take_it_back(before)
    lesson = lesson_url("erst-kontakt")
    before.page.goto(lesson)
    block = before.page.locator("[data-block]").nth(4)
    with before.page.expect_response(f"**{lesson}position/"):
        block.evaluate("block => block.scrollIntoView()")
    place = f"{lesson}#{block.get_attribute('id')}"
    before.page.context.close()

    after = open_browser()
    after.arrive(LEARNER)
    after.check()
    after.click("Weiter, wo Sie waren")
    after.at(place)
    expect(after.page.locator(f"#{place.split('#')[1]}")).to_be_in_viewport()
    after.visit(COURSE_URL)  # leaving tells the place: it must be the same one
    after.click("Weiter, wo Sie waren")
    after.at(place)
    # The scenario is where it was left: one decision taken.
    after.page.goto(SCENARIO_URL)
    expect(after.page.locator(".situation input[name=step]")).to_have_value("1")


def _decide_and_take_it_back(visitor):
    visitor.decide(2)
    visitor.decide(0)
    visitor.check()
    scenario = visitor.page.locator(".scenario")
    scenario.get_by_text("Wie es anfing und was Sie bisher entschieden haben").click()
    scenario.get_by_role("button", name="Anders entscheiden").first.click()
    expect(scenario.locator(".situation input[name=step]")).to_have_value("0")
    visitor.decide(0)
    expect(visitor.page.locator(".step .step__feedback")).to_be_visible()


def test_a_learner_finishes_and_holds_the_certificate(visitor, tmp_path):
    visitor.arrive(LEARNER, COURSE_URL)
    visitor.click("Kurs beginnen", "button")
    visitor.work_on_lesson()
    visitor.click("Was noch fehlt")
    expect(visitor.main.get_by_text(f"{LESSONS - 1} Lektionen sind noch offen.")).to_be_visible()
    visitor.page.go_back()

    assert visitor.work_through(check_before=True) == LESSONS
    visitor.at(f"{COURSE_URL}abschluss/")
    download = visitor.download("Bescheinigung herunterladen (PDF)")
    download.save_as(tmp_path / "certificate.pdf")
    reader = PdfReader(tmp_path / "certificate.pdf")
    text = reader.pages[0].extract_text()
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"].value is True
    assert reader.trailer["/Root"]["/Lang"] == "de"
    assert "Mara Lindner" in text
    assert "Umgang mit Anfeindungen" in text

    visitor.click("Meine Nachweise")
    expect(visitor.main.get_by_role("row")).to_have_count(2)
    visitor.visit(f"{COURSE_URL}stand/")
    expect(visitor.main.get_by_text("Es fehlt nichts mehr.")).to_be_visible()
    visitor.visit("/mein-lernen/")
    visitor.visit(COURSE_URL)
    visitor.visit("/mein-konto/zugriffe/")


def _feedback_shown(question) -> int:
    """Count the options whose feedback can be read."""
    feedback = question.locator(".option__feedback")
    return sum(item.is_visible() and bool(item.inner_text().strip()) for item in feedback.all())
