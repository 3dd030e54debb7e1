"""Completions with certificates and files, written directly: many of them in little time."""

import hashlib
import itertools
import uuid
from datetime import date

from django.core.files.base import ContentFile

from accounts.models import Organisation
from certificates.models import Certificate, CertificateFile, certificate_storage
from certificates.services import issue
from core.models import AuditEntry
from learning.models import Completion

COURSE = uuid.uuid5(uuid.NAMESPACE_OID, "course")
TITLE = "Umgang mit Anfeindungen"
XLSX = "/personal/liste.xlsx"
_numbers = itertools.count(1)


def make_completion(
    organisation: Organisation,
    name: str = "Anna Müller",
    *,
    person_key: uuid.UUID | None = None,
    title: str = TITLE,
    course_key: uuid.UUID = COURSE,
    day: date = date(2026, 11, 22),
    with_file: bool = True,
) -> Completion:
    """Write a completion with its certificate and, if wanted, a stored file of known bytes."""
    completion = Completion.objects.create(
        organisation=organisation,
        course_key=course_key,
        person_key=person_key or uuid.uuid4(),
        completed_on=day,
        person_name=name,
        course_title=title,
        edition_number=3,
        minutes=100,
        snapshot={"modules": [], "contents": ["SECRET-SNAPSHOT"], "issuer": {}, "language": "de"},
    )
    certificate = issue(completion=completion)
    if with_file:
        store_file(certificate)
    return completion


def store_file(certificate: Certificate) -> CertificateFile:
    content = f"%PDF-1.7 {certificate.code} {next(_numbers)}".encode()
    path = certificate_storage().save(f"{certificate.code}.pdf", ContentFile(content))
    return CertificateFile.objects.create(
        certificate=certificate,
        file=path,
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        template_revision="test",
    )


def stored_bytes(completion: Completion) -> bytes:
    with completion.certificate.document.file.open() as file:
        return file.read()


def choose(*completions) -> dict:
    return {"umfang": "auswahl", "abschluss": [completion.id for completion in completions]}


def entries(action: str) -> list[tuple]:
    found = AuditEntry.objects.filter(action=action).order_by("id")
    return list(found.values_list("actor_label", "organisation", "subject", "object_label"))
