"""Issued once, printed once, and from then on the same for ever."""

import hashlib
import logging
import shutil
import threading

import pytest
from django.core.files.base import ContentFile
from django.db import connection, connections, transaction
from django_tasks import default_task_backend

from certificates import services
from certificates.models import Certificate, CertificateFile, SealedProof, certificate_storage
from certificates.rendering import RenderError, RenderRefused
from certificates.services import CertificateDelayed, ensure_file, ensure_files, issue
from certificates.tasks import print_certificate
from learning.models import Completion
from learning.signals import course_completed
from tests import factories
from tests.certificates.conftest import product


def stored_names() -> list[str]:
    storage = certificate_storage()
    folders, files = storage.listdir("") if storage.exists("") else ([], [])
    return sorted([*files, *(f"{f}/{name}" for f in folders for name in storage.listdir(f)[1])])


@pytest.fixture(autouse=True)
def _empty_storage():
    shutil.rmtree(certificate_storage().location, ignore_errors=True)


# --- Issuing ----------------------------------------------------------------------------


def test_a_completion_brings_its_certificate_and_a_task(completion):
    certificate = Certificate.objects.get()
    assert certificate.completion == completion
    assert certificate.issued_on == completion.completed_on
    queued = [(result.task.name, result.args) for result in default_task_backend.results]
    assert queued[-1:] == [("print_certificate", [certificate.pk])]


def test_the_snapshot_holds_all_that_is_printed(settings, certificate, completion):
    code = certificate.code
    assert certificate.snapshot == {
        "origin": "course",
        "name": "Mara Lindner",
        "course_title": "Umgang mit Anfeindungen",
        "edition": 1,
        "completed_on": completion.completed_on.isoformat(),
        "minutes": 18,
        "contents": ["Grenzen setzen", "Beweise sichern"],
        "issuer": {"name": "Musterstadt", "address": "Rathausplatz 1\n01234 Musterstadt"},
        "self_checks": False,
        "check_page": "http://localhost/pruefen/",
        "check_address": f"http://localhost/pruefen/{code}/",
    }


def test_a_pass_mark_is_in_the_snapshot(learner, course_index):
    course = factories.make_course(course_index, slug="mit-quote", pass_mark=50)
    completion = factories.complete(learner, factories.release_course(course))
    assert completion.certificate.snapshot["self_checks"] is True


def test_a_course_without_contents_prints_its_modules(completion):
    completion.certificate.delete()
    completion.snapshot = {**completion.snapshot, "contents": []}
    assert issue(completion=completion).snapshot["contents"] == ["In der Situation"]


def test_issuing_again_changes_nothing(completion, certificate):
    completion.person_name = "Jemand anders"
    again = issue(completion=completion)
    assert (again.pk, again.code) == (certificate.pk, certificate.code)
    assert again.snapshot["name"] == "Mara Lindner"


def test_an_error_in_issuing_takes_the_completion_back(learner, edition, monkeypatch):
    def fail(**kwargs):
        raise RuntimeError

    monkeypatch.setattr("certificates.receivers.issue", fail)
    with pytest.raises(RuntimeError), transaction.atomic():
        factories.complete(learner, edition)
    assert (Completion.objects.count(), Certificate.objects.count()) == (0, 0)


def test_the_certificate_is_written_inside_the_transaction(completion):
    completion.certificate.delete()
    with transaction.atomic():
        course_completed.send(sender=Completion, completion=completion)
        transaction.set_rollback(True)
    assert Certificate.objects.count() == 0


# --- The file ---------------------------------------------------------------------------


def test_the_file_is_made_once(certificate, press):
    first = ensure_file(certificate)
    second = ensure_file(certificate)
    assert first == second
    assert len(press.jobs) == 1
    assert stored_names() == [f"{certificate.code[:2]}/{certificate.code}.pdf"]


def test_hash_and_size_are_those_of_the_stored_bytes(certificate):
    document = ensure_file(certificate)
    content = document.file.open().read()
    assert content.startswith(b"%PDF-1.7")
    assert document.sha256 == hashlib.sha256(content).hexdigest()
    assert document.size == len(content)
    assert document.template_revision == "official-4"


