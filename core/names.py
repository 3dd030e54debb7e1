"""Cleaning of names that people enter: what may stand on a page and on a certificate.

Pure: no Django. `clean_name` never raises for text; `problems` says in which way a text was
unfit, so that a form can refuse it with a clear message instead of changing it silently.
"""

import unicodedata

MAX_LENGTH = 200
MAX_COMBINING_MARKS = 4
# Cf are format characters. Direction overrides let "abc<U+202E>gnp.exe" print as "abcexe.png".
_FORBIDDEN_CATEGORIES = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_JOINERS = {"\u200c", "\u200d"}  # Persian and Indic names are spelt with them
_BLANK_LETTERS = {"\u115f", "\u1160", "\u2800", "\u3164", "\uffa0"}  # a name that nobody sees


def is_forbidden(character: str) -> bool:
    """Whether a character is an invisible, control, private or direction-changing one."""
    if character in _JOINERS:
        return False
    return unicodedata.category(character) in _FORBIDDEN_CATEGORIES or character in _BLANK_LETTERS


def _is_mark(character: str) -> bool:
    return bool(unicodedata.combining(character)) or unicodedata.category(character) == "Me"


def has_mark_pile(text: str) -> bool:
    """Whether more combining marks follow each other than any script needs."""
    run = 0
    for character in unicodedata.normalize("NFC", text):
        run = run + 1 if _is_mark(character) else 0
        if run > MAX_COMBINING_MARKS:
            return True
    return False


def clean_name(text: str) -> str:
    """Return the text in NFC, with single spaces and without forbidden characters.

    At most `MAX_LENGTH` characters and `MAX_COMBINING_MARKS` combining marks in a row.
    """
    kept, run = [], 0
    for character in unicodedata.normalize("NFC", text[: MAX_LENGTH * 10]):
        if character in "\t\n\r":
            character = " "
        if is_forbidden(character):
            continue
        run = run + 1 if _is_mark(character) else 0
        if run <= MAX_COMBINING_MARKS:
            kept.append(character)
    name = " ".join("".join(kept).split())[:MAX_LENGTH].strip()
    return name if name.strip(" \u200c\u200d") else ""
