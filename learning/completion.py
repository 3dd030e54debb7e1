"""When is a course complete, and if it is not, what is missing?

Pure: no database, no clock, no request. `evaluate` gets the outline and the facts and
returns a decision with its reasons, which the learner is shown word for word.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil

from courses.enums import TaskKind
from courses.outline import CourseOutline, LessonOutline, TaskOutline
from learning.enums import EventKind

Fact = tuple[str, str, str]  # (lesson key, block id or "", event kind)


@dataclass(frozen=True)
class Missing:
    """One lesson that is still open. `reason` is "text", "questions", "scenario" or "mixed".

    `open_tasks` are the block ids still to be worked on, in the order of the lesson.
    """

    lesson: LessonOutline
    reason: str
    open_tasks: tuple[str, ...]


@dataclass(frozen=True)
class Decision:
    """The outcome: complete or not, what is missing, and how far one is.

    `done_lessons` of `required_lessons` counts required lessons only. `correct_needed` and
    `correct` are None where the course has no pass mark. `facts` are what was decided on.
    """

    complete: bool
    missing: tuple[Missing, ...]
    done_keys: frozenset[str]
    done_lessons: int
    required_lessons: int
    correct: int | None = None
    correct_needed: int | None = None
    facts: frozenset[Fact] = frozenset()

    @property
    def percent(self) -> int:
        """Whole percent of required lessons, rounded down: 100 only when all are done."""
        return 100 * self.done_lessons // self.required_lessons if self.required_lessons else 100

    @property
    def mark_missing(self) -> bool:
        return self.correct_needed is not None and self.correct < self.correct_needed


def open_tasks(lesson: LessonOutline, facts: frozenset[Fact]) -> tuple[str, ...]:
    """Return what is open in a lesson: task ids, or ("",) for an unmarked text lesson."""
    if not lesson.tasks:
        return () if (lesson.key, "", EventKind.DONE) in facts else ("",)
    return tuple(task.id for task in lesson.tasks if not _is_done(lesson, task, facts))


def evaluate(outline: CourseOutline, facts: Iterable[Fact]) -> Decision:
    """Decide on completion under the outline's rule.

    Without a pass mark every required lesson must have been worked on; how the questions
    were answered does not matter. With one, that share of all questions (rounded up) must
    also have been answered correctly at least once; of a pool, those that each person gets
    count.
    """
    facts = frozenset(facts)
    missing, done_keys = [], set()
    for lesson in outline.lessons:
        still_open = open_tasks(lesson, facts)
        if not still_open:
            done_keys.add(lesson.key)
        elif lesson.required:
            missing.append(Missing(lesson, _reason(lesson, still_open), still_open))
    required = [lesson for lesson in outline.lessons if lesson.required]
    correct, needed = _marks(outline, facts)
    return Decision(
        complete=not missing and (needed is None or correct >= needed),
        missing=tuple(missing),
        done_keys=frozenset(done_keys),
        done_lessons=sum(lesson.key in done_keys for lesson in required),
        required_lessons=len(required),
        correct=correct,
        correct_needed=needed,
        facts=facts,
    )


def _is_done(lesson: LessonOutline, task: TaskOutline, facts: frozenset[Fact]) -> bool:
    """Of a self-check, as many questions must have been answered as each person gets.

    Which ones does not matter: whoever began before the pool changed has not begun in vain.
    """
    if task.kind == TaskKind.SCENARIO:
        return (lesson.key, task.id, EventKind.ENDED) in facts
    return _count(lesson, task, EventKind.ANSWERED, facts) == _asked(task)


def _asked(task: TaskOutline) -> int:
    """Return how many questions a task puts to each person."""
    if task.kind == TaskKind.SCENARIO:
        return 0
    return task.needed if task.kind == TaskKind.SELF_CHECK else 1


def _count(
    lesson: LessonOutline, task: TaskOutline, kind: EventKind, facts: frozenset[Fact]
) -> int:
    """Return to how many of its questions something happened, at most as many as are asked."""
    questions = task.questions if task.kind == TaskKind.SELF_CHECK else (task.id,)
    happened = sum((lesson.key, name, kind) in facts for name in questions)
    return min(happened, _asked(task))


def _reason(lesson: LessonOutline, still_open: tuple[str, ...]) -> str:
    if still_open == ("",):
        return "text"
    kinds = {
        "scenario" if task.kind == TaskKind.SCENARIO else "questions"
        for task in lesson.tasks
        if task.id in still_open
    }
    return kinds.pop() if len(kinds) == 1 else "mixed"


def _marks(outline: CourseOutline, facts: frozenset[Fact]) -> tuple[int | None, int | None]:
    if outline.pass_mark is None:
        return None, None
    tasks = [(lesson, task) for lesson in outline.lessons for task in lesson.tasks]
    correct = sum(_count(lesson, task, EventKind.CORRECT, facts) for lesson, task in tasks)
    asked = sum(_asked(task) for _lesson, task in tasks)
    return correct, ceil(asked * outline.pass_mark / 100)


@dataclass(frozen=True)
class Place:
    """Where a lesson stands in its module, and the planned minutes still open around it."""

    number: int
    total: int
    module_minutes: int
    course_minutes: int


def place_of(outline: CourseOutline, lesson: LessonOutline, decision: Decision) -> Place:
    """Return the place of a lesson for somebody who is as far as the decision says."""
    lessons = next(module.lessons for module in outline.modules if lesson in module.lessons)
    return Place(
        number=lessons.index(lesson) + 1,
        total=len(lessons),
        module_minutes=minutes_open(lessons, decision),
        course_minutes=minutes_open(outline.lessons, decision),
    )


def minutes_open(lessons: Iterable[LessonOutline], decision: Decision) -> int:
    """Return the planned minutes of those required lessons that are not done yet."""
    return sum(
        lesson.minutes
        for lesson in lessons
        if lesson.required and lesson.key not in decision.done_keys
    )
