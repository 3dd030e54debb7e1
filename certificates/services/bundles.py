"""Many certificates in one file: asked for, put together step by step, handed out, deleted.

Every step makes missing files of certificates, which are then stored for good, so a worker that
is killed loses one step at most. The file of the bundle is written at the end, from the stored
files, always as a whole. Nothing here holds more than one step's rows and a piece of a file.
"""

import logging
import tempfile
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO
from typing import IO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.roles import Role
from certificates.merging import Binder, MergeError, UnfitFiles, merge
from certificates.models import Bundle, Certificate, CertificateFile, certificate_storage
from certificates.services.files import CertificateDelayed, ensure_files, open_file
from certificates.signals import bundle_requested

logger = logging.getLogger(__name__)
STEP = 25
KEPT = timedelta(hours=1)
STALLED = timedelta(minutes=1)  # without a step: the worker was killed, or has much else to do
MISSING_LIST = "FEHLT.txt"


@dataclass(frozen=True)
class Item:
    """A certificate of a bundle: its code, the name of its file, and what to call it in texts."""

    code: str
    file_name: str
    text: str


@transaction.atomic
def request_bundle(*, actor, organisation, kind: str, items: Sequence[Item]) -> Bundle:
    """Note what is to be put together and start with it, for HR of the municipality.

    Raises `PermissionDenied` for everybody else. Certificates of other municipalities among
    the items count as missing.
    """
    if not actor.has_role(Role.HR, organisation):
        raise PermissionDenied
    forget_bundles()
    bundle = Bundle.objects.create(
        organisation=organisation,
        requested_by=actor,
        kind=Bundle.Kind(kind),
        language=translation.get_language(),
        items=[[item.code, item.file_name, item.text] for item in items],
        kept_until=timezone.now() + KEPT,
    )
    bundle_requested.send(Bundle, bundle=bundle)
    return bundle


def continue_bundle(bundle_id: int) -> bool:
    """Do the next step of a bundle; return whether there is another one.

    Of two calls at once, one returns False; the other goes on. May be called at any time.
    """
    bundle = Bundle.objects.filter(pk=bundle_id, state=Bundle.State.WAITING).first()
    if bundle is None:
        return False
    if bundle.done < bundle.total:
        end = min(bundle.done + STEP, bundle.total)
        ensure_files(_certificates(bundle, bundle.items[bundle.done : end]))
        same = Bundle.objects.filter(pk=bundle.pk, done=bundle.done)
        return bool(same.update(done=end, kept_until=timezone.now() + KEPT))
    with translation.override(bundle.language), tempfile.TemporaryFile() as file:
        write = _write_zip if bundle.kind == Bundle.Kind.ZIP else _write_pdf
        missing: list[str] = []
        try:
            missing = write(bundle, file)
            is_good = len(missing) < bundle.total
        except MergeError as error:
            logger.error("Bundle %s was not put together: %s", bundle.pk, error)  # noqa: TRY400
            is_good = False
        _finish(bundle, file if is_good else None, missing)
    return False


def resume_if_stalled(bundle: Bundle) -> bool:
    """Start a bundle again that has made no step for a while; return whether that was done.

    Once per such a while, however often it is called. Nothing is lost where the worker is alive.
    """
    quiet = Bundle.objects.filter(
        pk=bundle.pk,
        state=Bundle.State.WAITING,
        kept_until__lt=timezone.now() + KEPT - STALLED,
    )
    with transaction.atomic():
        if not quiet.update(kept_until=timezone.now() + KEPT):
            return False
        bundle_requested.send(Bundle, bundle=bundle)
    return True


def certificates_in(bundle: Bundle) -> list[Certificate]:
    """Return the certificates that are in the file of a bundle."""
    missing = set(bundle.missing)
    return _certificates(bundle, [item for item in bundle.items if item[0] not in missing])


def open_bundle(bundle: Bundle) -> IO[bytes] | None:
    """Return the file of a bundle, open at its beginning, or None where there is none."""
    if bundle.state != Bundle.State.READY:
        return None
    try:
        return certificate_storage().open(bundle.path)
    except FileNotFoundError:
        return None


