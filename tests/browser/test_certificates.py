"""What a stranger with a certificate in hand learns, with a browser of any kind; HR's two steps."""

import base64
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from accounts.models import Organisation
from accounts.permissions import SYSTEM
from accounts.roles import NameRule
from accounts.services import set_name_rule
from certificates.models import Certificate
from certificates.services import correct, ensure_file, revoke

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

NAME = "Nguyễn Thị Hạnh"
DROP = """async ([selector, data]) => {
  const transfer = new DataTransfer();
  const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
  transfer.items.add(new File([bytes], "paper.pdf", { type: "application/pdf" }));
  const zone = document.querySelector(selector);
  zone.dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, bubbles: true }));
}"""
ZONE = "[data-check-file]"


@pytest.fixture
def certificate(demo_site) -> Certificate:
    return Certificate.objects.get(completion__person_name=NAME)


@pytest.fixture
def paper(certificate, tmp_path):
    """The certificate as its owner has it."""
    file = tmp_path / "paper.pdf"
    with ensure_file(certificate).file.open() as stored:
        file.write_bytes(stored.read())
    return file


def page_of(certificate, part: str = "") -> str:
    return f"/pruefen/{certificate.code}/{part}"


@pytest.mark.parametrize("width", [1280, 320])
def test_every_state_can_be_read(width, open_browser, certificate):
    stranger = open_browser(width=width)
    stranger.visit(page_of(certificate))
    expect(stranger.main.locator(".notice--success")).to_be_visible()

    Certificate.objects.filter(pk=certificate.pk).update(
        valid_until=timezone.localdate() - timedelta(days=1)
    )
    stranger.visit(page_of(certificate))
    expect(stranger.main.locator(".notice--warning")).to_be_visible()

    new = correct(actor=SYSTEM, certificate=certificate, name="Hạnh Nguyễn", reason="Schreibweise")
    stranger.visit(page_of(certificate))
    stranger.main.locator(f'a[href="{page_of(new)}"]').click()
    stranger.at(page_of(new))
    stranger.check()
    expect(stranger.main.locator(f'a[href="{page_of(certificate)}"]')).to_be_visible()

    revoke(actor=SYSTEM, certificate=new, reason="Irrtum")
    stranger.visit(page_of(new))
    expect(stranger.main.locator(".notice--danger")).to_contain_text("Irrtum")
    assert "Hạnh" not in stranger.page.content()


def test_a_dropped_file_is_compared_and_stays_where_it_is(open_browser, certificate, paper):
    stranger = open_browser()
    stranger.visit(page_of(certificate))
    sent = []
    stranger.page.on("request", lambda request: sent.append(request.url))
    status = stranger.main.locator(f"{ZONE} [role=status]")
    stranger.main.locator(f"{ZONE} input").set_input_files(paper)
    expect(status.locator(".notice--success")).to_be_visible()
    assert stranger._findings() == []
    for content, kind in ((paper.read_bytes() + b" ", "warning"), (paper.read_bytes(), "success")):
        stranger.page.evaluate(DROP, [ZONE, base64.b64encode(content).decode()])
        expect(status.locator(f".notice--{kind}")).to_be_visible()
        expect(status.locator(".notice")).to_have_count(1)
    assert sent == []


def test_without_javascript_the_file_is_sent_and_checked(open_browser, certificate, paper):
    stranger = open_browser(java_script_enabled=False)
    stranger.visit(page_of(certificate))
    expect(stranger.main.locator(ZONE)).to_be_hidden()
    stranger.main.locator(f'a[href="{page_of(certificate, "datei/")}"]').click()
    stranger.check()
    for content, kind in ((paper.read_bytes(), "success"), (b"%PDF-1.7 forged", "danger")):
        stranger.main.locator("input[type=file]").set_input_files(
            {"name": "paper.pdf", "mimeType": "application/pdf", "buffer": content}
        )
        with stranger.page.expect_navigation():
            stranger.main.locator("form button[type=submit]").click()
        stranger.check()
        expect(stranger.main.locator(f".notice--{kind}")).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False])
def test_a_name_is_compared(javascript, open_browser, certificate):
    organisation = Organisation.objects.get(pk=certificate.completion.organisation_id)
    set_name_rule(actor=SYSTEM, organisation=organisation, rule=NameRule.COMPARE)
    stranger = open_browser(java_script_enabled=javascript)
    stranger.visit(page_of(certificate))
    stranger.main.locator(f'a[href="{page_of(certificate, "name/")}"]').click()
    stranger.check()
    for name, kind in ((NAME.upper(), "success"), ("Jana Köster", "warning")):
        stranger.main.locator("input[name=name]").fill(name)
        with stranger.page.expect_navigation():
            stranger.main.locator("form button[type=submit]").click()
        stranger.check()
        expect(stranger.main.locator(f".notice--{kind}")).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False])
def test_hr_corrects_a_name(javascript, open_browser, certificate):
    hr = open_browser(width=320, java_script_enabled=javascript)
    record = f"/personal/nachweise/{certificate.code}/"
    hr.arrive("personal@musterstadt.example", record)
    hr.check()
    hr.main.locator(f'a[href="{record}korrigieren/"]').click()
    hr.check()
    hr.main.locator("input[name=name]").fill("Hạnh Nguyễn")
    hr.main.locator("input[name=reason]").fill("Reihenfolge")
    with hr.page.expect_navigation():
        hr.main.locator("form button[type=submit]").click()
    hr.check()
    assert Certificate.objects.filter(supersedes=certificate).count() == 0
    with hr.page.expect_navigation():
        hr.main.locator("button[name=confirmed]").click()
    hr.check()
    new = Certificate.objects.get(supersedes=certificate)
    hr.at(f"/personal/nachweise/{new.code}/")
    expect(hr.main.locator("ol > li")).to_have_count(2)
