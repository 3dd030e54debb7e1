"""What is measured, and what it may cost. The budgets are those of the design."""

from dataclasses import dataclass

SINGLE_USE = {"answer", "answer, htmx", "last answer", "peer answer"}  # each is sent once
SIZES = {"last answer": 15}  # requests a round, where not the usual number


@dataclass(frozen=True)
class Limit:
    """At most `factor` times what another case costs in the same round."""

    factor: float
    case: str


@dataclass(frozen=True)
class Case:
    """One kind of request of a project; `limits` and `queries` may be absent."""

    name: str
    project: str
    peer: str = ""
    queries: int | None = None
    limits: tuple[Limit, ...] = ()


def _ours(name: str, peer: str, queries: int, *limits: tuple[float, str]) -> Case:
    return Case(name, "ours", peer, queries, tuple(Limit(*limit) for limit in limits))


_PAGE = ((0.4, "peer course"), (0.7, "bare page"))

CASES = [
    Case("trivial view", "bare"),
    Case("session view", "bare"),
    Case("file view", "bare"),
    Case("POST of one row", "bare"),
    Case("bare page", "bare"),
    Case("peer course", "peer"),
    Case("peer lesson", "peer"),
    Case("peer answer", "peer"),
    Case("peer list", "peer"),
    _ours("catalogue", "peer course", 8, *_PAGE),
    _ours("course page", "peer course", 8, *_PAGE),
    _ours("lesson", "peer lesson", 6, (0.3, "peer lesson"), (0.55, "bare page")),
    _ours("answer", "peer answer", 12, (0.25, "peer answer")),
    _ours("answer, htmx", "peer answer", 12, (0.25, "peer answer")),
    _ours("last answer", "peer answer", 20, (0.4, "peer answer")),
    _ours("dashboard", "peer course", 7, (0.4, "peer course")),
    Case("own file view", "ours"),
    _ours("download", "", 2, (1.11, "own file view"), (1.3, "file view")),
    _ours("check page", "", 3, (1.5, "session view")),
    _ours("HR list", "peer list", 10, (0.25, "peer list")),
    Case("answer, small", "small"),
]
# The same requests on a database with two courses and a hundred people.
GROWTH = (Limit(1.3, "answer, small"), "answer")
MEMORY_FACTOR = 1.3
