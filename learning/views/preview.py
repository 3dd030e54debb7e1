"""Drafts shown to their authors exactly as learners will read them, with nothing to submit."""

import uuid
from dataclasses import replace
from types import SimpleNamespace

from django.utils import timezone
from django.utils.safestring import mark_safe

from courses.frozen import FrozenLesson, preview_lesson, terms_in
from courses.models import CoursePage, LessonPage
from courses.services.compilation import draft_outline
from learning.completion import evaluate, place_of
from learning.views.page import navigation
from learning.views.segments import Layout, Segment


def lesson_preview(page: LessonPage, user) -> dict:
    """Return the context of a lesson page for a draft and its author."""
    outline = draft_outline(page)
    lesson = outline.lesson(key=str(page.translation_key))
    before, after = outline.neighbours(lesson)
    content = preview_lesson(page, terms_in(page.locale.language_code))
    decision = evaluate(outline, [])
    course = CoursePage.objects.ancestor_of(page).values("slug").get()
    place = (course["slug"], lesson.slug)
    return {
        "preview": True,
        "course_slug": course["slug"],
        "language": page.locale.language_code,
        "outline": outline,
        "module": next(module for module in outline.modules if lesson in module.lessons),
        "lesson": lesson,
        "segments": _with_keys(Layout(content, place, user.organisation).segments(), content),
        "decision": decision,
        "place": place_of(outline, lesson, decision),
        "nav": navigation(outline, decision, lesson),
        "nav_key": _never_kept(),
        "before": before,
        "after": after,
    }


def course_preview(page: CoursePage, user) -> dict:
    """Return the context of a course page for a draft, as somebody sees it who has not begun."""
    outline = draft_outline(page)
    return {
        "preview": True,
        "course_slug": page.slug,
        "outline": outline,
        "nav_key": _never_kept(),
        "introduction": mark_safe(outline.introduction),  # noqa: S308  sanitised by the form
        "edition": SimpleNamespace(
            number=1, released_on=timezone.localdate(), language=page.locale.language_code
        ),
    }


def _never_kept() -> str:
    """A draft changes from one look to the next: no rendered outline of it is used again."""
    return str(uuid.uuid4())


def _with_keys(segments: list[Segment], content: FrozenLesson) -> list[Segment]:
    """Add the key to every question, for authors only."""

    def with_key(segment: Segment) -> Segment:
        if segment.kind == "self_check":
            return replace(segment, questions=tuple(map(with_key, segment.questions)))
        if segment.kind == "question":
            return replace(segment, question=content.questions[segment.id])
        return segment

    return [with_key(segment) for segment in segments]
