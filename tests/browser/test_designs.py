"""An administrator shapes the municipality's certificates: looks, is stopped, publishes."""

import re

import pytest
from playwright.sync_api import expect

from accounts.models import User
from certificates.models import CertificateDesign
from tests.browser import axe
from tests.certificates.test_artwork import svg

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

ADMINISTRATOR = "verwaltung@musterstadt.example"
DRAWING = svg('<path d="M1 1h8v8z" fill="#123456"/>')


def _findings(page) -> list[str]:
    """What axe finds, but for contrast: the colours are Wagtail's, some behind pictures."""
    return [line for line in axe.findings(page, "main") if "color-contrast" not in line]


def _publish(page):
    page.get_by_role("button", name="Mehr Aktionen").click()
    with page.expect_navigation():
        page.get_by_role("button", name="Veröffentlichen").click()


def test_an_administrator_edits_looks_and_publishes(open_browser):
    User.objects.filter(email=ADMINISTRATOR).update(is_superuser=False)  # of the town only
    administrator = open_browser()
    administrator.arrive(ADMINISTRATOR, "/admin/certificate-designs/add/")
    page = administrator.page
    page.locator("[name=design]").select_option("charter")
    page.locator("[name=orientation]").select_option("landscape")
    page.locator("[name=accent]").fill("#ffee00")
    page.locator("[name=signatory_name]").fill("Dr. Sabine Beispiel")
    page.locator("[name=logo]").set_input_files(
        {"name": "wappen.svg", "mimeType": "image/svg+xml", "buffer": DRAWING}
    )
    page.locator("[name=logo_description]").fill("Wappen von Musterstadt")
    assert _findings(page) == []

    _publish(page)
    expect(page.locator("[name=accent]")).to_have_value("#ffee00")
    expect(page.get_by_text(re.compile("4[.,]5 (zu|to) 1"))).to_be_visible()
    expect(page.locator("[name=signatory_name]")).to_have_value("Dr. Sabine Beispiel")
    expect(page.locator("img.kept-picture")).to_be_visible()  # the picture was kept
    assert _findings(page) == []

    page.locator("[name=accent]").fill("#1d3b72")
    _publish(page)
    design = CertificateDesign.objects.get(design="charter")
    assert (design.live, design.orientation) == (True, "landscape")
    assert design.logo.endswith(".svg")

    page.goto(f"/admin/certificate-designs/edit/{design.pk}/")
    page.get_by_role("button", name="Vorschau umschalten").click()
    preview = page.frame_locator("#w-preview-iframe")
    expect(preview.locator("object")).to_have_attribute("type", "application/pdf")
    link = preview.get_by_role("link")
    assert link.get_attribute("href").startswith("data:application/pdf;base64,JVBERi")
    administrator.watch.forgive("400")  # Wagtail saves drafts by itself, not those with faults
    page.goto("about:blank")  # the viewer has loaded what it is made of
    for own in ("chrome-extension:", "chrome://"):
        administrator.watch.forgive(own)
