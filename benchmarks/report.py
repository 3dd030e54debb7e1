"""Turns measurements into a table with verdicts."""

from dataclasses import dataclass
from statistics import median

from benchmarks.cases import CASES, GROWTH, MEMORY_FACTOR, Case


@dataclass(frozen=True)
class Sample:
    """One case in one round: CPU milliseconds a request, and PostgreSQL's part of them."""

    cpu: float
    postgres: float


@dataclass(frozen=True)
class Results:
    """All samples by case, one a round, the numbers of queries, and megabytes by project."""

    samples: dict[str, list[Sample]]
    queries: dict[str, int]
    memory: dict[str, float]

    def ratio(self, case: str, other: str) -> float:
        """Return the median of the ratios within each round."""
        pairs = zip(self.samples[case], self.samples[other], strict=True)
        return median(one.cpu / two.cpu for one, two in pairs)


HEADER = ("request", "queries", "CPU ms", "of it DB", "× session", "× peer", "budget")


def table(results: Results) -> tuple[str, bool]:
    """Return the table, and whether everything keeps within its budget."""
    rows, verdicts = [HEADER], []
    for case in CASES:
        rows.append(_row(results, case))
        verdicts += _verdicts(results, case)
    extra = [_growth(results), _memory(results)]
    verdicts += [ok for _text, ok in extra]
    widths = [max(len(row[n]) for row in rows) for n in range(len(HEADER))]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        for row in rows
    ]
    lines.insert(1, "  ".join("-" * width for width in widths))
    lines += ["", *(text for text, _ok in extra)]
    return "\n".join(line.rstrip() for line in lines), all(verdicts)


def _row(results: Results, case: Case) -> tuple[str, ...]:
    samples = results.samples[case.name]
    used = results.queries[case.name]
    return (
        case.name,
        str(used)
        if case.queries is None
        else f"{used} ≤ {case.queries} {_word(used <= case.queries)}",
        f"{median(sample.cpu for sample in samples):.2f}",
        f"{median(sample.postgres for sample in samples):.2f}",
        f"{results.ratio(case.name, 'session view'):.2f}",
        f"{results.ratio(case.name, case.peer):.2f}" if case.peer else "",
        "; ".join(
            _limit(results.ratio(case.name, limit.case), limit.factor, limit.case)
            for limit in case.limits
        ),
    )


def _verdicts(results: Results, case: Case) -> list[bool]:
    found = [results.ratio(case.name, limit.case) <= limit.factor for limit in case.limits]
    if case.queries is not None:
        found.append(results.queries[case.name] <= case.queries)
    return found


def _growth(results: Results) -> tuple[str, bool]:
    limit, name = GROWTH
    ratio = results.ratio(name, limit.case)
    text = "An answer with 21 courses and 5,100 people, against 2 and 100: "
    return text + _limit(ratio, limit.factor, limit.case), ratio <= limit.factor


def _memory(results: Results) -> tuple[str, bool]:
    ours, bare = results.memory["ours"], results.memory["bare"]
    sizes = ", ".join(f"{name} {size:.0f} MB" for name, size in results.memory.items())
    text = f"Memory for each worker after all this: {sizes}: "
    return text + _limit(ours / bare, MEMORY_FACTOR, "bare"), ours / bare <= MEMORY_FACTOR


def _limit(ratio: float, factor: float, other: str) -> str:
    return f"{ratio:.2f} ≤ {factor:.2f} × {other} {_word(ratio <= factor)}"


def _word(ok: bool) -> str:
    return "ok" if ok else "OVER"
