"""Putting things in order: every item gets a place, counted from 1."""

from collections.abc import Mapping
from dataclasses import dataclass

from courses.enums import TaskKind
from courses.grading.base import (
    Choice,
    Fields,
    Grade,
    GradedRow,
    InvalidAnswer,
    Problem,
    Question,
    Row,
    assigned,
    problems_of_items,
    strings,
)
from courses.grading.pool import shuffled


@dataclass(frozen=True)
class OrderItem:
    """One item; `feedback` says why it stands where it stands."""

    id: str
    text: str
    feedback: str


@dataclass(frozen=True, kw_only=True)
class OrderingQuestion(Question):
    """Correct means every item in its place. `items` are in order. Value: `order`, ids."""

    kind: TaskKind = TaskKind.ORDERING
    items: tuple[OrderItem, ...]

    @property
    def _ids(self) -> list[str]:
        return [item.id for item in self.items]

    @property
    def _places(self) -> list[str]:
        return [str(number) for number in range(1, len(self.items) + 1)]

    def solution(self) -> dict:
        return {"order": self._ids}

    def _ask(self, given: Fields, prefix: str) -> dict:
        """Mixed at first; once every item has a place, in the order that was given."""
        try:
            order = self._read(given, prefix)["order"]
        except InvalidAnswer:
            order = shuffled(self._ids, self.id)
        texts = {item.id: item.text for item in self.items}
        return {"rows": tuple(self._row(name, texts[name], given, prefix) for name in order)}

    def _row(self, item: str, text: str, given: Fields, prefix: str) -> Row:
        name = f"{prefix}place-{item}"
        chosen = given.get(name, ())
        places = tuple(Choice(place, place, place in chosen) for place in self._places)
        return Row(item, name, text, places)

    def _read(self, fields: Fields, prefix: str) -> dict:
        given = assigned(fields, f"{prefix}place-", self._ids, self._places)
        if len(set(given.values())) < len(given):
            raise InvalidAnswer("duplicate_place")
        return {"order": sorted(given, key=lambda item: int(given[item]))}

    def _fields(self, value: Mapping, prefix: str) -> dict[str, list[str]]:
        order = strings(value.get("order"))
        return {f"{prefix}place-{item}": [str(place)] for place, item in enumerate(order, start=1)}

    def _grade(self, value: dict) -> Grade:
        rows = tuple(
            GradedRow(
                text=item.text,
                given=str(value["order"].index(item.id) + 1),
                expected=place,
                correct=value["order"].index(item.id) + 1 == int(place),
                feedback=item.feedback,
            )
            for place, item in zip(self._places, self.items, strict=True)
        )
        return Grade(all(row.correct for row in rows), self.feedback, rows=rows)

    def problems(self) -> list[Problem]:
        return problems_of_items([(item.text, item.feedback) for item in self.items])
