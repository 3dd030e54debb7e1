"""Orders that look like chance and are always the same: what is drawn, and what is shuffled."""

from collections.abc import Sequence
from hashlib import sha256


def draw(ids: Sequence[str], number: int, person: str) -> tuple[str, ...]:
    """Return the questions of a pool that this person is asked, in the order of the pool.

    The same person always gets the same ones, without anything being stored. A `number` of 0
    means all. A question that is added or taken out changes at most one of those drawn.
    """
    if not number:
        return tuple(ids)
    drawn = set(sorted(ids, key=lambda name: _lot(person, name))[:number])
    return tuple(name for name in ids if name in drawn)


def shuffled(ids: Sequence[str], seed: str) -> tuple[str, ...]:
    """Return the ids in an order that is not the one they came in, the same for everybody."""
    mixed = sorted(ids, key=lambda name: _lot(seed, name))
    if mixed == list(ids):
        mixed = mixed[1:] + mixed[:1]
    return tuple(mixed)


def _lot(seed: str, name: str) -> str:
    return sha256(f"{seed}{name}".encode()).hexdigest()
