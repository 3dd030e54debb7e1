"""Writing people, roles and local contacts. Each function checks, writes and records."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import LocalContact, Membership, Organisation, User
from accounts.permissions import SYSTEM
from accounts.roles import EDITOR_GROUP, EDITOR_ROLES, Role
from core.names import clean_name
from core.services import Concern, record_audit


@dataclass(frozen=True)
class ContactData:
    """One contact as entered in the form."""

    name: str
    task: str = ""
    phone: str = ""
    email: str = ""


def _require_admin(actor, organisation: Organisation) -> None:
    if not actor.has_role(Role.ADMIN, organisation):
        raise PermissionDenied


@transaction.atomic
def create_organisation(*, actor, name: str, address: str = "", issuer_name: str = ""):
    """Create a municipality. Only the system may; raises `ValidationError` for a taken name."""
    if actor is not SYSTEM:
        raise PermissionDenied
    organisation = Organisation(name=clean_name(name), address=address, issuer_name=issuer_name)
    organisation.full_clean()
    organisation.save()
    return organisation


@transaction.atomic
def create_person(
    *,
    actor,
    organisation: Organisation,
    name: str,
    email: str,
    roles: Iterable[Role] = (Role.LEARNER,),
    password: str | None = None,
) -> User:
    """Create an account with roles in one municipality.

    Without a password the person signs in by a code sent to the address. Raises
    `ValidationError` for a taken address or an unfit name, `PermissionDenied` unless the
    actor administers the municipality.
    """
    _require_admin(actor, organisation)
    user = User(name=name, email=email.lower().strip())
    user.set_password(password)
    user.full_clean(exclude=["password"])
    user.save()
    set_roles(actor=actor, organisation=organisation, person=user, roles=roles)
    return user


@transaction.atomic
def set_roles(*, actor, organisation: Organisation, person: User, roles: Iterable[Role]) -> None:
    """Make `roles` the person's roles in this municipality; other municipalities stay.

    Effects: memberships, membership in the editors' group, one audit entry. Refused for
    somebody who has no membership here (404 is the view's matter) and for taking away one's
    own administration, which would lock the municipality out.
    """
    _require_admin(actor, organisation)
    wanted = {Role(role) for role in roles} or {Role.LEARNER}
    if actor is not SYSTEM and actor.pk == person.pk and Role.ADMIN not in wanted:
        raise ValidationError(
            _("You cannot take the administration away from yourself. Ask a colleague.")
        )
    person.memberships.filter(organisation=organisation).exclude(role__in=wanted).delete()
    Membership.objects.bulk_create(
        [Membership(user=person, organisation=organisation, role=role) for role in sorted(wanted)],
        ignore_conflicts=True,
    )
    editors, _created = Group.objects.get_or_create(name=EDITOR_GROUP)
    if person.memberships.filter(role__in=EDITOR_ROLES).exists():
        person.groups.add(editors)
    else:
        person.groups.remove(editors)
    record_audit(
        actor=actor,
        action="accounts.roles",
        organisation=organisation.key,
        concerns=[Concern(person.key, ", ".join(sorted(wanted)))],
    )


@transaction.atomic
def set_local_contacts(
    *, actor, organisation: Organisation, reporting_path: str, contacts: Iterable[ContactData]
) -> None:
    """Replace the municipality's reporting path and contacts, as learners see them.

    Cached lessons pick the change up through `contacts_version`.
    """
    _require_admin(actor, organisation)
    locked = Organisation.objects.select_for_update().get(pk=organisation.pk)
    locked.reporting_path = reporting_path.strip()
    locked.contacts_version += 1
    locked.full_clean()
    locked.save(update_fields=["reporting_path", "contacts_version"])
    locked.contacts.all().delete()
    rows = [
        LocalContact(organisation=locked, sort_order=number, **vars(contact))
        for number, contact in enumerate(contacts)
    ]
    for row in rows:
        row.full_clean()
    LocalContact.objects.bulk_create(rows)
    record_audit(
        actor=actor,
        action="accounts.local_contacts",
        organisation=organisation.key,
        concerns=[Concern(None, organisation.name)],
    )
