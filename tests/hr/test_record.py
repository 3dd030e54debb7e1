"""One certificate on the HR desk: its state, its history, corrected and revoked in two steps."""

import re

import pytest

from accounts.roles import Role
from certificates.models import Certificate
from core.models import AuditEntry
from learning.models import Completion
from tests import factories
from tests.hr.things import make_completion

CORRECTION = {"name": "Anna Meier", "reason": "Schreibfehler"}


@pytest.fixture
def completion(musterstadt):
    return make_completion(musterstadt)


@pytest.fixture
def certificate(completion):
    return completion.certificate


def url(certificate, part: str = "") -> str:
    return f"/personal/nachweise/{certificate.code}/{part}"


def text(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def test_the_list_leads_to_it(at_desk, certificate):
    assert url(certificate) in text(at_desk.get("/personal/"))


def test_it_says_what_the_certificate_says(at_desk, certificate):
    html = text(at_desk.get(url(certificate)))
    expected = ["Anna Müller", "Umgang mit Anfeindungen", "22. November 2026", certificate.code]
    assert [words for words in expected if words not in html] == []
    assert url(certificate, "korrigieren/") in html
    assert url(certificate, "widerrufen/") in html


def test_a_correction_takes_two_steps(at_desk, certificate, hr):
    page = url(certificate, "korrigieren/")
    assert 'value="Anna Müller"' in text(at_desk.get(page))
    asked = text(at_desk.post(page, CORRECTION))
    assert 'name="confirmed"' in asked
    assert "Anna Meier" in asked
    assert Certificate.objects.count() == 1
    back = text(at_desk.post(page, CORRECTION | {"back": "1"}))
    assert 'value="Anna Meier"' in back
    assert 'name="confirmed"' not in back
    response = at_desk.post(page, CORRECTION | {"confirmed": "1"})
    new = Completion.objects.get().certificate
    assert response["Location"] == url(new)
    assert (new.snapshot["name"], new.supersedes) == ("Anna Meier", certificate)
    assert AuditEntry.objects.get(action="certificates.corrected").actor == hr.key
    html = text(at_desk.get(url(new)))
    assert url(certificate) in html
    assert "Schreibfehler" in html
    old = text(at_desk.get(url(certificate)))
    assert url(new) in old
    assert "korrigieren" not in old


def test_the_corrected_name_is_in_the_list_and_found(at_desk, certificate):
    at_desk.post(url(certificate, "korrigieren/"), CORRECTION | {"confirmed": "1"})
    (row,) = at_desk.get("/personal/", {"name": "meier"}).context["page"].object_list
    new = Completion.objects.get().certificate
    assert (row.name, row.code, row.state) == ("Anna Meier", new.code, "valid")
    (row,) = at_desk.get("/personal/").context["page"].object_list
    assert row.code == new.code


def test_a_revocation_takes_two_steps(at_desk, certificate):
    page = url(certificate, "widerrufen/")
    asked = text(at_desk.post(page, {"reason": "Falsche Person"}))
    assert 'name="confirmed"' in asked
    assert Certificate.objects.get().revoked_on is None
    at_desk.post(page, {"reason": "Falsche Person", "confirmed": "1"})
    assert Certificate.objects.get().revocation_reason == "Falsche Person"
    html = text(at_desk.get(url(certificate)))
    assert "Falsche Person" in html
    assert "widerrufen/" not in html
    (row,) = at_desk.get("/personal/").context["page"].object_list
    assert row.state == "revoked"


@pytest.mark.parametrize("confirmed", [{}, {"confirmed": "1"}])
@pytest.mark.parametrize(
    "entries",
    [
        {"name": "", "reason": "x"},
        {"name": "Anna Müller", "reason": "x"},
        {"name": "Anna\u202eMeier", "reason": "x"},
        {"name": "a" * 201, "reason": "x"},
        {"name": "a" + "\u0301" * 6, "reason": "x"},
        {"name": "Anna Meier", "reason": ""},
        {"name": "Anna Meier", "reason": "x" * 301},
        {"name": "Anna Meier", "reason": "a\u2066b"},
    ],
)
def test_unfit_entries_are_explained(entries, confirmed, at_desk, certificate):
    html = text(at_desk.post(url(certificate, "korrigieren/"), entries | confirmed))
    assert "error-summary" in html
    assert 'name="confirmed"' not in html
    assert Certificate.objects.count() == 1


@pytest.mark.parametrize("part", ["korrigieren/", "widerrufen/"])
def test_what_holds_no_more_is_left_alone(part, at_desk, certificate):
    at_desk.post(url(certificate, "widerrufen/"), {"reason": "Irrtum", "confirmed": "1"})
    for response in (
        at_desk.get(url(certificate, part)),
        at_desk.post(url(certificate, part), CORRECTION | {"confirmed": "1"}),
    ):
        assert (response.status_code, response["Location"]) == (302, url(certificate))
    assert Certificate.objects.count() == 1


def test_a_correction_that_was_overtaken_says_so(at_desk, certificate, hr, monkeypatch):
    """Between reading the certificate and writing, a colleague has corrected it."""
    from django.core.exceptions import ValidationError

    def overtaken(**data):
        raise ValidationError("schon korrigiert")

    monkeypatch.setattr("hr.views.record.services.correct", overtaken)
    page = url(certificate, "korrigieren/")
    html = text(at_desk.post(page, CORRECTION | {"confirmed": "1"}))
    assert "schon korrigiert" in html


@pytest.mark.parametrize("part", ["", "korrigieren/", "widerrufen/"])
@pytest.mark.parametrize("role", ["learner", "trainer", "admin", "foreign_hr"])
def test_there_is_nothing_for_others(role, part, request, client, certificate):
    client.force_login(request.getfixturevalue(role))
    assert client.get(url(certificate, part)).status_code == 404
    post = client.post(url(certificate, part), CORRECTION | {"confirmed": "1"})
    assert post.status_code == (404 if part else 405)
    assert Certificate.objects.count() == 1


def test_hr_of_two_municipalities(client, musterstadt, beispielkreis, certificate):
    other = make_completion(beispielkreis).certificate
    both = factories.make_person(musterstadt, roles=[Role.HR])
    both.memberships.create(organisation=beispielkreis, role=Role.HR)
    client.force_login(both)
    assert text(client.get(url(certificate)))
    assert text(client.get(url(other)))


def test_states_cost_nothing_per_row(
    at_desk, musterstadt, certificate, django_assert_max_num_queries
):
    at_desk.get("/personal/")
    with django_assert_max_num_queries(9) as one:
        at_desk.get("/personal/")
    for number in range(4):
        make_completion(musterstadt, f"Person {number}")
    with django_assert_max_num_queries(len(one)):
        at_desk.get("/personal/")


@pytest.mark.parametrize("part", ["korrigieren", "widerrufen"])
def test_each_form_has_its_heading_and_title(part, at_desk, certificate):
    html = at_desk.get(f"/personal/nachweise/{certificate.code}/{part}/").content.decode()
    (heading,) = re.findall(r"<h1[^>]*>\s*(.+?)\s*</h1>", html)
    assert heading in html.split("<title>")[1].split("</title>")[0]
