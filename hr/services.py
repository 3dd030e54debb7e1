"""Handing out certificates and lists. Every export leaves an entry for each person concerned."""

import shutil
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from django.db import transaction
from django.template.defaultfilters import floatformat
from django.utils.translation import gettext as _

from certificates.selectors import certificates_for_hr
from certificates.services import CertificateDelayed, ensure_file, ensure_files, open_file
from core.exports import to_xlsx
from core.services import Concern, record_audit
from hr.names import certificate_file_name, without_doubles
from hr.selectors import Row, certificate_or_404

MAX_ZIP = 500
MAX_LIST = 10_000  # about ten seconds of work
MISSING_LIST = "FEHLT.txt"
DATE_FORMAT = "%d.%m.%Y"
UNIT_DECIMALS = -1  # as on the certificate: one decimal place, none for whole units


@dataclass(frozen=True)
class Archive:
    """A ZIP file, open at its beginning, and whose certificates are not in it."""

    file: IO[bytes]
    delivered: int
    missing: list[str]


def hand_out_certificate(*, viewer, code: str) -> tuple[str, IO[bytes] | None]:
    """Return a certificate's file name and its open file, or None while it is not printed yet.

    404 unless the certificate was issued by a municipality in which the viewer is HR.
    """
    organisation, certificate = certificate_or_404(viewer=viewer, code=code)
    completion = certificate.completion
    name = certificate_file_name(
        completed_on=completion.completed_on,
        name=completion.person_name,
        title=completion.course_title,
        code=certificate.code,
    )
    try:
        file = open_file(ensure_file(certificate))
    except CertificateDelayed:
        file = None
    if file:
        record_audit(
            actor=viewer,
            action="hr.certificate",
            organisation=organisation.key,
            concerns=[Concern(completion.person_key, completion.course_title)],
        )
    return name, file


def hand_out_zip(*, viewer, organisation, rows: list[Row]) -> Archive:
    """Return the certificates of these rows in one ZIP file, copied from the stored files.

    As many files as rows: what is delayed or damaged is named in `missing` and in a list
    inside the archive, never left out silently. Memory does not grow with their number. The
    entries about the people concerned are written before the first byte leaves.
    """
    documents = _documents(viewer, organisation, rows)
    handle = tempfile.TemporaryFile()  # noqa: SIM115  closed by the response that streams it
    delivered, missing, taken = [], [], set()
    with ZipFile(handle, "w", ZIP_STORED) as archive:
        for row in rows:
            source = _opened(documents.get(row.id))
            if source is None:
                missing.append(row)
                continue
            _copy(source, archive, row, taken)
            delivered.append(row)
        if missing:
            archive.writestr(MISSING_LIST, "\r\n".join(_missing_lines(missing)))
    _record(viewer, organisation, "hr.zip", delivered)
    handle.seek(0)
    return Archive(handle, len(delivered), [f"{row.name} – {row.course}" for row in missing])


def hand_out_list(*, viewer, organisation, rows: list[Row]) -> bytes:
    """Return the rows as a workbook, after the entries about the people concerned."""
    content = to_xlsx(
        title=_("Completions"),
        columns=[
            _("Name"),
            _("Course"),
            _("Edition"),
            _("Completed on"),
            _("Minutes"),
            _("Teaching units"),
            _("Municipality"),
            _("Check code"),
        ],
        rows=([*_cells(row), organisation.name, row.code] for row in rows),
    )
    _record(viewer, organisation, "hr.xlsx", rows)
    return content


def _cells(row: Row) -> Iterator[str]:
    yield row.name
    yield row.course
    yield str(row.edition)
    yield row.completed_on.strftime(DATE_FORMAT)
    yield str(row.minutes)
    yield floatformat(row.units, UNIT_DECIMALS)


def _documents(viewer, organisation, rows: list[Row]) -> dict:
    """Return the stored files by id of the completion; a delayed one is not among them."""
    certificates = certificates_for_hr(viewer, organisation, [row.id for row in rows])
    ready = ensure_files(certificates).ready
    return {document.certificate.completion_id: document for document in ready}


def _copy(source: IO[bytes], archive: ZipFile, row: Row, taken: set[str]) -> None:
    name = certificate_file_name(
        completed_on=row.completed_on, name=row.name, title=row.course, code=row.code
    )
    day = row.completed_on
    entry = ZipInfo(without_doubles(name, taken), (day.year, day.month, day.day, 0, 0, 0))
    entry.external_attr = 0o644 << 16
    with source, archive.open(entry, "w") as target:
        shutil.copyfileobj(source, target)


def _opened(document) -> IO[bytes] | None:
    """Return the stored file of a certificate, or None where there is none to hand out."""
    try:
        return open_file(document) if document else None
    except CertificateDelayed:
        return None


def _missing_lines(rows: list[Row]) -> Iterator[str]:
    yield _("These certificates could not be delivered now. Please fetch them again later.")
    for row in rows:
        yield f"{row.completed_on.strftime(DATE_FORMAT)}  {row.name}  {row.course}  {row.code}"


@transaction.atomic
def _record(viewer, organisation, action: str, rows: list[Row]) -> None:
    """Write one entry for each person, which names all of their courses in this export."""
    courses = defaultdict(list)
    for row in rows:
        courses[row.person_key].append(row.course)
    record_audit(
        actor=viewer,
        action=action,
        organisation=organisation.key,
        concerns=[Concern(person, "; ".join(titles)) for person, titles in courses.items()],
    )
