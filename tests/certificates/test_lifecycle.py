"""Corrected, revoked, expired: what happens to a certificate, and what never happens."""

import threading
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.db import IntegrityError, connection, connections, transaction
from django.utils import timezone
from django_tasks import default_task_backend

from accounts.permissions import SYSTEM
from certificates import codes, services
from certificates.models import STATUS_LIST_LENGTH, Certificate, ExpiryReminder
from certificates.services import correct, ensure_file, issue, remind, revoke
from certificates.tasks import mail_person
from core.models import AuditEntry
from learning.models import Completion
from lms.invariants import violations
from tests import factories

NEW = "Mara Lindner-Šimková"
WHY = "Name nach Heirat"


@pytest.fixture(autouse=True)
def _empty_queue():
    default_task_backend.clear()


def queued(name: str) -> list:
    return [task.args for task in default_task_backend.results if task.task.name == name]


def facts(certificate) -> dict:
    fresh = Certificate.objects.get(pk=certificate.pk)
    return {field.name: getattr(fresh, field.attname) for field in fresh._meta.concrete_fields}


# --- A place in the status list -----------------------------------------------------------


def test_places_are_at_random_and_inside_the_list(musterstadt, edition):
    people = [factories.make_person(musterstadt) for _ in range(4)]
    places = [factories.complete(person, edition).certificate.status_index for person in people]
    assert len(set(places)) == 4
    assert all(0 <= place < STATUS_LIST_LENGTH for place in places)
    assert places != sorted(places)[:1] + list(range(places[0] + 1, places[0] + 4))


def test_a_place_that_is_taken_is_not_given_twice(certificate, musterstadt, edition, monkeypatch):
    drawn = iter([certificate.status_index, certificate.status_index, 7])
    monkeypatch.setattr(services.issuing.secrets, "randbelow", lambda limit: next(drawn))
    other = factories.complete(factories.make_person(musterstadt), edition).certificate
    assert other.status_index == 7


# --- Correction ---------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["hr", "admin"])
def test_a_correction_is_a_new_certificate(role, request, certificate, press):
    ensure_file(certificate)
    before = facts(certificate)
    actor = request.getfixturevalue(role)
    new = correct(actor=actor, certificate=certificate, name=f"  {NEW}  ", reason=WHY)
    assert facts(certificate) == before
    assert certificate.document.file.open().read() == b"%PDF 1"
    assert (new.supersedes, new.correction_reason) == (certificate, WHY)
    assert new.code != certificate.code
    assert new.snapshot == certificate.snapshot | {
        "name": NEW,
        "check_address": f"http://localhost/pruefen/{new.code}/",
    }
    assert new.name_digest == codes.name_digest(NEW, new.code) != certificate.name_digest
    completion = Completion.objects.get()
    assert (completion.certificate, completion.person_name) == (new, NEW)
    assert issue(completion=completion) == new
    assert violations() == {}


def test_the_person_is_told_and_it_is_on_record(certificate, learner, hr, mailoutbox):
    new = correct(actor=hr, certificate=certificate, name=NEW, reason=WHY)
    entry = AuditEntry.objects.get(action="certificates.corrected")
    assert (entry.actor, entry.subject) == (hr.key, learner.key)
    assert (entry.organisation, entry.object_label) == (
        learner.organisation.key,
        "Umgang mit Anfeindungen",
    )
    assert queued("print_certificate")[-1] == [new.pk]
    assert queued("mail_person") == [[new.pk, "corrected"]]
    mail_person.call(new.pk, "corrected")
    (mail,) = mailoutbox
    assert mail.to == [learner.email]
    assert WHY in mail.body
    assert "/meine-nachweise/" in mail.body


@pytest.mark.parametrize("role", ["learner", "trainer", "foreign_hr"])
def test_nobody_else_may(role, request, certificate):
    actor = request.getfixturevalue(role)
    with pytest.raises(PermissionDenied):
        correct(actor=actor, certificate=certificate, name=NEW, reason=WHY)
    with pytest.raises(PermissionDenied):
        revoke(actor=actor, certificate=certificate, reason=WHY)
    assert Certificate.objects.count() == 1
    assert AuditEntry.objects.filter(action__startswith="certificates.").count() == 0


