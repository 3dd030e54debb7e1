"""Bitstring status lists: which credentials were revoked, without saying whose they are.

Pure: no Django, no clock. A list is itself a credential, with a bit for each of 131,072 places;
it is valid for a while only, so that nobody can go on showing an old one.
"""

import base64
import gzip
from collections.abc import Iterable, Mapping

from certificates.credential import VC_CONTEXT

LENGTH = 131_072  # the least that the standard allows: a place must not tell who it is
PURPOSE = "revocation"
_MOST_PACKED = 40_000  # nothing of this length needs more


def list_credential(
    *, url: str, issuer: str, revoked: Iterable[int], valid_from: str, valid_until: str
) -> dict:
    """Return the unsigned credential of a list, in which the `revoked` places are set."""
    return {
        "@context": [VC_CONTEXT],
        "id": url,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer,
        "validFrom": valid_from,
        "validUntil": valid_until,
        "credentialSubject": {
            "id": f"{url}#list",
            "type": "BitstringStatusList",
            "statusPurpose": PURPOSE,
            "encodedList": encode(revoked),
        },
    }


def entry(url: str, index: int) -> dict:
    """Return what a credential says of its own place in the list at this address."""
    return {
        "id": f"{url}#{index}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": PURPOSE,
        "statusListIndex": str(index),
        "statusListCredential": url,
    }


def encode(places: Iterable[int]) -> str:
    """Return the list as the standard writes it: packed, then base64url with a "u" in front."""
    bits = bytearray(LENGTH // 8)
    for place in places:
        if not 0 <= place < LENGTH:
            raise ValueError(f"There is no place {place} in a list of {LENGTH}.")
        bits[place // 8] |= 0x80 >> place % 8
    packed = gzip.compress(bytes(bits), mtime=0)
    return "u" + base64.urlsafe_b64encode(packed).decode().rstrip("=")


def is_set(credential: Mapping, place: int) -> bool:
    """Say whether a place of a list is set. Verify the list first."""
    text = credential["credentialSubject"]["encodedList"][1:]
    if len(text) > _MOST_PACKED:
        raise ValueError("The list is too long.")
    bits = gzip.decompress(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    return bool(bits[place // 8] & 0x80 >> place % 8)
