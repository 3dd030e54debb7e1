"""A person's certificates in the browser, and the public check."""

import pytest
from django.urls import reverse

from certificates import codes
from certificates.rendering import RenderError
from certificates.services import ensure_file
from tests import factories


def check_url(code: str) -> str:
    return f"/pruefen/{code}/"


def download_url(certificate) -> str:
    return f"/meine-nachweise/{certificate.code}.pdf"


# --- My certificates --------------------------------------------------------------------


def test_addresses():
    assert reverse("certificates:mine") == "/meine-nachweise/"
    assert reverse("certificates:download", args=["X"]) == "/meine-nachweise/X.pdf"
    assert reverse("certificates:check_form") == "/pruefen/"
    assert reverse("certificates:check", args=["X"]) == "/pruefen/X/"


def test_the_list_shows_ones_own(signed_in, certificate, musterstadt, edition):
    other = factories.complete(factories.make_person(musterstadt), edition).certificate
    html = signed_in.get("/meine-nachweise/").content.decode()
    assert download_url(certificate) in html
    assert other.code not in html
    assert "18 Minuten (0,4 UE)" in html


def test_the_empty_list_says_so(signed_in):
    html = signed_in.get("/meine-nachweise/").content.decode()
    assert "Sie haben noch keine Teilnahmebescheinigung." in html
    assert "<table" not in html


@pytest.mark.parametrize("url", ["/meine-nachweise/", "/meine-nachweise/X.pdf"])
def test_strangers_are_led_to_the_sign_in(client, db, url):
    response = client.get(url)
    assert response.status_code == 302
    assert response["Location"].startswith("/konto/login/")


def test_the_list_costs_the_same_for_many(
    signed_in, learner, course_index, press, django_assert_max_num_queries
):
    for number in range(3):
        course = factories.make_course(course_index, slug=f"kurs-{number}")
        factories.complete(learner, factories.release_course(course))
    signed_in.get("/meine-nachweise/")
    with django_assert_max_num_queries(5):
        signed_in.get("/meine-nachweise/")


def test_download(signed_in, certificate, press):
    response = signed_in.get(download_url(certificate))
    assert response.status_code == 200
    assert b"".join(response.streaming_content) == b"%PDF 1"
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Length"] == "6"
    assert "no-store" in response["Cache-Control"]
    assert "private" in response["Cache-Control"]
    assert response["Content-Disposition"] == (
        'attachment; filename="teilnahmebescheinigung-umgang-mit-anfeindungen-ausgabe-1.pdf"; '
        "filename*=UTF-8''Teilnahmebescheinigung%20Umgang%20mit%20Anfeindungen%2C%20Ausgabe%201.pdf"
    )


def test_download_stays_within_its_budget(
    signed_in, certificate, press, django_assert_max_num_queries
):
    signed_in.get(download_url(certificate))
    with django_assert_max_num_queries(2):  # who it is, and the file
        signed_in.get(download_url(certificate))


@pytest.mark.parametrize("damage", [b"X", b""])
def test_a_damaged_file_is_not_downloaded(signed_in, certificate, press, damage):
    document = ensure_file(certificate)
    with document.file.open("r+b") as file:
        file.write(damage) or file.truncate()
    response = signed_in.get(download_url(certificate))
    assert response.status_code == 503
    assert b"%PDF" not in response.content


@pytest.mark.parametrize("viewer", ["hr", "admin", "foreign_hr"])
def test_others_get_404(client, request, viewer, certificate, press):
    client.force_login(request.getfixturevalue(viewer))
    assert client.get(download_url(certificate)).status_code == 404
    assert press.jobs == []
    ensure_file(certificate)
    assert client.get(download_url(certificate)).status_code == 404


def test_a_delay_is_told_in_plain_words(signed_in, certificate, press):
    press.error = RenderError("stopped by SIGSEGV")
    response = signed_in.get(download_url(certificate))
    assert response.status_code == 503
    assert response["Retry-After"] == "120"
    assert "Ihre Teilnahmebescheinigung ist ausgestellt" in response.content.decode()
    press.error = None
    assert signed_in.get(download_url(certificate)).status_code == 200


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_nothing_can_be_written(signed_in, certificate, method):
    urls = ["/meine-nachweise/", download_url(certificate), check_url(certificate.code)]
    codes_seen = [getattr(signed_in, method)(url).status_code for url in urls]
    assert codes_seen == [405, 405, 405]


# --- The public check -------------------------------------------------------------------


def test_the_check_shows_the_course_and_never_the_name(client, certificate):
    response = client.get(check_url(certificate.code))
    html = response.content.decode()
    assert response.status_code == 200
    expected = ["Umgang mit Anfeindungen", "18 Minuten (0,4 UE)", "Musterstadt"]
    assert [text for text in expected if text not in html] == []
    assert "Mara" not in html
    assert "Lindner" not in html
    assert set(response.cookies) == {"csrftoken"}


def test_the_name_is_hidden_from_its_owner_and_hr_too(client, learner, hr, certificate):
    """What is printed by the page itself: the header greets whoever is signed in."""
    client.force_login(hr)
    assert "Lindner" not in client.get(check_url(certificate.code)).content.decode()


@pytest.mark.parametrize("code", ["0" * 28, "falsch", "<b>"])
def test_unknown_codes(client, certificate, code):
    response = client.get(reverse("certificates:check", args=[code]))
    assert response.status_code == 404
    assert "Unbekannt: Zu diesem Prüfcode" in response.content.decode()


def test_search_engines_keep_out(client, certificate):
    for code in (certificate.code, "0" * 28):
        assert client.get(check_url(code))["X-Robots-Tag"] == "noindex"


def test_known_and_unknown_codes_cost_the_same(client, certificate, django_assert_num_queries):
    client.get(check_url("falsch"))  # fills the footer's cache
    for code in (certificate.code, "0" * 28, "falsch"):
        with django_assert_num_queries(1):
            client.get(check_url(code))


def test_guessing_is_slowed_down(client, certificate):
    answers = [client.get(check_url(f"{n:028}")).status_code for n in range(11)]
    assert answers == [404] * 10 + [429]
    assert client.get(check_url(certificate.code)).status_code == 200


def test_the_form_leads_to_the_page_of_the_code(client, certificate):
    typed = codes.printed(certificate.code).lower()
    response = client.get("/pruefen/", {"code": typed})
    assert (response.status_code, response["Location"]) == (302, check_url(certificate.code))


@pytest.mark.parametrize(
    ("typed", "message"),
    [("", "Bitte geben Sie den Prüfcode ein."), ("abc", "Ein Prüfcode hat 28 Buchstaben")],
)
def test_the_form_says_what_is_wrong(client, db, typed, message):
    response = client.get("/pruefen/", {"code": typed})
    assert response.status_code == 200
    assert message in response.content.decode()


def test_the_empty_form_complains_of_nothing(client, db):
    html = client.get("/pruefen/").content.decode()
    assert 'name="code"' in html
    assert "kern-error" not in html
