"""A person in front of a browser: goes to pages, signs in, works on lessons."""

import re

from playwright.sync_api import Download, Locator, Page, expect

from lms.courseware.files import CONTENT_DIR, read_course
from lms.demo import COURSE, PASSWORD
from tests.browser import axe
from tests.browser.watch import Watch

COURSE_URL = f"/kurse/{COURSE}/"
MODULES = read_course(CONTENT_DIR / COURSE).modules
LESSONS = sum(len(module.lessons) for module in MODULES)
TOO_WIDE = """() => [...document.querySelectorAll("body *")]
    .filter((item) => item.getBoundingClientRect().right > innerWidth + 1)
    .map((item) => item.outerHTML.slice(0, 120))"""


def lesson_url(slug: str) -> str:
    return f"{COURSE_URL}lernen/{slug}/"


class Visitor:
    """Drives one page. Every page it meets by `visit` and `click` is checked."""

    def __init__(self, page: Page, watch: Watch, *, javascript: bool = True):
        self.page = page
        self.watch = watch
        self.javascript = javascript
        self._copy: Page | None = None

    @property
    def main(self) -> Locator:
        return self.page.get_by_role("main")

    @property
    def questions(self) -> Locator:
        return self.page.locator("section.task:not(.scenario)")

    def visit(self, path: str) -> None:
        """Go to a page and check it."""
        self.page.goto(path)
        self.check()

    def click(self, name: str | re.Pattern, role: str = "link") -> None:
        """Follow the link (or press the button) of this name and check where it leads."""
        exact = isinstance(name, str)
        # The page that comes, not a change of the address while the click scrolls this one.
        with self.page.expect_event("load"):
            self.page.get_by_role(role, name=name, exact=exact).first.click()
        self.check()

    def check(self) -> None:
        """The page fits its window, has a title and one main heading; axe finds nothing grave."""
        page = self.page
        expect(page.get_by_role("heading", level=1)).to_have_count(1)
        assert not page.title().strip().startswith("–")
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            raise AssertionError(f"{page.url} is too wide: {page.evaluate(TOO_WIDE)}")
        assert self._findings() == []

    def _findings(self) -> list[str]:
        if self.javascript:
            return axe.findings(self.page)
        self._copy = axe.copy_without_scripts(self.page, self._copy)
        return axe.findings(self._copy)

    def at(self, path: str) -> None:
        """The page on show is the one at this path (with its fragment, if one is given)."""
        expect(self.page).to_have_url(self.watch.origin + path)
        self.page.wait_for_load_state()  # until then a form is sent the plain way

    def sign_in(self, email: str) -> None:
        """Sign in on the page that asks for it."""
        self.page.get_by_label("E-Mail", exact=True).fill(email)
        self.page.get_by_label("Passwort", exact=True).fill(PASSWORD)
        self.page.get_by_role("button", name="Anmelden", exact=True).click()
        expect(self.page).not_to_have_url(re.compile("/konto/login/"))

    def sign_out(self) -> None:
        self.page.get_by_role("button", name="Abmelden").click()
        expect(self.page.get_by_role("banner").get_by_role("link", name="Anmelden")).to_be_visible()

    def arrive(self, email: str, path: str = "/mein-lernen/") -> None:
        """Sign in on the way to a page, and be there."""
        self.page.goto(f"/konto/login/?next={path}")
        self.sign_in(email)
        self.at(path)

    def download(self, name: str | re.Pattern, role: str = "link") -> Download:
        """Press what starts a download and return the finished file."""
        with self.page.expect_download() as download:
            self.page.get_by_role(role, name=name).first.click()
        return download.value

    def answer(self, question: Locator, *options: str) -> None:
        """Choose options by their text, send the answer, and wait for the feedback."""
        for option in options:
            question.get_by_label(option).check()
        button = question.get_by_role("button", name="Antwort prüfen")
        button.click()
        expect(button).to_be_hidden()  # folded away below the feedback
        expect(question.get_by_role("status")).to_be_visible()

    def decide(self, number: int = 0) -> None:
        """Take one of the decisions on offer in the scenario; wait for what happens then."""
        self.open_story()
        step = self.page.locator(".situation input[name=step]")
        following = int(step.input_value()) + 1
        self.page.locator(".scenario input[name=decision]").nth(number).check()
        self.page.get_by_role("button", name="So entscheiden").click()
        at_next = self.page.locator(f".situation input[name=step][value='{following}']")
        expect(at_next.or_(self.page.locator(".situation--end")).first).to_be_attached()

    def open_story(self) -> None:
        """Choose the story where it waits because one would be the person under attack."""
        waiting = self.page.locator(".way--story:not([open]) > summary")
        if waiting.count():
            waiting.click()

    def work_on_lesson(self) -> None:
        """Answer every open question somehow; bring the scenario to an end."""
        finish = self.page.get_by_role("heading", name="Kurs abgeschlossen")
        for question in self.questions.all():
            if not question.locator(".result").count():
                self.fill_in(question)
                question.get_by_role("button", name="Antwort prüfen").click()
                expect(question.locator(".result").or_(finish)).to_be_visible()
        if self.page.locator(".scenario").count():
            while not self.page.locator(".situation--end").count():
                self.decide()

    def fill_in(self, question: Locator) -> None:
        """Give some complete answer to a question of any kind."""
        for name in {item.get_attribute("name") for item in question.locator("[type=radio]").all()}:
            if not name.endswith("certainty"):
                question.locator(f"[name='{name}']").first.check()
        for box in question.locator("[type=checkbox]").all()[:1]:
            box.check()
        for place, select in enumerate(question.locator("select:visible").all(), start=1):
            select.select_option(index=min(place, select.locator("option").count() - 1))
        for field in question.locator("[type=text]").all():
            field.fill("3")

    def work_through(self, *, lessons: int = LESSONS, check_before: bool = False) -> int:
        """Work on this lesson and all after it, until the course is complete; count them.

        Every lesson is checked when it has been worked on, and on request before as well.
        """
        for lesson in range(1, lessons + 1):
            self.work_on_lesson()
            if lesson == lessons:  # the last answer leads there by itself, in a moment
                expect(self.page).to_have_url(re.compile("/abschluss/$"))
            self.check()
            if self.page.url.endswith("/abschluss/"):
                return lesson
            self._go_on()
            if check_before:
                self.check()
        raise AssertionError("The course does not end.")

    def _go_on(self) -> None:
        """Follow the link to the next lesson, and be there: not at an answer before it."""
        link = self.page.get_by_role("link", name=re.compile("^Weiter: ")).first
        target = self.watch.origin + link.get_attribute("href")
        link.click()
        self.page.wait_for_url(lambda url: url.partition("#")[0] == target)

    def leave(self) -> None:
        """Go away, so that what the page sends on leaving arrives before the test is over."""
        if not self.page.is_closed():
            self.page.goto("about:blank")
