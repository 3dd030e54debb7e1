"""From the blocks of a course file to the raw blocks that Wagtail stores."""

from functools import partial

from lms.courseware.facts import citations
from lms.courseware.markup import listed, named, rich, stable_id
from lms.courseware.questions import KINDS, question_value, self_check_value

FORMATS = ("pdf", "docx")


def block(item: dict, lesson: str, place: int) -> list[dict]:
    """Return the raw blocks that a block of a file becomes: one, of a download one a format.

    Pictures and documents stand there by the names of their files: see `media.stored`.
    Raises `KeyError` for an unknown kind, field or fact.
    """
    ((kind, value),) = item.items()
    name = value.get("id", place) if isinstance(value, dict) else place
    block_id = stable_id(lesson, kind, name)
    if kind == "sources":
        value = listed([{"title": "Quellen", "text": _sources(value)}], block_id)
        return [{"type": "accordion", "id": block_id, "value": value}]
    if kind == "download":
        return [_download(value, ending, stable_id(block_id, ending)) for ending in FORMATS]
    return [{"type": kind, "id": block_id, "value": _CONVERTERS[kind](value, block_id)}]


def _sources(items: list) -> str:
    lines = [
        f"- [{item.text}](<{item.url}>)" if item.url else f"- {item.text}"
        for item in citations(items)
    ]
    return rich("\n".join(lines))


def _download(value: dict, ending: str, block_id: str) -> dict:
    # What it is for is said once, with the form that everybody can open.
    description = value.get("description", "") if ending == FORMATS[0] else ""
    named = {"document": f"{value['template']}.{ending}", "description": description}
    return {"type": "download", "id": block_id, "value": named}


def _figure(value: dict, block_id: str) -> dict:
    return {
        "image": value["image"],
        "alt_text": value["alt"],
        "caption": value.get("caption", ""),
        "description": rich(value.get("description", "")),
    }


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
                "decisions": named(decisions, stable_id(block_id, item["name"])),
            }
        )
    return {
        "title": value["title"],
        "perspective": value["perspective"],
        "introduction": rich(value["introduction"]),
        "text_version": rich(value["text_version"]),
        "situations": named(situations, block_id, "name"),
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
    "figure": _figure,
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
