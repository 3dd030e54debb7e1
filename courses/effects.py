"""What a release means for people and papers, told by those who know.

The courses app knows nothing of learners. Apps above it register a function at start-up;
the release page shows what they answer. Pure: a list of functions.
"""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Effect:
    """One figure for the release page, with a sentence for each kind of release.

    `explanations` maps a release kind ("editorial", "content", "retake") to what such a
    release means for the people or papers counted.
    """

    label: str
    count: int
    explanations: dict[str, str]


Teller = Callable[[UUID, str], list[Effect]]
_tellers: list[Teller] = []


def register(teller: Teller) -> Teller:
    """Add a function (course key, language) -> effects. May be used as a decorator."""
    if teller not in _tellers:
        _tellers.append(teller)
    return teller


def effects_of(course_key: UUID, language: str) -> list[Effect]:
    """Ask everybody who registered, in the order of registration."""
    return [effect for teller in _tellers for effect in teller(course_key, language)]
