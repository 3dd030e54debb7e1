"""Assigning: each item to its partner (matching) or to its category (sorting)."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from courses.enums import TaskKind
from courses.grading.base import (
    Choice,
    Fields,
    Grade,
    GradedRow,
    Problem,
    Question,
    Row,
    assigned,
    problems_of_items,
)
from courses.grading.pool import shuffled


@dataclass(frozen=True)
class Target:
    """A partner or a category."""

    id: str
    text: str


@dataclass(frozen=True)
class Item:
    """Something to assign; `target` is the id of where it belongs."""

    id: str
    text: str
    target: str
    feedback: str


def target_id(name: str) -> str:
    """Return an id that does not give away to which pair a partner belongs."""
    return sha256(f"target{name}".encode()).hexdigest()[:16]


@dataclass(frozen=True, kw_only=True)
class AssigningQuestion(Question):
    """Correct means every item assigned rightly. Value: `matches`, from item to target.

    Partners are shown mixed, and may be more than there are items; of categories, the items.
    """

    items: tuple[Item, ...]
    targets: tuple[Target, ...]

    @property
    def spare(self) -> tuple[Target, ...]:
        """The targets to which nothing belongs."""
        used = {item.target for item in self.items}
        return tuple(target for target in self.targets if target.id not in used)

    def solution(self) -> dict:
        return {"matches": {item.id: item.target for item in self.items}}

    def _ask(self, given: Fields, prefix: str) -> dict:
        items = {item.id: item for item in self.items}
        targets = {target.id: target for target in self.targets}
        rows, choices = list(items), list(targets)
        if self.kind == TaskKind.SORTING:
            rows = shuffled(rows, self.id)
        else:
            choices = shuffled(choices, self.id, apart=[item.target for item in self.items])
        return {
            "rows": tuple(
                self._row(items[name], [targets[choice] for choice in choices], given, prefix)
                for name in rows
            )
        }

    @staticmethod
    def _row(item: Item, targets: list[Target], given: Fields, prefix: str) -> Row:
        name = f"{prefix}match-{item.id}"
        chosen = given.get(name, ())
        choices = tuple(Choice(target.id, target.text, target.id in chosen) for target in targets)
        return Row(item.id, name, item.text, choices)

    def _read(self, fields: Fields, prefix: str) -> dict:
        ids = [item.id for item in self.items]
        targets = [target.id for target in self.targets]
        return {"matches": assigned(fields, f"{prefix}match-", ids, targets)}

    def _fields(self, value: Mapping, prefix: str) -> dict[str, list[str]]:
        matches = value.get("matches")
        if not isinstance(matches, Mapping):
            return {}
        return {
            f"{prefix}match-{item}": [target]
            for item, target in matches.items()
            if isinstance(target, str)
        }

    def _grade(self, value: dict) -> Grade:
        texts = {target.id: target.text for target in self.targets}
        rows = tuple(
            GradedRow(
                text=item.text,
                given=texts[value["matches"][item.id]],
                expected=texts[item.target],
                correct=value["matches"][item.id] == item.target,
                feedback=item.feedback,
            )
            for item in self.items
        )
        return Grade(all(row.correct for row in rows), self.feedback, rows=rows)

    def problems(self) -> list[Problem]:
        """Places of `missing_target` and `duplicate_target` are those of targets."""
        found = problems_of_items([(item.text, item.feedback) for item in self.items])
        if len(self.targets) < 2:
            found.append(Problem("too_few_targets"))
        seen = set()
        for place, target in enumerate(self.targets):
            text = target.text.strip().casefold()
            if not text:
                found.append(Problem("missing_target", place))
            elif text in seen:
                found.append(Problem("duplicate_target", place))
            seen.add(text)
        return found
