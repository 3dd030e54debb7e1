"""What may stand in course files: keys and kinds, so that a mistake is named with its place.

A form is a type, a set of allowed words, `[form]` for a list, or a `Keys`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from courses.enums import Perspective, Rating, TargetGroup
from lms.courseware.facts import STATES

LINE = 250


@dataclass(frozen=True)
class Keys:
    """A mapping: keys that must be there, and keys that may be."""

    required: dict
    optional: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Line:
    """A text of at most so many characters."""

    limit: int = LINE
    may_be_empty: bool = False


@dataclass(frozen=True)
class Slug:
    """A name in addresses."""


_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_SOURCE = (Keys({"text": str}, {"url": str}), Keys({"fact": str, "own": bool}), str)
_TOLD = Keys({"text": str, "feedback": str})
_TITLED = Keys({"title": Line(150), "text": str})
_ASKED = {"id": str, "feedback": str, "case": str, "certainty": bool}
_WRITTEN = {"other": str}
_MISTAKES = {"mistakes": [_TOLD]}
_CHOICE = {
    "question": Line(500),
    "options": [Keys({"text": str, "feedback": str}, {"correct": bool})],
}

_QUESTIONS = {
    "single_choice": Keys(_CHOICE, _ASKED),
    "multiple_choice": Keys(_CHOICE, _ASKED),
    "true_false": Keys(
        {"question": str, "answer": bool, "feedback_true": str, "feedback_false": str}, _ASKED
    ),
    "ordering": Keys({"question": str, "items": [_TOLD]}, _ASKED),
    "matching": Keys(
        {"question": str, "pairs": [Keys({"text": str, "partner": str, "feedback": str})]},
        {**_ASKED, "spare": [str]},
    ),
    "sorting": Keys(
        {"question": str, "categories": [Keys({"title": str, "items": [_TOLD]})]}, _ASKED
    ),
    "short_text": Keys({"question": str, "accepted": [str], **_WRITTEN}, {**_ASKED, **_MISTAKES}),
    "numeric": Keys(
        {"question": str, "answer": str, **_WRITTEN},
        {**_ASKED, **_MISTAKES, "unit": str, "tolerance": str},
    ),
}


@dataclass(frozen=True)
class Blocks:
    """A list of blocks, one key each."""

    kinds: dict


_QUESTIONS["case"] = Keys({"question": str, "parts": Blocks(_QUESTIONS)}, _ASKED)

_DECISION = Keys(
    {
        "text": str,
        "rating": frozenset(map(str, Rating)),
        "consequence": str,
        "feedback": str,
        "next": str,
    }
)
_SITUATION = Keys(
    {"name": str, "title": str, "text": str}, {"several": bool, "decisions": [_DECISION]}
)

BLOCKS = {
    "heading": Keys({"text": Line(150)}, {"level": frozenset({"h2", "h3"})}),
    "text": str,
    "callout": Keys(
        {
            "kind": frozenset({"info", "warning", "legal", "help"}),
            "title": Line(120),
            "text": str,
        }
    ),
    "quotation": Keys({"text": Line(1000), "source": Line()}),
    "steps": Keys({"title": Line(120), "kind": frozenset({"steps", "checklist"}), "items": [str]}),
    "accordion": [_TITLED],
    "content_note": Keys({"text": Line(600)}, {"title": Line(120), "summary": str}),
    **_QUESTIONS,
    "self_check": Keys(
        {"title": str, "questions": Blocks(_QUESTIONS)},
        {"introduction": str, "draw": int, "id": str},
    ),
    "scenario": Keys(
        {
            "title": str,
            "perspective": frozenset(map(str, Perspective)),
            "introduction": str,
            "text_version": str,
            "situations": [_SITUATION],
        },
        {"id": str},
    ),
    "reflection": Keys({"prompt": str}, {"id": str}),
    "plan_step": Keys({"prompt": str}, {"suggestions": [str], "id": str}),
    "local_contacts": Keys({}, {"introduction": str}),
    "figure": Keys({"image": str, "alt": Line(), "description": str}, {"caption": Line()}),
    "download": Keys({"template": str}, {"description": Line()}),
    "sources": [_SOURCE],
}
# Of a template to download: what there is to fill in.
_PARTS = {
    "line": str,
    "lines": Keys({"label": str, "rows": int}),
    "choice": Keys({"label": str, "options": [str]}),
    "checks": [str],
    "table": Keys({"columns": [str], "rows": [Line(may_be_empty=True)]}),
}
LESSON = Keys(
    {"slug": Slug(), "title": Line(), "minutes": int, "summary": Line(), "body": Blocks(BLOCKS)},
    {"required": bool},
)
MODULE = Keys({"slug": Slug(), "title": Line(), "summary": Line(300), "lessons": [str]})
COURSE = Keys(
    {
        "slug": Slug(),
        "title": Line(),
        "summary": Line(300),
        "introduction": str,
        "objectives": [str],
        "audiences": [str],
        "content_notes": [str],
        "contributors": [Keys({"name": str, "role": str})],
        "certificate_contents": [str],
        "modules": [str],
    },
    {
        "target_groups": [frozenset(map(str, TargetGroup))],
        "evidence": str,
        "easy_language": bool,
        "position": int,
    },
)
TEMPLATE = Keys(
    {
        "title": Line(),
        "purpose": Line(),  # a property of the DOCX, which holds 255 characters
        "version": date,
        "note": str,
        "sources": [_SOURCE],
        "sections": [Keys({"title": str, "parts": Blocks(_PARTS)}, {"text": str})],
    }
)
TERM = Keys({"term": str, "explanation": str}, {"variants": [str], "source": str, "language": str})
FACT = Keys(
    {"says": str, "checked": frozenset(STATES)},
    {"sources": [str], "law": [str], "editorial": str, "open": str},
)
SOURCE = Keys({"text": str}, {"url": str})
SPELLING = Keys({"avoid": [str], "instead": str, "because": str}, {"except": [str]})

_NAMES = {str: "text", bool: "true or false", int: "a number", date: "a day as in 2026-11-22"}


def problems(value, form, place: str = "") -> Iterator[str]:
    """Yield what is wrong with a value, each with its place and what to do."""
    if isinstance(form, Keys):
        yield from _keys(value, form, place)
    elif isinstance(form, Blocks):
        yield from _blocks(value, form, place)
    elif isinstance(form, list):
        yield from _list(value, form[0], place)
    elif isinstance(form, tuple):
        yield from _one_of(value, form, place)
    elif isinstance(form, frozenset):
        yield from _word(value, form, place)
    elif isinstance(form, Slug):
        yield from _slug(value, place)
    else:
        yield from _plain(value, form, place)


def _keys(value, form: Keys, place: str):
    if not isinstance(value, dict):
        yield f"{place or 'file'}: should be keys with values, not {value!r:.60}"
        return
    here = f"{place}: " if place else ""
    known = form.required | form.optional
    for name in value:
        if name not in known:
            yield f"{here}unknown key “{name}”; known are {', '.join(known)}"
    for name in form.required:
        if name not in value:
            yield f"{here}“{name}” is missing"
    for name, item in value.items():
        if name in known:
            yield from problems(item, known[name], f"{place}.{name}" if place else str(name))


def _blocks(value, form: Blocks, place: str):
    if not isinstance(value, list) or not value:
        yield f"{place}: should be a list of blocks, one at least"
        return
    for number, block in enumerate(value, start=1):
        here = f"{place}[{number}]"
        if not isinstance(block, dict) or len(block) != 1:
            yield f"{here}: a block has exactly one key, its kind; look at the indentation"
            continue
        ((kind, inner),) = block.items()
        if kind not in form.kinds:
            yield f"{here}: unknown block “{kind}”; known are {', '.join(form.kinds)}"
        else:
            yield from problems(inner, form.kinds[kind], f"{here} {kind}")


def _list(value, form, place: str):
    if not isinstance(value, list) or not value:
        yield f"{place}: should be a list (lines that begin with “-”), of one entry at least"
        return
    for number, item in enumerate(value, start=1):
        yield from problems(item, form, f"{place}[{number}]")


def _one_of(value, forms: tuple, place: str):
    if isinstance(value, dict):
        found = [list(problems(value, form, place)) for form in forms if isinstance(form, Keys)]
        yield from min(found, key=len)
    else:
        yield from problems(value, str, place)


def _word(value, form: frozenset, place: str):
    if value not in form:
        yield f"{place}: {value!r} is not allowed; write one of {', '.join(sorted(form))}"


def _slug(value, place: str):
    if not (isinstance(value, str) and _SLUG.fullmatch(value)):
        yield f"{place}: {value!r} is no name for an address; write it as in erste-stunde"


def _plain(value, form, place: str):
    kind = str if isinstance(form, Line) else form
    # True is an int to Python; a number is no text to an author.
    if type(value) is not kind:
        advice = "; put it in quotes" if kind is str and not isinstance(value, dict | list) else ""
        yield f"{place}: should be {_NAMES[kind]}, not {value!r:.60}{advice}"
    elif kind is str and not (value.strip() or getattr(form, "may_be_empty", False)):
        yield f"{place}: is empty"
    elif isinstance(form, Line) and len(value) > form.limit:
        yield f"{place}: {len(value)} characters; at most {form.limit} fit"
