"""What can happen to an issued certificate: it is corrected, or revoked. Nothing is deleted.

Both are public: whoever checks the certificate sees what happened, when and why.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.roles import Role
from certificates.models import MAX_REASON, Certificate
from certificates.services.issuing import supersede
from certificates.signals import certificate_corrected, certificate_revoked
from core.names import clean_name
from core.services import Concern, record_audit
from core.validators import validate_line, validate_name
from learning.enums import Origin
from learning.models import Completion


@transaction.atomic
def correct(*, actor, certificate: Certificate, name: str, reason: str) -> Certificate:
    """Issue a new certificate with another name, which supersedes this one; return it.

    All else is printed as before; the old one keeps its texts and its file. The person is
    told. Raises `PermissionDenied` unless the actor is HR or administrator where it was
    issued, and `ValidationError` for an unfit or unchanged name, for no reason given, and for
    a certificate that was revoked or corrected before, also a moment ago.
    """
    old = _held(actor, certificate)
    validate_name(name)
    name, reason = clean_name(name), _reason(reason)
    if name == old.snapshot["name"]:
        raise ValidationError(_("This is the name that is on the certificate already."))
    try:
        with transaction.atomic():
            new = supersede(certificate=old, name=name, reason=reason)
    except IntegrityError as error:  # the constraint decides; the look above only explains
        raise _replaced() from error
    # The list of the HR office is by this name, and finds people by it.
    Completion.objects.filter(pk=old.completion_id).update(person_name=name)
    _record(actor, new, "certificates.corrected")
    certificate_corrected.send(sender=Certificate, certificate=new)
    return new


@transaction.atomic
def revoke(*, actor, certificate: Certificate, reason: str) -> Certificate:
    """Say that a certificate holds no more, from today, and why. It cannot be taken back.

    The completion and the file stay. The person is told. Raises as `correct` does.
    """
    return _revoke(actor, _held(actor, certificate), reason)


@transaction.atomic
def revoke_withdrawn(*, actor, completion: Completion, reason: str) -> None:
    """Revoke what holds of a completion that the trainer who recorded it takes back.

    Only for what a trainer recorded; whether the actor is that trainer, `learning` has asked.
    Does nothing where the HR office has revoked it already.
    """
    if completion.origin == Origin.COURSE or not completion.withdrawn_on:
        raise PermissionDenied
    rows = Certificate.objects.select_for_update(of=("self",)).select_related(
        "completion__organisation"
    )
    current = rows.filter(completion=completion, superseded_by__isnull=True).first()
    if current and not current.revoked_on:
        _revoke(actor, current, reason)


def _revoke(actor, current: Certificate, reason: str) -> Certificate:
    current.revoked_on = timezone.localdate()
    current.revocation_reason = _reason(reason)
    current.save(update_fields=["revoked_on", "revocation_reason"])
    _record(actor, current, "certificates.revoked")
    certificate_revoked.send(sender=Certificate, certificate=current)
    return current


def _held(actor, certificate: Certificate) -> Certificate:
    """Lock the certificate and return it as it is now, if the actor may change what it says."""
    rows = Certificate.objects.select_for_update(of=("self",))
    current = rows.select_related("completion__organisation").get(pk=certificate.pk)
    organisation = current.completion.organisation
    if not any(actor.has_role(role, organisation) for role in (Role.HR, Role.ADMIN)):
        raise PermissionDenied
    if Certificate.objects.filter(supersedes=current).exists():
        raise _replaced()
    if current.revoked_on:
        raise ValidationError(_("This certificate has been revoked already."))
    return current


def _replaced() -> ValidationError:
    return ValidationError(_("This certificate has been corrected already. Open the new one."))


def _reason(text: str) -> str:
    text = " ".join(text.split())
    validate_line(text)
    if not text:
        raise ValidationError(_("Please give a reason."))
    if len(text) > MAX_REASON:
        raise ValidationError(
            _("Please shorten the reason to at most %(limit)d characters."),
            params={"limit": MAX_REASON},
        )
    return text


def _record(actor, certificate: Certificate, action: str) -> None:
    completion = certificate.completion
    record_audit(
        actor=actor,
        action=action,
        organisation=completion.organisation.key,
        concerns=[Concern(completion.person_key, completion.course_title)],
    )
