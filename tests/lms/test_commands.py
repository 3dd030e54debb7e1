"""The commands of operation: demo, checks, reconciling, health."""

from collections import Counter
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from accounts.models import Organisation, User
from accounts.permissions import SYSTEM
from accounts.roles import Role
from certificates.models import Certificate, CertificateFile
from certificates.services import correct
from courses.models import CourseEdition
from learning.models import Completion, Enrolment, ProgressEvent
from lms import demo, health
from lms.courseware.files import course_folders
from lms.invariants import INVARIANTS, finished_without_completion, violations
from tests import factories

pytestmark = pytest.mark.django_db


def run(name) -> str:
    out = StringIO()
    call_command(name, stdout=out, stderr=StringIO())
    return out.getvalue()


class TestDemo:
    def counts(self):
        models = (User, Organisation, CourseEdition, Enrolment, ProgressEvent, Certificate)
        return [model.objects.count() for model in models]

    def test_it_brings_people_in_every_state_and_may_be_run_again(self):
        run("demo")
        first = self.counts()
        assert first[:3] == [12, 2, len(course_folders()) + 1]  # one course in two editions
        origins = Counter(Completion.objects.values_list("origin", flat=True))
        assert origins == {"course": 3, "event": 2}
        assert Certificate.objects.count() == CertificateFile.objects.count() == 5
        assert violations() == {}
        run("demo")
        assert self.counts() == first

    def test_it_refuses_to_run_beside_real_people(self):
        User.objects.create_user("erika@stadt-wirklich.de", name="Erika")
        with pytest.raises(CommandError, match="real people"):
            run("demo")
        assert Organisation.objects.count() == 0

    def test_it_refuses_to_run_where_it_is_not_allowed(self, settings):
        settings.DEMO = False
        with pytest.raises(CommandError, match="LMS_DEMO"):
            run("demo")

    def test_everybody_of_it_has_an_address_that_cannot_exist(self):
        addresses = [person.email for people in demo.PEOPLE.values() for person in people]
        assert len(addresses) == 12
        assert [item for item in addresses if not item.endswith(".example")] == []


class TestAddMunicipality:
    options = {"administrator": "Volker Brandt", "email": "Brandt@Neustadt.example"}

    def add(self, name="Neustadt", **options):
        call_command("add_municipality", name, stdout=StringIO(), **self.options | options)

    def test_the_first_administrator_can_add_everybody_else(self):
        self.add()
        person = User.objects.get(email="brandt@neustadt.example")
        assert person.has_role(Role.ADMIN, Organisation.objects.get(name="Neustadt")) is True
        assert (person.is_superuser, person.has_usable_password()) == (False, False)

    def test_the_operator_may_do_everything_in_wagtail(self):
        self.add(operator=True)
        assert User.objects.get().is_superuser is True

    @pytest.mark.parametrize(
        "options", [{"email": "no address"}, {"administrator": "x" * 10_000}, {"name": ""}]
    )
    def test_unfit_data_adds_nothing(self, options):
        with pytest.raises(CommandError):
            self.add(**options)
        assert (Organisation.objects.count(), User.objects.count()) == (0, 0)

    def test_a_taken_name_is_refused(self):
        self.add()
        with pytest.raises(CommandError):
            self.add(email="other@neustadt.example")
        assert User.objects.count() == 1


