"""Words that the courses avoid, and what they write instead: `schreibweisen.yaml`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

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
    return tuple(_rule(item) for item in yaml.safe_load(file.read_text(encoding="utf-8")))


def avoided(text: str, found: tuple[Rule, ...]) -> Iterator[str]:
    """Yield a message for every word that is better avoided, except where it is quoted."""
    plain = _QUOTED.sub(" ", text)
    for rule in found:
        rest = rule.allowed.sub(" ", plain) if rule.allowed else plain
        for match in dict.fromkeys(rule.pattern.findall(rest)):
            yield f"“{match}”: write {rule.instead} ({rule.because})"


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
