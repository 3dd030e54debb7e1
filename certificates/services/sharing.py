"""Showing a proof to others: a page that a person switches on, and off again."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from certificates.models import Certificate, ShareLink


@transaction.atomic
def share(*, actor, certificate: Certificate, with_files: bool) -> ShareLink:
    """Switch the public page on, or change what is on it; its address stays while it is on.

    Raises `PermissionDenied` for everybody but the person whose certificate it is.
    """
    _require_own(actor, certificate)
    link, _new = ShareLink.objects.update_or_create(
        completion_id=certificate.completion_id,
        defaults={"user": actor, "with_files": with_files},
    )
    return link


@transaction.atomic
def stop_sharing(*, actor, certificate: Certificate) -> None:
    """Switch the public page off for good: a later one has another address.

    Raises `PermissionDenied` for everybody but the person whose certificate it is.
    """
    _require_own(actor, certificate)
    ShareLink.objects.filter(completion_id=certificate.completion_id).delete()


def _require_own(actor, certificate: Certificate) -> None:
    if certificate.completion.user_id != actor.pk:
        raise PermissionDenied
