"""Certificates of what was attended on site: the same rules, and honest words."""

import json
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone, translation
from django_tasks import default_task_backend

from certificates import badges
from certificates.models import Certificate
from certificates.selectors import check
from certificates.services import correct, revoke
from certificates.services.lifecycle import revoke_withdrawn
from certificates.tasks import mail_person
from learning.models import Completion
from lms.invariants import violations
from tests import factories
from tests.learning.held import hold_course, make_event, record


@pytest.fixture
def certificate(trainer, learner):
    """Of an event of three days that ended a week ago."""
    last = timezone.localdate() - timedelta(days=7)
    first = last - timedelta(days=2)
    record(trainer, make_event(trainer, first_day=first, last_day=last), learner)
    return Certificate.objects.get()


def test_it_is_issued_when_it_is_recorded(certificate):
    assert certificate.issued_on == timezone.localdate()
    assert certificate.completion.completed_on < certificate.issued_on
    assert certificate.snapshot["completed_on"] == certificate.completion.completed_on.isoformat()


def test_the_check_page_says_how_it_was_attended(client, certificate):
    result = check(certificate.code)
    assert (result.is_event, result.edition, result.place) == (
        True,
        None,
        "Rathaus Musterstadt, Saal 2",
    )
    html = client.get(f"/pruefen/{certificate.code}/").content.decode()
    assert "Rathaus Musterstadt, Saal 2" in html
    assert "None" not in html


def test_the_credential_says_the_same(certificate):
    with translation.override("en"):
        certificate.language = "en"
        built = badges.unsigned(certificate)
    subject = built["credentialSubject"]
    assert subject["activityStartDate"] < subject["activityEndDate"]
    achievement = subject["achievement"]
    assert "version" not in achievement
    narrative = achievement["criteria"]["narrative"]
    assert narrative.startswith("Attended on site (Rathaus Musterstadt, Saal 2)")
    assert narrative.endswith("- Grenzen setzen\n- Alarm und Rückzug")
    assert "None" not in json.dumps(built)


def test_a_course_worked_through_here_is_not_said_to_be_on_site(learner, edition):
    completion = factories.complete(learner, edition)
    subject = badges.unsigned(completion.certificate)["credentialSubject"]
    assert "activityStartDate" not in subject
    assert subject["achievement"]["criteria"]["narrative"].startswith("- ")
    assert "on_site" not in completion.certificate.snapshot


def test_the_office_corrects_and_revokes_it_as_always(certificate, hr):
    new = correct(actor=hr, certificate=certificate, name="Mara Neu", reason="Heirat")
    assert new.snapshot["on_site"] == certificate.snapshot["on_site"]
    revoke(actor=hr, certificate=new, reason="Irrtum")
    assert check(new.code).state == "revoked"
    assert violations() == {}


def test_the_own_page_offers_no_course_in_its_place(client, learner, certificate, hr):
    revoke(actor=hr, certificate=certificate, reason="Irrtum")
    client.force_login(learner)
    for url in ("/meine-nachweise/", f"/meine-nachweise/{certificate.code}/"):
        html = client.get(url).content.decode()
        assert "Sicher am Tresen" in html
        assert "/erneuern/" not in html


def test_the_mail_after_a_revocation_promises_no_course(certificate, hr, mailoutbox):
    revoke(actor=hr, certificate=certificate, reason="Irrtum")
    mail_person.call(certificate.pk, "revoked")
    (mail,) = mailoutbox
    assert certificate.code in mail.body
    assert "take it again" not in mail.body
    assert "erneut" not in mail.body


def test_nobody_revokes_past_the_rules(trainer, learner, edition, certificate):
    completion = factories.complete(learner, edition)
    for one in (completion, certificate.completion):
        with pytest.raises(PermissionDenied):
            revoke_withdrawn(actor=trainer, completion=one, reason="Irrtum")


def test_who_completes_a_course_here_is_sent_no_mail(learner, edition):
    default_task_backend.clear()
    factories.complete(learner, edition)
    assert [task.task.name for task in default_task_backend.results] == ["print_certificate"]


def test_the_office_finds_it_in_its_list(client, hr, trainer, learner, edition, certificate):
    record(trainer, hold_course(trainer, edition), factories.make_person(learner.organisation))
    client.force_login(hr)
    html = client.get("/personal/").content.decode()
    assert "Sicher am Tresen" in html
    assert Completion.objects.count() == 2
    filtered = client.get(f"/personal/?kurs={certificate.completion.course_key}").content.decode()
    assert f'value="{certificate.completion_id}"' in filtered
    record_page = client.get(f"/personal/nachweise/{certificate.code}/").content.decode()
    assert "Rathaus Musterstadt, Saal 2" in record_page
