"""Many certificates in one file: asked for, put together step by step, handed out, deleted.

Every step makes missing files of certificates, which are then stored for good, so a worker that
is killed loses one step at most. The file of the bundle is written at the end, from the stored
files, always as a whole. Nothing here holds more than one step's rows and a piece of a file.
"""

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import IO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.roles import Role
from certificates.merging import Binder, MergeError, merge
from certificates.models import Bundle, Certificate, certificate_storage
from certificates.services.files import CertificateDelayed, ensure_files, open_file
from certificates.signals import bundle_requested

STEP = 25
KEPT = timedelta(hours=1)
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
        missing: list[str] = []
        write = _write_zip if bundle.kind == Bundle.Kind.ZIP else _write_pdf
        is_good = write(bundle, file, missing) and len(missing) < bundle.total
        _finish(bundle, file if is_good else None, missing)
    return False


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


def _stored(bundle: Bundle, missing: list[str]) -> Iterator[tuple[str, str, date, IO[bytes]]]:
    """Return name, text, day and open file of each certificate; name what is not there."""
    for start in range(0, bundle.total, STEP):
        items = bundle.items[start : start + STEP]
        ready = ensure_files(_certificates(bundle, items)).ready
        documents = {item.certificate.code: item for item in ready}
        for code, name, text in items:
            document = documents.get(code)
            try:
                file = open_file(document) if document else None
            except CertificateDelayed:
                file = None
            if file is None:
                missing.append(code)
            else:
                yield name, text, document.certificate.issued_on, file


def _write_zip(bundle: Bundle, target: IO[bytes], missing: list[str]) -> bool:
    with ZipFile(target, "w", ZIP_STORED) as archive:
        for name, _text, day, source in _stored(bundle, missing):
            entry = ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            entry.external_attr = 0o644 << 16
            with source, archive.open(entry, "w") as file:
                shutil.copyfileobj(source, file)
        if missing:
            archive.writestr(MISSING_LIST, "\r\n".join(_missing_lines(bundle, missing)))
    return True


def _write_pdf(bundle: Bundle, target: IO[bytes], missing: list[str]) -> bool:
    binder = Binder(
        title=_("Certificates of attendance"),
        note=_("Collection without signatures. Only the single files are signed."),
        language=bundle.language,
    )
    files = ((text, file) for _name, text, _day, file in _stored(bundle, missing))
    try:
        merge(files, binder=binder, target=target)
    except MergeError:
        return False
    return True


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
