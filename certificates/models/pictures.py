"""Pictures of designs, kept by their content: what a certificate names never changes.

A name is the SHA-256 of the bytes and their kind. A new logo is a new file; the old one stays
for the certificates that were issued with it.
"""

import base64
import hashlib
import re

from django.core.files.base import ContentFile

from certificates.models.certificate import certificate_storage

FOLDER = "pictures"
_NAME = re.compile(r"[0-9a-f]{64}\.(jpg|svg)")


def keep(data: bytes, ending: str) -> str:
    """Store the bytes, if they are not stored already, and return their name."""
    name = f"{hashlib.sha256(data).hexdigest()}.{ending}"
    storage = certificate_storage()
    if read(name) is None:
        storage.delete(f"{FOLDER}/{name}")
        storage.save(f"{FOLDER}/{name}", ContentFile(data))
    return name


def read(name: str) -> bytes | None:
    """Return the bytes of that name; None where they are missing, damaged or no picture's."""
    if not _NAME.fullmatch(name):
        return None
    try:
        with certificate_storage().open(f"{FOLDER}/{name}") as file:
            data = file.read()
    except OSError:
        return None
    return data if hashlib.sha256(data).hexdigest() == name.partition(".")[0] else None


def address(name: str) -> str:
    """Return the picture as an address that holds it whole, to be shown in a form."""
    data = read(name)
    kind = "svg+xml" if name.endswith(".svg") else "jpeg"
    return f"data:image/{kind};base64,{base64.b64encode(data).decode()}" if data else ""
