"""The outline of an edition: what is taught in which order, as plain frozen data.

Pure: no Django. `CourseOutline.from_json(outline.to_json())` gives the same outline back;
the JSON is what the edition row stores.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import cached_property

TEACHING_UNIT = 45  # minutes


@dataclass(frozen=True)
class TaskOutline:
    """Something to answer or decide in a lesson; `id` is the block id.

    A self-check is one task: of its `questions`, `draw` are put to each person, or all if 0.
    """

    id: str
    kind: str
    draw: int = 0
    questions: tuple[str, ...] = ()

    @property
    def needed(self) -> int:
        """How many questions of a self-check have to be answered."""
        return min(self.draw or len(self.questions), len(self.questions))


@dataclass(frozen=True)
class LessonOutline:
    """A lesson without its text. `key` is the page's translation key."""

    key: str
    slug: str
    title: str
    minutes: int
    required: bool = True
    summary: str = ""
    tasks: tuple[TaskOutline, ...] = ()


@dataclass(frozen=True)
class ModuleOutline:
    key: str
    slug: str
    title: str
    summary: str
    lessons: tuple[LessonOutline, ...]

    @property
    def minutes(self) -> int:
        return sum(lesson.minutes for lesson in self.lessons)

    @property
    def required_minutes(self) -> int:
        return sum(lesson.minutes for lesson in self.lessons if lesson.required)

    @property
    def optional(self) -> bool:
        """Whether nothing in it counts towards completing the course."""
        return not any(lesson.required for lesson in self.lessons)


@dataclass(frozen=True)
class CourseOutline:
    """A whole course without its texts; `introduction` and `evidence` are HTML, the rest plain.

    `contributors` are (name, task) pairs. `pass_mark` is a percentage of questions that
    must have been answered correctly once, or None: then taking part is enough. Certificates
    are valid for `valid_months`, or for ever.
    """

    title: str
    summary: str
    introduction: str
    modules: tuple[ModuleOutline, ...]
    objectives: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    content_notes: tuple[str, ...] = ()
    contributors: tuple[tuple[str, str], ...] = ()
    certificate_contents: tuple[str, ...] = ()
    pass_mark: int | None = None
    target_groups: tuple[str, ...] = ()  # empty: for all
    # Editions from before there were these hold none.
    valid_months: int | None = None
    evidence: str = ""

    @cached_property
    def lessons(self) -> tuple[LessonOutline, ...]:
        return tuple(lesson for module in self.modules for lesson in module.lessons)

    @cached_property
    def minutes(self) -> int:
        """What one needs to complete the course: the minutes of its required lessons."""
        return sum(module.required_minutes for module in self.modules)

    @cached_property
    def optional_minutes(self) -> int:
        return sum(lesson.minutes for lesson in self.lessons if not lesson.required)

    def lesson(self, *, slug: str | None = None, key: str | None = None) -> LessonOutline | None:
        """Return the lesson with this slug or key, or None."""
        for item in self.lessons:
            if item.slug == slug or item.key == key:
                return item
        return None

    def neighbours(
        self, lesson: LessonOutline
    ) -> tuple[LessonOutline | None, LessonOutline | None]:
        """Return the lessons before and after."""
        place = self.lessons.index(lesson)
        before = self.lessons[place - 1] if place else None
        after = self.lessons[place + 1] if place + 1 < len(self.lessons) else None
        return before, after

    def required_tasks(self) -> Iterator[tuple[str, str, str]]:
        """Yield (lesson key, task id, kind) of all that counts for completion.

        A lesson without tasks counts as one with the empty task id.
        """
        for lesson in self.lessons:
            if not lesson.required:
                continue
            if not lesson.tasks:
                yield lesson.key, "", "text"
            for task in lesson.tasks:
                yield lesson.key, task.id, task.kind

    def to_json(self) -> dict:
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict) -> "CourseOutline":
        modules = tuple(
            ModuleOutline(**{**module, "lessons": tuple(map(_lesson, module["lessons"]))})
            for module in data["modules"]
        )
        lists = {
            name: tuple(data[name])
            for name in ("objectives", "audiences", "content_notes", "certificate_contents")
        }
        lists["target_groups"] = tuple(data.get("target_groups", ()))  # older editions have none
        contributors = tuple((name, task) for name, task in data["contributors"])
        return cls(**{**data, **lists, "modules": modules, "contributors": contributors})


def _lesson(data: dict) -> LessonOutline:
    return LessonOutline(**{**data, "tasks": tuple(map(_task, data["tasks"]))})


def _task(data: dict) -> TaskOutline:
    return TaskOutline(**{**data, "questions": tuple(data.get("questions", ()))})
