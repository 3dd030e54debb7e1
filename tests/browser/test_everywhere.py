"""axe on every page: narrow and wide, light, dark and in forced colours, as large as 400 %.

Findings of every severity count. What stays is explained in docs/accessibility.md.
"""

import pytest

from tests.browser import axe
from tests.browser.visitor import COURSE_URL, lesson_url

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

FOR_EVERYBODY = (
    *("/", "/kurse/", "/kurse/?q=Drohung", COURSE_URL, "/lernpfade/", "/glossar/"),
    *("/soforthilfe/", "/barrierefreiheit/", "/barrierefreiheit/melden/", "/pruefen/"),
    *("/konto/login/", "/konto/login/code/", "/konto/password/reset/", "/nichts/"),
    "/soforthilfe/leichte-sprache/",
)
FOR_LEARNERS = (
    *("/mein-lernen/", COURSE_URL, f"{COURSE_URL}stand/", lesson_url("was-anfeindung-ist")),
    *(lesson_url("szenario-der-abgelehnte-antrag"), f"{lesson_url('melden')}rueckmeldung/"),
    *("/mein-plan/", "/meine-nachweise/", "/mein-konto/zugriffe/", "/soforthilfe/"),
)
FOR_TRAINERS = ("/veranstaltungen/", "/veranstaltungen/neu/", "/veranstaltungen/neu/kurs/")
# 400 % of 1280 px leave 320 px to lay a page out in.
WIDTHS = (1280, 360, 320)
LOOKS = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced": {"forced_colors": "active"},
}


@pytest.fixture(params=LOOKS)
def look(request) -> str:
    return request.param


def findings(visitor, paths, look: str, context: str | None = None) -> list[str]:
    found = []
    for path in paths:
        visitor.page.goto(path)
        for width in WIDTHS:
            visitor.page.set_viewport_size({"width": width, "height": 900})
            found += [
                f"{width} px: {line}"
                for line in axe.findings(visitor.page, context, every=True, forced=look == "forced")
            ]
            wide = visitor.page.evaluate("document.documentElement.scrollWidth > innerWidth")
            found += [f"{width} px: {path} is too wide"] if wide else []
    return found


def test_pages_for_everybody(open_browser, look):
    visitor = open_browser(**LOOKS[look])
    found = findings(visitor, FOR_EVERYBODY, look)
    visitor.watch.forgive("404")
    assert found == []


def test_pages_for_learners(open_browser, look):
    visitor = open_browser(**LOOKS[look])
    visitor.arrive("else.ohm@musterstadt.example")
    assert findings(visitor, FOR_LEARNERS, look) == []


def test_pages_for_trainers(open_browser, look):
    visitor = open_browser(**LOOKS[look])
    visitor.arrive("trainer@musterstadt.example", "/veranstaltungen/")
    event = visitor.main.locator("tbody a").first.get_attribute("href")
    assert findings(visitor, (*FOR_TRAINERS, event), look) == []


def test_the_way_out(open_browser, look):
    visitor = open_browser(**LOOKS[look])
    assert findings(visitor, ["/", "/soforthilfe/"], look, axe.WAY_OUT) == []
