"""Courses as files of text: YAML with Markdown, one file per lesson, below `lms/content/`.

`read_course(folder)` returns the data that `courses.services.create_course` takes. Block ids
are made from the names in the files, so that the same file always gives the same ids.
"""

from functools import partial
from pathlib import Path

import yaml

from courses.services import CourseData, LessonData, ModuleData, TermData
from lms.course_markup import listed, rich, stable_id
from lms.question_files import KINDS, question_value, self_check_value

CONTENT_DIR = Path(__file__).parent / "content"


def read_course(folder: Path) -> CourseData:
    """Read `course.yaml` and the modules it names. Raises `KeyError` for a missing field."""
    data = _load(folder / "course.yaml")
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
        modules=[_module(folder / name) for name in data["modules"]],
    )


def read_glossary() -> list[TermData]:
    """Read the terms that come with the product."""
    return [
        TermData(**{**item, "variants": tuple(item.get("variants", ()))})
        for item in _load(CONTENT_DIR / "glossar.yaml")
    ]


def read_paths() -> list[dict]:
    """Return the learning paths of the demo; each step names a course by its address."""
    return _load(CONTENT_DIR / "lernpfade.yaml")


def _module(folder: Path) -> ModuleData:
    data = _load(folder / "module.yaml")
    return ModuleData(
        slug=data["slug"],
        title=data["title"],
        summary=data["summary"],
        lessons=[_lesson(folder / f"{name}.yaml") for name in data["lessons"]],
    )


def _lesson(file: Path) -> LessonData:
    data = _load(file)
    return LessonData(
        slug=data["slug"],
        title=data["title"],
        minutes=data["minutes"],
        required=data.get("required", True),
        summary=data.get("summary", ""),
        body=[_block(item, data["slug"], place) for place, item in enumerate(data["body"])],
    )


def _load(file: Path) -> dict:
    return yaml.safe_load(file.read_text(encoding="utf-8"))


def _block(item: dict, lesson: str, place: int) -> dict:
    ((kind, value),) = item.items()
    name = value.get("id", place) if isinstance(value, dict) else place
    block_id = stable_id(lesson, kind, name)
    if kind == "sources":
        kind, value = "accordion", [{"title": "Quellen", "text": _sources(value)}]
        return {"type": kind, "id": block_id, "value": listed(value, block_id)}
    return {"type": kind, "id": block_id, "value": _CONVERTERS[kind](value, block_id)}


def _sources(items: list[dict]) -> str:
    lines = [
        f"- [{item['text']}]({item['url']})" if item.get("url") else f"- {item['text']}"
        for item in items
    ]
    return rich("\n".join(lines))


def _scenario(value: dict, block_id: str) -> dict:
    situations = []
    for item in value["situations"]:
        decisions = [
            {
                "text": decision["text"],
                "rating": decision["rating"],
                "consequence": rich(decision["consequence"]),
                "feedback": rich(decision["feedback"]),
                "target": decision["next"],
            }
            for decision in item.get("decisions", [])
        ]
        situations.append(
            {
                "name": item["name"],
                "title": item["title"],
                "text": rich(item["text"]),
                "several": item.get("several", False),
                "decisions": listed(decisions, stable_id(block_id, item["name"])),
            }
        )
    return {
        "title": value["title"],
        "perspective": value["perspective"],
        "introduction": rich(value["introduction"]),
        "text_version": rich(value["text_version"]),
        "situations": listed(situations, block_id),
    }


_CONVERTERS = {
    "heading": lambda value, _id: {"text": value["text"], "level": value.get("level", "h2")},
    "text": lambda value, _id: rich(value),
    "callout": lambda value, _id: {**value, "text": rich(value["text"])},
    "quotation": lambda value, _id: dict(value),
    "steps": lambda value, block_id: {
        "title": value["title"],
        "kind": value["kind"],
        "items": listed([rich(item) for item in value["items"]], block_id),
    },
    "accordion": lambda value, block_id: listed(
        [{"title": item["title"], "text": rich(item["text"])} for item in value], block_id
    ),
    "content_note": lambda value, _id: {
        "title": value.get("title", "Inhaltshinweis"),
        "text": value["text"],
        "summary": rich(value.get("summary", "")),
    },
    **{kind: partial(question_value, kind) for kind in KINDS},
    "self_check": self_check_value,
    "scenario": _scenario,
    "reflection": lambda value, _id: {"prompt": value["prompt"]},
    "plan_step": lambda value, block_id: {
        "prompt": value["prompt"],
        "suggestions": listed(value.get("suggestions", []), block_id),
    },
    "local_contacts": lambda value, _id: {"introduction": value.get("introduction", "")},
}
