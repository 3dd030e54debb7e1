"""Issuing: the row a person is owed, written in the transaction of their completion."""

from django.conf import settings
from django.urls import reverse

from certificates import codes
from certificates.models import Certificate
from learning.models import Completion


def issue(*, completion: Completion) -> Certificate:
    """Return the certificate of a completion; write it with its snapshot if there is none.

    Call it inside the transaction that records the completion: the two exist together or
    not at all. Calling it again changes nothing.
    """
    existing = Certificate.objects.filter(completion=completion).first()
    if existing:
        return existing
    code = codes.new_code()
    return Certificate.objects.create(
        completion=completion,
        code=code,
        issued_on=completion.completed_on,
        language=_language(completion),
        snapshot=_snapshot(completion, code),
    )


def _language(completion: Completion) -> str:
    language = completion.snapshot.get("language")
    return language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def _snapshot(completion: Completion, code: str) -> dict:
    """Return every text that will be printed, as of now."""
    frozen = completion.snapshot
    issuer = frozen.get("issuer") or {}
    modules = [module["title"] for module in frozen.get("modules") or []]
    return {
        "name": completion.person_name,
        "course_title": completion.course_title,
        "edition": completion.edition_number,
        "completed_on": completion.completed_on.isoformat(),
        "minutes": completion.minutes,
        "contents": list(frozen.get("contents") or modules),
        "issuer": {
            "name": issuer.get("name") or completion.organisation.issuer,
            "address": issuer.get("address", ""),
        },
        "self_checks": (frozen.get("rule") or {}).get("pass_mark") is not None,
        "check_page": settings.BASE_URL + reverse("certificates:check_form"),
        "check_address": settings.BASE_URL + reverse("certificates:check", args=[code]),
    }
