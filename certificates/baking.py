"""Badges as pictures: the credential is baked into a PNG or an SVG, as Open Badges 3.0 has it.

Pure: no Django, no other library. A program that knows badges reads the credential from the
picture; to everybody else it is a picture.
"""

import json
import struct
import zlib
from collections.abc import Mapping
from xml.sax.saxutils import escape

KEYWORD = b"openbadgecredential"
NAMESPACE = "https://purl.imsglobal.org/ob/v3p0"
LARGEST = 65_536
_PNG = b"\x89PNG\r\n\x1a\n"


def bake_png(picture: bytes, signed: Mapping) -> bytes:
    """Return the PNG with the credential in a text chunk behind its header."""
    chunks = list(_chunks(picture))
    text = KEYWORD + b"\0\0\0\0\0" + _compact(signed).encode()
    kept = [(kind, data) for kind, data in chunks if not _is_ours(kind, data)]
    baked = [kept[0], (b"iTXt", text), *kept[1:]]
    return _PNG + b"".join(_packed(kind, data) for kind, data in baked)


def from_png(picture: bytes) -> dict:
    """Return the credential that is baked into a PNG. Raises `ValueError`. Verify it."""
    for kind, data in _chunks(picture):
        if _is_ours(kind, data):
            is_packed, _method, *rest = data[len(KEYWORD) + 1 :]
            _language, _translated, text = bytes(rest).split(b"\0", 2)
            if is_packed or len(text) > LARGEST:
                break
            return json.loads(text)
    raise ValueError("There is no credential in this picture.")


def bake_svg(picture: str, signed: Mapping) -> str:
    """Return the SVG with the credential in an element of its own, first within the root.

    `picture` is one of ours: a prolog, if there is one, and then the root with its attributes.
    """
    start = picture.index("<svg") + len("<svg")
    end = picture.index(">", start) + 1
    element = f"<openbadges:credential>{escape(_compact(signed))}</openbadges:credential>"
    named = f' xmlns:openbadges="{NAMESPACE}"'
    return picture[:start] + named + picture[start:end] + element + picture[end:]


def _compact(signed: Mapping) -> str:
    return json.dumps(signed, ensure_ascii=False, separators=(",", ":"))


def _is_ours(kind: bytes, data: bytes) -> bool:
    return kind == b"iTXt" and data.startswith(KEYWORD + b"\0")


def _chunks(picture: bytes):
    """Yield kind and content of each chunk of a PNG. Raises `ValueError` for anything else."""
    if not picture.startswith(_PNG):
        raise ValueError("This is no PNG.")
    place = len(_PNG)
    while place < len(picture):
        if place + 12 > len(picture):
            raise ValueError("The PNG is cut off.")
        length, kind = struct.unpack(">I4s", picture[place : place + 8])
        yield kind, picture[place + 8 : place + 8 + length]
        place += 12 + length


def _packed(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
