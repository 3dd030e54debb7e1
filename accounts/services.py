"""Writing people, roles and local contacts. Each function checks, writes and records."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.mail import send_mail
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import LocalContact, Membership, Organisation, User
from accounts.permissions import SYSTEM
from accounts.roles import EDITOR_GROUP, EDITOR_ROLES, NameRule, Role
from accounts.selectors import is_shared
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


def _require_admin_of(actor, organisation: Organisation, person: User) -> None:
    _require_admin(actor, organisation)
    if actor is not SYSTEM and not person.memberships.filter(organisation=organisation).exists():
        raise PermissionDenied


def _require_own_account(person: User, organisation: Organisation) -> None:
    if is_shared(person, organisation):
        raise ValidationError(
            _("This account is not used by your municipality alone. Ask the operator.")
        )


def _is_self(actor, person: User) -> bool:
    return actor is not SYSTEM and actor.pk == person.pk


def _record(actor, organisation: Organisation, action: str, person: User, label: str) -> None:
    record_audit(
        actor=actor,
        action=action,
        organisation=organisation.key,
        concerns=[Concern(person.key, label)],
    )


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
def make_platform_administrator(*, actor, person: User) -> None:
    """Give a person every right in the Wagtail admin. Only the system may."""
    if actor is not SYSTEM:
        raise PermissionDenied
    person.is_superuser = True
    person.save(update_fields=["is_superuser"])


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
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError:  # somebody else took the address since full_clean() looked
        user.validate_unique()
        raise
    _record(actor, organisation, "accounts.created", user, user.name)
    _write_roles(actor, organisation, user, roles)
    return user


@transaction.atomic
def set_roles(*, actor, organisation: Organisation, person: User, roles: Iterable[Role]) -> None:
    """Make `roles` the person's roles in this municipality; other municipalities stay.

    Effects: memberships, membership in the editors' group, one audit entry. Raises
    `PermissionDenied` for somebody who has no membership here, and `ValidationError` for
    taking away one's own administration, which would lock the municipality out.
    """
    _require_admin_of(actor, organisation, person)
    if _is_self(actor, person) and Role.ADMIN not in {Role(role) for role in roles}:
        raise ValidationError(
            _("You cannot take the administration away from yourself. Ask a colleague.")
        )
    _write_roles(actor, organisation, person, roles)


def _write_roles(actor, organisation: Organisation, person: User, roles: Iterable[Role]) -> None:
    wanted = {Role(role) for role in roles} or {Role.LEARNER}
    here = set(person.memberships.filter(organisation=organisation).values_list("role", flat=True))
    if here == wanted:
        return
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
    _record(actor, organisation, "accounts.roles", person, ", ".join(sorted(wanted)))


@transaction.atomic
def rename_person(*, actor, organisation: Organisation, person: User, name: str) -> None:
    """Correct a person's name. Issued certificates keep the name they were issued with.

    Raises `ValidationError` for an unfit name or an account that other municipalities use.
    """
    _require_admin_of(actor, organisation, person)
    if clean_name(name) == person.name:
        return
    _require_own_account(person, organisation)
    person.name = name
    person.full_clean(exclude=["password"])
    person.save(update_fields=["name"])
    _record(actor, organisation, "accounts.renamed", person, person.name)


@transaction.atomic
def edit_person(
    *, actor, organisation: Organisation, person: User, name: str, roles: Iterable[Role]
) -> None:
    """Change name and roles together: both or, when one of them is refused, neither."""
    rename_person(actor=actor, organisation=organisation, person=person, name=name)
    set_roles(actor=actor, organisation=organisation, person=person, roles=roles)


@transaction.atomic
def set_active(*, actor, organisation: Organisation, person: User, active: bool) -> None:
    """Let a person sign in or not. Deactivating ends every session and voids the password.

    Record of learning, certificates and roles stay. After reactivation the person signs in
    by e-mail code, so that an old session or password does not come back to life. Raises
    `ValidationError` for oneself and for an account that other municipalities use.
    """
    _require_admin_of(actor, organisation, person)
    if person.is_active == active:
        return
    if _is_self(actor, person):
        raise ValidationError(_("You cannot deactivate yourself. Ask a colleague."))
    _require_own_account(person, organisation)
    person.is_active = active
    if not active:
        person.set_unusable_password()  # changes the hash that every session carries
    person.save(update_fields=["is_active", "password"])
    action = "accounts.reactivated" if active else "accounts.deactivated"
    _record(actor, organisation, action, person, "")


def send_invitation(*, actor, organisation: Organisation, person: User) -> bool:
    """Mail the person where and how to sign in; return whether the mail server took it.

    Call it outside a transaction: a mail cannot be rolled back. Raises `ValidationError` for
    somebody whose access is deactivated.
    """
    _require_admin_of(actor, organisation, person)
    if not person.is_active:
        raise ValidationError(_("The access is deactivated. Please reactivate it first."))
    with translation.override(settings.LANGUAGE_CODE):
        context = {
            "person": person,
            "organisation": organisation,
            "site_name": settings.SITE_NAME,
            "address": settings.BASE_URL + reverse("account_request_login_code"),
        }
        body = render_to_string("accounts/mail/invitation.txt", context)
        subject = _("Your access to the learning platform")
    try:
        send_mail(subject, body, None, [person.email])
    except OSError:  # covers SMTP errors, refused connections and timeouts
        return False
    _record(actor, organisation, "accounts.invited", person, "")
    return True


@transaction.atomic
def set_name_rule(*, actor, organisation: Organisation, rule: NameRule) -> None:
    """Say what the public check page tells of names on the municipality's certificates.

    It holds at once, for all certificates that were ever issued.
    """
    _require_admin(actor, organisation)
    if organisation.name_on_check == rule:
        return
    organisation.name_on_check = NameRule(rule)
    organisation.save(update_fields=["name_on_check"])
    record_audit(
        actor=actor,
        action="accounts.name_rule",
        organisation=organisation.key,
        concerns=[Concern(None, str(organisation.name_on_check))],
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
    locked.reporting_path = reporting_path.replace("\r\n", "\n").strip()
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
