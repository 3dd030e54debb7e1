"""A case: one situation, and several questions about it that are answered together."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from courses.enums import TaskKind
from courses.grading.base import Fields, Grade, InvalidAnswer, Problem, Question


@dataclass(frozen=True, kw_only=True)
class CaseQuestion(Question):
    """Correct means every part answered rightly. Value: `parts`, from part id to its value.

    The fields of a part are those of its kind, with the part's id and a hyphen before them.
    """

    kind: TaskKind = TaskKind.CASE
    parts: tuple[Question, ...]

    def solution(self) -> dict:
        return {"parts": {part.id: part.solution() for part in self.parts}}

    def _ask(self, given: Fields, prefix: str) -> dict:
        return {"parts": tuple(part.ask(given, f"{prefix}{part.id}-") for part in self.parts)}

    def _read(self, fields: Fields, prefix: str) -> dict:
        return {"parts": {part.id: self._read_part(part, fields, prefix) for part in self.parts}}

    @staticmethod
    def _read_part(part: Question, fields: Fields, prefix: str) -> dict:
        try:
            return part.read(fields, f"{prefix}{part.id}-")
        except InvalidAnswer as error:
            raise InvalidAnswer(error.code, part.id) from error

    def _fields(self, value: Mapping, prefix: str) -> dict[str, list[str]]:
        values = value.get("parts")
        if not isinstance(values, Mapping):
            return {}
        found = {}
        for part in self.parts:
            if isinstance(values.get(part.id), Mapping):
                found |= part.fields(values[part.id], f"{prefix}{part.id}-")
        return found

    def _grade(self, value: dict) -> Grade:
        grades = tuple((part.text, part._grade(value["parts"][part.id])) for part in self.parts)
        return Grade(all(grade.correct for _text, grade in grades), self.feedback, parts=grades)

    def problems(self) -> list[Problem]:
        found = [] if self.case else [Problem("missing_case")]
        if len(self.parts) < 2:
            found.append(Problem("too_few_parts"))
        for number, part in enumerate(self.parts):
            found += [replace(problem, part=number) for problem in part.problems()]
        return found
