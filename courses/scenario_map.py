"""A map of a scenario for its authors: where boxes and arrows stand.

Pure: numbers for a picture, no picture. Every step away from the start is a row further down;
arrows that lead back, or to the same row, go round on the right.
"""

from dataclasses import dataclass

from courses.enums import Rating
from courses.scenario import Scenario, Situation

WIDTH, HEIGHT = 168, 48  # of a box
ACROSS, DOWN = 32, 72  # between boxes
MARGIN = 8
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
    widest = max(len(row) for row in rows)
    full = widest * (WIDTH + ACROSS) - ACROSS
    boxes = {}
    for number, row in enumerate(rows):
        left = (full - len(row) * (WIDTH + ACROSS) + ACROSS) / 2
        for place, item in enumerate(row):
            x = MARGIN + left + place * (WIDTH + ACROSS)
            y = MARGIN + number * (HEIGHT + DOWN)
            boxes[item.name] = Box(item.name, x, y, item.is_end)
    arrows = tuple(arrow for row in rows for item in row for arrow in _arrows(item, boxes))
    return Map(
        width=2 * MARGIN + full + 2 * ACROSS,  # room for arrows that go round
        height=2 * MARGIN + len(rows) * (HEIGHT + DOWN) - DOWN,
        boxes=tuple(boxes.values()),
        arrows=arrows,
    )


def _rows(scenario: Scenario) -> list[list[Situation]]:
    rows, seen = [[scenario.situations[0]]], {scenario.situations[0].name}
    while True:
        following = []
        for decision in [item for situation in rows[-1] for item in situation.decisions]:
            target = scenario.situation(decision.target)
            if target and target.name not in seen:
                seen.add(target.name)
                following.append(target)
        if not following:
            return rows
        rows.append(following)


def _arrows(situation: Situation, boxes: dict[str, Box]):
    box = boxes[situation.name]
    share = WIDTH / (len(situation.decisions) + 1)
    for place, decision in enumerate(situation.decisions, start=1):
        target = boxes.get(decision.target)
        if target is None:
            continue
        if target.y > box.y:
            x, y = box.x + place * share, box.y + HEIGHT
            end_x, end_y = target.x + place * share, target.y - 6  # the head needs room
            bends = f"{x} {y + DOWN / 2} {end_x} {end_y - DOWN / 2}"
        else:
            x, y = box.x + WIDTH, box.y + HEIGHT / 2
            end_x, end_y = target.x + WIDTH + 6, target.y + HEIGHT / 2
            far = max(x, end_x) + ACROSS
            bends = f"{far} {y} {far} {end_y}"
        yield Arrow(f"M {x} {y} C {bends} {end_x} {end_y}", decision.rating)
