"""Branching scenarios: a graph of situations and decisions.

Pure: plain data in, plain data out. The first situation is the start; a situation without
decisions is an end. A walk is the list of decision ids taken from the start, so that any
decision can be taken back by cutting the list.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from courses.enums import Rating


class InvalidWalk(ValueError):
    """A decision that is not offered in the situation where it was taken."""


@dataclass(frozen=True)
class Decision:
    """One way to act. `consequence` and `feedback` are HTML; `target` names a situation."""

    id: str
    text: str
    rating: Rating
    consequence: str
    feedback: str
    target: str


@dataclass(frozen=True)
class Situation:
    """A moment in which one decides, or, without decisions, an end. `text` is HTML."""

    name: str
    title: str
    text: str
    decisions: tuple[Decision, ...] = ()

    @property
    def is_end(self) -> bool:
        return not self.decisions


@dataclass(frozen=True)
class Scenario:
    """The whole graph; `introduction` is HTML."""

    id: str
    title: str
    introduction: str
    situations: tuple[Situation, ...]

    def situation(self, name: str) -> Situation | None:
        return next((item for item in self.situations if item.name == name), None)


@dataclass(frozen=True)
class Step:
    """A situation and what was decided in it."""

    situation: Situation
    decision: Decision


@dataclass(frozen=True)
class Walk:
    """Where somebody stands: the steps so far and the situation they led to."""

    steps: tuple[Step, ...]
    current: Situation

    @property
    def finished(self) -> bool:
        return self.current.is_end


def follow(scenario: Scenario, path: Sequence[str]) -> Walk:
    """Return where the decisions of `path` lead; raise `InvalidWalk` for one not on offer."""
    current = scenario.situations[0]
    steps = []
    for decision_id in path:
        decision = next((item for item in current.decisions if item.id == decision_id), None)
        target = scenario.situation(decision.target) if decision else None
        if target is None:
            raise InvalidWalk(decision_id)
        steps.append(Step(current, decision))
        current = target
    return Walk(tuple(steps), current)


@dataclass(frozen=True)
class Problem:
    """What an author has to mend, with the situation (and decision) it concerns.

    `code`: "empty", "duplicate_name", "unknown_target", "missing_feedback", "dead_end",
    "unreachable", "no_exit", "no_decision". A dead end is a single decision-less start.
    """

    code: str
    situation: str = ""
    decision: str = ""


def problems(scenario: Scenario) -> list[Problem]:
    """Return everything that would strand or confuse somebody on some path."""
    if not scenario.situations:
        return [Problem("empty")]
    found = _problems_of_parts(scenario)
    if any(item.code in {"duplicate_name", "unknown_target"} for item in found):
        return found  # the graph cannot be walked before these are mended
    start = scenario.situations[0]
    if start.is_end:
        found.append(Problem("no_decision", start.name))
    reachable = _reachable(scenario, start.name)
    with_exit = _with_exit(scenario)
    for item in scenario.situations:
        if item.name not in reachable:
            found.append(Problem("unreachable", item.name))
        elif item.name not in with_exit:
            found.append(Problem("no_exit", item.name))
    return found


def _problems_of_parts(scenario: Scenario) -> list[Problem]:
    found, names = [], set()
    known = {item.name for item in scenario.situations}
    for item in scenario.situations:
        if item.name in names:
            found.append(Problem("duplicate_name", item.name))
        names.add(item.name)
        if item.is_end and not item.text.strip():
            found.append(Problem("dead_end", item.name))
        for decision in item.decisions:
            if decision.target not in known:
                found.append(Problem("unknown_target", item.name, decision.text))
            if not decision.feedback.strip():
                found.append(Problem("missing_feedback", item.name, decision.text))
    return found


def _reachable(scenario: Scenario, start: str) -> set[str]:
    seen, queue = set(), [start]
    while queue:
        name = queue.pop()
        if name in seen:
            continue
        seen.add(name)
        queue.extend(decision.target for decision in scenario.situation(name).decisions)
    return seen


def _with_exit(scenario: Scenario) -> set[str]:
    """Return the names from which some end can be reached."""
    good = {item.name for item in scenario.situations if item.is_end}
    while True:
        more = {
            item.name
            for item in scenario.situations
            if item.name not in good and any(d.target in good for d in item.decisions)
        }
        if not more:
            return good
        good |= more
