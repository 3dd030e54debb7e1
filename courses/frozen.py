"""Frozen lessons made ready to be read: rendered once, then taken from the cache.

A lesson is a list of parts: HTML that is the same for everybody, and questions, scenarios
and local contacts, over which the learner's own state is laid. Because an edition never
changes, what is cached under its name never becomes wrong.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from types import SimpleNamespace

from django.core.cache import caches
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from wagtail.blocks import StreamValue

from courses.blocks.questions.base import html_of, with_ids
from courses.enums import QUESTION_KINDS, TaskKind
from courses.grading import Question
from courses.marking import Marker, Term
from courses.models import CourseEdition, EditionLesson, GlossaryTerm, LessonPage
from courses.outline import LessonOutline
from courses.scenario import Scenario

HTML, QUESTION, SCENARIO, CONTACTS = "html", "question", "scenario", "contacts"
SELF_CHECK, NOTE = "self_check", "note"
# Blocks of running text. Sources, steps and checklists are better left undisturbed.
EXPLAINED_BLOCKS = {"text", "callout"}


@dataclass(frozen=True)
class Part:
    """One piece of a lesson. `kind` is one of the constants above; `html` for HTML and notes.

    A self-check has a title, an introduction in HTML, and the ids of its questions, of which
    `draw` are put to each person (0: all).
    """

    kind: str
    id: str = ""
    html: str = ""
    introduction: str = ""  # of local contacts it is plain text
    title: str = ""
    questions: tuple[str, ...] = ()
    draw: int = 0


@dataclass(frozen=True)
class FrozenLesson:
    """A lesson ready to be laid out. Questions and scenarios carry their key: server only.

    `questions` holds those of self-checks too. `summary` is the HTML that may be read instead
    of the lesson, or "" where there is no way round it.
    `block_ids` are the places in it that an address can name: more than there are parts.
    """

    parts: tuple[Part, ...]
    block_ids: frozenset[str] = frozenset()
    questions: dict[str, Question] = field(default_factory=dict)
    scenarios: dict[str, Scenario] = field(default_factory=dict)
    terms: tuple[Term, ...] = ()  # explained in it, in the order of their appearance
    summary: str = ""


def frozen_lesson(edition: CourseEdition, lesson: LessonOutline) -> FrozenLesson:
    """Return a lesson of a released edition; one query the first time, none later."""
    cache = caches["editions"]
    name = f"lesson:{edition.cache_key}:{lesson.key}:{get_language()}"
    found = cache.get(name)
    if found is None:
        row = EditionLesson.objects.only("body", "terms").get(edition=edition, key=lesson.key)
        terms = [Term.from_json(item) for item in row.terms]
        found = compose(_stream_block().to_python(row.body), terms)
        cache.set(name, found)
    return found


def stored_lessons(
    edition: CourseEdition, keys: Iterable[str]
) -> dict[str, tuple[StreamValue, tuple[Term, ...]]]:
    """Return the texts of lessons of a released edition, with the terms explained in each.

    By key, as blocks and not as a page: for other ways of showing them. One query.
    """
    rows = EditionLesson.objects.filter(edition=edition, key__in=keys).only("key", "body", "terms")
    return {
        str(row.key): (
            _stream_block().to_python(row.body),
            tuple(Term.from_json(item) for item in row.terms),
        )
        for row in rows
    }


def preview_lesson(page: LessonPage, terms: Iterable[Term]) -> FrozenLesson:
    """Return a lesson as it is being written, uncached, with the glossary as it is now."""
    return compose(page.body, terms)


def terms_in(language: str) -> list[Term]:
    """Return the glossary of a language as it is now."""
    return [item.to_term() for item in GlossaryTerm.objects.filter(language=language)]


def local_contacts_html(part: Part, organisation) -> SafeString:
    """Return the local contacts of a municipality (or what to do where none are known)."""
    version = f"{organisation.key}:{organisation.contacts_version}" if organisation else "none"
    cache = caches["editions"]
    name = f"contacts:{version}:{get_language()}:{hash(part.introduction)}"
    html = cache.get(name)
    if html is None:
        contacts = list(organisation.contacts.all()) if organisation else []
        html = render_to_string(
            "blocks/local_contacts.html",
            {
                "self": SimpleNamespace(introduction=part.introduction),
                "organisation": organisation,
                "contacts": contacts,
                "reporting_path": organisation.reporting_path.splitlines() if organisation else [],
            },
        )
        cache.set(name, str(html))
    return mark_safe(html)  # noqa: S308  rendered by our own template above


def compose(stream, terms: Iterable[Term] = ()) -> FrozenLesson:
    """Turn a stream value into parts; neighbouring HTML becomes one part.

    In running text, the first occurrence of each of the terms gets its explanation.
    """
    parts, questions, scenarios, summaries = [], {}, {}, []
    marker = Marker(terms, _explained)
    for block_id, child in with_ids(stream):
        if child.block_type in QUESTION_KINDS:
            questions[block_id] = child.block.to_question(child.value, block_id)
            parts.append(Part(QUESTION, block_id))
        elif child.block_type == TaskKind.SELF_CHECK:
            pool = child.block.to_questions(child.value, block_id)
            questions |= pool
            parts.append(_self_check(block_id, child.value, tuple(pool)))
        elif child.block_type == TaskKind.SCENARIO:
            scenarios[block_id] = child.block.to_scenario(child.value, block_id)
            parts.append(Part(SCENARIO, block_id))
        elif child.block_type == "local_contacts":
            parts.append(Part(CONTACTS, block_id, introduction=child.value["introduction"]))
        elif child.block_type == "content_note" and html_of(child.value["summary"]):
            summaries.append(html_of(child.value["summary"]))
            parts.append(Part(NOTE, block_id, _rendered(child)))
        else:
            html = _rendered(child)
            if child.block_type in EXPLAINED_BLOCKS:
                html = marker.mark(html)
            _add_html(parts, block_id, html)
    block_ids = frozenset(str(child.id) for child in stream) | frozenset(questions)
    used = tuple(marker.used.values())
    return FrozenLesson(
        tuple(parts), block_ids, questions, scenarios, used, summary="".join(summaries)
    )


def _rendered(child) -> str:
    return str(child.render(context={"block_id": str(child.id)}))


def _self_check(block_id: str, value, questions: tuple[str, ...]) -> Part:
    return Part(
        SELF_CHECK,
        block_id,
        introduction=html_of(value["introduction"]),
        title=value["title"],
        questions=questions,
        draw=value["draw"] or 0,
    )


def _add_html(parts: list[Part], block_id: str, html: str) -> None:
    if parts and parts[-1].kind == HTML:
        parts[-1] = Part(HTML, parts[-1].id, parts[-1].html + html)
    else:
        parts.append(Part(HTML, block_id, html))


def _explained(term: Term, word: str) -> str:
    return render_to_string("courses/partials/term.html", {"term": term, "word": word}).strip()


def _stream_block():
    return LessonPage.body.field.stream_block
