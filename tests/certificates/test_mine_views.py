"""The page of one's own certificate, and what can be taken along from there."""

import io
import json
import subprocess
from xml.etree import ElementTree

import jwt
import pytest
from PIL import Image

from certificates import badge_picture, badges, baking, credential
from certificates.inspection import embedded
from certificates.models import SealedProof
from certificates.services import correct, ensure_file, revoke, trust

KINDS = ("json", "png", "svg", "jwt")


def page_url(certificate) -> str:
    return f"/meine-nachweise/{certificate.code}/"


def file_url(certificate, kind: str) -> str:
    return f"{page_url(certificate)}abzeichen.{kind}"


def verified(text) -> dict:
    return credential.verify(json.loads(text), trust.did_document())


def test_the_page_says_what_the_certificate_says(signed_in, certificate):
    html = signed_in.get(page_url(certificate)).content.decode()
    for text in ("Umgang mit Anfeindungen", "Mara Lindner", "18 Minuten (0,4 UE)", "Musterstadt"):
        assert text in html
    for kind in KINDS:
        assert f'href="{file_url(certificate, kind)}"' in html
    assert f'href="/meine-nachweise/{certificate.code}.pdf"' in html


def test_the_list_leads_to_the_page(signed_in, certificate):
    assert f'href="{page_url(certificate)}"' in signed_in.get("/meine-nachweise/").content.decode()


def test_a_corrected_one_leads_to_the_one_that_holds(signed_in, certificate, hr):
    new = correct(actor=hr, certificate=certificate, name="Mara Neu", reason="Heirat")
    earlier = signed_in.get(page_url(certificate)).content.decode()
    assert f'href="{page_url(new)}"' in earlier
    assert "/teilen/" not in earlier
    assert "/teilen/" in signed_in.get(page_url(new)).content.decode()


def test_a_revocation_is_said(signed_in, certificate, hr):
    revoke(actor=hr, certificate=certificate, reason="Irrtum")
    html = signed_in.get(page_url(certificate)).content.decode()
    assert "widerrufen am" in html
    assert "Irrtum" in html
    assert "unbegrenzt" not in html  # what holds no more has no such term


def test_the_page_costs_few_queries(signed_in, certificate, django_assert_max_num_queries):
    signed_in.get(page_url(certificate))
    with django_assert_max_num_queries(5):
        signed_in.get(page_url(certificate))


# --- Files ------------------------------------------------------------------------------


def test_the_json_is_that_of_the_pdf(signed_in, certificate):
    response = signed_in.get(file_url(certificate, "json"))
    assert response["Content-Type"] == "application/json"
    assert "no-store" in response["Cache-Control"]
    assert (
        'filename="teilnahmebescheinigung-umgang-mit-anfeindungen-ausgabe-1.json"'
        in (response["Content-Disposition"])
    )
    assert verified(response.content) == badges.unsigned(certificate)


def test_the_png_is_a_picture_with_the_proof_in_it(signed_in, certificate):
    content = signed_in.get(file_url(certificate, "png")).content
    picture = Image.open(io.BytesIO(content))
    picture.load()
    assert (picture.format, picture.size) == ("PNG", (badge_picture.SIZE,) * 2)
    assert verified(json.dumps(baking.from_png(content))) == badges.unsigned(certificate)


def test_the_svg_is_a_picture_with_the_proof_in_it(signed_in, certificate):
    root = ElementTree.fromstring(signed_in.get(file_url(certificate, "svg")).content)  # noqa: S314  ours
    space = "{http://www.w3.org/2000/svg}"
    assert root.tag == f"{space}svg"
    assert "Umgang mit Anfeindungen" in root.find(f"{space}title").text
    assert len(root.findall(f"{space}polygon")) == 5
    proof = root.find(f"{{{baking.NAMESPACE}}}credential")
    assert verified(proof.text) == badges.unsigned(certificate)


def test_the_token_is_signed(signed_in, certificate, keyring):
    token = signed_in.get(file_url(certificate, "jwt")).content.decode()
    method = jwt.get_unverified_header(token)["kid"].partition("#")[2]
    (public,) = [public for public in keyring.public() if public.name == method]
    told = jwt.decode(token, public.key, ["RS256"])
    assert told["jti"] == certificate.snapshot["check_address"]
    assert token == signed_in.get(file_url(certificate, "jwt")).content.decode()


