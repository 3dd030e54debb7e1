"""The data of a lesson page: its segments, the way through the course, and its forms."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from courses import frozen
from courses.models import CourseEdition
from courses.outline import CourseOutline, LessonOutline, ModuleOutline
from courses.selectors import outline_of, translations_of
from courses.selectors.editions import Translation
from learning.completion import Decision, Place, evaluate, place_of
from learning.enums import EventKind
from learning.models import Enrolment
from learning.selectors.progress import answers_in, facts_of
from learning.views.segments import Layout, Segment, Typed
from learning.views.unsent import owner_token


@dataclass(frozen=True)
class LessonPageData:
    """Everything a lesson page prints. Segments and navigation are made when they are asked for.

    `page_key` names the page for all who share it, with `page_holes` for the rest (see
    `keep_page`); it is empty for a person who is alone with theirs. `unsent` are the blocks in
    which something waits to be sent once more, `errors` (id, message) tell why what was just
    sent was refused, and where that stands on the page.
    """

    course_slug: str
    language: str
    outline: CourseOutline
    module: ModuleOutline
    lesson: LessonOutline
    layout: Layout
    segments: Callable[[], list[Segment]]
    decision: Decision
    place: Place
    nav: Callable[[], list[tuple[ModuleOutline, list[tuple[LessonOutline, str]]]]]
    nav_key: str
    before: LessonOutline | None
    after: LessonOutline | None
    lesson_done: bool
    form_fields: SafeString
    position_url: str
    unsent: tuple[str, ...] = ()
    errors: tuple[tuple[str, str], ...] = ()
    translations: Sequence[Translation] = ()  # to read on in; not in a piece
    preview: bool = False
    page_key: str = ""
    page_holes: Mapping[str, str] = field(default_factory=dict)


def lesson_page(
    enrolment: Enrolment,
    lesson: LessonOutline,
    user,
    typed: Mapping[str, Typed],
    *,
    decision: Decision | None = None,
    piece: bool = False,
) -> LessonPageData:
    """Return the page of a lesson. Two queries: what happened, and what was answered.

    With `decision`, as a command has just returned it, the first is not needed; for a `piece`
    no segment is laid out but what the caller takes from the layout.
    """
    edition, outline = enrolment.edition, outline_of(enrolment.edition)
    decision = decision or evaluate(outline, facts_of(enrolment))
    layout = Layout(
        content=frozen.frozen_lesson(edition, lesson),
        place=(edition.slug, lesson.slug),
        organisation=enrolment.organisation,
        edition_key=edition.cache_key,
        person=str(user.key),
        answers=answers_in(enrolment, lesson.key) if lesson.tasks else {},
        typed=typed,
        ended=_ended(lesson, decision),
    )
    nav_key = navigation_key(edition, decision, lesson)
    translations = () if piece or decision.complete else translations_of(edition)
    if not (typed or piece):
        layout = replace(layout, shared=True)
    before, after = outline.neighbours(lesson)
    fields = form_fields(user)
    return LessonPageData(
        course_slug=edition.slug,
        language=edition.language,
        outline=outline,
        module=next(module for module in outline.modules if lesson in module.lessons),
        lesson=lesson,
        layout=layout,
        segments=layout.segments,
        decision=decision,
        place=place_of(outline, lesson, decision),
        nav=partial(navigation, outline, decision, lesson),
        nav_key=nav_key,
        before=before,
        after=after,
        lesson_done=lesson.key in decision.done_keys,
        form_fields=fields,
        position_url=reverse("learning:position", args=[edition.slug, lesson.slug]),
        unsent=tuple(name for name, item in typed.items() if item.waits == "unsent"),
        errors=tuple((item.part or name, item.error) for name, item in typed.items() if item.error),
        translations=translations,
        page_key=f"{nav_key}:{layout.key}:{translations}" if layout.shared else "",
        page_holes={**layout.seen, "form_fields": fields},
    )


def _ended(lesson: LessonOutline, decision: Decision) -> frozenset[str]:
    return frozenset(
        block_id
        for key, block_id, kind in decision.facts
        if (key, kind) == (lesson.key, EventKind.ENDED)
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
