"""Words that the courses avoid (`schreibweisen.yaml`), and terms of the glossary misspelt."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lms.courseware.strict_yaml import load

SHORTEST = 6  # of shorter terms, a letter less or more makes another word
_WORD = re.compile(r"[^\W\d_]+")
_QUOTED = re.compile(r"„[^“]*“|»[^«]*«|\]\([^)]*\)")


@dataclass(frozen=True)
class Rule:
    """Words that are avoided, and why; `allowed` are phrases in which they may stand."""

    pattern: re.Pattern
    instead: str
    because: str
    allowed: re.Pattern | None = None


@cache
def rules(file: Path) -> tuple[Rule, ...]:
    """Read the rules; a word matches as a whole, with a star also with endings."""
    return tuple(_rule(item) for item in load(file))


def avoided(text: str, found: tuple[Rule, ...]) -> Iterator[str]:
    """Yield a message for every word that is better avoided, except where it is quoted."""
    plain = _QUOTED.sub(" ", text)
    for rule in found:
        rest = rule.allowed.sub(" ", plain) if rule.allowed else plain
        for match in dict.fromkeys(rule.pattern.findall(rest)):
            yield f"“{match}”: write {rule.instead} ({rule.because})"


@cache
def terms(file: Path) -> frozenset[str]:
    """Read the terms of the glossary whose misspellings can be told from other words."""
    names = {name for item in load(file) for name in (item["term"], *item.get("variants", ()))}
    return frozenset(name for name in names if name.isalpha() and len(name) >= SHORTEST)


def misspelt(text: str, known: frozenset[str]) -> Iterator[str]:
    """Yield a message for every word that is one letter away from a term."""
    words = dict.fromkeys(_WORD.findall(text))
    for word in (word for word in words if len(word) >= SHORTEST - 1 and word not in known):
        for term in sorted(term for term in known if _is_slip(word, term)):
            yield f"“{word}”: the glossary writes {term}"


def _is_slip(word: str, term: str) -> bool:
    """Whether a letter is missing, added or another one; endings may differ."""
    if abs(len(word) - len(term)) > 1 or word.startswith(term) or term.startswith(word):
        return False
    pairs = enumerate(zip(word, term, strict=False))
    here = next(place for place, (one, other) in pairs if one != other)
    if here >= min(len(word), len(term)) - 1:
        return False
    following = {(1, 1), (1, 0), (0, 1)}  # another letter, one too many, one missing
    return any(word[here + one :] == term[here + other :] for one, other in following)


def _rule(item: dict) -> Rule:
    phrases = item.get("except", [])
    return Rule(
        re.compile("|".join(_word(word) for word in item["avoid"])),
        item["instead"],
        item["because"],
        re.compile("|".join(map(re.escape, phrases))) if phrases else None,
    )


def _word(word: str) -> str:
    body = re.escape(word.removesuffix("*")).replace(r"\ ", r"\s+")
    start = r"(?<![\w:])"
    return start + body + (r"\w*" if word.endswith("*") else r"(?![\w:])")
