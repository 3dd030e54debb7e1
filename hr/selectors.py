"""What the HR desk shows: completions of one municipality with the codes of certificates."""

import uuid
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.core.exceptions import ValidationError
from django.core.paginator import Page, Paginator
from django.http import Http404
from django.utils.translation import gettext as _

from accounts.roles import Role
from accounts.selectors import organisations_with_role
from certificates import codes
from certificates.selectors import (
    bundle_for_hr,
    certificate_for_hr,
    history_for_hr,
    states_for_hr,
)
from courses.outline import TEACHING_UNIT
from learning.selectors import ORIGIN_LABELS, completions_for

PAGE_SIZE = 50
MAX_DIGITS = 18  # of an id: more do not fit into the databases' integers


@dataclass(frozen=True)
class Filters:
    """What the list is narrowed to. The empty filter shows everything."""

    search: str = ""
    course_key: uuid.UUID | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class Row:
    """One completion, in all that HR may know of it."""

    id: int
    person_key: uuid.UUID
    name: str
    course: str
    origin: str
    edition: int | None
    completed_on: date
    minutes: int
    code: str
    state: str

    @property
    def kind(self) -> str:
        """What it comes from, in words."""
        return str(ORIGIN_LABELS[self.origin])

    @property
    def units(self) -> Decimal:
        """Teaching units of 45 minutes, to one decimal place."""
        units = Decimal(self.minutes) / TEACHING_UNIT
        return units.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)


@dataclass(frozen=True)
class Record:
    """One certificate, as its HR office sees it: what it says, its state, what became of it.

    `history` holds all certificates of the same completion with their states, the newest first.
    """

    organisation: object
    certificate: object
    state: str
    history: list[tuple]

    @property
    def holds(self) -> bool:
        """Whether it can still be corrected or revoked."""
        return self.state in {"valid", "expired"}


def record_or_404(*, viewer, code: str) -> Record:
    """Return a certificate of a municipality in which the viewer is HR; 404 for any other."""
    organisation, certificate = certificate_or_404(viewer=viewer, code=code)
    history = history_for_hr(viewer, certificate)
    state = next(state for item, state in history if item == certificate)
    return Record(organisation, certificate, state, history)


def certificate_or_404(*, viewer, code: str) -> tuple:
    """Return the municipality and the certificate with this code, if the viewer is HR there."""
    code = codes.read(code) or ""  # nothing but a code reaches the database
    for organisation in organisations_with_role(viewer, Role.HR):
        certificate = certificate_for_hr(viewer, organisation, code)
        if certificate is not None:
            return organisation, certificate
    raise Http404


def bundle_or_404(*, viewer, key: uuid.UUID):
    """Return the bundle of certificates that the viewer asked for as HR; 404 for any other."""
    bundle = bundle_for_hr(viewer, key)
    if bundle is None:
        raise Http404
    return bundle


def page_of_rows(*, viewer, organisation, filters: Filters | None, number: str | None) -> Page:
    """Return one page of rows; an empty one without filters (they could not be understood)."""
    found = [] if filters is None else _found(viewer, organisation, filters)
    page = Paginator(found, PAGE_SIZE).get_page(number)
    page.object_list = _rows(viewer, organisation, list(page.object_list))
    return page


def chosen_rows(
    *, viewer, organisation, filters: Filters, ids: list[str] | None, limit: int
) -> list[Row]:
    """Return the rows with these ids or, for None, all rows that match the filters.

    A single id that is not the municipality's makes the whole choice a 404. Raises
    `ValidationError` for an empty choice and for one above the limit.
    """
    if ids is None:
        found = _found(viewer, organisation, filters)
        records = list(found[: limit + 1])
        count = found.count() if len(records) > limit else len(records)
    else:
        wanted = _numbers(ids)
        count = len(wanted)
        records = []
        if count <= limit:
            records = list(_found(viewer, organisation, Filters()).filter(id__in=wanted))
            if len(records) != count:
                raise Http404
    _check(count, limit)
    return _rows(viewer, organisation, records)


def _check(count: int, limit: int) -> None:
    if count > limit:
        raise ValidationError(
            _(
                "You chose %(count)d certificates; at most %(limit)d fit into one file. "
                "Please narrow the list, for example by period or course."
            ),
            params={"count": count, "limit": limit},
        )
    if not count:
        raise ValidationError(_("Please tick at least one row, or choose all hits."))


def _numbers(ids: list[str]) -> set[int]:
    if not all(value.isascii() and value.isdigit() and len(value) <= MAX_DIGITS for value in ids):
        raise Http404
    return {int(value) for value in ids}


def _found(viewer, organisation, filters: Filters):
    return completions_for(viewer=viewer, organisation=organisation, **vars(filters))


def _rows(viewer, organisation, records: list[dict]) -> list[Row]:
    ids = [record["id"] for record in records]
    states = states_for_hr(viewer, organisation, ids)
    return [
        Row(
            id=record["id"],
            person_key=record["person_key"],
            name=record["person_name"],
            course=record["course_title"],
            origin=record["origin"],
            edition=record["edition_number"],
            completed_on=record["completed_on"],
            minutes=record["minutes"],
            code=code,
            state=state,
        )
        for record in records
        for code, state in [states.get(record["id"], ("", ""))]
    ]
