"""Handing out certificates and lists. Every export leaves an entry for each person concerned."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import IO
from uuid import UUID

from django.db import transaction
from django.template.defaultfilters import floatformat
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from certificates.selectors import file_hashes_for_hr, state_of
from certificates.services import CertificateDelayed, bundles, ensure_file, open_file
from certificates.services.bundles import Item
from core.exports import to_xlsx
from core.services import Concern, record_audit
from hr.names import certificate_file_name, without_doubles
from hr.selectors import Row, bundle_or_404, certificate_or_404

MAX_BUNDLE = 500
MAX_LIST = 10_000  # about ten seconds of work
DATE_FORMAT = "%d.%m.%Y"
NONE = NO_FILE = "–"  # yet, or ever
# Lists name the last certificate of a completion; without one there is nothing to say.
STATE_LABELS = {
    "valid": gettext_lazy("valid"),
    "expired": gettext_lazy("expired"),
    "revoked": gettext_lazy("revoked"),
    "superseded": gettext_lazy("replaced by a corrected one"),
    "": NONE,
}
UNIT_DECIMALS = -1  # as on the certificate: one decimal place, none for whole units


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
        remark=_remark(state_of(certificate)),
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


def request_bundle(*, viewer, organisation, rows: list[Row], kind: str):
    """Have the certificates of these rows put together in one file; return the bundle.

    Their names are fit for every system, collide nowhere, and say what holds no more.
    """
    taken: set[str] = set()
    items = [Item(row.code, without_doubles(_file_name(row), taken), _text(row)) for row in rows]
    return bundles.request_bundle(actor=viewer, organisation=organisation, kind=kind, items=items)


def look_at_bundle(*, viewer, key: UUID):
    """Return the bundle that the viewer asked for; it goes on if its worker was killed. Or 404."""
    bundle = bundle_or_404(viewer=viewer, key=key)
    bundles.resume_if_stalled(bundle)
    return bundle


def hand_out_bundle(*, viewer, key: UUID) -> tuple[str, IO[bytes] | None]:
    """Return the name and the open file of a bundle, or None while there is no file.

    404 unless the viewer asked for it and is still HR there. The entries about the people
    concerned are written before the first byte leaves.
    """
    bundle = bundle_or_404(viewer=viewer, key=key)
    file = bundles.open_bundle(bundle)
    if file:
        completions = [item.completion for item in bundles.certificates_in(bundle)]
        pairs = [(item.person_key, item.course_title) for item in completions]
        _record(viewer, bundle.organisation, f"hr.{bundle.kind}", pairs)
    return f"Teilnahmebescheinigungen_{timezone.localdate()}.{bundle.kind}", file


def hand_out_list(*, viewer, organisation, rows: list[Row]) -> bytes:
    """Return the rows as a workbook, after the entries about the people concerned."""
    hashes = file_hashes_for_hr(viewer, organisation, [row.id for row in rows])
    content = to_xlsx(
        title=_("Completions"),
        columns=[
            _("Name"),
            _("Course"),
            _("Kind"),
            _("Edition"),
            _("Completed on"),
            _("Minutes"),
            _("Teaching units"),
            _("Municipality"),
            _("Validity"),
            _("Check code"),
            _("SHA-256 of the file"),
        ],
        rows=(
            [
                *_cells(row),
                organisation.name,
                STATE_LABELS[row.state],
                row.code,
                hashes.get(row.id, NO_FILE),
            ]
            for row in rows
        ),
    )
    _record(viewer, organisation, "hr.xlsx", [(row.person_key, row.course) for row in rows])
    return content


def _cells(row: Row) -> Iterator[str]:
    yield row.name
    yield row.course
    yield row.kind
    yield NONE if row.edition is None else str(row.edition)
    yield row.completed_on.strftime(DATE_FORMAT)
    yield str(row.minutes)
    yield floatformat(row.units, UNIT_DECIMALS)


def _file_name(row: Row) -> str:
    return certificate_file_name(
        completed_on=row.completed_on,
        name=row.name,
        title=row.course,
        code=row.code,
        remark=_remark(row.state),
    )


def _text(row: Row) -> str:
    parts = (f"{row.name} – {row.course}", row.completed_on.strftime(DATE_FORMAT))
    return ", ".join(filter(None, (*parts, _remark(row.state))))


def _remark(state: str) -> str:
    """Say of a certificate that holds no more why: on paper one does not see it."""
    return "" if state in {"valid", ""} else str(STATE_LABELS[state])


@transaction.atomic
def _record(viewer, organisation, action: str, pairs: Iterable[tuple]) -> None:
    """Write one entry for each person, which names all of their courses in this export."""
    courses = defaultdict(list)
    for person, title in pairs:
        courses[person].append(title)
    record_audit(
        actor=viewer,
        action=action,
        organisation=organisation.key,
        concerns=[Concern(person, "; ".join(titles)) for person, titles in courses.items()],
    )
