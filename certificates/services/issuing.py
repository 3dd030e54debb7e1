"""Issuing: the row a person is owed, written in the transaction of their completion."""

import secrets
from datetime import date

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from certificates import codes
from certificates.models import STATUS_LIST_LENGTH, Certificate
from certificates.services.designs import design_for
from learning.enums import Origin
from learning.models import Completion

# Half as many as there are places, so that a free one is soon found by chance.
COMPLETIONS_PER_LIST = STATUS_LIST_LENGTH // 2
ATTEMPTS = 60


def issue(*, completion: Completion) -> Certificate:
    """Return the certificate of a completion; write it with its snapshot if there is none.

    Call it inside the transaction that records the completion: the two exist together or
    not at all. Calling it again changes nothing and returns the one that holds.
    """
    code = codes.new_code()
    certificate = Certificate(
        completion=completion,
        code=code,
        issued_on=_issued_on(completion),
        valid_until=completion.valid_until,
        language=_language(completion),
        snapshot=_snapshot(completion, code),
        name_digest=codes.name_digest(completion.person_name, code),
    )
    try:
        return _write(certificate)
    except IntegrityError:  # not "is there one already?": the constraint decides
        existing = completion.certificate
        if existing is None:
            raise
        return existing


def supersede(*, certificate: Certificate, name: str, reason: str) -> Certificate:
    """Write a certificate that says the same of another name, in place of this one.

    Only what `lifecycle.correct` calls: it asks who may. Raises `IntegrityError` where this
    one has been superseded before.
    """
    code = codes.new_code()
    return _write(
        Certificate(
            completion=certificate.completion,
            code=code,
            issued_on=timezone.localdate(),
            valid_until=certificate.valid_until,
            language=certificate.language,
            snapshot={**certificate.snapshot, "name": name, **_addresses(code)},
            name_digest=codes.name_digest(name, code),
            supersedes=certificate,
            correction_reason=reason,
        )
    )


def _write(certificate: Certificate) -> Certificate:
    """Insert a new certificate, at a free place of its status list."""
    certificate.status_list = certificate.completion_id // COMPLETIONS_PER_LIST
    for _attempt in range(ATTEMPTS):
        certificate.status_index = secrets.randbelow(STATUS_LIST_LENGTH)
        try:
            with transaction.atomic():
                certificate.save(force_insert=True)
            return certificate
        except IntegrityError:
            if not _is_taken(certificate):
                raise
    raise RuntimeError("No place in the status list")


def _is_taken(certificate: Certificate) -> bool:
    place = {"status_list": certificate.status_list, "status_index": certificate.status_index}
    return Certificate.objects.filter(**place).exists()


def _issued_on(completion: Completion) -> date:
    """The day of completion; of what was attended on site, the day on which it was recorded."""
    return completion.completed_on if completion.origin == Origin.COURSE else timezone.localdate()


def _language(completion: Completion) -> str:
    language = completion.snapshot.get("language")
    return language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def _snapshot(completion: Completion, code: str) -> dict:
    """Return every text that will be printed, as of now."""
    frozen = completion.snapshot
    issuer = frozen.get("issuer") or {}
    modules = [module["title"] for module in frozen.get("modules") or []]
    return {
        "origin": completion.origin,
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
        **_on_site(frozen),
        **design_for(completion.organisation_id),
        **_addresses(code),
    }


def _on_site(frozen: dict) -> dict:
    """Return when it began and where, of what was attended on site."""
    return {"on_site": frozen["on_site"]} if "on_site" in frozen else {}


def _addresses(code: str) -> dict:
    """Return the printed addresses at which a certificate is checked."""
    return {
        "check_page": settings.BASE_URL + reverse("certificates:check_form"),
        "check_address": settings.BASE_URL + reverse("certificates:check", args=[code]),
    }
