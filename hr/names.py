"""File names that every system can store: ASCII, readable, without doubles. Pure: no Django."""

import re
import unicodedata
from datetime import date

_LETTERS = str.maketrans(
    {
        **{"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss", "ẞ": "SS"},
        **{"æ": "ae", "Æ": "Ae", "ø": "oe", "Ø": "Oe", "œ": "oe", "Œ": "Oe", "þ": "th", "Þ": "Th"},
        **{"ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "ı": "i"},
    }
)
NAME_LENGTH = 50
TITLE_LENGTH = 60


def ascii_words(text: str, limit: int) -> str:
    """Return the words of a text joined by hyphens in ASCII, or "" for a foreign script."""
    composed = unicodedata.normalize("NFC", text).translate(_LETTERS)
    plain = unicodedata.normalize("NFKD", composed).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", plain)[:limit].strip("-")


def surname_first(name: str) -> str:
    """Return "Müller Anna" for "Anna Müller"; the last word counts as the surname."""
    *first, last = name.split() or [""]
    return " ".join([last, *first])


def certificate_file_name(
    *, completed_on: date, name: str, title: str, code: str, remark: str = ""
) -> str:
    """Return for example "2026-11-22_Mueller-Anna_Umgang-mit-Anfeindungen_k3J9x-Qa.pdf".

    A remark stands at its end, before the dot.
    """
    parts = (
        completed_on.isoformat(),
        ascii_words(surname_first(name), NAME_LENGTH) or "Person",
        ascii_words(title, TITLE_LENGTH) or "Kurs",
        re.sub(r"[^A-Za-z0-9_-]", "-", code[:8]),
        *([ascii_words(remark, TITLE_LENGTH)] if remark else ()),
    )
    return "_".join(parts) + ".pdf"


def without_doubles(name: str, taken: set[str]) -> str:
    """Return the name, numbered if it is taken, and take it.

    Case does not tell names apart: on Windows it does not either.
    """
    stem, dot, ending = name.rpartition(".")
    candidate, number = name, 1
    while candidate.lower() in taken:
        number += 1
        candidate = f"{stem}-{number}{dot}{ending}"
    taken.add(candidate.lower())
    return candidate
