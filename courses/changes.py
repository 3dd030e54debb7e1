"""What differs between two states of a course. Pure: outlines and raw stream data.

`bodies` map a lesson key to the lesson's raw stream data (a list of blocks with ids).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from courses.enums import TaskKind
from courses.outline import CourseOutline

Bodies = Mapping[str, list]


@dataclass(frozen=True)
class Change:
    """One difference. `code`: "lesson_added", "lesson_removed", "lesson_changed",
    "tasks_changed" (questions or scenarios differ), "course_changed", "modules_changed" (their
    titles or summaries, or which lesson stands where); `title` and `key` name the lesson, and
    are empty for the course itself.
    """

    code: str
    title: str = ""
    key: str = field(default="", compare=False)


def differences(old: CourseOutline, old_bodies: Bodies, new: CourseOutline, new_bodies: Bodies):
    """Return the changes from old to new, in the order of the new outline."""
    before = {lesson.key: lesson for lesson in old.lessons}
    found = [] if _facts(old) == _facts(new) else [Change("course_changed")]
    for lesson in new.lessons:
        if lesson.key not in before:
            found.append(Change("lesson_added", lesson.title, lesson.key))
        elif _tasks(old_bodies[lesson.key]) != _tasks(new_bodies[lesson.key]):
            found.append(Change("tasks_changed", lesson.title, lesson.key))
        elif before[lesson.key] != lesson or old_bodies[lesson.key] != new_bodies[lesson.key]:
            found.append(Change("lesson_changed", lesson.title, lesson.key))
    kept = {lesson.key for lesson in new.lessons}
    if _arrangement(old, kept) != _arrangement(new, set(before)):
        found.append(Change("modules_changed"))
    return found + [
        Change("lesson_removed", lesson.title, lesson.key)
        for lesson in old.lessons
        if lesson.key not in kept
    ]


def same_substance(
    old: CourseOutline, old_bodies: Bodies, new: CourseOutline, new_bodies: Bodies
) -> bool:
    """Whether all that counts for completion is the same, so that running enrolments may follow.

    That is: the same required lessons with the same questions, options, keys and paths, and
    the same pass mark. Wording, order and optional text may differ.
    """
    return (
        old.pass_mark == new.pass_mark
        and set(old.required_tasks()) == set(new.required_tasks())
        and {key: _tasks(body) for key, body in old_bodies.items() if _tasks(body)}
        == {key: _tasks(body) for key, body in new_bodies.items() if _tasks(body)}
    )


def _facts(outline: CourseOutline) -> dict:
    return {name: value for name, value in vars(outline).items() if name in FACTS}


def _arrangement(outline: CourseOutline, kept: set[str]) -> list[tuple]:
    """Return the modules with those of their lessons that both states have."""
    modules = [
        (module, [lesson.key for lesson in module.lessons if lesson.key in kept])
        for module in outline.modules
    ]
    return [(item.key, item.title, item.summary, lessons) for item, lessons in modules if lessons]


FACTS = {
    "title",
    "summary",
    "introduction",
    "evidence",
    "objectives",
    "audiences",
    "content_notes",
    "contributors",
    "certificate_contents",
    "pass_mark",
    "target_groups",
    "valid_months",
}


def _tasks(body: list) -> dict:
    """Return what a learner's stored answers refer to: ids and keys, without wording."""
    return {block["id"]: _task(block) for block in body if block["type"] in set(TaskKind)}


def _task(block: dict) -> tuple:
    return block["type"], SUBSTANCE[block["type"]](block["value"])


def _options(value: dict) -> list:
    return [(option["id"], bool(option["value"]["correct"])) for option in value["options"]]


def _ids(items: list) -> list[str]:
    return [item["id"] for item in items]


SUBSTANCE = {
    TaskKind.SINGLE_CHOICE: _options,
    TaskKind.MULTIPLE_CHOICE: _options,
    TaskKind.TRUE_FALSE: lambda value: value["answer"],
    TaskKind.ORDERING: lambda value: _ids(value["items"]),
    TaskKind.MATCHING: lambda value: (set(_ids(value["pairs"])), set(_ids(value["spare"]))),
    TaskKind.SORTING: lambda value: {
        category["id"]: set(_ids(category["value"]["items"])) for category in value["categories"]
    },
    TaskKind.SHORT_TEXT: lambda value: {item["value"] for item in value["accepted"]},
    TaskKind.NUMERIC: lambda value: (value["answer"], value["tolerance"], value["unit"]),
    TaskKind.CASE: lambda value: _tasks(value["parts"]),
    TaskKind.SELF_CHECK: lambda value: (value["draw"], _tasks(value["questions"])),
    TaskKind.SCENARIO: lambda value: [
        (
            item["value"]["name"],
            bool(item["value"].get("several")),
            [(d["id"], d["value"]["target"]) for d in item["value"]["decisions"]],
        )
        for item in value["situations"]
    ],
}
