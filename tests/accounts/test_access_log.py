"""Who fetched my data: own entries only, in plain words, by date."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.models import AuditEntry
from core.services import Concern, record_audit

URL = "/mein-konto/zugriffe/"


def rows(response) -> list[str]:
    bodies = re.findall(r"<tbody.*?</tbody>", response.content.decode(), re.S)
    cells = re.findall(r"<tr.*?</tr>", "".join(bodies), re.S)
    return [" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in cells]


@pytest.fixture
def record(hr, musterstadt):
    def write(person, action="hr.zip", label="Kurs A", actor=hr, times=1):
        concerns = [Concern(person.key, label)] * times
        record_audit(actor=actor, action=action, organisation=musterstadt.key, concerns=concerns)

    return write


@pytest.fixture(autouse=True)
def _no_entries_from_setting_up(learner, hr):
    AuditEntry.objects.all().delete()


def test_entries_about_me_in_plain_words(signed_in, learner, record):
    record(learner, "hr.certificate")
    (row,) = rows(signed_in.get(URL))
    assert re.fullmatch(
        r"\d\d\.\d\d\.\d{4} Petra Sommer , Musterstadt "
        r"Hat Ihre Teilnahmebescheinigung heruntergeladen: Kurs A",
        row,
    )


def test_entries_about_others_and_by_myself_are_not_shown(signed_in, learner, hr, record):
    record(hr)
    record(learner, "certificates.download", actor=learner)
    assert rows(signed_in.get(URL)) == []


@pytest.mark.parametrize(
    "action",
    [
        "hr.certificate",
        "hr.zip",
        "hr.xlsx",
        "certificates.corrected",
        "certificates.revoked",
        "accounts.created",
        "accounts.invited",
        "accounts.roles",
        "accounts.renamed",
        "accounts.deactivated",
        "accounts.reactivated",
    ],
)
def test_every_action_has_words(signed_in, learner, record, action):
    record(learner, action, "learner")
    (row,) = rows(signed_in.get(URL))
    assert action not in row


def test_roles_are_named_as_in_the_form(signed_in, learner, record):
    record(learner, "accounts.roles", "hr, learner")
    (row,) = rows(signed_in.get(URL))
    assert row.endswith("Personalstelle, Lernende")


def test_names_are_text(signed_in, learner, record):
    record(learner, label="<script>alert(1)</script>")
    assert "<script>alert" not in signed_in.get(URL).content.decode()


def test_pages_and_queries(signed_in, learner, record):
    signed_in.get(URL)  # fills caches that live longer than a request
    counts = []
    for times in (3, 300):
        record(learner, times=times)
        with CaptureQueriesContext(connection) as queries:
            response = signed_in.get(URL)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 7
    assert len(rows(response)) == 50
    assert len(rows(signed_in.get(f"{URL}?seite=7"))) == 3


def test_who_sees_what_is_on_the_page(signed_in):
    page = signed_in.get(URL).content.decode()
    assert 'id="who-sees-what"' in page
    assert 'class="empty"' in page
