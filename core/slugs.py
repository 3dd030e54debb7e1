"""Readable addresses from German titles."""

from django.utils.text import slugify

LETTERS = {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss", "ẞ": "SS"}
_TABLE = str.maketrans(LETTERS)


def slug_for(title: str) -> str:
    """Return an ASCII slug in which umlauts stay readable: "Über Größe" is "ueber-groesse"."""
    return slugify(title.translate(_TABLE))[:200]
