"""Video and explained terms: nothing plays by itself, all of it works by keyboard."""

import pytest
from playwright.sync_api import expect

from accounts.permissions import SYSTEM
from core.views import recordings as views
from courses.enums import ReleaseKind
from courses.models import CoursePage, LessonPage
from courses.services import release
from lms.demo import COURSE
from tests.browser import axe
from tests.browser.keyboard import Keyboard
from tests.browser.visitor import lesson_url
from tests.recordings import block, make_video

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

LEARNER = "lernende@musterstadt.example"
STATE = "player => ({at: player.currentTime, paused: player.paused, ended: player.ended})"

COLOURS = "item => [getComputedStyle(item).color, getComputedStyle(item).backgroundColor]"
HAPPENED = """(player, event) => player.seeking || event === "ended" && !player.ended
    ? new Promise((done) => player.addEventListener(event, () => done(true), { once: true }))
    : true"""


@pytest.fixture
def lesson(demo_site) -> str:
    """The address of a lesson with a term and a video, in the newest edition."""
    course = CoursePage.objects.get(slug=COURSE)
    page = LessonPage.objects.descendant_of(course).order_by("path").first()
    text = {"type": "text", "value": "<p>Ein Hausverbot ist ein Verwaltungsakt.</p>"}
    page.body = page.body.stream_block.to_python(
        [text, block(make_video(), download=True), *page.body.raw_data]
    )
    page.save_revision().publish()
    edition = release(actor=SYSTEM, course=course, kind=ReleaseKind.CONTENT, note="Mit Video.")
    return lesson_url(edition.outline.lessons[0].slug)


def arrive(visitor, lesson: str) -> None:
    visitor.arrive(LEARNER, f"/kurse/{COURSE}/")
    visitor.main.locator("form[action$='/beginnen/'] button").first.click()
    visitor.page.goto(lesson)


def films(visitor) -> list:
    return [request for request in visitor.watch.requests if request.url.endswith(".webm")]


def test_a_video_waits_and_its_chapters_lead_there_by_keyboard(visitor, lesson, monkeypatch):
    monkeypatch.setattr(views, "PIECE", 400)  # smaller than the film: it comes in several
    arrive(visitor, lesson)
    player = visitor.page.locator("video")
    captions = "player => [...player.textTracks].find(track => track.kind === 'captions').mode"
    assert player.evaluate(captions) == "showing"
    visitor.page.wait_for_timeout(500)
    assert films(visitor) == []
    assert player.evaluate(STATE) == {"at": 0, "paused": True, "ended": False}

    assert axe.findings(visitor.page, ".recording") == []
    keyboard = Keyboard(visitor.page)
    keyboard.press_on(visitor.page.locator(".chapters button").nth(1))
    expect(player).to_be_focused()
    player.evaluate(HAPPENED, "seeked")
    assert player.evaluate(STATE) == {"at": 5, "paused": True, "ended": False}

    player.evaluate("player => { player.playbackRate = 8 }")
    visitor.page.keyboard.press("Space")
    player.evaluate(HAPPENED, "ended")
    answers = [request.response() for request in films(visitor)]
    assert {answer.status for answer in answers} == {206}
    assert len(answers) > 1
    assert [answer.header_value("content-range") for answer in answers][0].startswith(
        "bytes 0-399/"
    )


def test_what_is_said_can_be_read_without_javascript(open_browser, lesson):
    visitor = open_browser(java_script_enabled=False, width=360)
    arrive(visitor, lesson)
    expect(visitor.page.locator(".chapters li")).to_have_text(
        ["0:00 Ankommen", "0:05 Grenzen setzen"]
    )
    expect(visitor.page.locator(".chapters button")).to_have_count(0)
    transcript = visitor.page.get_by_text("Mara begrüßt Tarik.")
    expect(transcript).to_be_hidden()
    visitor.page.locator(".recording summary").click()
    expect(transcript).to_be_visible()
    visitor.page.locator("button.term").first.click()
    expect(visitor.page.locator("#term-hausverbot")).to_be_visible()


def test_a_term_is_explained_in_place_by_keyboard(open_browser, lesson):
    visitor = open_browser(width=360, color_scheme="dark")
    arrive(visitor, lesson)
    term = visitor.page.locator("button.term").first
    explanation = visitor.page.locator("#term-hausverbot")
    expect(explanation).to_be_hidden()
    keyboard = Keyboard(visitor.page)
    keyboard.press_on(term)
    expect(explanation).to_be_visible()
    assert is_expanded(visitor.page, "Hausverbot") is True
    # Above text of several elements, axe leaves the contrast open; it is that of the page.
    found = axe.findings(visitor.page, "#term-hausverbot")
    assert [finding for finding in found if " color-contrast:" not in finding] == []
    assert explanation.evaluate(COLOURS) == visitor.page.locator("body").evaluate(COLOURS)
    visitor.page.keyboard.press("Tab")
    link = explanation.get_by_role("link")
    expect(link).to_be_focused()
    visitor.page.keyboard.press("Escape")
    expect(explanation).to_be_hidden()
    expect(term).to_be_focused()
    assert is_expanded(visitor.page, "Hausverbot") is False

    visitor.page.keyboard.press("Enter")
    keyboard.press_on(link)
    visitor.at("/glossar/#hausverbot")
    visitor.check()


def is_expanded(page, name: str) -> bool:
    """Return what the browser tells screen readers about the button of this name."""
    tools = page.context.new_cdp_session(page)
    tree = tools.send("Accessibility.getFullAXTree")["nodes"]
    [node] = [
        node
        for node in tree
        if node.get("role", {}).get("value") == "button" and node["name"]["value"] == name
    ]
    states = {item["name"]: item["value"]["value"] for item in node["properties"]}
    return states["expanded"]
