"""Proof for the archive: what later verifies a signature is added to the stored file (B-LTA)."""

import hashlib
import logging
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Q

from certificates.models import CertificateFile, certificate_storage
from certificates.services.files import CertificateDelayed, open_file
from certificates.services.trust import keyring
from certificates.signing import SigningError, extend, time_stamper

logger = logging.getLogger(__name__)
LEVEL = "B-LTA"
# A time stamp proves as long as the certificate of its authority is valid: years, not decades.
RENEW_AFTER = timedelta(days=2 * 365)


def extend_files(
    *, now: datetime | None = None, timestamper=None, lists: Sequence[bytes] = ()
) -> Iterator[bool]:
    """Extend every file that is not proved for long; yield for each whether that worked.

    A file that cannot be extended stays as it is: it is logged, and tried again next time.
    Calling it twice, or killing it, does no harm. `lists` are revocation lists of the time-stamp
    authority, where it publishes none.
    """
    now = now or datetime.now(UTC)
    ring = keyring()
    proof = {
        "roots": ring.roots(),
        "tsa_roots": ring.tsa_roots(),
        "timestamper": timestamper or time_stamper(settings.CERTIFICATE_TSA_URL),
        "lists": [*ring.revocation_lists(), *lists],
        "fetch": True,
    }
    for pk in _due(now.date()):
        document = CertificateFile.objects.select_related("certificate").get(pk=pk)
        try:
            with open_file(document) as file:
                before = file.read()
            _replace(document, before, extend(before, **proof), now.date())
            yield True
        except (CertificateDelayed, SigningError) as error:
            logger.error("Certificate file %s was not extended: %s", pk, error)
            yield False


def _due(today: date) -> list[int]:
    old = Q(signature_level=LEVEL, extended_on__lt=today - RENEW_AFTER)
    due = CertificateFile.objects.filter(old | Q(signature_level__in=["B-B", "B-T"]))
    return list(due.order_by("pk").values_list("pk", flat=True))


def _replace(document: CertificateFile, before: bytes, after: bytes, today: date) -> None:
    """Keep the new bytes under a name of their own, then point the row to them.

    The old file goes last: whatever happens in between, the row names a whole file.
    """
    storage = certificate_storage()
    code = document.certificate.code
    path = f"{code[:2]}/{code}-{today:%Y%m%d}.pdf"
    with transaction.atomic():
        row = CertificateFile.objects.select_for_update().get(pk=document.pk)
        old = row.file.name
        if row.sha256 != hashlib.sha256(before).hexdigest() or old == path:
            return  # somebody else was faster
        storage.delete(path)
        row.file = storage.save(path, ContentFile(after))
        row.sha256_issued = row.sha256_issued or row.sha256
        row.size_issued = row.size_issued or row.size
        row.sha256, row.size = hashlib.sha256(after).hexdigest(), len(after)
        row.signature_level, row.extended_on = LEVEL, today
        row.save()
        transaction.on_commit(lambda: storage.delete(old))
