"""A map of a scenario for its authors: where boxes and arrows stand.

Pure: numbers for a picture, no picture. Decisions lead downwards; those that skip a row go
round on the left, those that lead back on the right.
"""

from dataclasses import dataclass

from courses.enums import Rating
from courses.scenario import Scenario, Situation

WIDTH, HEIGHT = 168, 48  # of a box
ACROSS, DOWN = 32, 72  # between boxes
ROUND, MARGIN, HEAD = 64, 8, 6
LETTERS = 18  # that fit into a box


@dataclass(frozen=True)
class Box:
    """A situation; x and y are its upper left corner."""

    name: str
    x: float
    y: float
    is_end: bool

    @property
    def label(self) -> str:
        return self.name if len(self.name) <= LETTERS else f"{self.name[: LETTERS - 1]}…"

    @property
    def middle(self) -> tuple[float, float]:
        return self.x + WIDTH / 2, self.y + HEIGHT / 2 + 5


@dataclass(frozen=True)
class Arrow:
    """A decision; `path` is the line to draw, in the words of SVG."""

    path: str
    rating: Rating


@dataclass(frozen=True)
class Map:
    width: float
    height: float
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


def map_of(scenario: Scenario) -> Map:
    """Return the map of all situations that can be reached from the start."""
    rows = _rows(scenario)
    full = max(len(row) for row in rows) * (WIDTH + ACROSS) - ACROSS
    boxes = {}
    for number, row in enumerate(rows):
        left = MARGIN + ROUND + (full - len(row) * (WIDTH + ACROSS) + ACROSS) / 2
        for place, item in enumerate(row):
            x, y = left + place * (WIDTH + ACROSS), MARGIN + number * (HEIGHT + DOWN)
            boxes[item.name] = Box(item.name, x, y, item.is_end)
    return Map(
        width=2 * (MARGIN + ROUND) + full,
        height=2 * MARGIN + len(rows) * (HEIGHT + DOWN) - DOWN,
        boxes=tuple(boxes.values()),
        arrows=tuple(
            Arrow(_line(boxes[item.name], boxes[decision.target], share), decision.rating)
            for row in rows
            for item in row
            for share, decision in _shares(item)
            if decision.target in boxes
        ),
    )


def _rows(scenario: Scenario) -> list[list[Situation]]:
    """Put every situation below all that lead to it, apart from those that lead back."""
    order = _order(scenario)
    depth = dict.fromkeys(order, 0)
    for place, name in enumerate(order):
        for decision in scenario.situation(name).decisions:
            if decision.target in order[place + 1 :]:
                depth[decision.target] = max(depth[decision.target], depth[name] + 1)
    rows = [[] for _ in range(max(depth.values()) + 1)]
    for name in order:
        rows[depth[name]].append(scenario.situation(name))
    return rows


def _order(scenario: Scenario) -> list[str]:
    """Return the names that can be reached, each before those it leads to, if it can be."""
    finished: list[str] = []
    seen = set()

    def visit(situation: Situation) -> None:
        seen.add(situation.name)
        for decision in reversed(situation.decisions):
            target = scenario.situation(decision.target)
            if target and target.name not in seen:
                visit(target)
        finished.append(situation.name)

    visit(scenario.situations[0])
    return finished[::-1]


def _shares(situation: Situation):
    """Yield the decisions, each with the share of the box's side at which its arrow begins."""
    number = len(situation.decisions) + 1
    return ((place / number, item) for place, item in enumerate(situation.decisions, start=1))


def _line(box: Box, target: Box, share: float) -> str:
    """Return the way of an arrow: straight down to the next row, or round the rest."""
    if target.y - box.y == HEIGHT + DOWN:
        x, y = box.x + share * WIDTH, box.y + HEIGHT
        end_x, end_y = target.x + share * WIDTH, target.y - HEAD
        return f"M {x} {y} C {x} {y + DOWN / 2} {end_x} {end_y - DOWN / 2} {end_x} {end_y}"
    y, end_y = box.y + share * HEIGHT, target.y + share * HEIGHT
    if target.y > box.y:  # further down: on the left
        x, end_x = box.x, target.x - HEAD
        far = min(x, end_x) - ROUND
    else:  # back: on the right
        x, end_x = box.x + WIDTH, target.x + WIDTH + HEAD
        far = max(x, end_x) + ROUND
    return f"M {x} {y} C {far} {y} {far} {end_y} {end_x} {end_y}"
