"""A trainer's own events, and the people they may confirm. Nothing of anybody's learning."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from accounts.roles import Role
from accounts.selectors import Served, organisations_with_role, people_served
from courses.models import CourseEdition
from courses.selectors import on_offer
from learning.models import Attendance, HeldEvent

MAX_CANDIDATES = 10


@dataclass(frozen=True)
class Match:
    """What was typed, and the people it may mean. `certain` where it can mean one only."""

    text: str
    people: tuple[Served, ...]
    certain: bool


def trainer_or_404(viewer) -> None:
    if not viewer.has_role(Role.TRAINER):
        raise Http404


def events_of(viewer) -> QuerySet[HeldEvent]:
    """Return the events that the viewer entered, newest first, with `people`: how many were there.

    Nothing for somebody who is no trainer any more.
    """
    trainer_or_404(viewer)
    there = Q(attendances__withdrawn_on__isnull=True) & Q(
        attendances__organisation__in=organisations_with_role(viewer, Role.TRAINER)
    )
    rows = HeldEvent.objects.filter(held_by=viewer).select_related("edition")
    counted = rows.defer("edition__outline_data").annotate(
        people=Count("attendances", filter=there)
    )
    return counted.order_by("-last_day", "-id")


def event_or_404(viewer, key: UUID) -> HeldEvent:
    event = events_of(viewer).filter(key=key).first()
    if event is None:
        raise Http404
    return event


def attendances_at(viewer, event: HeldEvent) -> list[Attendance]:
    """Return who was recorded at the viewer's own event, by name; withdrawn ones last.

    People of a municipality in which the viewer is no trainer any more are not among them.
    """
    rows = event.attendances.filter(
        event__held_by=viewer,
        organisation__in=organisations_with_role(viewer, Role.TRAINER),
    )
    found = rows.select_related("user", "organisation")
    return sorted(found, key=lambda row: (row.withdrawn_on is not None, row.user.name.casefold()))


def attendance_or_404(viewer, event: HeldEvent, key: UUID) -> Attendance:
    """Return a recorded attendance that still counts."""
    for row in attendances_at(viewer, event):
        if row.key == key and not row.withdrawn_on:
            return row
    raise Http404


def courses_to_hold(viewer) -> list[CourseEdition]:
    """Return the courses on offer that a trainer can have held on site, each in every language."""
    trainer_or_404(viewer)
    return list(on_offer())


def find_people(viewer, entries: Sequence[str]) -> list[Match]:
    """Return whom each entry means among the people the viewer serves. Six queries, however many.

    An address means one person or nobody. A name means one where exactly one bears it;
    otherwise all whose names contain its words come into question, to be chosen from.
    """
    trainer_or_404(viewer)
    emails = [entry.lower() for entry in entries if "@" in entry]
    names = [entry for entry in entries if "@" not in entry]
    known = {item.person.email.lower(): item for item in people_served(viewer, emails=emails)}
    named = people_served(viewer, names=names)
    return [
        _by_address(entry, known) if "@" in entry else _by_name(entry, named) for entry in entries
    ]


def _by_address(entry: str, known: dict[str, Served]) -> Match:
    found = known.get(entry.lower())
    return Match(entry, (found,) if found else (), certain=found is not None)


def _by_name(entry: str, named: list[Served]) -> Match:
    bearers = [item for item in named if item.person.name.casefold() == entry.casefold()]
    if len(bearers) == 1:
        return Match(entry, tuple(bearers), certain=True)
    words = [re.compile(re.escape(word), re.IGNORECASE) for word in entry.split()]
    like = [item for item in named if all(word.search(item.person.name) for word in words)]
    return Match(entry, tuple((bearers or like)[:MAX_CANDIDATES]), certain=False)
