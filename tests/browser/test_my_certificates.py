"""A person with their own certificate: its page, the badge, and a page for others."""

import re

import pytest
from playwright.sync_api import expect

from certificates.models import Certificate

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

NAME = "Nguyễn Thị Hạnh"


@pytest.fixture
def certificate(demo_site) -> Certificate:
    return Certificate.objects.get(completion__person_name=NAME)


def press(visitor, button: str) -> None:
    with visitor.page.expect_navigation():
        visitor.main.locator(f"form button{button}").click()
    visitor.check()


@pytest.mark.parametrize(("width", "javascript"), [(1280, True), (360, True), (320, False)])
def test_the_page_of_a_certificate_and_its_public_page(
    width, javascript, open_browser, certificate
):
    person = open_browser(width=width, java_script_enabled=javascript)
    person.arrive(certificate.completion.user.email, "/meine-nachweise/")
    person.click(re.compile(certificate.snapshot["course_title"]))
    person.at(f"/meine-nachweise/{certificate.code}/")
    expect(
        person.main.get_by_role("img", name=re.compile(certificate.snapshot["course_title"]))
    ).to_be_visible()
    person.main.locator("summary").click()
    person.check()
    badge = person.download(re.compile("PNG"))
    assert badge.suggested_filename.endswith(".png")

    person.main.get_by_role("checkbox").check()
    press(person, ":not([name])")
    address = person.main.locator(".address a").get_attribute("href")
    path = address[address.index("/nachweis/") :]

    stranger = open_browser(width=width, java_script_enabled=javascript)
    stranger.visit(path)
    expect(stranger.main).to_contain_text(NAME)
    assert stranger.download(re.compile("JSON")).suggested_filename.endswith(".json")

    press(person, "[name=off]")
    assert stranger.page.request.get(path).status == 404