class TestCheck:
    """Each invariant is broken once on purpose, and named."""

    def test_a_sound_record_is_sound(self, learner, edition):
        factories.complete(learner, edition)
        out = run("lms_check")
        assert [line.split() for line in out.splitlines()] == [
            ["0", check.__name__] for check in INVARIANTS
        ]

    def test_a_broken_one_ends_with_1_and_its_name(self, learner, edition):
        factories.complete(learner, edition)
        Certificate.objects.all().delete()
        with pytest.raises(SystemExit) as ended:
            run("lms_check")
        assert ended.value.code == 1
        assert violations() == {"completions_without_certificate": 1}

    def test_finished_without_completion(self, learner, edition):
        completion = factories.complete(learner, edition)
        Certificate.objects.all().delete()
        completion.delete()
        assert violations() == {"finished_without_completion": 1}

    @pytest.mark.parametrize("people", [1, 3])
    def test_it_costs_the_same_for_one_person_and_for_many(
        self, people, musterstadt, edition, django_assert_num_queries
    ):
        for _ in range(people):
            factories.work_on(factories.enrol(factories.make_person(musterstadt), edition), leave=1)
        finished_without_completion()  # warm: the outline of an edition is read once
        with django_assert_num_queries(2):
            assert finished_without_completion() == 0

    def test_events_outside_the_edition(self, enrolment):
        ProgressEvent.objects.create(
            enrolment=enrolment, lesson_key=enrolment.course_key, kind="done"
        )
        assert violations() == {"events_outside_edition": 1}

    def test_an_enrolment_in_an_edition_of_another_course(self, enrolment, course_index):
        other = factories.make_course(course_index, slug="anderer")
        Enrolment.objects.update(course_key=other.translation_key)
        assert violations() == {"enrolments_in_foreign_edition": 1}

    def test_a_correction_of_somebody_elses(self, musterstadt, edition):
        first, second = (
            factories.complete(factories.make_person(musterstadt), edition).certificate
            for _ in range(2)
        )
        correct(actor=SYSTEM, certificate=first, name="Mara Neu", reason="Heirat")
        assert violations() == {}
        Certificate.objects.filter(supersedes=first).update(supersedes=second)
        assert violations() == {"corrections_of_others": 1, "doubled_certificates": 1}

    def test_a_lost_file(self, learner, edition):
        completion = factories.complete(learner, edition)
        CertificateFile.objects.create(
            certificate=completion.certificate, file="no/such.pdf", sha256="0" * 64, size=1
        )
        assert violations() == {"lost_certificate_files": 1}


def test_reconcile_puts_back_what_a_killed_worker_left():
    stuck, fresh = (
        DBTaskResult.objects.create(
            status="RUNNING",
            task_path="certificates.tasks.print_certificate",
            args_kwargs={"args": [], "kwargs": {}},
            started_at=timezone.now() - age,
        )
        for age in (timedelta(minutes=11), timedelta(minutes=1))
    )
    assert run("lms_reconcile") == "Put back 1 tasks.\n"
    stuck.refresh_from_db()
    fresh.refresh_from_db()
    assert (stuck.status, fresh.status) == ("READY", "RUNNING")


class TestHealth:
    def test_a_sound_server_is_ready(self, client):
        assert client.get("/healthz").json() == {"status": "ok"}
        response = client.get("/readyz")
        assert (response.status_code, response.json()["status"]) == (200, "ok")

    def test_a_queue_that_stands_still_is_not_ready(self, client):
        task = DBTaskResult.objects.create(
            status="READY",
            task_path="certificates.tasks.print_certificate",
            args_kwargs={"args": [], "kwargs": {}},
        )
        DBTaskResult.objects.filter(pk=task.pk).update(
            enqueued_at=timezone.now() - timedelta(minutes=11)
        )
        response = client.get("/readyz")
        assert response.status_code == 503
        assert response.json()["checks"]["queue"] is False

    def test_a_missing_migration_is_not_ready_until_it_is_applied(self, client, monkeypatch):
        monkeypatch.setattr(health, "_known", set())
        missing = MigrationRecorder.Migration.objects.filter(app="learning")
        rows = list(missing)
        missing.delete()
        response = client.get("/readyz")
        assert (response.status_code, response.json()["checks"]["migrations"]) == (503, False)
        MigrationRecorder.Migration.objects.bulk_create(rows)
        assert client.get("/readyz").status_code == 200

    def test_a_full_disk_is_not_ready(self, client, monkeypatch):
        monkeypatch.setattr(health, "DISK_SHARE", 2)
        assert client.get("/readyz").status_code == 503
