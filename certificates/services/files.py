"""Making and keeping the files of certificates, apart from issuing them.

A file is made once, by whoever asks first, a task or a download.
"""

import hashlib
import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import IO

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import prefetch_related_objects

from certificates import badges, documents
from certificates.models import Certificate, CertificateFile, SealedProof, certificate_storage
from certificates.production import Order, Product, produce
from certificates.rendering import Job, RenderError

logger = logging.getLogger(__name__)
BATCH = 200  # documents in memory at a time, and per start of the processes


class CertificateDelayed(Exception):
    """The certificate is issued, but its file could not be made yet. Holds no personal data."""


@dataclass(frozen=True)
class Files:
    """What there is of a list of certificates: files, and certificates still without one."""

    ready: list[CertificateFile]
    delayed: list[Certificate]


def ensure_file(certificate: Certificate) -> CertificateFile:
    """Return the certificate's file; make and store it first if there is none.

    Rendering happens outside of any transaction of ours. Two calls at once end with one row
    and one file. Raises `CertificateDelayed` when it cannot be printed now; the next call
    tries again.
    """
    files = ensure_files([certificate])
    if files.delayed:
        raise CertificateDelayed
    return files.ready[0]


def ensure_files(certificates: Iterable[Certificate]) -> Files:
    """Return the files of many certificates, making the missing ones in few processes.

    `ready` keeps the order. Never raises for a certificate that cannot be printed: it is
    logged and listed in `delayed`.
    """
    certificates = list(certificates)
    rows = CertificateFile.objects.select_related("certificate")
    found = {row.certificate_id: row for row in rows.filter(certificate__in=certificates)}
    missing = [item for item in certificates if item.pk not in found]
    for start in range(0, len(missing), BATCH):
        found |= _make(missing[start : start + BATCH])
    return Files(
        ready=[found[item.pk] for item in certificates if item.pk in found],
        delayed=[item for item in certificates if item.pk not in found],
    )


def make_missing_files() -> Iterator[Files]:
    """Make the file of every certificate that has none, the oldest first; yield each batch.

    One batch is in memory at a time. What cannot be made is passed over until the next call.
    """
    missing = Certificate.objects.filter(document=None).order_by("pk").select_related("completion")
    last = 0
    while certificates := list(missing.filter(pk__gt=last)[:BATCH]):
        yield ensure_files(certificates)
        last = certificates[-1].pk


def open_file(document: CertificateFile) -> IO[bytes]:
    """Return the stored file, open at its beginning, as it was once written.

    Raises `CertificateDelayed` and logs where it is missing or damaged: it has to be brought
    back from a backup, and nobody is given anything else.
    """
    try:
        file = document.file.open("rb")
        if hashlib.file_digest(file, "sha256").hexdigest() == document.sha256:
            file.seek(0)
            return file
        file.close()
    except OSError:
        pass
    logger.error("Certificate file %s is missing or damaged", document.pk)
    raise CertificateDelayed


def _make(certificates: Sequence[Certificate]) -> dict[int, CertificateFile]:
    prefetch_related_objects(certificates, "completion")
    results = documents.fitted(certificates, _produced)
    made = {}
    for certificate, result in zip(certificates, results, strict=True):
        if isinstance(result, RenderError):
            # Only the reason: the engine's own lines may quote the name.
            logger.error("Certificate %s was not made: %s", certificate.pk, result.reason)
        else:
            made[certificate.pk] = _store(certificate, result)
    return made


def _produced(pairs: Sequence[tuple[Certificate, Job]]) -> list[Product | RenderError]:
    return produce(
        [_order(certificate, job) for certificate, job in pairs],
        keys_dir=settings.CERTIFICATE_KEYS_DIR,
        fonts_conf=settings.CERTIFICATE_FONTS_CONF,
        tsa_url=settings.CERTIFICATE_TSA_URL,
    )


def _order(certificate: Certificate, job: Job) -> Order:
    return Order(
        job=replace(job, signature_field=badges.field_description(certificate)),
        credential=badges.unsigned(certificate),
        created=badges.moment(certificate.issued_on),
        description=badges.file_description(certificate),
    )


@transaction.atomic
def _store(certificate: Certificate, product: Product) -> CertificateFile:
    """Keep the bytes, unless somebody else was faster: then theirs count.

    The lock on the certificate makes the look and the write one step. A file without a row
    is left over from a call that was killed in between; it is replaced, never added to.
    """
    Certificate.objects.select_for_update().get(pk=certificate.pk)
    existing = CertificateFile.objects.filter(certificate=certificate).first()
    if existing:
        return existing
    storage = certificate_storage()
    path = f"{certificate.code[:2]}/{certificate.code}.pdf"
    storage.delete(path)
    document = CertificateFile.objects.create(
        certificate=certificate,
        file=storage.save(path, ContentFile(product.pdf)),
        sha256=(digest := hashlib.sha256(product.pdf).hexdigest()),
        sha256_unsigned=product.sha256_unsigned,
        sha256_issued=digest,
        size=len(product.pdf),
        size_issued=len(product.pdf),
        signature_level=product.level,
        template_revision=documents.revision_of(certificate),
    )
    if product.credential:
        SealedProof.objects.create(document=document, credential=product.credential)
    return document
