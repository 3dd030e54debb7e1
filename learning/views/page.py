"""The data of a lesson page: frozen parts with the learner's own state laid over them."""

import uuid
from dataclasses import dataclass, field, replace

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from courses import frozen
from courses.frozen import FrozenLesson
from courses.grading import Asked, Grade, InvalidAnswer
from courses.models import CourseEdition
from courses.outline import CourseOutline, LessonOutline, ModuleOutline
from courses.scenario import InvalidWalk, Review, Scenario, Walk, follow, review
from courses.selectors import outline_of
from learning.completion import Decision, evaluate
from learning.enums import EventKind
from learning.models import Enrolment
from learning.selectors.progress import Kept, answers_in, facts_of
from learning.views.unsent import owner_token


@dataclass(frozen=True)
class Segment:
    """One piece of the page. `kind` is "html", "question" or "scenario"."""

    kind: str
    id: str
    html: SafeString | str = ""
    url: str = ""
    asked: Asked | None = None
    grade: Grade | None = None
    selected: frozenset[str] = frozenset()
    scenario: Scenario | None = None
    walk: Walk | None = None
    review: Review | None = None  # of a walk that has come to an end
    ended: bool = False  # the scenario counts as worked on, whichever way
    text_url: str = ""
    seen: str = ""  # the stored answer that this one shows
    news: str = ""  # what the command just given did: "decided", "went_back" or "read"
    error: str = ""
    unsent: bool = False
    # What is printed of a question is the same for everybody who gave the same answer.
    key: str = field(default_factory=lambda: str(uuid.uuid4()))


@dataclass(frozen=True)
class LessonPageData:
    """Everything a lesson page prints."""

    course_slug: str
    language: str
    outline: CourseOutline
    module: ModuleOutline
    lesson: LessonOutline
    segments: list[Segment]
    decision: Decision
    nav: list[tuple[ModuleOutline, list[tuple[LessonOutline, str]]]]
    nav_key: str
    before: LessonOutline | None
    after: LessonOutline | None
    lesson_done: bool
    form_fields: SafeString
    position_url: str
    preview: bool = False


def lesson_page(
    enrolment: Enrolment,
    lesson: LessonOutline,
    user,
    unsent: dict | None,
    *,
    decision: Decision | None = None,
    only: str = "",
) -> LessonPageData:
    """Return the page of a lesson. Two queries: what happened, and what was answered.

    With `decision`, as a command has just returned it, the first is not needed; with `only`,
    nothing but that block is laid out.
    """
    outline = outline_of(enrolment.edition)
    decision = decision or evaluate(outline, facts_of(enrolment))
    slug = enrolment.edition.slug
    answers = answers_in(enrolment, lesson.key) if lesson.tasks else {}
    content = frozen.frozen_lesson(enrolment.edition, lesson)
    parts = [part for part in content.parts if only in {"", part.id}]
    segments = segments_of(
        replace(content, parts=parts), answers, slug, lesson, enrolment.organisation
    )
    segments = [_with_key(segment, enrolment.edition) for segment in segments]
    segments = [_with_end(segment, lesson, decision) for segment in segments]
    if unsent:
        segments = [_with_unsent(segment, unsent) for segment in segments]
    before, after = outline.neighbours(lesson)
    return LessonPageData(
        course_slug=slug,
        language=enrolment.edition.language,
        outline=outline,
        module=next(module for module in outline.modules if lesson in module.lessons),
        lesson=lesson,
        segments=segments,
        decision=decision,
        nav=navigation(outline, decision, lesson),
        nav_key=navigation_key(enrolment.edition, decision, lesson),
        before=before,
        after=after,
        lesson_done=lesson.key in decision.done_keys,
        form_fields=form_fields(user),
        position_url=reverse("learning:position", args=[slug, lesson.slug]),
    )


def segments_of(
    content: FrozenLesson, answers: dict, slug: str, lesson: LessonOutline, organisation
) -> list[Segment]:
    """Lay stored answers over the frozen parts of a lesson."""
    return [_segment(part, content, answers, slug, lesson, organisation) for part in content.parts]


