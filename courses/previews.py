"""How a draft looks to a learner, told by those who show lessons to learners.

The preview must be the learner's own page, which is made above the courses app. Pure: a
table of functions.
"""

from collections.abc import Callable

Teller = Callable[..., dict]  # (page, user) -> what the page's template prints
_tellers: dict[str, Teller] = {}


def register(kind: str, teller: Teller) -> None:
    """Set who makes the context for previews of a "course" or a "lesson"."""
    _tellers[kind] = teller


def context_of(kind: str, page, user) -> dict:
    """Return what the learner's template prints for a draft."""
    return _tellers[kind](page, user)
