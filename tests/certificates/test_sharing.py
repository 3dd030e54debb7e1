"""The page that a person switches on for others."""

import io
import json
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext
from PIL import Image

from accounts.permissions import SYSTEM
from accounts.services import set_active
from certificates import badges, baking, credential
from certificates.models import ShareLink
from certificates.services import correct, revoke, share, stop_sharing, trust


@pytest.fixture
def link(learner, certificate):
    return share(actor=learner, certificate=certificate, with_files=False)


def page_url(link) -> str:
    return f"/nachweis/{link.token}/"


def switch(client, certificate, **data):
    return client.post(f"/meine-nachweise/{certificate.code}/teilen/", data)


# --- Switching --------------------------------------------------------------------------


def test_the_person_switches_it_on_and_off(signed_in, client, certificate):
    own = f"/meine-nachweise/{certificate.code}/"
    assert switch(signed_in, certificate)["Location"] == own
    link = ShareLink.objects.get()
    html = signed_in.get(own).content.decode()
    assert f'{page_url(link)}"' in html
    assert signed_in.get(page_url(link)).status_code == 200
    switch(signed_in, certificate, off="1")
    assert signed_in.get(page_url(link)).status_code == 404
    assert page_url(link) not in signed_in.get(own).content.decode()


def test_the_address_stays_while_it_is_on_and_never_comes_back(learner, certificate, link):
    assert share(actor=learner, certificate=certificate, with_files=True).token == link.token
    stop_sharing(actor=learner, certificate=certificate)
    stop_sharing(actor=learner, certificate=certificate)
    again = share(actor=learner, certificate=certificate, with_files=False)
    assert again.token != link.token
    assert certificate.code not in again.token
    assert len(again.token) == 32


def test_nobody_else_may(hr, admin, certificate, link):
    for actor in (hr, admin):
        with pytest.raises(PermissionDenied):
            share(actor=actor, certificate=certificate, with_files=True)
        with pytest.raises(PermissionDenied):
            stop_sharing(actor=actor, certificate=certificate)
    assert ShareLink.objects.get() == link


def test_before_switching_on_it_is_said_what_others_see(signed_in, certificate):
    html = signed_in.get(f"/meine-nachweise/{certificate.code}/").content.decode()
    assert 'id="seen"' in html
    assert 'aria-describedby="seen"' in html


# --- What others see --------------------------------------------------------------------


def test_the_page_says_what_is_printed(client, certificate, link, django_assert_num_queries):
    client.get("/pruefen/")  # fills the footer's cache
    with django_assert_num_queries(1):
        response = client.get(page_url(link))
    html = response.content.decode()
    for text in ("Mara Lindner", "Umgang mit Anfeindungen", "18 Minuten (0,4 UE)", "Musterstadt"):
        assert text in html
    assert certificate.code not in html
    assert "abzeichen." not in html
    assert response["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in html
    assert "no-store" in response["Cache-Control"]


def test_files_only_if_the_person_wanted_that(client, learner, certificate, link):
    for kind in ("json", "png", "svg"):
        assert client.get(f"{page_url(link)}abzeichen.{kind}").status_code == 404
    share(actor=learner, certificate=certificate, with_files=True)
    html = client.get(page_url(link)).content.decode()
    for kind in ("json", "png", "svg"):
        assert f'href="{page_url(link)}abzeichen.{kind}"' in html
    document = trust.did_document()
    text = client.get(f"{page_url(link)}abzeichen.json").content
    assert credential.verify(json.loads(text), document) == badges.unsigned(certificate)
    response = client.get(f"{page_url(link)}abzeichen.png")
    assert response["X-Robots-Tag"] == "noindex"
    Image.open(io.BytesIO(response.content)).load()
    assert credential.verify(baking.from_png(response.content), document)
    assert client.get(f"{page_url(link)}abzeichen.jwt").status_code == 404


def test_after_a_correction_the_new_one_is_shown(client, certificate, link, hr):
    correct(actor=hr, certificate=certificate, name="Mara Neu", reason="Heirat")
    html = client.get(page_url(link)).content.decode()
    assert "Mara Neu" in html
    assert "Lindner" not in html
    assert "Heirat" not in html


def test_revocation_and_expiry_are_shown(client, certificate, link, hr):
    certificate.valid_until = timezone.localdate() - timedelta(days=1)
    certificate.save()
    html = client.get(page_url(link)).content.decode()
    assert gettext("expired, was valid until %(date)s").partition("%")[0] in html
    assert "notice--warning" in html
    revoke(actor=hr, certificate=certificate, reason="Irrtum")
    html = client.get(page_url(link)).content.decode()
    assert "widerrufen am" in html
    assert "notice--danger" in html
    assert "Irrtum" not in html


# --- The end ----------------------------------------------------------------------------


def test_with_the_account_the_page_is_gone(client, learner, certificate, link):
    learner.delete()
    assert client.get(page_url(link)).status_code == 404
    assert ShareLink.objects.count() == 0
    assert client.get(f"/pruefen/{certificate.code}/").status_code == 200


def test_who_cannot_sign_in_is_not_shown(client, learner, musterstadt, link):
    set_active(actor=SYSTEM, organisation=musterstadt, person=learner, active=False)
    assert client.get(page_url(link)).status_code == 404


def test_guessing_is_slowed_down(client, link):
    answers = [client.get(f"/nachweis/{number:032}/").status_code for number in range(61)]
    assert answers == [404] * 60 + [429]


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_nothing_can_be_written(client, link, method):
    for url in (page_url(link), f"{page_url(link)}abzeichen.json"):
        assert getattr(client, method)(url).status_code == 405


def test_a_stranger_is_told_that_the_file_follows(client, learner, certificate, press):
    link = share(actor=learner, certificate=certificate, with_files=True)
    response = client.get(f"{page_url(link)}abzeichen.png")
    html = response.content.decode()
    assert (response.status_code, response["Retry-After"]) == (503, "120")
    assert f'href="{page_url(link)}"' in html
    assert 'href="/meine-nachweise/"' not in html.split("<main")[1].split("</main")[0]