def test_later_changes_reach_no_certificate(certificate, learner, course, musterstadt):
    """Printed before or after: the same bytes, whatever was renamed meanwhile."""
    before = ensure_file(certificate)
    content = before.file.open().read()
    SealedProof.objects.all().delete()
    CertificateFile.objects.all().delete()
    learner.name = "Neuer Name"
    learner.save()
    course.title = "Neuer Titel"
    course.save()
    musterstadt.name = musterstadt.address = "Neustadt"
    musterstadt.save()
    after = ensure_file(Certificate.objects.get())
    assert after.sha256_unsigned == before.sha256_unsigned
    # Signatures differ by their time and at random; what is signed is the same.
    signed = content.index(b"/ByteRange")
    assert after.file.open().read()[: signed // 2] == content[: signed // 2]


def test_the_certificate_survives_the_account(certificate, learner, press):
    learner.delete()
    kept = Certificate.objects.get()
    assert kept.completion.user is None
    assert kept.snapshot["name"] == "Mara Lindner"
    assert ensure_file(kept).size > 0


def test_whoever_is_second_takes_the_first_ones_file(certificate, press, monkeypatch):
    """While one call prints, another one finishes."""
    other = [product(b"%PDF other")]
    monkeypatch.setattr(services.files, "produce", lambda orders, **options: other)
    inner = []

    def slow(orders, **_options):
        if not inner:
            inner.append(None)
            inner[0] = ensure_file(certificate)
        return [product(b"%PDF same")] * len(orders)

    monkeypatch.setattr(services.files, "produce", slow)
    outer = ensure_file(certificate)
    assert outer == inner[0]
    assert CertificateFile.objects.count() == 1
    assert len(stored_names()) == 1


def test_a_file_without_a_row_is_replaced(certificate, press):
    """A process was killed between writing the file and the row."""
    path = f"{certificate.code[:2]}/{certificate.code}.pdf"
    certificate_storage().save(path, ContentFile(b"half"))
    document = ensure_file(certificate)
    assert document.file.name == path
    assert document.file.open().read() == b"%PDF 1"
    assert stored_names() == [path]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_servers_at_once_make_one_file(certificate, press):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time")
    barrier, found = threading.Barrier(2), []

    def meet(orders, **_options):
        barrier.wait(timeout=10)
        return [product(b"%PDF same")] * len(orders)

    def work():
        try:
            found.append(ensure_file(Certificate.objects.get()).pk)
        finally:
            connections.close_all()

    services.files.produce, real = meet, services.files.produce
    try:
        threads = [threading.Thread(target=work) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        services.files.produce = real
    assert len(found) == 2
    assert len(set(found)) == 1
    assert CertificateFile.objects.count() == 1
    assert len(stored_names()) == 1


# --- Delays -----------------------------------------------------------------------------


def test_a_refused_document_is_delayed_and_tried_again(certificate, press, caplog):
    press.error = RenderRefused(["no font has the letter of Mara Lindner"])
    with caplog.at_level(logging.ERROR), pytest.raises(CertificateDelayed) as raised:
        ensure_file(certificate)
    assert caplog.messages == [
        f"Certificate {certificate.pk} was not made: refused with 1 messages"
    ]
    assert "Lindner" not in repr(raised.value.__context__) + repr(raised.value)
    assert (CertificateFile.objects.count(), stored_names()) == (0, [])
    press.error = None
    assert ensure_file(certificate).size == len("%PDF 2")


def test_one_delayed_certificate_does_not_hold_up_the_others(learner, edition, press, monkeypatch):
    organisation = learner.organisation
    people = [factories.make_person(organisation) for _ in range(3)]
    certificates = [factories.complete(person, edition).certificate for person in people]
    results = [product(b"%PDF a"), RenderError("stopped by SIGSEGV"), product(b"%PDF c")]
    monkeypatch.setattr(services.files, "produce", lambda orders, **options: results)
    files = ensure_files(certificates)
    assert [file.certificate for file in files.ready] == [certificates[0], certificates[2]]
    assert files.delayed == [certificates[1]]


def test_many_files_cost_few_queries_when_they_exist(
    learner, edition, press, django_assert_num_queries
):
    organisation = learner.organisation
    certificates = [
        factories.complete(factories.make_person(organisation), edition).certificate
        for _ in range(4)
    ]
    ensure_files(certificates)
    with django_assert_num_queries(1):
        files = ensure_files(certificates)
        assert [file.certificate.completion_id for file in files.ready] == [
            certificate.completion_id for certificate in certificates
        ]


@pytest.mark.parametrize("damage", ["missing", "changed"])
def test_a_damaged_file_is_never_handed_out(certificate, press, damage, caplog):
    document = ensure_file(certificate)
    if damage == "missing":
        certificate_storage().delete(document.file.name)
    else:
        with document.file.open("r+b") as file:
            file.write(b"X")
    with caplog.at_level(logging.ERROR), pytest.raises(CertificateDelayed):
        services.open_file(document)
    assert caplog.messages == [f"Certificate file {document.pk} is missing or damaged"]


# --- The task ---------------------------------------------------------------------------


def test_the_task_may_run_twice_and_late(certificate, press):
    print_certificate.call(certificate.pk)
    print_certificate.call(certificate.pk)
    print_certificate.call(certificate.pk + 1000)
    assert len(press.jobs) == 1