def test_a_title_cannot_break_the_picture(signed_in, certificate):
    certificate.snapshot["course_title"] = '<b> "&" ]]> <svg>'
    certificate.save()
    root = ElementTree.fromstring(signed_in.get(file_url(certificate, "svg")).content)  # noqa: S314  ours
    assert '<b> "&" ]]> <svg>' in root.find("{http://www.w3.org/2000/svg}title").text


def test_nothing_is_rendered_for_a_file_that_is_stored(signed_in, certificate, monkeypatch):
    ensure_file(certificate)
    monkeypatch.setattr("certificates.services.files.produce", None)
    assert signed_in.get(file_url(certificate, "json")).status_code == 200


@pytest.mark.parametrize("kind", ["json", "png", "svg"])
def test_the_proof_is_kept_beside_the_file_and_starts_no_process(
    kind, signed_in, certificate, monkeypatch
):
    document = ensure_file(certificate)
    with document.file.open() as file:
        assert embedded(file.read(), credential.FILE_NAME).decode() == document.proof.credential
    monkeypatch.setattr(subprocess, "run", None)
    assert signed_in.get(file_url(certificate, kind)).status_code == 200


def test_an_older_file_gives_its_proof_once(signed_in, certificate, monkeypatch):
    kept = ensure_file(certificate).proof.credential
    SealedProof.objects.all().delete()
    first = signed_in.get(file_url(certificate, "json")).content.decode()
    monkeypatch.setattr(subprocess, "run", None)
    again = signed_in.get(file_url(certificate, "json")).content.decode()
    assert first == again == kept == SealedProof.objects.get().credential


def test_a_token_is_signed_once(signed_in, certificate, monkeypatch):
    first = signed_in.get(file_url(certificate, "jwt")).content
    monkeypatch.setattr(subprocess, "run", None)
    assert signed_in.get(file_url(certificate, "jwt")).content == first
    assert SealedProof.objects.get().credential


def test_files_stay_within_the_budget(signed_in, certificate, django_assert_max_num_queries):
    ensure_file(certificate)
    signed_in.get("/meine-nachweise/")
    with django_assert_max_num_queries(5):
        signed_in.get(file_url(certificate, "png"))


def test_a_file_without_a_proof_is_said_to_follow(signed_in, certificate, press):
    response = signed_in.get(file_url(certificate, "png"))
    assert (response.status_code, response["Retry-After"]) == (503, "120")


def test_a_token_without_keys_is_said_to_follow(signed_in, certificate, settings, tmp_path):
    settings.CERTIFICATE_KEYS_DIR = tmp_path
    assert signed_in.get(file_url(certificate, "jwt")).status_code == 503


@pytest.mark.parametrize("kind", ["exe", "pdf", "JSON"])
def test_other_kinds_are_unknown(signed_in, certificate, kind):
    assert signed_in.get(file_url(certificate, kind)).status_code == 404


@pytest.mark.parametrize("viewer", ["hr", "admin", "foreign_hr"])
def test_others_get_404(client, request, viewer, certificate):
    client.force_login(request.getfixturevalue(viewer))
    for url in (page_url(certificate), *(file_url(certificate, kind) for kind in KINDS)):
        assert client.get(url).status_code == 404
    assert client.post(f"{page_url(certificate)}teilen/").status_code == 404


def test_strangers_are_led_to_the_sign_in(client, certificate):
    for url in (page_url(certificate), file_url(certificate, "json")):
        assert client.get(url)["Location"].startswith("/konto/login/")


# --- The picture ------------------------------------------------------------------------


def test_the_picture_has_the_colour_of_the_certificate():
    for accent in ("#1d3b72", "#7a1f3d"):
        picture = Image.open(io.BytesIO(badge_picture.png(accent)))
        wanted = tuple(int(accent[place : place + 2], 16) for place in (1, 3, 5))
        assert picture.getpixel((236, 264))[:3] == wanted  # in the tick
        assert picture.getpixel((2, 2))[3] == 0
