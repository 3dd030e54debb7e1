"""Courses as files of text: YAML with Markdown, one file per lesson, below `lms/content/`.

`read_course(folder)` returns the data that `courses.services.create_course` takes. Block ids
are made from the names in the files, so that the same file always gives the same ids.
"""

import uuid
from pathlib import Path

import yaml
from markdown_it import MarkdownIt

from courses.services import CourseData, LessonData, ModuleData, TermData

CONTENT_DIR = Path(__file__).parent / "content"
NAMESPACE = uuid.UUID("5a6cf0ce-3f0c-4d0e-9a67-6f9d3f1c1e55")
_markdown = MarkdownIt("commonmark", {"html": False})


def read_course(folder: Path) -> CourseData:
    """Read `course.yaml` and the modules it names. Raises `KeyError` for a missing field."""
    data = _load(folder / "course.yaml")
    return CourseData(
        slug=data["slug"],
        title=data["title"],
        summary=data["summary"],
        introduction=_rich(data["introduction"]),
        objectives=data["objectives"],
        audiences=data["audiences"],
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


def _rich(text: str) -> str:
    """Turn Markdown into the rich text that Wagtail stores."""
    html = _markdown.render(text or "").strip()
    return (
        html.replace("<strong>", "<b>")
        .replace("</strong>", "</b>")
        .replace("<em>", "<i>")
        .replace("</em>", "</i>")
    )


def _inline(text: str) -> str:
    return _rich(text)


def _id(*names) -> str:
    return str(uuid.uuid5(NAMESPACE, "/".join(map(str, names))))


def _block(item: dict, lesson: str, place: int) -> dict:
    ((kind, value),) = item.items()
    name = value.get("id", place) if isinstance(value, dict) else place
    block_id = _id(lesson, kind, name)
    if kind == "sources":
        kind, value = "accordion", [{"title": "Quellen", "text": _sources(value)}]
        return {"type": kind, "id": block_id, "value": _list(value, block_id)}
    return {"type": kind, "id": block_id, "value": _CONVERTERS[kind](value, block_id)}


def _list(values: list, block_id: str) -> list[dict]:
    return [
        {"type": "item", "id": _id(block_id, number), "value": value}
        for number, value in enumerate(values)
    ]


def _sources(items: list[dict]) -> str:
    lines = [
        f"- [{item['text']}]({item['url']})" if item.get("url") else f"- {item['text']}"
        for item in items
    ]
    return _rich("\n".join(lines))


def _question(value: dict, block_id: str) -> dict:
    options = [
        {"text": item["text"], "correct": item.get("correct", False), "feedback": item["feedback"]}
        for item in value["options"]
    ]
    return {
        "case": _rich(value.get("case", "")),
        "question": value["question"],
        "options": _list(options, block_id),
        "feedback": value.get("feedback", ""),
    }


def _scenario(value: dict, block_id: str) -> dict:
    situations = []
    for item in value["situations"]:
        decisions = [
            {
                "text": decision["text"],
                "rating": decision["rating"],
                "consequence": _rich(decision["consequence"]),
                "feedback": _rich(decision["feedback"]),
                "target": decision["next"],
            }
            for decision in item.get("decisions", [])
        ]
        situations.append(
            {
                "name": item["name"],
                "title": item["title"],
                "text": _rich(item["text"]),
                "several": item.get("several", False),
                "decisions": _list(decisions, _id(block_id, item["name"])),
            }
        )
    return {
        "title": value["title"],
        "perspective": value["perspective"],
        "introduction": _rich(value["introduction"]),
        "text_version": _rich(value["text_version"]),
        "situations": _list(situations, block_id),
    }


_CONVERTERS = {
    "heading": lambda value, _id: {"text": value["text"], "level": value.get("level", "h2")},
    "text": lambda value, _id: _rich(value),
    "callout": lambda value, _id: {**value, "text": _rich(value["text"])},
    "quotation": lambda value, _id: dict(value),
    "steps": lambda value, block_id: {
        "title": value["title"],
        "kind": value["kind"],
        "items": _list([_inline(item) for item in value["items"]], block_id),
    },
    "accordion": lambda value, block_id: _list(
        [{"title": item["title"], "text": _rich(item["text"])} for item in value], block_id
    ),
    "content_note": lambda value, _id: {
        "title": value.get("title", "Inhaltshinweis"),
        "text": value["text"],
        "summary": _rich(value.get("summary", "")),
    },
    "single_choice": _question,
    "multiple_choice": _question,
    "scenario": _scenario,
    "reflection": lambda value, _id: {"prompt": value["prompt"]},
    "local_contacts": lambda value, _id: {"introduction": value.get("introduction", "")},
}