@pytest.mark.parametrize(
    "change",
    [
        {"name": ""},
        {"name": " \u00a0 "},
        {"name": "Mara Lindner"},
        {"name": "a" * 201},
        {"name": "Mara\u202eLindner"},
        {"name": "Mara\x07"},
        {"name": "a" + "\u0301" * 6},
        {"reason": " "},
        {"reason": "x" * 301},
        {"reason": "a\u2066b"},
    ],
)
def test_what_is_unfit_is_refused(change, certificate, hr):
    data = {"name": NEW, "reason": WHY} | change
    with pytest.raises(ValidationError):
        correct(actor=hr, certificate=certificate, **data)
    assert Certificate.objects.count() == 1
    assert queued("mail_person") == []


def test_only_the_one_that_holds_is_corrected(certificate, hr):
    new = correct(actor=hr, certificate=certificate, name=NEW, reason=WHY)
    with pytest.raises(ValidationError):
        correct(actor=hr, certificate=certificate, name="Noch anders", reason=WHY)
    with pytest.raises(ValidationError):
        revoke(actor=hr, certificate=certificate, reason=WHY)
    third = correct(actor=hr, certificate=new, name="Mara Šimková", reason="Scheidung")
    assert Completion.objects.get().certificate == third
    assert violations() == {}


def test_the_database_keeps_one_chain(certificate, completion):
    """What no service does, the constraints refuse as well."""
    copies = [
        {"supersedes": None, "correction_reason": ""},
        {"supersedes": certificate, "correction_reason": ""},
        {"supersedes": None, "correction_reason": "x"},
        {"revoked_on": timezone.localdate()},
        {"revocation_reason": "x"},
    ]
    for number, change in enumerate(copies):
        row = Certificate.objects.get(pk=certificate.pk)
        row.pk, row.code, row.status_index = None, f"NEW{number}", number
        row.supersedes, row.correction_reason = certificate, "x"
        for name, value in change.items():
            setattr(row, name, value)
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save(force_insert=True)
    assert Certificate.objects.count() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_corrections_at_once_make_one(certificate, hr):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time")
    barrier, made, refused = threading.Barrier(8), [], []

    def work(number):
        try:
            old = Certificate.objects.get(pk=certificate.pk)
            barrier.wait(timeout=10)
            made.append(correct(actor=hr, certificate=old, name=f"{NEW} {number}", reason=WHY).pk)
        except ValidationError as error:
            refused.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work, args=[number]) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(made), len(refused), Certificate.objects.count()) == (1, 7, 2)
    assert violations() == {}


# --- Revocation ---------------------------------------------------------------------------


def test_a_revocation_has_a_date_and_a_reason(certificate, learner, hr, press, mailoutbox):
    ensure_file(certificate)
    before = facts(certificate)
    revoke(actor=hr, certificate=certificate, reason="Falsche Person")
    assert facts(certificate) == before | {
        "revoked_on": timezone.localdate(),
        "revocation_reason": "Falsche Person",
    }
    assert Completion.objects.get().certificate == certificate
    assert AuditEntry.objects.get(action="certificates.revoked").subject == learner.key
    mail_person.call(*queued("mail_person")[-1])
    (mail,) = mailoutbox
    assert "Falsche Person" in mail.body


def test_what_was_revoked_stays_so(certificate, hr):
    revoke(actor=hr, certificate=certificate, reason="Falsche Person")
    with pytest.raises(ValidationError):
        revoke(actor=hr, certificate=certificate, reason="Doch")
    with pytest.raises(ValidationError):
        correct(actor=hr, certificate=certificate, name=NEW, reason=WHY)


