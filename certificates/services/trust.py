"""What proves certificates to everybody: public keys, chains and lists of revocations."""

import hashlib
import json
import logging
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.core.cache import cache
from django.db.models import Q

from certificates import badges, credential, production, status_lists
from certificates.keys import KeyProblem, Keyring
from certificates.models import Certificate

logger = logging.getLogger(__name__)
SLOT = timedelta(hours=12)  # a list is signed anew at least this often,
VALID = timedelta(hours=48)  # and believed for so long
RETRY_SECONDS = 60


def keyring() -> Keyring:
    return Keyring(settings.CERTIFICATE_KEYS_DIR)


def did_document() -> dict:
    """Return the keys that sign credentials or ever did, under the name of this platform."""
    keys = {public.name: public.key for public in keyring().public()}
    return credential.did_document(badges.issuer_did(), keys)


def chain(number: int | None = None) -> bytes | None:
    """Return the certificates that documents are or were signed with, or None."""
    try:
        return keyring().chain(number)
    except KeyProblem:
        return None


def status_list(number: int) -> dict | None:
    """Return a signed list of revocations, or None where there is no such list.

    It is signed by the process with the keys, once for each state and half a day. Raises
    `KeyProblem` when nothing can be signed, and asks again after a minute only.
    """
    rows = Certificate.objects.filter(status_list=number)
    # Superseded ones too: a verifier knows one bit, and the earlier paper holds no more.
    gone = Q(revoked_on__isnull=False) | Q(superseded_by__isnull=False)
    places = sorted(rows.filter(gone).values_list("status_index", flat=True))
    if not places and not rows.exists():
        return None
    slot = _slot(datetime.now(UTC))
    digest = hashlib.sha256(json.dumps([slot.isoformat(), places]).encode()).hexdigest()
    key = f"certificates-status-{number}-{digest}"
    sealed = cache.get(key)
    if sealed is None:
        sealed = _sealed(number, places, slot)
        cache.set(key, sealed, SLOT.total_seconds() if sealed else RETRY_SECONDS)
    if not sealed:
        raise KeyProblem("The list could not be signed.")
    return sealed


def _sealed(number: int, places: list[int], slot: datetime) -> dict:
    """Return the signed list, or {} after telling the administrator why there is none."""
    unsigned = status_lists.list_credential(
        url=badges.status_list_url(number),
        issuer=badges.issuer_did(),
        revoked=places,
        valid_from=_written(slot),
        valid_until=_written(slot + VALID),
    )
    try:
        (sealed,) = production.seal(
            [unsigned], keys_dir=settings.CERTIFICATE_KEYS_DIR, created=_written(slot)
        )
    except KeyProblem as error:
        logger.error("The status list %s was not signed: %s", number, error)
        return {}
    return sealed


def _slot(now: datetime) -> datetime:
    return now.replace(hour=now.hour // 12 * 12, minute=0, second=0, microsecond=0)


def _written(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
