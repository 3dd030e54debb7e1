"""Which pictures, documents and recordings must stay, told by those who use them.

The core knows no course. Apps above it register a function at start-up; deleting a medium,
or replacing its file, is refused while anybody names a use. Pure: a list of functions.
"""

from collections.abc import Callable, Sequence

Teller = Callable[[Sequence], dict[int, list[str]]]
_tellers: list[Teller] = []


def register(teller: Teller) -> Teller:
    """Add a function that maps media of one kind to the names of their uses, by primary key."""
    if teller not in _tellers:
        _tellers.append(teller)
    return teller


def uses_of(media: Sequence) -> dict[int, list[str]]:
    """Return the uses of those media (all of one kind) that must stay."""
    found: dict[int, list[str]] = {}
    for teller in _tellers:
        for key, names in teller(media).items():
            found.setdefault(key, []).extend(names)
    return found
