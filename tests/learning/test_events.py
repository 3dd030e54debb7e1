"""Events held on site, and courses recognised: one completion each, and nothing is told."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils import timezone
from django_tasks import default_task_backend

from accounts.roles import Role
from accounts.services import set_active
from certificates.models import Certificate
from certificates.services import remind, revoke
from certificates.tasks import mail_person
from core.models import AuditEntry
from learning import services
from learning.enums import Origin
from learning.models import Attendance, Completion, Enrolment, HeldEvent
from learning.selectors.progress import my_courses
from learning.services import enrol
from lms.invariants import violations
from tests import factories
from tests.learning.held import CONTENTS, hold_course, make_event, record


@pytest.fixture
def event(trainer):
    return make_event(trainer)


@pytest.fixture
def colleague(musterstadt):
    return factories.make_person(musterstadt, "Tina Trost", [Role.TRAINER])


@pytest.fixture
def stranger(beispielkreis):
    return factories.make_person(beispielkreis, "Anna Müller")


@pytest.fixture(autouse=True)
def _empty_queue():
    default_task_backend.clear()


def queued(name: str) -> list:
    return [task.args for task in default_task_backend.results if task.task.name == name]


def today():
    return timezone.localdate()


# --- An event -----------------------------------------------------------------------------


def test_who_was_there_has_a_completion_and_a_certificate(event, trainer, learner, musterstadt):
    assert record(trainer, event, learner) == 1
    completion = Completion.objects.get()
    assert (completion.origin, completion.edition_number) == (Origin.EVENT, None)
    assert (completion.user, completion.organisation) == (learner, musterstadt)
    assert (completion.course_key, completion.minutes) == (event.key, 180)
    assert completion.snapshot["contents"] == CONTENTS
    assert completion.valid_until is None
    assert completion.certificate.snapshot["course_title"] == "Sicher am Tresen"
    assert Attendance.objects.get().completion == completion
    assert violations() == {}


def test_twice_is_once(event, trainer, learner):
    assert [record(trainer, event, learner), record(trainer, event, learner)] == [1, 0]
    assert (Completion.objects.count(), Certificate.objects.count()) == (1, 1)
    assert AuditEntry.objects.filter(action="learning.attended").count() == 1


def test_the_person_is_told_and_sees_who_did_it(event, trainer, learner, mailoutbox):
    record(trainer, event, learner)
    (told,) = queued("mail_person")
    assert told[1] == "attended"
    mail_person.call(*told)
    (message,) = mailoutbox
    assert message.to == [learner.email]
    assert "Sicher am Tresen" in message.body
    entry = AuditEntry.objects.get(action="learning.attended")
    assert (entry.subject, entry.actor) == (learner.key, trainer.key)


def test_two_events_of_the_same_title_are_two(trainer, learner):
    for _number in range(2):
        record(trainer, make_event(trainer), learner)
    assert Completion.objects.count() == 2


def test_what_was_printed_is_not_changed_any_more(event, trainer, learner):
    services.change_event(actor=trainer, event=event, title="Sicher am Tresen II")
    record(trainer, event, learner)
    for refused in (
        lambda: services.change_event(actor=trainer, event=event, title="Anders"),
        lambda: services.discard_event(actor=trainer, event=event),
    ):
        with pytest.raises(ValidationError):
            refused()
    assert HeldEvent.objects.get().title == "Sicher am Tresen II"


def test_an_event_is_recorded_when_it_is_over(trainer, learner):
    event = make_event(trainer, last_day=today() + timedelta(days=1))
    with pytest.raises(ValidationError):
        record(trainer, event, learner)
    services.discard_event(actor=trainer, event=event)
    assert not HeldEvent.objects.exists()


# --- Who may ------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["learner", "hr", "admin"])
def test_only_trainers_hold_events(request, who):
    with pytest.raises(PermissionDenied):
        make_event(request.getfixturevalue(who))


def test_another_trainers_event_is_not_ones_own(event, colleague, learner):
    with pytest.raises(PermissionDenied):
        record(colleague, event, learner)


def test_somebody_of_another_municipality_is_unknown(event, trainer, stranger, learner):
    with pytest.raises(Http404):
        record(trainer, event, learner, stranger)
    assert not Completion.objects.exists()  # of nobody


def test_a_trainer_of_two_municipalities_serves_both(
    event, trainer, learner, stranger, beispielkreis
):
    trainer.memberships.create(organisation=beispielkreis, role=Role.TRAINER)
    trainer = type(trainer).objects.get(pk=trainer.pk)
    assert record(trainer, event, learner, stranger) == 2
    issuers = Certificate.objects.values_list("snapshot__issuer__name", flat=True)
    assert set(issuers) == {"Musterstadt", "Beispielkreis"}


def test_nobody_confirms_themselves(event, trainer):
    with pytest.raises(ValidationError):
        record(trainer, event, trainer)


def test_who_cannot_sign_in_is_unknown(event, trainer, learner, admin, musterstadt):
    set_active(actor=admin, organisation=musterstadt, person=learner, active=False)
    with pytest.raises(Http404):
        record(trainer, event, learner)


# --- A course on site ---------------------------------------------------------------------


def test_a_course_on_site_counts_as_the_course(trainer, learner, edition):
    record(trainer, hold_course(trainer, edition), learner)
    completion = Completion.objects.get()
    assert (completion.origin, completion.edition_number) == (Origin.RECOGNITION, 1)
    assert completion.course_key == edition.course_key
    assert completion.certificate.snapshot["self_checks"] is False
    (mine,) = my_courses(learner)
    assert mine.completion == completion
    assert enrol(actor=learner, course_slug="kurs") == completion.enrolment
    assert violations() == {}


def test_who_is_in_the_middle_keeps_their_progress(trainer, learner, edition, enrolment):
    factories.work_on(enrolment, leave=1)
    done = enrolment.events.count()
    record(trainer, hold_course(trainer, edition), learner)
    assert Completion.objects.get().enrolment == enrolment
    factories.work_on(enrolment)
    assert (Completion.objects.count(), Certificate.objects.count()) == (1, 1)
    assert enrolment.events.count() > done
    assert violations() == {}


def test_who_has_it_already_keeps_what_they_have(trainer, learner, edition):
    own = factories.complete(learner, edition)
    assert record(trainer, hold_course(trainer, edition), learner) == 1  # the same answer
    assert Completion.objects.get() == own
    assert Attendance.objects.get().completion is None
    assert queued("mail_person") == []
    assert violations() == {}


def test_an_expired_one_is_renewed(trainer, learner, course_index):
    edition = factories.release_course(
        factories.make_course(course_index, slug="jaehrlich", valid_months=12)
    )
    old = factories.complete(learner, edition)
    Completion.objects.update(completed_on=today() - timedelta(days=360))
    record(trainer, hold_course(trainer, edition), learner)
    new = Completion.objects.get(cycle=2)
    assert new.valid_until > today() + timedelta(days=360)
    assert new.enrolment.cycle == 2
    assert old.certificate.code != new.certificate.code
    assert violations() == {}


def test_a_renewal_taken_back_is_no_renewal(trainer, learner, course_index, mailoutbox):
    edition = factories.release_course(
        factories.make_course(course_index, slug="jaehrlich", valid_months=12)
    )
    old = factories.complete(learner, edition)
    Completion.objects.update(completed_on=today() - timedelta(days=355))
    soon = today() + timedelta(days=10)
    Certificate.objects.update(valid_until=soon)
    record(trainer, hold_course(trainer, edition), learner)
    assert remind(today=today()) == 0
    take_back(trainer)
    assert remind(today=today()) == 1
    assert my_courses(learner)[0].enrolment == old.enrolment


def test_a_revoked_one_can_be_had_again_on_site(trainer, learner, edition, hr):
    own = factories.complete(learner, edition)
    revoke(actor=hr, certificate=own.certificate, reason="Irrtum")
    record(trainer, hold_course(trainer, edition), learner)
    assert Completion.objects.get(cycle=2).origin == Origin.RECOGNITION


def test_the_edition_is_that_of_the_day(trainer, learner, course, edition):
    second = factories.release_course(course)
    assert hold_course(trainer, second).edition == second
    with pytest.raises(ValidationError):
        hold_course(trainer, second, last_day=today() - timedelta(days=1))


# --- Taken back ---------------------------------------------------------------------------


def take_back(trainer, reason: str = "Nicht dabei gewesen") -> None:
    attendance = Attendance.objects.get(withdrawn_on__isnull=True)
    services.withdraw_attendance(actor=trainer, attendance=attendance, reason=reason)


def test_what_was_recorded_by_mistake_is_revoked(event, trainer, learner):
    record(trainer, event, learner)
    take_back(trainer)
    certificate = Certificate.objects.get()
    assert (certificate.revoked_on, certificate.revocation_reason) == (
        today(),
        "Nicht dabei gewesen",
    )
    assert queued("mail_person")[-1] == [certificate.pk, "revoked"]
    assert violations() == {}


def test_it_can_be_recorded_anew(event, trainer, learner):
    record(trainer, event, learner)
    take_back(trainer)
    assert record(trainer, event, learner) == 1
    assert Certificate.objects.filter(revoked_on__isnull=True).count() == 1
    assert violations() == {}


def test_the_course_goes_on_where_it_was(trainer, learner, edition, enrolment):
    factories.work_on(enrolment, leave=1)
    record(trainer, hold_course(trainer, edition), learner)
    take_back(trainer)
    (mine,) = my_courses(learner)
    assert (mine.completion, mine.enrolment) == (None, enrolment)
    factories.work_on(enrolment)
    assert Completion.objects.get(withdrawn_on__isnull=True).origin == Origin.COURSE
    assert violations() == {}


def test_who_has_finished_meanwhile_has_completed_it(trainer, learner, edition, enrolment):
    record(trainer, hold_course(trainer, edition), learner)
    factories.work_on(Enrolment.objects.get())
    take_back(trainer)
    assert Completion.objects.get(withdrawn_on__isnull=True).origin == Origin.COURSE
    assert violations() == {}


def test_a_course_nobody_had_begun_is_as_if_nothing_had_been(trainer, learner, edition):
    record(trainer, hold_course(trainer, edition), learner)
    take_back(trainer)
    assert my_courses(learner) == []
    assert factories.complete(learner, edition).cycle == 1
    assert violations() == {}


def test_taking_back_leaves_what_the_person_did_themselves(trainer, learner, edition):
    own = factories.complete(learner, edition)
    record(trainer, hold_course(trainer, edition), learner)
    take_back(trainer)
    assert own.certificate.revoked_on is None


def test_the_constraints_forbid_doubles(event, trainer, learner, musterstadt):
    record(trainer, event, learner)
    with pytest.raises(IntegrityError), transaction.atomic():
        Attendance.objects.create(event=event, user=learner, organisation=musterstadt)
    with pytest.raises(IntegrityError), transaction.atomic():
        Completion.objects.update(edition_number=1)


def test_proof_survives_the_account(event, trainer, learner):
    record(trainer, event, learner)
    learner.delete()
    completion = Completion.objects.get()
    assert (completion.user, completion.person_name) == (None, "Mara Lindner")
    assert not Attendance.objects.exists()
    assert violations() == {}
