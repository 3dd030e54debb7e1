"""Reading people and municipalities."""

import re
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import and_

from django.conf import settings
from django.db.models import Prefetch, Q, QuerySet
from django.http import Http404
from django.utils.translation import get_language

from accounts.models import ROLE_LABELS, LocalContact, Membership, Organisation, User
from accounts.roles import Role
from core.models import AuditEntry
from core.selectors import EASY_GERMAN, audit_about, help_guide

MAX_SERVED = 500  # people found at a time: nobody leafs through a directory


@dataclass(frozen=True)
class AccessEntry:
    """One line of the log of accesses, in terms a person understands."""

    at: datetime
    actor: str
    action: str
    what: str
    organisation: str


def organisations_with_role(viewer, role: Role) -> list[Organisation]:
    """Return the municipalities in which the viewer has the role, without a query of its own."""
    return [m.organisation for m in viewer.current_memberships if m.role == role]


def organisation_with_role_or_404(viewer, role: Role, key: str | None = None) -> Organisation:
    """Return the viewer's municipality in that role; 404 for everybody else.

    `key` chooses among several; a key that is not one of the viewer's own is a 404 as well.
    """
    organisations = organisations_with_role(viewer, role)
    if key:
        organisations = [found for found in organisations if str(found.key) == key]
    if not organisations:
        raise Http404
    return organisations[0]


def contacts_of(organisation: Organisation) -> list[LocalContact]:
    return list(organisation.contacts.all())


def immediate_help(viewer, *, easy: bool = False) -> dict:
    """Return the immediate help, and whom the viewer's own municipality names in need.

    Strangers are told no municipality's contacts. `easy`: in Leichte Sprache, with everything
    around it in German, whatever language the viewer has chosen.
    """
    organisation = viewer.organisation if viewer.is_authenticated else None
    return {
        "guide": help_guide(EASY_GERMAN if easy else get_language()),
        "easy": easy,
        "surroundings": settings.LANGUAGE_CODE if easy else get_language(),
        "organisation": organisation,
        "contacts": contacts_of(organisation) if organisation else [],
        "reporting_path": organisation.reporting_path.splitlines() if organisation else [],
    }


def people_of(viewer, organisation: Organisation, search: str = "") -> QuerySet[User]:
    """Return the people of a municipality for its administrator; nobody for anyone else.

    Each has `memberships_here`: the roles in this municipality. Roles elsewhere are no
    business of this administrator.
    """
    if not viewer.has_role(Role.ADMIN, organisation):
        return User.objects.none()
    here = Membership.objects.filter(organisation=organisation).order_by("id")
    people = User.objects.filter(pk__in=here.order_by().values("user"))
    for word in search.split():
        # A regular expression, because SQLite's LIKE knows the case of a-z only: "özil".
        pattern = re.escape(word)
        people = people.filter(Q(name__iregex=pattern) | Q(email__iregex=pattern))
    return people.prefetch_related(
        Prefetch("memberships", queryset=here, to_attr="memberships_here")
    ).order_by("name", "email")


def person_or_404(viewer, organisation: Organisation, key: uuid.UUID) -> User:
    """Return one of the municipality's people, with `memberships_here`; 404 for all others."""
    person = people_of(viewer, organisation).filter(key=key).first()
    if person is None:
        raise Http404
    return person


@dataclass(frozen=True)
class Served:
    """Somebody for whom a trainer may act, and the municipality for which."""

    person: User
    organisation: Organisation


def people_served(
    viewer,
    *,
    keys: Iterable[uuid.UUID] = (),
    emails: Iterable[str] = (),
    names: Iterable[str] = (),
) -> list[Served]:
    """Return those people of the municipalities where the viewer is a trainer, two queries.

    `names` finds everybody whose name contains all words of one of them. Whoever cannot sign in
    any more is not among them.
    """
    places = {place.pk: place for place in organisations_with_role(viewer, Role.TRAINER)}
    here = Membership.objects.filter(organisation__in=places).order_by("id")
    wanted = Q(key__in=set(keys)) | Q(email__in=[email.lower() for email in emails])
    for name in names:
        # A regular expression, because SQLite's LIKE knows the case of a-z only: "özil".
        words = [Q(name__iregex=re.escape(word)) for word in name.split()]
        if words:
            wanted |= reduce(and_, words)
    people = User.objects.filter(
        wanted, is_active=True, pk__in=here.order_by().values("user")
    ).prefetch_related(Prefetch("memberships", queryset=here, to_attr="memberships_here"))
    return [
        Served(person, places[person.memberships_here[0].organisation_id])
        for person in people.order_by("name", "email")[:MAX_SERVED]
    ]


def is_shared(person: User, organisation: Organisation) -> bool:
    """Whether the account is not this municipality's alone: used elsewhere, or the operator's."""
    return person.is_superuser or person.memberships.exclude(organisation=organisation).exists()


def access_entries(viewer) -> QuerySet[AuditEntry]:
    """Return what others did with the viewer's data, newest first, for `explain`."""
    return audit_about(viewer).exclude(actor=viewer.key)


def explain(entries: list[AuditEntry]) -> list[AccessEntry]:
    """Return entries with the municipality's name and with roles in words. One query."""
    keys = {entry.organisation for entry in entries if entry.organisation}
    names = dict(Organisation.objects.filter(key__in=keys).values_list("key", "name"))
    return [
        AccessEntry(
            at=entry.at,
            actor=entry.actor_label,
            action=entry.action,
            what=_in_words(entry),
            organisation=names.get(entry.organisation, ""),
        )
        for entry in entries
    ]


def _in_words(entry: AuditEntry) -> str:
    if entry.action != "accounts.roles":
        return entry.object_label
    codes = entry.object_label.split(", ")
    return ", ".join(str(ROLE_LABELS.get(code, code)) for code in codes)
