"""Takes the pictures of docs/screens.md and of README.md anew, from a demo that is running.

script/server                                                in another terminal
.venv/bin/python script/screenshots.py [http://localhost:8000]
"""

import io
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

FOLDER = Path(__file__).resolve().parent.parent / "docs/screenshots"
PASSWORD = "demo-passwort"  # noqa: S105  everybody is shown it at the sign-in of the demo
COURSE = "/kurse/umgang-mit-anfeindungen/"
LESSONS = f"{COURSE}lernen/"
# Window, and its width in the picture, in pixels: light ones from the left, dark to the right.
DESKTOP, PHONE = ((1280, 900), 796), ((360, 742), 272)
PARTS = [(DESKTOP, "light"), (PHONE, "light"), (PHONE, "dark"), (DESKTOP, "dark")]
HEIGHT, GAP, AROUND = 560, 16, (208, 212, 224)


@dataclass(frozen=True)
class Screen:
    """A page as somebody sees it; `at` is a selector of what is scrolled to."""

    name: str
    path: str
    person: str = ""
    at: str = ""


SCREENS = [
    Screen("start", "/"),
    Screen("catalogue", "/kurse/"),
    Screen("course", COURSE, "samir.haddad"),
    Screen("lesson", f"{LESSONS}erst-kontakt/", "samir.haddad"),
    Screen("scenario", f"{LESSONS}szenario-der-abgelehnte-antrag/", "samir.haddad", ".scenario"),
    Screen("self-check", f"{LESSONS}selbsttest-die-ersten-24-stunden/", "klara.weiss"),
    Screen("dashboard", "/mein-lernen/", "samir.haddad"),
    Screen("certificates", "/meine-nachweise/", "nguyen.thi.hanh"),
    Screen("help", "/soforthilfe/"),
]


def main(address: str = "http://localhost:8000") -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        for screen in SCREENS:
            cookies = sign_in(browser, address, screen.person)
            parts = [take(browser, address, screen, cookies, *part) for part in PARTS]
            _save(_side_by_side(parts), f"screen-{screen.name}.png")
        scenario = Screen("", SCREENS[4].path, at=".scenario__story")
        cookies = sign_in(browser, address, "else.ohm")
        picture = take(browser, address, scenario, cookies, ((1280, 900), 1000), "light")
        _save(picture, "lesson.png")
        browser.close()


def sign_in(browser: Browser, address: str, person: str) -> list:
    """Return the cookies of somebody of the demo; of nobody, none."""
    if not person:
        return []
    page = browser.new_page(locale="de-DE")
    page.goto(f"{address}/konto/login/")
    page.fill("input[name=login]", f"{person}@musterstadt.example")
    page.fill("input[name=password]", PASSWORD)
    page.click("main form button[type=submit]")
    page.wait_for_url(lambda url: "login" not in url)
    return page.context.cookies()


def take(browser: Browser, address: str, screen: Screen, cookies, size, scheme) -> Image.Image:
    """Return a picture of the window, as wide as wanted."""
    (width, height), wanted = size
    page = browser.new_page(
        viewport={"width": width, "height": height}, color_scheme=scheme, locale="de-DE"
    )
    page.context.add_cookies(cookies)
    answer = page.goto(address + screen.path)
    if not answer.ok:
        sys.exit(f"{screen.path} answers {answer.status}.")
    page.reload()  # the first time, a font that comes late is not shown any more
    if screen.at:
        page.locator(screen.at).first.evaluate("element => element.scrollIntoView()")
    page.wait_for_timeout(300)  # for pictures further down
    picture = Image.open(io.BytesIO(page.screenshot()))
    page.close()
    return picture.resize((wanted, round(height * wanted / width)), Image.Resampling.LANCZOS)


def _side_by_side(parts: list[Image.Image]) -> Image.Image:
    width = sum(part.width for part in parts) + GAP * (len(parts) + 1)
    whole, left = Image.new("RGB", (width, HEIGHT + 2 * GAP), AROUND), GAP
    for part in parts:
        whole.paste(part.crop((0, 0, part.width, HEIGHT)), (left, GAP))
        left += part.width + GAP
    return whole


def _save(picture: Image.Image, name: str) -> None:
    picture.quantize(256, dither=Image.Dither.NONE).save(FOLDER / name, optimize=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
