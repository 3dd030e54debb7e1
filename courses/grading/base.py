"""What every kind of question has in common: how it is asked, read, graded and checked.

Pure: plain data in, plain data out. A `Question` holds its key (what is right, and the
feedback) and stays on the server; `Question.ask()` gives what a browser may see of it.

Answers travel in two shapes. *Fields* are what a form sends: names with lists of strings.
A *value* is what is stored: a small JSON object. `read` turns fields into a value and refuses
what does not fit the question, `fields` is its inverse, `grade` judges a value.
"""

import unicodedata
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from courses.enums import Certainty, TaskKind

MAX_TEXT = 500
MAX_ITEMS = 50

Fields = Mapping[str, Sequence[str]]
NOTHING: Fields = {}


class InvalidAnswer(ValueError):
    """An answer that cannot be graded.

    `code` is "empty", "too_many", "unknown_option", "incomplete", "duplicate_place",
    "not_a_number" or "too_long"; `part` is the id of the part of a case it is about.
    """

    def __init__(self, code: str, part: str = ""):
        super().__init__(code)
        self.code, self.part = code, part


@dataclass(frozen=True)
class Problem:
    """What an author has to mend.

    `place` is the position of the option, item or variant from 0, or None for the question
    as a whole; `part` the position of the part of a case, likewise.
    """

    code: str
    place: int | None = None
    part: int | None = None


@dataclass(frozen=True)
class Choice:
    """Something to choose. Without a `text` the page has its own word for the `value`."""

    value: str
    text: str
    chosen: bool = False


