"""Reading a lesson, marking it as done, and where in it one is reading."""

from dataclasses import replace

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST, require_safe

from learning import services
from learning.views import page, unsent
from learning.views.commands import command_id_of, find_lesson, go_on
from learning.views.unsent import learner_required

PIECES = {
    "question": "learning/questions/question.html",
    "scenario": "learning/partials/scenario.html",
}


@require_safe
@login_required
def lesson(request: HttpRequest, course_slug: str, lesson_slug: str) -> HttpResponse:
    """Show a lesson of the edition the person is in."""
    enrolment, outline = find_lesson(request, course_slug, lesson_slug)
    if (enrolment.edition.slug, outline.slug) != (course_slug, lesson_slug):  # an earlier address
        return redirect("learning:lesson", enrolment.edition.slug, outline.slug)
    data = page.lesson_page(enrolment, outline, request.user, unsent.waiting(request))
    context = {**vars(data), "page_holes": {**data.page_holes, **_own_pieces(request, data)}}
    return render(request, "learning/lesson.html", context)


def _own_pieces(request: HttpRequest, data: page.LessonPageData) -> dict[str, SafeString]:
    """Render what is one person's alone in a page that others share, by the name of its hole."""
    if not data.layout.shared:
        return {}
    layout = replace(data.layout, shared=False)
    segments = filter(None, map(layout.block, layout.own))
    return {
        f"own-{segment.id}": render_to_string(
            PIECES[segment.kind], {**vars(data), "segment": segment}, request
        )
        for segment in segments
    }


@require_POST
@learner_required
def done(request: HttpRequest, course_slug: str, lesson_slug: str) -> HttpResponse:
    """Mark a text lesson as done and go on to the next one."""
    enrolment, outline = find_lesson(request, course_slug, lesson_slug)
    outcome = services.mark_done(
        actor=request.user,
        enrolment=enrolment,
        lesson_key=outline.key,
        command_id=command_id_of(request),
    )
    return go_on(outcome, outline)


@require_POST
@learner_required
def position(request: HttpRequest, course_slug: str, lesson_slug: str) -> HttpResponse:
    """Remember where the person is reading; sent by the browser in the background."""
    enrolment, outline = find_lesson(request, course_slug, lesson_slug)
    services.remember_position(
        actor=request.user,
        enrolment=enrolment,
        lesson_key=outline.key,
        block_id=request.POST.get("block", "")[:40],
    )
    return HttpResponse(status=204)
