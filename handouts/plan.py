"""A person's plan, as their browser hands it in to be made a file. Pure: text in, plan out.

Nothing of it is stored on the way: it is read, made a file and forgotten.
"""

import json
import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from core.names import MAX_COMBINING_MARKS, is_forbidden

MAX_BYTES = 200_000  # of the whole request
MAX_STEPS = 100
MAX_WHAT = 2_000
MAX_WITH = 200
YEARS = range(2000, 2100)
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_FIELDS = {"id": str, "what": str, "with": str, "due": str, "done": bool}


class InvalidPlan(Exception):
    """This is no plan. `code` is one of "unreadable", "empty", "too_many", "too_long",
    "no_dates"."""

    def __init__(self, code: str):
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Step:
    """What somebody wants to do. `with_whom` may be empty, `due` unknown."""

    id: str
    what: str
    with_whom: str = ""
    due: date | None = None
    done: bool = False


@dataclass(frozen=True)
class Plan:
    """The steps in the person's own order; at least one."""

    steps: tuple[Step, ...]

    @property
    def open_steps(self) -> list[Step]:
        return [step for step in self.steps if not step.done]

    @property
    def done_steps(self) -> list[Step]:
        return [step for step in self.steps if step.done]

    @property
    def dated_steps(self) -> list[Step]:
        """Return what belongs into a calendar: open, and with a date."""
        return [step for step in self.open_steps if step.due]


def read(text: str) -> Plan:
    """Return the plan that a text of JSON holds: {"steps": [{id, what, with, due, done}, …]}.

    Raises `InvalidPlan`. Characters that no paper can show in order are left out.
    """
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        raise InvalidPlan("unreadable") from None
    if not isinstance(data, dict) or data.keys() != {"steps"}:
        raise InvalidPlan("unreadable")
    if not isinstance(data["steps"], list):
        raise InvalidPlan("unreadable")
    if len(data["steps"]) > MAX_STEPS:
        raise InvalidPlan("too_many")
    steps = tuple(_step(item) for item in data["steps"])
    if not steps:
        raise InvalidPlan("empty")
    if len({step.id for step in steps}) < len(steps):
        raise InvalidPlan("unreadable")
    return Plan(steps)


def _step(item) -> Step:
    if not isinstance(item, dict) or item.keys() != _FIELDS.keys():
        raise InvalidPlan("unreadable")
    if any(type(item[name]) is not kind for name, kind in _FIELDS.items()):
        raise InvalidPlan("unreadable")
    if not _ID.fullmatch(item["id"]):
        raise InvalidPlan("unreadable")
    if len(item["what"]) > MAX_WHAT or len(item["with"]) > MAX_WITH:
        raise InvalidPlan("too_long")
    what = _clean(item["what"])
    if not what:
        raise InvalidPlan("unreadable")
    with_whom = " ".join(_clean(item["with"]).split())
    return Step(item["id"], what, with_whom, _due(item["due"]), item["done"])


def _due(text: str) -> date | None:
    if not text:
        return None
    try:
        day = date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        day = None
    if day is None or day.year not in YEARS:
        raise InvalidPlan("unreadable")
    return day


def _clean(text: str) -> str:
    """Return the text in NFC without control characters; line breaks stay.

    Without what turns the direction of reading, and without towers of accents, too.
    """
    kept, run = [], 0
    for character in unicodedata.normalize("NFC", text.replace("\r\n", "\n")):
        if character in "\t\r\u2028\u2029":
            character = " " if character == "\t" else "\n"
        elif character != "\n" and is_forbidden(character):
            continue
        run = run + 1 if unicodedata.combining(character) else 0
        if run <= MAX_COMBINING_MARKS:
            kept.append(character)
    return "".join(kept).strip()
