"""Choosing among options: one, several, or true against false."""

from collections.abc import Mapping
from dataclasses import dataclass

from courses.enums import TaskKind
from courses.grading.base import (
    MAX_ITEMS,
    Choice,
    Fields,
    Grade,
    GradedOption,
    InvalidAnswer,
    Problem,
    Question,
    strings,
)


@dataclass(frozen=True)
class Option:
    """One option with its key. `id` is stable across reordering and editing."""

    id: str
    text: str
    correct: bool
    feedback: str


@dataclass(frozen=True, kw_only=True)
class ChoiceQuestion(Question):
    """Correct means that exactly the correct options are selected. Value: `selected`, ids."""

    options: tuple[Option, ...]

    def solution(self) -> dict:
        return {"selected": sorted(option.id for option in self.options if option.correct)}

    def _ask(self, given: Fields, prefix: str) -> dict:
        chosen = given.get(f"{prefix}option", ())
        return {
            "several": self.kind == TaskKind.MULTIPLE_CHOICE,
            "choices": tuple(
                Choice(option.id, option.text, option.id in chosen) for option in self.options
            ),
        }

    def _read(self, fields: Fields, prefix: str) -> dict:
        chosen = set(fields.get(f"{prefix}option", ())[: MAX_ITEMS + 1])
        if not chosen:
            raise InvalidAnswer("empty")
        if chosen - {option.id for option in self.options}:
            raise InvalidAnswer("unknown_option")
        if self.kind != TaskKind.MULTIPLE_CHOICE and len(chosen) > 1:
            raise InvalidAnswer("too_many")
        return {"selected": sorted(chosen)}

    def _fields(self, value: Mapping, prefix: str) -> dict[str, list[str]]:
        return {f"{prefix}option": strings(value.get("selected"))}

    def _grade(self, value: dict) -> Grade:
        chosen = set(value["selected"])
        return Grade(
            correct=chosen == {option.id for option in self.options if option.correct},
            feedback=self.feedback,
            options=tuple(
                GradedOption(
                    id=option.id,
                    text=option.text,
                    selected=option.id in chosen,
                    correct=option.correct,
                    feedback=option.feedback,
                )
                for option in self.options
            ),
        )

    def problems(self) -> list[Problem]:
        found = [Problem("too_few_options")] if len(self.options) < 2 else []
        correct = sum(option.correct for option in self.options)
        if correct == 0:
            found.append(Problem("no_correct_option"))
        if self.kind == TaskKind.SINGLE_CHOICE and correct > 1:
            found.append(Problem("several_correct_options"))
        seen = set()
        for place, option in enumerate(self.options):
            text = option.text.strip().casefold()
            if not text:
                found.append(Problem("missing_text", place))
            elif text in seen:
                found.append(Problem("duplicate_option", place))
            seen.add(text)
            if not option.feedback.strip():
                found.append(Problem("missing_feedback", place))
        return found


@dataclass(frozen=True, kw_only=True)
class TrueFalse(ChoiceQuestion):
    """A statement that is true or not. The page has its own words for the two options."""

    kind: TaskKind = TaskKind.TRUE_FALSE
    options: tuple[Option, ...] = ()
    is_true: bool
    feedback_true: str  # to whoever says that it is true
    feedback_false: str

    def __post_init__(self):
        options = (
            Option("true", "", self.is_true, self.feedback_true),
            Option("false", "", not self.is_true, self.feedback_false),
        )
        object.__setattr__(self, "options", options)

    def problems(self) -> list[Problem]:
        return [found for found in super().problems() if found.code == "missing_feedback"]