def _segment(part, content, answers, slug, lesson, organisation) -> Segment:
    if part.kind == frozen.HTML:
        return Segment("html", part.id, html=mark_safe(part.html))  # noqa: S308  our templates'
    if part.kind == frozen.CONTACTS:
        return Segment("html", part.id, html=frozen.local_contacts_html(part, organisation))
    if part.kind == frozen.QUESTION:
        return question_segment(content, part.id, _value(answers, part.id), slug, lesson)
    return scenario_segment(content, part.id, answers.get(part.id, Kept()), slug, lesson)


def _value(answers: dict, block_id: str) -> dict | None:
    return answers[block_id].value if block_id in answers else None


def question_segment(content, block_id, answer, slug, lesson) -> Segment:
    """Return a question with the person's stored answer and its feedback, if there is one."""
    question = content.questions[block_id]
    result, selected = None, frozenset()
    if answer:
        try:
            result = question.grade(answer)
            selected = frozenset(answer["selected"])
        except InvalidAnswer:
            pass  # an editorial release replaced an option: ask again
    return Segment(
        "question",
        block_id,
        url=reverse("learning:answer", args=[slug, lesson.slug, block_id]),
        asked=question.ask(),
        grade=result,
        selected=selected,
    )


def scenario_segment(content, block_id, kept: Kept, slug, lesson) -> Segment:
    """Return a scenario with the walk of the person so far."""
    scenario = content.scenarios[block_id]
    place = [slug, lesson.slug, block_id]
    try:
        walk = follow(scenario, kept.value["path"] if kept.value else [])
    except InvalidWalk:
        walk = follow(scenario, [])
    return Segment(
        "scenario",
        block_id,
        url=reverse("learning:decide", args=place),
        text_url=reverse("learning:text_version", args=place) if scenario.text_version else "",
        seen=kept.seen,
        scenario=scenario,
        walk=walk,
        review=review(scenario, walk) if walk.finished else None,
    )


def _with_key(segment: Segment, edition: CourseEdition) -> Segment:
    if segment.kind != "question":
        return segment
    chosen = ",".join(sorted(segment.selected))
    return replace(segment, key=f"{edition.cache_key}:{segment.id}:{chosen}:{bool(segment.grade)}")


def _with_end(segment: Segment, lesson: LessonOutline, decision: Decision) -> Segment:
    ended = (lesson.key, segment.id, EventKind.ENDED) in decision.facts
    return replace(segment, ended=True) if ended else segment


def _with_unsent(segment: Segment, unsent: dict) -> Segment:
    if segment.id != unsent["block_id"] or segment.kind != "question":
        return segment
    known = {choice.value for choice in segment.asked.choices}
    selected = frozenset(unsent["option"]) & known
    return replace(
        segment, selected=selected, grade=None, unsent=True, key=f"{segment.key}:{sorted(selected)}"
    )


def navigation(outline: CourseOutline, decision: Decision, current: LessonOutline | None):
    """Return the outline with the state of every lesson: "current", "done" or "open"."""

    def state(lesson: LessonOutline) -> str:
        if current is not None and lesson.key == current.key:
            return "current"
        return "done" if lesson.key in decision.done_keys else "open"

    return [
        (module, [(lesson, state(lesson)) for lesson in module.lessons])
        for module in outline.modules
    ]


def navigation_key(
    edition: CourseEdition, decision: Decision | None, current: LessonOutline | None
) -> str:
    """Name what `navigation` returns: people with the same state share the rendered outline."""
    done = ",".join(sorted(decision.done_keys)) if decision else "visitor"
    return f"{edition.cache_key}:{current.key if current else ''}:{done}"


def form_fields(user) -> SafeString:
    """Return the hidden fields of every learner form: the command's id and whose form it is."""
    return format_html(
        '<input type="hidden" name="command_id" value="{}">'
        '<input type="hidden" name="owner" value="{}">',
        uuid.uuid4(),
        owner_token(user),
    )