@dataclass(frozen=True)
class Row:
    """One line to which something is assigned: a place, a partner, a category."""

    id: str
    name: str  # of the form field
    text: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Asked:
    """A question as it is put to a learner, with what they have given so far: no key."""

    id: str
    kind: TaskKind
    text: str
    case: str = ""
    prefix: str = ""  # of the names of its form fields
    several: bool = False
    unit: str = ""
    choices: tuple[Choice, ...] = ()
    rows: tuple[Row, ...] = ()
    text_given: str = ""
    parts: tuple["Asked", ...] = ()
    certainty: tuple[Choice, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all form fields the question may have."""
        if self.rows:
            own = tuple(row.name for row in self.rows)
        elif self.parts:
            own = tuple(name for part in self.parts for name in part.names)
        else:
            own = (f"{self.prefix}option" if self.choices else f"{self.prefix}text",)
        return (*own, f"{self.prefix}certainty") if self.certainty else own


@dataclass(frozen=True)
class GradedOption:
    """What to tell about one option after the answer. For the text see `Choice`."""

    id: str
    text: str
    selected: bool
    correct: bool
    feedback: str


@dataclass(frozen=True)
class GradedRow:
    """What to tell about one line after the answer.

    In an ordering `given` and `expected` are places; a text to fill in has one row without
    `text`.
    """

    text: str
    given: str
    expected: str
    correct: bool
    feedback: str


@dataclass(frozen=True)
class Grade:
    """The outcome of one answer; `parts` are (text of the part, its outcome)."""

    correct: bool
    feedback: str = ""
    options: tuple[GradedOption, ...] = ()
    rows: tuple[GradedRow, ...] = ()
    parts: tuple[tuple[str, "Grade"], ...] = ()
    certainty: str = ""


@dataclass(frozen=True, kw_only=True)
class Question(ABC):
    """A question with its key. `case` is HTML, all other texts are plain.

    Each kind says what is its own in the methods with an underscore.
    """

    id: str
    kind: TaskKind
    text: str
    case: str = ""
    feedback: str = ""
    ask_certainty: bool = False

    def ask(self, given: Fields = NOTHING, prefix: str = "") -> Asked:
        """Return the question without its key, filled with what was given, however odd."""
        asked = Asked(self.id, self.kind, self.text, self.case, prefix)
        if self.ask_certainty:
            chosen = given.get(f"{prefix}certainty", ())
            steps = tuple(Choice(step, "", step in chosen) for step in Certainty)
            asked = replace(asked, certainty=steps)
        return replace(asked, **self._ask(given, prefix))

    def read(self, fields: Fields, prefix: str = "") -> dict:
        """Return the value to store of an answer. Raises `InvalidAnswer`.

        How sure somebody is may be left open.
        """
        value = self._read(fields, prefix)
        certainty = only(fields, f"{prefix}certainty") if self.ask_certainty else ""
        if certainty and certainty not in set(Certainty):
            raise InvalidAnswer("unknown_option")
        return {**value, "certainty": certainty} if certainty else value

    def fields(self, value: Mapping, prefix: str = "") -> dict[str, list[str]]:
        """Return the form fields of a stored value: `read(fields(value)) == value`.

        A value of another shape, as an earlier edition may have left it, gives few or none.
        """
        found = self._fields(value, prefix)
        certainty = value.get("certainty")
        if self.ask_certainty and isinstance(certainty, str):
            found[f"{prefix}certainty"] = [certainty]
        return found

    def grade(self, value: Mapping) -> Grade:
        """Judge a stored value. Raises `InvalidAnswer` when it no longer fits the question."""
        checked = self.read(self.fields(value))
        return replace(self._grade(checked), certainty=checked.get("certainty", ""))

    def keep(self, fields: Fields) -> dict[str, list[str]]:
        """Return what of a half-given answer may be kept: the question's own fields, cut."""
        return {
            name: [plain(value)[:MAX_TEXT] for value in fields[name][:MAX_ITEMS]]
            for name in self.ask().names
            if fields.get(name)
        }

    @abstractmethod
    def solution(self) -> dict:
        """Return a value that is graded as correct."""

    def key(self) -> Grade:
        """Return the grade of the solution: all that authors should see of the key."""
        return self._grade(self.solution())

    @abstractmethod
    def problems(self) -> list[Problem]:
        """Return everything that would confuse a learner who meets this question."""

    @abstractmethod
    def _ask(self, given: Fields, prefix: str) -> dict:
        """Return what of `Asked` is this kind's own."""

    @abstractmethod
    def _read(self, fields: Fields, prefix: str) -> dict:
        """Return the value of this kind's own fields. Raises `InvalidAnswer`."""

    @abstractmethod
    def _fields(self, value: Mapping, prefix: str) -> dict[str, list[str]]:
        """Return the fields of a value, the inverse of `_read`."""

    @abstractmethod
    def _grade(self, value: dict) -> Grade:
        """Judge a value that `_read` has returned."""


def only(fields: Fields, name: str) -> str:
    """Return the one value of a field, "" for none. Raises `InvalidAnswer` for several."""
    values = fields.get(name, ())
    if len(values) > 1:
        raise InvalidAnswer("too_many")
    return values[0] if values else ""


def assigned(
    fields: Fields, start: str, ids: Sequence[str], allowed: Sequence[str]
) -> dict[str, str]:
    """Return what each of the ids was given, by fields named `start` + id.

    Raises `InvalidAnswer` unless every id, and no other, has one of the allowed values.
    """
    names = {name.removeprefix(start) for name in fields if name.startswith(start)}
    given = {name: only(fields, f"{start}{name}").strip() for name in ids}
    if names - set(ids) or set(given.values()) - {"", *allowed}:
        raise InvalidAnswer("unknown_option")
    if not all(given.values()):
        raise InvalidAnswer("incomplete" if any(given.values()) else "empty")
    return given


def problems_of_items(items: Sequence[tuple[str, str]]) -> list[Problem]:
    """Return what is wrong with things to order or assign, as (text, feedback)."""
    found = [Problem("too_few_items")] if len(items) < 2 else []
    seen = set()
    for place, (text, feedback) in enumerate(items):
        name = text.strip().casefold()
        if not name:
            found.append(Problem("missing_text", place))
        elif name in seen:
            found.append(Problem("duplicate_item", place))
        seen.add(name)
        if not feedback.strip():
            found.append(Problem("missing_feedback", place))
    return found


def plain(text: str) -> str:
    """Return a text on one line, without the signs that no database and no reader wants."""
    visible = "".join(" " if unicodedata.category(sign) in {"Cc", "Cs"} else sign for sign in text)
    return " ".join(unicodedata.normalize("NFC", visible).split())


def strings(value) -> list[str]:
    """Return the strings of a stored list; nothing of what is no list."""
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []
