"""The pieces of a lesson page: frozen parts with the person's own state laid over them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from core.templatetags.kept import mark
from courses import frozen
from courses.enums import TaskKind
from courses.frozen import FrozenLesson, Part
from courses.grading import Asked, Fields, Grade, InvalidAnswer, Question, draw
from courses.scenario import InvalidWalk, Review, Scenario, Walk, follow, review
from learning.selectors.progress import Kept

NOTHING_KEPT = Kept()
# What people choose from what an author wrote, and parts of a case of which the same is true.
CHOSEN = {"selected", "order", "matches", "path", "certainty", "parts"}


@dataclass(frozen=True)
class Typed:
    """What somebody filled into the form of a block that is not, or not yet, their answer.

    `waits` says where it was kept: "draft" on the server, "unsent" while the person was signed
    out, "" where it has just been sent. `part` is the part of a case that `error` is about.
    """

    fields: Fields
    waits: str = ""
    error: str = ""
    part: str = ""


NOTHING_TYPED = Typed({})


@dataclass(frozen=True)
class HtmlSegment:
    """A piece that is the same for everybody, or for everybody of a municipality.

    The `kind` is "note" for a content note with ways round the lesson.
    """

    id: str
    html: SafeString
    kind: str = "html"


@dataclass(frozen=True)
class QuestionSegment:
    """A question: the form, and above it the outcome of the stored answer, if there is one."""

    id: str
    asked: Asked
    url: str
    draft_url: str
    grade: Grade | None = None
    typed: Typed = NOTHING_TYPED
    seen: str = ""  # the stored answer that this one shows
    revised: bool = False  # the stored answer no longer fits the question
    nested: bool = False  # stands in a self-check
    # People with the same key are shown the same; "" is for one person alone.
    key: str = ""
    question: Question | None = None  # with its key: in previews only
    kind: str = "question"

    @property
    def level(self) -> int:
        """The level of its heading."""
        return 3 if self.nested else 2

    @property
    def error(self) -> str:
        return self.typed.error

    @property
    def mistaken(self) -> str:
        """The id of what the error is about: of a part of the case, or of the question."""
        return (self.typed.part or self.id) if self.error else ""

    @property
    def begun(self) -> bool:
        """Whether the form holds something that is not the stored answer."""
        return bool(self.typed.fields or self.typed.error)

    @property
    def note(self) -> str:
        """What to say about what is filled in: "waits" or "revised", else nothing."""
        if self.typed.waits:
            return "waits"
        return "revised" if self.revised and not self.error else ""

    @property
    def graded_parts(self) -> list[tuple[Asked, Grade]]:
        """The parts of a case with their outcome."""
        grades = [grade for _text, grade in self.grade.parts] if self.grade else []
        return list(zip(self.asked.parts, grades, strict=False))


@dataclass(frozen=True)
class OwnSegment:
    """The place in a shared page of a piece that is one person's alone."""

    id: str
    html: str
    seen: str
    kind: str = "own"


@dataclass(frozen=True)
class SelfCheckSegment:
    """Several questions under one heading; `total` are those that they were drawn from."""

    id: str
    title: str
    introduction: str
    questions: tuple[QuestionSegment | OwnSegment, ...]
    total: int
    kind: str = "self_check"

    @property
    def answered(self) -> int:
        return sum(bool(question.seen) for question in self.questions)


@dataclass(frozen=True)
class ScenarioSegment:
    """A scenario with the walk of the person so far."""

    id: str
    url: str
    scenario: Scenario
    walk: Walk
    review: Review | None = None  # of a walk that has come to an end
    ended: bool = False  # the scenario counts as worked on, whichever way
    typed: Typed = NOTHING_TYPED
    seen: str = ""  # the stored answer that this one shows
    news: str = ""  # what the command just given did: "decided", "went_back" or "read"
    kind: str = "scenario"

    @property
    def error(self) -> str:
        return self.typed.error


Segment = HtmlSegment | OwnSegment | QuestionSegment | SelfCheckSegment | ScenarioSegment


