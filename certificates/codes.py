"""Check codes: unguessable, and fit to be typed in from paper; digests. Pure: no Django.

The alphabet is Crockford's: no I, L, O or U, so that nothing can be mixed up or read aloud
wrongly. Capitals or not, blanks and hyphens do not matter when a code is entered.
"""

import hashlib
import secrets
import unicodedata

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 28  # 5 bits each: 140 bits cannot be guessed
GROUP = 4
_MEANT = str.maketrans({"O": "0", "I": "1", "L": "1"})


def new_code() -> str:
    """Return a random code of 28 characters."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def new_token() -> str:
    """Return a random part of an address, unlike any check code: 192 bits."""
    return secrets.token_urlsafe(24)


def printed(code: str) -> str:
    """Return the code in groups, as it stands on paper."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def name_digest(name: str, code: str) -> str:
    """Return the digest by which a typed name is compared with that of a certificate.

    The code is its salt. Case, blanks, hyphens and full stops do not matter; letters do.
    """
    letters = (c for c in unicodedata.normalize("NFKC", name).casefold() if c.isprintable())
    plain = "".join(c for c in letters if not c.isspace() and unicodedata.category(c) != "Pd")
    salted = f"{code}\n{unicodedata.normalize('NFC', plain).replace('.', '')}"
    return hashlib.sha256(salted.encode()).hexdigest()


def read(text: str) -> str | None:
    """Return the code that somebody meant by this text, or None if it cannot be one."""
    letters = [letter for letter in text[:200].upper() if not letter.isspace() and letter != "-"]
    code = "".join(letters).translate(_MEANT)
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else None
