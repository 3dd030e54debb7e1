"""Answers that are written: a few words, or a number."""

import re
import unicodedata
from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from courses.enums import TaskKind
from courses.grading.base import (
    MAX_TEXT,
    Fields,
    Grade,
    GradedRow,
    InvalidAnswer,
    Problem,
    Question,
    only,
    plain,
)

MAX_DIGITS = 30


@dataclass(frozen=True)
class Mistake:
    """A wrong answer that the author expects, with what to tell whoever gives it."""

    text: str
    feedback: str


@dataclass(frozen=True, kw_only=True)
class WrittenQuestion(Question):
    """What words and numbers share. Value: `text`, as it was typed.

    `feedback` is told after every answer, `other` after a wrong one that nobody expected.
    """

    mistakes: tuple[Mistake, ...] = ()
    other: str

    @abstractmethod
    def _is_right(self, text: str) -> bool:
        """Whether the text is a right answer."""

    @abstractmethod
    def _is(self, text: str, mistake: str) -> bool:
        """Whether somebody who wrote `text` made this mistake."""

    @abstractmethod
    def _expected(self) -> str:
        """What to show as the right answer."""

    def _ask(self, given: Fields, prefix: str) -> dict:
        texts = given.get(f"{prefix}text", ())
        return {"text_given": plain(texts[0][:MAX_TEXT]) if texts else ""}

    def _read(self, fields: Fields, prefix: str) -> dict:
        typed = only(fields, f"{prefix}text")
        if len(typed) > MAX_TEXT:
            raise InvalidAnswer("too_long")
        text = plain(typed)
        if not text:
            raise InvalidAnswer("empty")
        return {"text": text}

    def _fields(self, value: Mapping, prefix: str) -> dict[str, list[str]]:
        text = value.get("text")
        return {f"{prefix}text": [text]} if isinstance(text, str) else {}

    def _grade(self, value: dict) -> Grade:
        text = value["text"]
        correct = self._is_right(text)
        told = [item.feedback for item in self.mistakes if self._is(text, item.text)]
        feedback = "" if correct else [*told, self.other][0]
        row = GradedRow("", text, self._expected(), correct, feedback)
        return Grade(correct, self.feedback, rows=(row,))

    def problems(self) -> list[Problem]:
        """Places are those of mistakes, but of `missing_text` those of accepted answers."""
        found = [] if self.other.strip() else [Problem("missing_other")]
        for place, mistake in enumerate(self.mistakes):
            if self._is_right(mistake.text):
                found.append(Problem("mistake_is_right", place))
            if not mistake.feedback.strip():
                found.append(Problem("missing_feedback", place))
        return found


@dataclass(frozen=True, kw_only=True)
class ShortTextQuestion(WrittenQuestion):
    """A word or two. Case, spaces and punctuation at the ends make no difference."""

    kind: TaskKind = TaskKind.SHORT_TEXT
    accepted: tuple[str, ...]  # the first one is shown as the right answer

    def solution(self) -> dict:
        return {"text": self.accepted[0]}

    def _expected(self) -> str:
        return self.accepted[0]

    def _is_right(self, text: str) -> bool:
        return comparable(text) in {comparable(accepted) for accepted in self.accepted}

    def _is(self, text: str, mistake: str) -> bool:
        return comparable(text) == comparable(mistake)

    def problems(self) -> list[Problem]:
        found = [] if self.accepted else [Problem("no_accepted")]
        found += [
            Problem("missing_text", place)
            for place, text in enumerate(self.accepted)
            if not comparable(text)
        ]
        return found + super().problems()