def forget_bundles() -> int:
    """Delete the bundles that were kept long enough, with their files; return how many."""
    old = list(Bundle.objects.filter(kept_until__lt=timezone.now()))
    for bundle in old:
        certificate_storage().delete(bundle.path)
        bundle.delete()
    return len(old)


def _certificates(bundle: Bundle, items: Sequence[Sequence[str]]) -> list[Certificate]:
    rows = Certificate.objects.filter(completion__organisation=bundle.organisation_id)
    rows = rows.filter(code__in=[code for code, _name, _text in items])
    return list(rows.select_related("completion"))


def _stored(
    bundle: Bundle, missing: list[str], without: Collection[str] = ()
) -> Iterator[tuple[Sequence[str], date, bytes]]:
    """Return item, day and content of each certificate; note the codes of what is not there."""
    for start in range(0, bundle.total, STEP):
        items = bundle.items[start : start + STEP]
        ready = ensure_files(_certificates(bundle, items)).ready
        documents = {item.certificate.code: item for item in ready}
        for item in items:
            document = None if item[0] in without else documents.get(item[0])
            content = _content(document) if document else None
            if content is None:
                missing.append(item[0])
            else:
                yield item, document.certificate.issued_on, content


def _content(document: CertificateFile) -> bytes | None:
    try:
        with open_file(document) as file:
            return file.read()
    except CertificateDelayed:  # logged there
        return None
    except OSError as error:
        logger.error("Certificate file %s could not be read: %s", document.pk, error)  # noqa: TRY400
        return None


def _write_zip(bundle: Bundle, target: IO[bytes]) -> list[str]:
    """Write what there is; return the codes of what is missing."""
    missing: list[str] = []
    with ZipFile(target, "w", ZIP_STORED) as archive:
        for (_code, name, _text), day, content in _stored(bundle, missing):
            entry = ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
        if missing:
            archive.writestr(MISSING_LIST, "\r\n".join(_missing_lines(bundle, missing)))
    return missing


def _write_pdf(bundle: Bundle, target: IO[bytes]) -> list[str]:
    """Write what there is; return the codes of what is missing. Raises `MergeError`."""
    sent: list[str] = []
    try:
        return _merged(bundle, target, sent)
    except UnfitFiles as unfit:
        codes = {sent[place] for place in unfit.places}
    for certificate in Certificate.objects.filter(code__in=codes):
        logger.error("Certificate %s cannot be bound with others", certificate.pk)
    target.seek(0)
    target.truncate()
    return _merged(bundle, target, [], codes)


def _merged(
    bundle: Bundle, target: IO[bytes], sent: list[str], without: Collection[str] = ()
) -> list[str]:
    """Write the PDF, noting the codes in the order in which their files are sent."""
    missing: list[str] = []

    def files() -> Iterator[tuple[str, IO[bytes]]]:
        for (code, _name, text), _day, content in _stored(bundle, missing, without):
            sent.append(code)
            yield text, BytesIO(content)

    binder = Binder(
        title=_("Certificates of attendance"),
        note=_("Collection without signatures. Only the single files are signed."),
        language=bundle.language,
    )
    merge(files(), binder=binder, target=target)
    return missing


def _missing_lines(bundle: Bundle, missing: Sequence[str]) -> Iterator[str]:
    yield _("These certificates could not be delivered now. Please fetch them again later.")
    yield from (f"{text}, {code}" for code, _name, text in bundle.items if code in missing)


def _finish(bundle: Bundle, file: IO[bytes] | None, missing: list[str]) -> None:
    """Store the file, unless somebody else was faster: then theirs counts."""
    storage = certificate_storage()
    with transaction.atomic():
        row = Bundle.objects.select_for_update().filter(pk=bundle.pk).first()
        if row is None or row.state != Bundle.State.WAITING:
            return
        storage.delete(row.path)
        if file:
            file.seek(0)
            storage.save(row.path, File(file))
        row.state = Bundle.State.READY if file else Bundle.State.FAILED
        row.missing = missing
        row.kept_until = timezone.now() + KEPT
        row.save(update_fields=["state", "missing", "kept_until"])
