"""Making every request of the table once, and keeping what tests want to know of it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import connection

from tests.access.canaries import marks_of, met
from tests.access.outcomes import REDIRECT, Row, outcome_of
from tests.access.world import EVERYBODY, World

_CHANGE = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"(\w+)"', re.IGNORECASE)
METHODS = ("GET", "POST")


@dataclass(frozen=True)
class Visit:
    """One request: who asked for what, what came of it, what it wrote and told."""

    row: Row
    address: str
    role: str
    method: str
    outcome: str
    headers: dict[str, str]
    changed: frozenset[str]
    met: frozenset[str]  # canaries

    def __str__(self):
        return f"{self.method} {self.address} by {self.role}"

    @property
    def expected(self) -> str:
        return self.row.expected(self.method)[self.role]

    @property
    def is_right(self) -> bool:
        if self.expected == REDIRECT:
            return self.outcome.startswith("/")
        return self.outcome == self.expected


class Changes(list):
    """Collects the names of tables that statements change; use as an execute wrapper."""

    def __call__(self, execute, sql, params, many, context):
        if match := _CHANGE.match(sql):
            self.append(match[1])
        return execute(sql, params, many, context)


def visit_all(world: World, table: Iterable[Row]) -> Iterator[Visit]:
    """Make the requests; what each of them changes is undone."""
    marks = marks_of(world)
    for row in table:
        address = world.fill(row.address)
        data = {name: world.fill(value) for name, value in row.data.items()}
        for method in METHODS:
            if not row.route.startswith("admin/"):
                world.forget_rates()
            for role in EVERYBODY:
                changes = Changes()
                with connection.execute_wrapper(changes):
                    response = world.send(role, method, address, data if method == "POST" else {})
                yield Visit(
                    row,
                    address,
                    role,
                    method,
                    outcome_of(response),
                    dict(response.headers),
                    frozenset(changes),
                    met(marks, response.body),
                )
