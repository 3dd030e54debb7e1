"""What a lesson file must keep to, beyond its form. Each rule yields messages."""

import math
import re
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import override

from core.drawings import DrawingRefused, clean_drawing
from courses import scenario
from courses.blocks.questions.base import MESSAGES as QUESTION_MESSAGES
from courses.blocks.scenarios import MESSAGES as SCENARIO_MESSAGES
from courses.models import LessonPage
from lms.courseware import easy, facts, reading, spelling
from lms.courseware.blocks import block

LAST_HEADING = "Morgen anders"
LONGEST, LONGEST_WITH_SCENARIO = 8, 12
SHORTEST, SHORTEST_WITH_SELF_CHECK = 5, 4
ROUND_DOWN, ROUND_UP = 0.2, 1.2  # minutes are stated rounded up, and nobody counts words


def hindrances(data: dict, content: Path) -> Iterator[str]:
    """Yield what would leave learners with something broken: a lesson is not loaded with it."""
    for sources in values_of(data["body"], "sources"):
        yield from unknown_facts(sources)
    yield from _media(data["body"], content)
    yield from _tasks(data)


def problems(data: dict, content: Path, *, easy_language: bool = False) -> Iterator[str]:
    """Yield what else is wrong with a lesson whose form is right."""
    body = data["body"]
    yield from _minutes(data, easy.WORDS_A_MINUTE if easy_language else reading.WORDS_A_MINUTE)
    if easy_language:
        yield from easy.lesson_problems(data)
    yield from _end(body)
    yield from _sources(body)
    yield from _names(body)
    yield from _notes(body)
    yield from _spelling(data, content)


def kinds_in(body: list) -> list[str]:
    return [next(iter(item)) for item in body]


def values_of(body: list, kind: str) -> list:
    return [item[kind] for item in body if kind in item]


def _minutes(data: dict, pace: int):
    needed, stated = reading.minutes_of(data["body"], pace), data["minutes"]
    if not stated - ROUND_UP <= needed <= stated + ROUND_DOWN:
        right = math.ceil(needed - ROUND_DOWN)
        yield f"minutes: {stated} are stated, {needed:.1f} are needed; write {right}"
    kinds = kinds_in(data["body"])
    longest = LONGEST_WITH_SCENARIO if "scenario" in kinds else LONGEST
    shortest = SHORTEST_WITH_SELF_CHECK if "self_check" in kinds else SHORTEST
    if not shortest <= stated <= longest:
        yield f"minutes: a lesson like this takes {shortest} to {longest}, not {stated}"


def _end(body: list):
    kinds = kinds_in(body)
    if kinds.count("sources") != 1 or kinds[-1] != "sources":
        yield "sources: one block “sources” must be the last of the lesson"
    headings = [place for place, kind in enumerate(kinds) if kind == "heading"]
    if not headings or body[headings[-1]]["heading"]["text"] != LAST_HEADING:
        yield f"the last heading must be “{LAST_HEADING}”"
    elif "text" not in kinds[headings[-1] :]:
        yield f"below “{LAST_HEADING}” stands no text"


def unknown_facts(sources: list) -> Iterator[str]:
    for name in facts.fact_ids(sources):
        if name not in facts.register():
            yield f"sources: there is no fact {name} in fakten/; look for its right number"


def _sources(body: list):
    for items in values_of(body, "sources"):
        names = facts.fact_ids(items)
        for name in {name for name in names if names.count(name) > 1}:
            yield f"sources: {name} is named twice"
        said = {item["fact"] for item in items if isinstance(item, dict) and item.get("own")}
        for name in names:
            fact = facts.register().get(name)
            if fact and not fact.proven and name not in said:
                yield (
                    f"sources: {name} has no source. Leave it out, or word it in the lesson as "
                    f"experience and write {{fact: {name}, own: true}}"
                )


def _names(body: list):
    for kind, value in [*reading.questions_of(body), *_scenarios(body)]:
        if not value.get("id"):
            title = value.get("question") or value.get("title")
            yield f"{kind} “{title:.50}”: an id is missing, such as q-a-name or szenario-1"


def _scenarios(body: list):
    return [("scenario", value) for value in values_of(body, "scenario")]


def _notes(body: list):
    notes = values_of(body, "content_note")
    for note in notes:
        if not note.get("summary", "").strip():
            yield "content_note: “summary” is missing, so that nobody can skip the story"
    if not notes and any(v["perspective"] == "attacked" for v in values_of(body, "scenario")):
        yield "scenario: people stand in for the attacked person; a content_note must come first"


def _media(body: list, content: Path):
    for figure in values_of(body, "figure"):
        file = content / "abbildungen" / figure["image"]
        if not file.is_file():
            yield f"figure: there is no abbildungen/{figure['image']}; correct the name or add it"
            continue
        try:
            clean_drawing(file.read_bytes())
        except DrawingRefused as refusal:
            yield f"figure: abbildungen/{figure['image']} cannot be shown: {refusal}"
    for download in values_of(body, "download"):
        name = f"vorlagen/{download['template']}.yaml"
        if not (content / name).is_file():
            yield f"download: there is no {name}; correct the name or add it"


def _tasks(data: dict):
    """Yield what the editor would refuse: unfit questions, graphs with dead ends."""
    body = [item for item in data["body"] if not {"sources", "figure", "download"} & set(item)]
    raw = [made for place, item in enumerate(body) for made in block(item, data["slug"], place)]
    for child in LessonPage.body.field.stream_block.to_python(raw):
        if child.block_type == "scenario":
            graph = child.block.to_scenario(child.value, str(child.id))
            for problem in scenario.problems(graph):
                yield f"scenario “{graph.title}”: {_said(SCENARIO_MESSAGES, problem)}"
        for question in _asked(child):
            for problem in question.problems():
                yield f"question “{question.text:.60}”: {_said(QUESTION_MESSAGES, problem)}"


def _said(messages: dict, problem) -> str:
    """Return what the editor says, in English as all that the linter says."""
    place = getattr(problem, "place", None)
    with override(None):
        said = str(messages[problem.code]) % vars(problem)
    return said if place is None else f"{said} (entry {place + 1})"


def _asked(child) -> list:
    if hasattr(child.block, "to_questions"):
        return list(child.block.to_questions(child.value, str(child.id)).values())
    if hasattr(child.block, "to_question"):
        return [child.block.to_question(child.value, str(child.id))]
    return []


def _spelling(data: dict, content: Path):
    found = spelling.rules(content / "schreibweisen.yaml")
    terms = spelling.terms(content / "glossar.yaml")
    for place, text in _written({name: data[name] for name in ("title", "summary", "body")}):
        for message in (*spelling.avoided(text, found), *spelling.misspelt(text, terms)):
            yield f"{place}: {message}"


def _written(value, place: str = "") -> Iterator[tuple[str, str]]:
    """Yield every text that somebody may read, with its place; quotations are others' words."""
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, list):
        for number, item in enumerate(value, start=1):
            yield from _written(item, f"{place}[{number}]")
    elif isinstance(value, dict):
        for name, item in value.items():
            if not re.fullmatch("sources|quotation|id|next|name|image|template|accepted", name):
                yield from _written(item, f"{place}.{name}".strip("."))