@dataclass(frozen=True)
class Layout:
    """A lesson, and what one person has done in it. A preview has nobody who has done anything.

    `place` are the slugs of course and lesson, `ended` the scenarios brought to an end. What is
    `shared` with others in the same state has holes for what is personal: see `seen`.
    """

    content: FrozenLesson
    place: tuple[str, str]
    organisation: object = None
    edition_key: str = ""
    person: str = ""
    answers: Mapping[str, Kept] = field(default_factory=dict)
    typed: Mapping[str, Typed] = field(default_factory=dict)
    ended: frozenset[str] = frozenset()
    shared: bool = False

    @cached_property
    def key(self) -> str:
        """Name what everybody in the same state is shown of the lesson, but for `own`."""
        chosen = {name: kept.value for name, kept in self.answers.items() if name not in self.own}
        drawn = [
            draw(part.questions, part.draw, self.person)
            for part in self._in_self_checks.values()
            if part.draw
        ]
        work = json.dumps([chosen, sorted(self.own), sorted(self.ended), drawn], sort_keys=True)
        home = self.organisation
        contacts = f"{home.pk}:{home.contacts_version}" if home else ""
        return f"{contacts}:{sha256(work.encode()).hexdigest()}"

    @cached_property
    def own(self) -> frozenset[str]:
        """The blocks that hold what somebody wrote: nothing of that is kept anywhere else."""
        return frozenset(name for name, kept in self.answers.items() if not _shareable(kept))

    @property
    def seen(self) -> dict[str, str]:
        """The answers that the forms of a shared page show, by the name of their hole."""
        return {f"seen-{name}": kept.seen for name, kept in self.answers.items()}

    def segments(self) -> list[Segment]:
        return [self._segment(part) for part in self.content.parts]

    def block(self, block_id: str) -> QuestionSegment | ScenarioSegment | None:
        """Return one question or scenario of the lesson."""
        if block_id in self.content.questions:
            return self.question(block_id, nested=block_id in self._in_self_checks)
        return self.scenario(block_id) if block_id in self.content.scenarios else None

    def self_check_of(self, question_id: str) -> SelfCheckSegment | None:
        """Return the self-check in which a question stands, if it stands in one."""
        part = self._in_self_checks.get(question_id)
        return self.self_check(part) if part else None

    @property
    def has_ordering(self) -> bool:
        """Whether there are rows to put in order, for which the page needs a script."""
        questions = self.content.questions.values()
        parts = [part for question in questions for part in getattr(question, "parts", ())]
        return any(item.kind == TaskKind.ORDERING for item in [*questions, *parts])

    @cached_property
    def _in_self_checks(self) -> dict[str, Part]:
        return {
            name: part
            for part in self.content.parts
            if part.kind == frozen.SELF_CHECK
            for name in part.questions
        }

    def _segment(self, part: Part) -> Segment:
        if self.shared and part.id in self.own:
            return self._own(part.id)
        if part.kind == frozen.QUESTION:
            return self.question(part.id)
        if part.kind == frozen.SELF_CHECK:
            return self.self_check(part)
        if part.kind == frozen.SCENARIO:
            return self.scenario(part.id)
        if part.kind == frozen.CONTACTS:
            return HtmlSegment(part.id, frozen.local_contacts_html(part, self.organisation))
        kind = "note" if part.kind == frozen.NOTE else "html"
        return HtmlSegment(part.id, mark_safe(part.html), kind)  # noqa: S308  our templates'

    def question(self, block_id: str, *, nested: bool = False) -> QuestionSegment:
        """Return a question with its stored answer, filled with what was last typed."""
        question = self.content.questions[block_id]
        kept = self.answers.get(block_id, NOTHING_KEPT)
        typed = self._typed(block_id, kept)
        grade = _grade(question, kept)
        begun = typed != NOTHING_TYPED
        stored = question.fields(kept.value) if kept.value else {}
        return QuestionSegment(
            id=block_id,
            asked=question.ask(typed.fields if begun else stored),
            url=self._url("answer", block_id),
            draft_url=self._url("draft", block_id),
            grade=grade,
            typed=typed,
            seen=self._seen(block_id, kept),
            revised=bool(kept.value) and grade is None,
            nested=nested,
            key="" if begun or (kept.value and not grade) else self._key(block_id, kept),
        )

    def self_check(self, part: Part) -> SelfCheckSegment:
        """Return a self-check with the questions drawn for this person; for a preview, all."""
        number = part.draw if self.person else 0
        drawn = draw(part.questions, number, self.person)
        return SelfCheckSegment(
            id=part.id,
            title=part.title,
            introduction=part.introduction,
            questions=tuple(
                self._own(name)
                if self.shared and name in self.own
                else self.question(name, nested=True)
                for name in drawn
            ),
            total=len(part.questions),
        )

    def scenario(self, block_id: str) -> ScenarioSegment:
        """Return a scenario with the walk so far; from the start, if that is no longer there."""
        scenario = self.content.scenarios[block_id]
        kept = self.answers.get(block_id, NOTHING_KEPT)
        try:
            walk = follow(scenario, kept.value["path"] if kept.value else [])
        except InvalidWalk:
            walk = follow(scenario, [])
        return ScenarioSegment(
            id=block_id,
            url=self._url("decide", block_id),
            scenario=scenario,
            walk=walk,
            review=review(scenario, walk) if walk.finished else None,
            ended=block_id in self.ended,
            typed=self._typed(block_id, kept),
            seen=self._seen(block_id, kept),
        )

    def _typed(self, block_id: str, kept: Kept) -> Typed:
        if block_id in self.typed:
            return self.typed[block_id]
        return Typed(kept.draft, "draft") if kept.draft else NOTHING_TYPED

    def _own(self, block_id: str) -> OwnSegment:
        return OwnSegment(block_id, mark(f"own-{block_id}"), self.answers[block_id].seen)

    def _seen(self, block_id: str, kept: Kept) -> str:
        return mark(f"seen-{block_id}") if self.shared and kept.seen else kept.seen

    def _url(self, name: str, block_id: str) -> str:
        return reverse(f"learning:{name}", args=[*self.place, block_id])

    def _key(self, block_id: str, kept: Kept) -> str:
        """Name what is shown of a question to all who chose the same, else ""."""
        if not self.edition_key or not _shareable(kept):
            return ""
        answer = json.dumps(kept.value, sort_keys=True)
        return f"{self.edition_key}:{block_id}:{sha256(answer.encode()).hexdigest()}"


def _shareable(kept: Kept) -> bool:
    """Whether what is stored was chosen, as others choose it too, and not written."""
    return not kept.draft and _chosen(kept.value or {})


def _chosen(value: dict) -> bool:
    parts = value.get("parts", {})
    return value.keys() <= CHOSEN and all(map(_chosen, parts.values()))


def _grade(question: Question, kept: Kept) -> Grade | None:
    """Return the outcome of a stored answer; None also where an option is gone since."""
    try:
        return question.grade(kept.value) if kept.value else None
    except InvalidAnswer:
        return None
