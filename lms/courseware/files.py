"""Courses as files of text: YAML with Markdown, one file per lesson, below `lms/content/`.

`read_course(folder)` returns the data that `courses.services.create_course` takes. Ids
of blocks and keys of pages are made from the names in the files: the same file always gives
the same ones, and progress stays where it was.
"""

from math import inf
from pathlib import Path

import yaml

from courses.services import CourseData, LessonData, ModuleData, TermData
from lms.courseware.blocks import block
from lms.courseware.markup import rich, stable_id
from lms.courseware.strict_yaml import load

CONTENT_DIR = Path(__file__).parent.parent / "content"


def read_course(folder: Path) -> CourseData:
    """Read `course.yaml` and the modules it names. Raises `KeyError` for a missing field."""
    data = load(folder / "course.yaml")
    return CourseData(
        slug=data["slug"],
        title=data["title"],
        summary=data["summary"],
        introduction=rich(data["introduction"]),
        objectives=data["objectives"],
        audiences=data["audiences"],
        target_groups=data.get("target_groups", []),
        content_notes=data["content_notes"],
        contributors=[(item["name"], item["role"]) for item in data["contributors"]],
        certificate_contents=data["certificate_contents"],
        evidence=rich(data.get("evidence", "")),
        modules=[_module(folder / name, data["slug"]) for name in data["modules"]],
        key=stable_id("course", data["slug"]),
    )


def course_folders(content: Path = CONTENT_DIR) -> list[Path]:
    """Return the folders of all courses that come with the product.

    In the order in which their pages are to stand: by the position that course.yaml gives,
    those without one last, by name.
    """
    return sorted((file.parent for file in content.glob("*/course.yaml")), key=_place)


def _place(folder: Path) -> tuple[float, str]:
    try:
        course = load(folder / "course.yaml")
    except (yaml.YAMLError, UnicodeDecodeError):
        course = {}  # the linter says what is wrong with it
    position = course.get("position") if isinstance(course, dict) else None
    return position if isinstance(position, int) else inf, folder.name


def read_glossary() -> list[TermData]:
    """Read the terms that come with the product."""
    return [
        TermData(**{**item, "variants": tuple(item.get("variants", ()))})
        for item in load(CONTENT_DIR / "glossar.yaml")
    ]


def read_paths() -> list[dict]:
    """Return the learning paths of the demo; each step names a course by its address."""
    return load(CONTENT_DIR / "lernpfade.yaml")


def _module(folder: Path, course: str) -> ModuleData:
    data = load(folder / "module.yaml")
    return ModuleData(
        slug=data["slug"],
        title=data["title"],
        summary=data["summary"],
        lessons=[_lesson(folder / f"{name}.yaml", course) for name in data["lessons"]],
        key=stable_id("module", course, data["slug"]),
    )


def _lesson(file: Path, course: str) -> LessonData:
    data = load(file)
    return LessonData(
        slug=data["slug"],
        title=data["title"],
        minutes=data["minutes"],
        required=data.get("required", True),
        summary=data.get("summary", ""),
        body=[
            made
            for place, item in enumerate(data["body"])
            for made in block(item, data["slug"], place)
        ],
        key=stable_id("lesson", course, data["slug"]),
    )
