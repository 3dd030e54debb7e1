"""Choice questions: what makes one sound, and what an answer is worth.

Pure: plain data in, plain data out. The key (which options are correct, and the feedback)
lives in `Question`; what a browser may see before an answer is `Question.without_key()`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from courses.enums import TaskKind


class InvalidAnswer(ValueError):
    """An answer that cannot be graded; `code` is "empty", "too_many" or "unknown_option"."""

    def __init__(self, code: str):
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Option:
    """One option with its key. `id` is stable across reordering and editing."""

    id: str
    text: str
    correct: bool
    feedback: str


@dataclass(frozen=True)
class Question:
    """A single or multiple choice question with its key.

    `case` is HTML, all other texts are plain.
    """

    id: str
    kind: TaskKind
    text: str
    options: tuple[Option, ...]
    case: str = ""
    feedback: str = ""

    def without_key(self) -> "AskedQuestion":
        return AskedQuestion(
            id=self.id,
            kind=self.kind,
            text=self.text,
            case=self.case,
            options=tuple((option.id, option.text) for option in self.options),
        )


@dataclass(frozen=True)
class AskedQuestion:
    """A question as it is put to a learner: no key, no feedback. Options are (id, text)."""

    id: str
    kind: TaskKind
    text: str
    case: str
    options: tuple[tuple[str, str], ...]

    @property
    def several(self) -> bool:
        return self.kind == TaskKind.MULTIPLE_CHOICE


@dataclass(frozen=True)
class GradedOption:
    """What to tell about one option after the answer."""

    id: str
    text: str
    selected: bool
    correct: bool
    feedback: str


@dataclass(frozen=True)
class Grade:
    """The outcome of one answer, with feedback on every option."""

    correct: bool
    options: tuple[GradedOption, ...]
    feedback: str


def grade(question: Question, selected: Sequence[str]) -> Grade:
    """Grade an answer; correct means that exactly the correct options are selected.

    Raises `InvalidAnswer` for no selection, for several in a single choice, and for an
    option that the question does not have.
    """
    chosen = set(selected)
    if not chosen:
        raise InvalidAnswer("empty")
    if chosen - {option.id for option in question.options}:
        raise InvalidAnswer("unknown_option")
    if question.kind == TaskKind.SINGLE_CHOICE and len(chosen) > 1:
        raise InvalidAnswer("too_many")
    return Grade(
        correct=chosen == {option.id for option in question.options if option.correct},
        options=tuple(
            GradedOption(
                id=option.id,
                text=option.text,
                selected=option.id in chosen,
                correct=option.correct,
                feedback=option.feedback,
            )
            for option in question.options
        ),
        feedback=question.feedback,
    )


@dataclass(frozen=True)
class Problem:
    """What an author has to mend. `place` is the option's position from 0, or None.

    `code`: "too_few_options", "no_correct_option", "several_correct_options",
    "missing_text", "missing_feedback", "duplicate_option".
    """

    code: str
    place: int | None = None


def problems(question: Question) -> list[Problem]:
    """Return everything that would confuse a learner who meets this question."""
    found = []
    if len(question.options) < 2:
        found.append(Problem("too_few_options"))
    correct = sum(option.correct for option in question.options)
    if correct == 0:
        found.append(Problem("no_correct_option"))
    if question.kind == TaskKind.SINGLE_CHOICE and correct > 1:
        found.append(Problem("several_correct_options"))
    seen = set()
    for place, option in enumerate(question.options):
        if not option.text.strip():
            found.append(Problem("missing_text", place))
        elif option.text.strip().casefold() in seen:
            found.append(Problem("duplicate_option", place))
        seen.add(option.text.strip().casefold())
        if not option.feedback.strip():
            found.append(Problem("missing_feedback", place))
    return found
