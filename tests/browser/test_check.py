"""Anybody with the paper in hand can scan its code and sees whether it is genuine."""

import subprocess
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from playwright.sync_api import expect

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

NAME = "Nguyễn Thị Hạnh"


def test_the_code_on_the_paper_leads_to_its_check_page(open_browser, tmp_path):
    owner = open_browser()
    owner.arrive("nguyen.thi.hanh@musterstadt.example", "/meine-nachweise/")
    owner.check()
    paper = tmp_path / "paper.pdf"
    owner.download("Herunterladen").save_as(paper)
    address = urlsplit(_scanned(paper))
    assert f"{address.scheme}://{address.netloc}" == settings.BASE_URL

    stranger = open_browser()
    stranger.visit(address.path)
    expect(stranger.main.get_by_text("Sie ist gültig.")).to_be_visible()
    expect(stranger.main.get_by_text("Umgang mit Anfeindungen")).to_be_visible()
    assert NAME not in stranger.page.content()

    # By hand, from the form, and with a slip of the pen.
    code = address.path.rstrip("/").rsplit("/", 1)[1]
    _ask_for(stranger, code)
    expect(stranger.main.get_by_text("Sie ist gültig.")).to_be_visible()


def test_an_unknown_code_is_told_apart(visitor):
    _ask_for(visitor, "2" * 28)
    expect(visitor.main.get_by_text("Unbekannt")).to_be_visible()
    visitor.check()
    visitor.watch.forgive("404")


def _scanned(paper) -> str:
    """Return what a phone reads from the printed page."""
    picture = paper.with_suffix("")
    subprocess.run(["pdftoppm", "-r", "150", "-png", "-singlefile", paper, picture], check=True)
    scan = subprocess.run(
        ["zbarimg", "--quiet", "--raw", f"{picture}.png"],
        check=True,
        capture_output=True,
        text=True,
    )
    return scan.stdout.strip()


def _ask_for(visitor, code: str) -> None:
    visitor.visit("/pruefen/")
    visitor.page.get_by_label("Prüfcode").fill(code)
    with visitor.page.expect_navigation():
        visitor.page.get_by_role("button", name="Prüfen").click()