def test_without_an_account_there_is_nobody_to_tell(certificate, learner, hr, mailoutbox):
    learner.delete()
    revoke(actor=hr, certificate=certificate, reason="Falsche Person")
    mail_person.call(*queued("mail_person")[-1])
    mail_person.call(certificate.pk + 1000, "revoked")
    assert mailoutbox == []


def test_the_mail_about_a_revocation_leads_to_what_can_be_done(certificate, hr, mailoutbox):
    revoke(actor=hr, certificate=certificate, reason=WHY)
    assert services.letters.tell(certificate, "revoked")
    assert f"/meine-nachweise/{certificate.code}/" in mailoutbox[-1].body


# --- Validity and reminders ---------------------------------------------------------------


@pytest.fixture
def expiring(certificate):
    """A certificate that is valid for sixty days more."""
    certificate.valid_until = timezone.localdate() + timedelta(days=60)
    certificate.save()
    return certificate


def test_valid_for_as_long_as_the_course_said(learner, course_index):
    course = factories.make_course(course_index, slug="befristet", valid_months=24)
    completion = factories.complete(learner, factories.release_course(course))
    certificate = completion.certificate
    assert certificate.valid_until == completion.valid_until
    assert certificate.valid_until.year == completion.completed_on.year + 2
    new = correct(actor=SYSTEM, certificate=certificate, name=NEW, reason=WHY)
    assert new.valid_until == certificate.valid_until


def test_without_a_limit_for_ever(certificate):
    assert certificate.valid_until is None
    assert remind(today=timezone.localdate()) == 0


def test_two_reminders_and_each_once(expiring, learner, mailoutbox):
    today = timezone.localdate()
    days = [0, 0, 1, 45, 46, 46, 47, 60, 61, 80]
    sent = [remind(today=today + timedelta(days=day)) for day in days]
    assert sent == [1, 0, 0, 0, 1, 0, 0, 0, 0, 0]
    assert [mail.to for mail in mailoutbox] == 2 * [[learner.email]]
    assert "/meine-nachweise/" in mailoutbox[0].body


def test_too_early_is_not_reminded_of(expiring, mailoutbox):
    assert remind(today=timezone.localdate() - timedelta(days=1)) == 0


def test_whoever_missed_the_first_gets_one_mail_only(expiring, mailoutbox):
    late = timezone.localdate() + timedelta(days=50)
    assert [remind(today=late), remind(today=late)] == [1, 0]
    assert len(mailoutbox) == 1


def test_the_mail_server_says_no_and_is_asked_again(expiring, monkeypatch, mailoutbox):
    def refuse(*args, **options):
        raise ConnectionRefusedError

    with monkeypatch.context() as patch:
        patch.setattr(services.letters, "send_mail", refuse)
        assert remind(today=timezone.localdate()) == 0
    assert ExpiryReminder.objects.count() == 0
    assert remind(today=timezone.localdate()) == 1


@pytest.mark.parametrize("reason", ["revoked", "corrected", "renewed", "inactive", "erased"])
def test_who_is_not_reminded(reason, expiring, learner, hr, edition, mailoutbox):
    if reason == "revoked":
        revoke(actor=hr, certificate=expiring, reason=WHY)
    elif reason == "corrected":
        new = correct(actor=hr, certificate=expiring, name=NEW, reason=WHY)
        assert remind(today=timezone.localdate()) == 1
        assert ExpiryReminder.objects.get().certificate == new
        return
    elif reason == "renewed":
        first = expiring.completion
        again = Completion.objects.get(pk=first.pk)
        again.pk, again.key, again.enrolment, again.cycle = None, None, None, 2
        again.key = factories.uid("again")
        again.save(force_insert=True)
    elif reason == "inactive":
        learner.is_active = False
        learner.save()
    else:
        learner.delete()
    assert remind(today=timezone.localdate()) == 0
    assert mailoutbox == []


def test_the_command(expiring, mailoutbox, capsys):
    call_command("remind_expiring")
    assert len(mailoutbox) == 1
    assert "1" in capsys.readouterr().out
