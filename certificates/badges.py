"""From a certificate's row to its Open Badges credential, before it is signed.

It says what is printed, and nothing else: the name as it stands on the paper, because a proof
without it proves nothing of anybody. No e-mail address, hashed or not: a hash of one can be
guessed, and the address changes with the employer. Only the snapshot is read, never the person.
"""

import uuid
from datetime import date, datetime, time

from django.conf import settings
from django.template.defaultfilters import floatformat
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from certificates import credential, status_lists
from certificates.models import Certificate
from learning.enums import Origin


def issuer_did() -> str:
    """Return who signs: the platform, by its public address."""
    return credential.did_for(settings.BASE_URL)


def moment(day: date, hour: time = time.min) -> str:
    """Return a moment of a day where the platform is: in UTC the day begins hours later."""
    return datetime.combine(day, hour, tzinfo=timezone.get_default_timezone()).isoformat()


def status_list_url(number: int) -> str:
    return settings.BASE_URL + reverse("certificates:status_list", args=[number])


def unsigned(certificate: Certificate) -> dict:
    """Return the credential of a certificate, in the certificate's language."""
    frozen = certificate.snapshot
    with translation.override(certificate.language):
        built = {
            "@context": [credential.VC_CONTEXT, credential.BADGE_CONTEXT],
            "id": frozen["check_address"],
            "type": ["VerifiableCredential", "OpenBadgeCredential"],
            "issuer": {
                "id": issuer_did(),
                "type": ["Profile"],
                "name": frozen["issuer"]["name"],
            },
            "validFrom": moment(certificate.issued_on),
            "name": _("Certificate of attendance: %(course)s") % {"course": frozen["course_title"]},
            "credentialSubject": {
                "type": ["AchievementSubject"],
                "identifier": [
                    {
                        "type": "IdentityObject",
                        "hashed": False,
                        "identityHash": frozen["name"],
                        "identityType": "name",
                    }
                ],
                **_days(frozen),
                "achievement": _achievement(certificate),
            },
            "credentialStatus": status_lists.entry(
                status_list_url(certificate.status_list), certificate.status_index
            ),
        }
    if certificate.valid_until:
        built["validUntil"] = moment(certificate.valid_until, time(23, 59, 59))
    return built


def file_description(certificate: Certificate) -> str:
    """Return what the credential is called as a file within the PDF."""
    with translation.override(certificate.language):
        return _("Machine-readable proof (Open Badges 3.0)")


def field_description(certificate: Certificate) -> str:
    """Return what a screen reader says of the signature."""
    with translation.override(certificate.language):
        return _("Digital signature of %(issuer)s") % {
            "issuer": certificate.snapshot["issuer"]["name"]
        }


def _achievement(certificate: Certificate) -> dict:
    frozen = certificate.snapshot
    key = f"{issuer_did()}/{certificate.completion.course_key}/{frozen['edition']}"
    units = floatformat(certificate.units, "-1")
    is_event = frozen.get("origin") == Origin.EVENT
    return {
        "id": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, key)}",
        "type": ["Achievement"],
        "achievementType": "CertificateOfCompletion",
        "name": frozen["course_title"],
        **({} if is_event else {"version": str(frozen["edition"])}),
        "inLanguage": certificate.language,
        "description": _("%(minutes)s minutes (%(units)s UE)")
        % {"minutes": frozen["minutes"], "units": units},
        "criteria": {"narrative": _narrative(frozen)},
    }


def _days(frozen: dict) -> dict:
    """Return when it ended; of what was attended on site, also when it began."""
    days = {"activityEndDate": f"{frozen['completed_on']}T00:00:00Z"}
    if on_site := frozen.get("on_site"):
        days["activityStartDate"] = f"{on_site['first_day']}T00:00:00Z"
    return days


def _narrative(frozen: dict) -> str:
    """Return the contents, below how they were attended, where that was on site."""
    contents = "\n".join(f"- {item}" for item in frozen["contents"])
    on_site = frozen.get("on_site")
    if not on_site:
        return contents
    said = _("Attended on site (%(place)s), as confirmed by the trainer.") % on_site
    return f"{said}\n\n{contents}"
