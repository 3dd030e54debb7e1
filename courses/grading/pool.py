"""Orders that look like chance and are always the same: what is drawn, and what is shuffled."""

from collections.abc import Sequence
from hashlib import sha256

from courses.enums import TaskKind
from courses.grading.base import Problem, Question
from courses.outline import TaskOutline

TURNS = 100


def draw(ids: Sequence[str], number: int, person: str) -> tuple[str, ...]:
    """Return the questions of a pool that this person is asked, in the order of the pool.

    The same person always gets the same ones, without anything being stored. A `number` of 0
    means all. A question that is added or taken out changes at most one of those drawn.
    """
    if not number:
        return tuple(ids)
    drawn = set(sorted(ids, key=lambda name: _lot(person, name))[:number])
    return tuple(name for name in ids if name in drawn)


def asked_of(task: TaskOutline, person: str) -> tuple[str, ...]:
    """Return the ids of the questions that a task puts to a person; a scenario puts none."""
    if task.kind == TaskKind.SELF_CHECK:
        return draw(task.questions, task.draw, person)
    return () if task.kind == TaskKind.SCENARIO else (task.id,)


def shuffled(ids: Sequence[str], seed: str, apart: Sequence[str] = ()) -> tuple[str, ...]:
    """Return the ids mixed, the same for everybody.

    Of those in `apart` (by default all) a third at most keeps its place among them: an order
    in which only two things have to be swapped is half the answer.
    """
    apart = apart or ids
    for turn in range(TURNS):
        mixed = sorted(ids, key=lambda name, turn=turn: _lot(f"{seed}{turn}", name))
        own = [name for name in mixed if name in apart]
        stayed = sum(new == old for new, old in zip(own, apart, strict=False))
        if stayed <= len(apart) // 3:
            return tuple(mixed)
    return tuple(reversed(ids))


def pool_problems(questions: Sequence[Question], number: int) -> list[Problem]:
    """Return what is wrong with a pool as a whole; places are those of questions."""
    if not questions:
        return [Problem("no_questions")]
    found = [Problem("draw_too_large")] if number > len(questions) else []
    seen = set()
    for place, question in enumerate(questions):
        name = (question.case, question.text.strip().casefold())
        if name in seen:
            found.append(Problem("duplicate_question", place))
        seen.add(name)
    return found


def _lot(seed: str, name: str) -> str:
    return sha256(f"{seed}{name}".encode()).hexdigest()
