"""Files of a plan over HTTP: made at once, kept nowhere, refused with a word that helps."""

import io
import json
import logging
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import caches
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from certificates.rendering import RenderRefused
from core.logs import JsonFormatter
from handouts import services
from handouts.plan import MAX_BYTES
from tests.access.snapshots import all_rows
from tests.certificates.papers import text_of

SECRET = "Zebra-4711"
STEP = {
    "id": "5a6cf0ce-3f0c-4d0e-9a67-6f9d3f1c1e55",
    "what": f"{SECRET}: mit Frau Öz reden",
    "with": SECRET,
    "due": "2026-12-01",
    "done": False,
}
PDF, ICS = "/mein-plan/mein-plan.pdf", "/mein-plan/mein-plan.ics"
BOTH = pytest.mark.parametrize("address", [PDF, ICS])


@pytest.fixture
def log():
    """Everything that is logged, as production writes it, down to the smallest word."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonFormatter())
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield stream
    root.removeHandler(handler)
    root.setLevel(level)


def send(client, address: str, *steps: dict, **options):
    return client.post(address, {"plan": json.dumps({"steps": steps})}, **options)


def test_the_page_holds_nothing_of_anybody(signed_in):
    response = signed_in.get("/mein-plan/")
    assert response.status_code == 200
    assert response.headers["Cache-Control"].startswith("max-age=0")
    body = response.content.decode()
    assert 'name="plan">' in body
    assert body.count("<textarea") == 2
    assert [line for line in body.splitlines() if "<textarea" in line and "name=" in line] == []


@pytest.mark.parametrize(
    ("language", "name"), [("de", "Mein%20Plan"), ("en", "My%20plan")], ids=["de", "en"]
)
def test_a_plan_becomes_a_paper(signed_in, language, name):
    response = send(signed_in, PDF, STEP, headers={"accept-language": language})
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    if language == "en":  # the German texts are compiled at set-up only
        assert f"filename*=UTF-8''{name}.pdf" in response["Content-Disposition"]
    assert "no-store" in response["Cache-Control"]
    assert STEP["what"] in text_of(response.content)


def test_a_plan_becomes_appointments(signed_in):
    done = STEP | {"id": STEP["id"].replace("5a", "5b"), "done": True}
    undated = STEP | {"id": STEP["id"].replace("5a", "5c"), "due": ""}
    response = send(signed_in, ICS, STEP, done, undated)
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    (event,) = Calendar.from_ical(response.content).walk("VEVENT")
    assert event["uid"] == f"{STEP['id']}@localhost"


@BOTH
def test_nothing_is_stored_and_nothing_is_logged(signed_in, log, address):
    def files():
        return {str(path) for path in Path(settings.DATA_DIR).rglob("*") if path.is_file()}

    before, known = all_rows(), files()
    assert send(signed_in, address, STEP).status_code == 200
    assert all_rows() == before
    assert files() == known
    assert SECRET not in str(caches["default"]._cache) + str(caches["editions"]._cache)
    assert SECRET not in log.getvalue()
    assert "session" not in signed_in.cookies or SECRET not in str(signed_in.session.items())


def fail(*_args, **_more):
    raise ValueError(STEP["what"])


def test_not_even_what_goes_wrong_is_logged(signed_in, log, monkeypatch):
    refusal = RenderRefused([f"cannot print {SECRET}"])
    monkeypatch.setattr(services, "print_all", lambda jobs, **options: [refusal])
    response = send(signed_in, PDF, STEP)
    assert (response.status_code, response["Retry-After"]) == (503, "120")
    monkeypatch.setattr(services, "print_all", fail)
    signed_in.raise_request_exception = False
    assert send(signed_in, PDF, STEP).status_code == 500
    send(signed_in, PDF, STEP | {"due": SECRET})
    signed_in.post(PDF, {"plan": SECRET * 100_000})
    assert "ValueError" in log.getvalue()
    assert SECRET not in log.getvalue()


@BOTH
@pytest.mark.parametrize("size", [MAX_BYTES + 1, 10 * 1024**2, 40 * 1024**2])
def test_too_much_is_turned_away_with_a_word(signed_in, address, size):
    response = signed_in.post(address, {"plan": "x" * size})
    assert response.status_code == 413
    assert reverse("handouts:plan") in response.content.decode()


def test_a_size_that_is_no_number_is_none(signed_in):
    assert signed_in.post(PDF, {"plan": "x"}, CONTENT_LENGTH="viel").status_code == 400


@BOTH
@pytest.mark.parametrize("body", ["", "Unsinn", "{}", '{"steps": []}', "\x00", "[" * 100_000])
def test_garbage_is_turned_away_with_a_word(signed_in, address, body):
    response = signed_in.post(address, {"plan": body})
    assert response.status_code == 400
    assert reverse("handouts:plan") in response.content.decode()


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/json", b'{"steps": []}'),
        ("multipart/form-data; boundary=x", b"--x\r\nbroken"),
        ("application/x-www-form-urlencoded", b"plan=%ff%fe"),
        ("text/plain; charset=utf-99", b"plan=1"),
    ],
)
def test_bodies_of_other_kinds_are_turned_away(signed_in, kind, body):
    assert signed_in.generic("POST", PDF, body, kind).status_code == 400


def test_no_dates_no_calendar(signed_in):
    assert send(signed_in, ICS, STEP | {"due": ""}).status_code == 400


@BOTH
def test_by_get_one_comes_to_the_plan(signed_in, address):
    assert signed_in.get(address)["Location"] == "/mein-plan/"


@BOTH
def test_strangers_sign_in_first(client, db, address):
    assert send(client, address, STEP)["Location"] == f"/konto/login/?next={address}"


@BOTH
def test_another_site_makes_nobody_print(learner, address):
    client = Client(enforce_csrf_checks=True)
    client.force_login(learner)
    assert send(client, address, STEP).status_code == 403


def test_printing_has_a_rate(signed_in, monkeypatch):
    monkeypatch.setattr(services, "print_all", lambda jobs, **options: [b"%PDF"])
    statuses = [send(signed_in, PDF, STEP).status_code for _ in range(11)]
    assert statuses == [200] * 10 + [429]
    assert signed_in.get("/mein-plan/").status_code == 200


def test_the_form_is_printed_once(signed_in, monkeypatch):
    printed = []
    monkeypatch.setattr(
        services, "print_all", lambda jobs, **options: printed.append(jobs) or [b"%PDF"]
    )
    assert [signed_in.get("/mein-plan/leer.pdf").content for _ in range(2)] == [b"%PDF"] * 2
    assert len(printed) == 1
