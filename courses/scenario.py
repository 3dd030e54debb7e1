"""Branching scenarios: a graph of situations and decisions.

Pure: plain data in, plain data out. The first situation is the start; a situation without
decisions is an end. A walk is the list of what was decided from the start, so that any
decision can be taken back by cutting the list. An entry is a decision id, or, where several
decisions may be taken at once, their ids with a blank between them.
"""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from courses.enums import Perspective, Rating


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
    """A moment in which one decides, or, without decisions, an end. `text` is HTML.

    With `several`, any number of decisions may be taken at once; all lead to the same place.
    """

    name: str
    title: str
    text: str
    decisions: tuple[Decision, ...] = ()
    several: bool = False

    @property
    def is_end(self) -> bool:
        return not self.decisions


@dataclass(frozen=True)
class Scenario:
    """The whole graph; `introduction` is HTML.

    `text_version` is HTML, too: the same content without the story, for people who do not
    want to live through it. Editions from before there was one have none, and no perspective.
    """

    id: str
    title: str
    introduction: str
    situations: tuple[Situation, ...]
    text_version: str = ""
    perspective: Perspective | None = None

    @property
    def text_first(self) -> bool:
        """Whether the story waits: nobody is put in the place of the person under attack."""
        return bool(self.text_version) and self.perspective == Perspective.ATTACKED

    def situation(self, name: str) -> Situation | None:
        return next((item for item in self.situations if item.name == name), None)


@dataclass(frozen=True)
class Step:
    """A situation and what was decided in it."""

    situation: Situation
    decisions: tuple[Decision, ...]

    @property
    def others(self) -> tuple[Decision, ...]:
        return tuple(item for item in self.situation.decisions if item not in self.decisions)

    @property
    def ratings(self) -> tuple[Rating, ...]:
        """How it turned out: each rating once, the best one first."""
        found = {decision.rating for decision in self.decisions}
        return tuple(rating for rating in Rating if rating in found)


@dataclass(frozen=True)
class Walk:
    """Where somebody stands: the steps so far and the situation they led to."""

    steps: tuple[Step, ...]
    current: Situation

    @property
    def finished(self) -> bool:
        return self.current.is_end

    @property
    def path(self) -> list[str]:
        """What `follow` makes this walk of."""
        return [entry_of([item.id for item in step.decisions]) for step in self.steps]


def follow(scenario: Scenario, path: Sequence[str]) -> Walk:
    """Return where the decisions of `path` lead; raise `InvalidWalk` for one not on offer."""
    current = scenario.situations[0]
    steps = []
    for entry in path:
        decisions = _decisions(current, entry)
        target = scenario.situation(decisions[0].target)
        if target is None:
            raise InvalidWalk(entry)
        steps.append(Step(current, decisions))
        current = target
    return Walk(tuple(steps), current)


def entry_of(ids: Sequence[str]) -> str:
    """Return the entry of a path for the decisions taken in one situation."""
    return " ".join(ids)


def _decisions(situation: Situation, entry: str) -> tuple[Decision, ...]:
    ids = set(entry.split())
    found = tuple(item for item in situation.decisions if item.id in ids)
    if not found or len(found) < len(ids) or (len(found) > 1 and not situation.several):
        raise InvalidWalk(entry)
    return found


@dataclass(frozen=True)
class Review:
    """A walk looked back on: its steps, each with its `others`, and one favourable way.

    `recommended` is empty where no way to an end is favourable throughout.
    """

    steps: tuple[Step, ...]
    recommended: tuple[Step, ...]

    @property
    def took_recommended(self) -> bool:
        return bool(self.steps) and self.steps == self.recommended


def review(scenario: Scenario, walk: Walk) -> Review:
    """Return what to show at the end: no points, only what was done and what else was possible."""
    return Review(walk.steps, recommended(scenario))


def recommended(scenario: Scenario) -> tuple[Step, ...]:
    """Return the shortest way to an end by favourable decisions alone, or nothing.

    Of ways of the same length it is the one that the author wrote first.
    """
    start = scenario.situations[0]
    waiting, seen = deque([(start, ())]), {start.name}
    while waiting:
        current, steps = waiting.popleft()
        if current.is_end:
            return steps
        good = tuple(item for item in current.decisions if item.rating == Rating.GOOD)
        for decisions in [good] if current.several and good else [(item,) for item in good]:
            target = scenario.situation(decisions[0].target)
            if target and target.name not in seen:
                seen.add(target.name)
                waiting.append((target, (*steps, Step(current, decisions))))
    return ()


@dataclass(frozen=True)
class Problem:
    """What an author has to mend, with the situation (and decision) it concerns.

    `code`: "empty", "duplicate_name", "unknown_target", "missing_feedback", "dead_end",
    "unreachable", "no_exit", "no_decision", "different_targets",
    "missing_text_version". A dead end is a situation with neither decisions nor text.
    """

    code: str
    situation: str = ""
    decision: str = ""


def problems(scenario: Scenario) -> list[Problem]:
    """Return everything that would strand or confuse somebody on some path."""
    if not scenario.situations:
        return [Problem("empty")]
    found = [] if scenario.text_version.strip() else [Problem("missing_text_version")]
    found += _problems_of_parts(scenario)
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
        if item.several and len({decision.target for decision in item.decisions}) > 1:
            found.append(Problem("different_targets", item.name))
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
