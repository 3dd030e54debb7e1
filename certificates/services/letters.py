"""Mails to the person whose certificate it is. Without an account there is nobody to be told."""

from datetime import date, timedelta

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from certificates.models import Certificate, ExpiryReminder
from learning.enums import Origin
from learning.models import Completion

REMIND_DAYS = (60, 14)  # before the last day
SUBJECTS = {
    "attended": gettext_noop("Your certificate of attendance"),
    "corrected": gettext_noop("Your certificate of attendance has been corrected"),
    "revoked": gettext_noop("Your certificate of attendance has been revoked"),
    "expiring": gettext_noop("Your certificate of attendance expires soon"),
}


def tell(certificate: Certificate, what: str) -> bool:
    """Mail the person what happened, in the language of the certificate.

    `what` is a key of `SUBJECTS`. Returns False where there is nobody to be told. Errors of
    the mail server are the caller's.
    """
    person = certificate.completion.user
    if person is None or not person.is_active:
        return False
    with translation.override(certificate.language):
        context = {
            "certificate": certificate,
            "name": person.name,
            "course": certificate.snapshot["course_title"],
            "issuer": certificate.snapshot["issuer"]["name"],
            "is_event": certificate.completion.origin == Origin.EVENT,
            "address": settings.BASE_URL + _page(certificate, what),
        }
        body = render_to_string(f"certificates/mail/{what}.txt", context)
        send_mail(_(SUBJECTS[what]), body, None, [person.email])
    return True


def _page(certificate: Certificate, what: str) -> str:
    """Where the person goes on: to the certificate itself, or to the list of all."""
    if what in {"attended", "revoked"}:
        return reverse("certificates:one", args=[certificate.code])
    return reverse("certificates:mine")


def remind(*, today: date) -> int:
    """Tell people whose certificate expires soon; return how many mails the server took.

    Each is told once, `REMIND_DAYS` before; whoever missed one day gets it on the next. What
    was revoked, corrected or renewed is not reminded of. Run it daily; at once and twice does
    no harm. A mail that the server refuses is tried again by the next run.
    """
    sent = 0
    for certificate in _expiring(today).iterator(chunk_size=500):
        left = (certificate.valid_until - today).days
        due = [days for days in REMIND_DAYS if left <= days]
        sent += _remind_once(certificate, due)
    return sent


def _expiring(today: date):
    """Return the certificates to be reminded of, with the person; the first to expire first."""
    renewed = Completion.objects.filter(
        person_key=OuterRef("completion__person_key"),
        course_key=OuterRef("completion__course_key"),
        cycle__gt=OuterRef("completion__cycle"),
        withdrawn_on__isnull=True,
    )
    return (
        Certificate.objects.filter(
            valid_until__range=(today, today + timedelta(days=max(REMIND_DAYS))),
            revoked_on__isnull=True,
            superseded_by__isnull=True,
            completion__user__is_active=True,
        )
        .exclude(Exists(renewed))
        .select_related("completion__user")
        .order_by("valid_until", "pk")
    )


def _remind_once(certificate: Certificate, due: list[int]) -> bool:
    """Send one mail for all that are due, unless the last of them was sent before."""
    try:
        with transaction.atomic():
            ExpiryReminder.objects.bulk_create(
                [ExpiryReminder(certificate=certificate, days=days) for days in due[:-1]],
                ignore_conflicts=True,
            )
            _row, is_new = ExpiryReminder.objects.get_or_create(
                certificate=certificate, days=due[-1]
            )
            return is_new and tell(certificate, "expiring")
    except OSError:  # covers SMTP errors, refused connections and timeouts
        return False