@dataclass(frozen=True, kw_only=True)
class NumericQuestion(WrittenQuestion):
    """A number, in German or English notation, give or take a tolerance.

    `answer`, `tolerance` and the mistakes are numbers as an author types them.
    """

    kind: TaskKind = TaskKind.NUMERIC
    answer: str
    tolerance: str = ""
    unit: str = ""

    def solution(self) -> dict:
        return {"text": self.answer}

    def _expected(self) -> str:
        return f"{self.answer} {self.unit}".strip()

    def _ask(self, given: Fields, prefix: str) -> dict:
        return {**super()._ask(given, prefix), "unit": self.unit}

    def _read(self, fields: Fields, prefix: str) -> dict:
        value = super()._read(fields, prefix)
        if not numbers(value["text"], self.unit):
            raise InvalidAnswer("not_a_number")
        return value

    def _is_right(self, text: str) -> bool:
        return self._near(text, self.answer)

    def _is(self, text: str, mistake: str) -> bool:
        return self._near(text, mistake)

    def _near(self, text: str, wanted: str) -> bool:
        tolerance = numbers(self.tolerance)[:1] or (Fraction(0),)
        return any(
            abs(number - target) <= tolerance[0]
            for number in numbers(text, self.unit)
            for target in numbers(wanted, self.unit)[:1]
        )

    def problems(self) -> list[Problem]:
        """Places are those of mistakes; the answer itself and the tolerance have none."""
        found = [] if numbers(self.answer, self.unit) else [Problem("answer_not_a_number")]
        tolerance = numbers(self.tolerance)
        if self.tolerance.strip() and (not tolerance or tolerance[0] < 0):
            found.append(Problem("tolerance_not_a_number"))
        found += [
            Problem("not_a_number", place)
            for place, mistake in enumerate(self.mistakes)
            if not numbers(mistake.text, self.unit)
        ]
        return found + super().problems()


def comparable(text: str) -> str:
    """Return what is compared of an answer in words."""
    folded = unicodedata.normalize("NFC", plain(text).casefold())
    start, end = 0, len(folded)
    while start < end and _is_fringe(folded[start]):
        start += 1
    while end > start and _is_fringe(folded[end - 1]):
        end -= 1
    return folded[start:end]


def _is_fringe(sign: str) -> bool:
    return sign.isspace() or unicodedata.category(sign).startswith("P")


GROUPED = re.compile(
    r"(?P<whole>[1-9][0-9]{0,2}(?P<mark>[., '’])[0-9]{3}(?:(?P=mark)[0-9]{3})*)"
    r"(?:(?P<point>[.,])(?P<rest>[0-9]+))?"
)
PLAIN = re.compile(r"[0-9]+(?:[.,][0-9]+)?|[.,][0-9]+")
PERCENT = ("%", "prozent", "percent")


def numbers(text: str, unit: str = "") -> tuple[Fraction, ...]:
    """Return what a typed number can mean: nothing, one number, seldom two.

    Understood are German and English notation, a sign, thousands set apart by a dot, comma,
    space or apostrophe, and the unit or a percent sign behind the number. "1.234" and "1,234"
    can be meant either way: the German reading comes first, and an answer is right if one of
    the two is, so that nobody's knowledge is judged by their notation.
    """
    sign, digits = _sign_and_digits(text, unit)
    if len(digits) > MAX_DIGITS:
        return ()
    found = []
    grouped = GROUPED.fullmatch(digits)
    if grouped and grouped["point"] != grouped["mark"]:
        whole = "".join(filter(str.isdecimal, grouped["whole"]))
        found.append(Fraction(f"{whole}.{grouped['rest'] or 0}"))
    if PLAIN.fullmatch(digits):
        found.append(Fraction(digits.replace(",", ".")))
    if "," in digits:  # 1,234 is first of all a bit more than one
        found.reverse()
    return tuple(sign * number for number in found)


def _sign_and_digits(text: str, unit: str) -> tuple[int, str]:
    typed = "".join(str(unicodedata.decimal(sign, sign)) for sign in plain(text).casefold())
    units = PERCENT if unit.casefold() in ("", *PERCENT) else (plain(unit).casefold(),)
    for name in units:
        if not name[:1].isdecimal():  # then it could not be told from the number
            typed = typed.removesuffix(name)
    typed = typed.rstrip(" .")
    if typed[:1] in ("-", "−", "–"):
        return -1, typed[1:].strip()
    return 1, typed.removeprefix("+").strip()
