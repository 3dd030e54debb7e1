"""What the views of all commands share: find the lesson, name the command, answer it."""

import uuid
from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from courses.outline import LessonOutline
from courses.selectors import outline_of
from learning.models import Enrolment
from learning.selectors.progress import enrolment_or_404
from learning.views import page


def find_lesson(
    request: HttpRequest, course_slug: str, lesson_slug: str
) -> tuple[Enrolment, LessonOutline]:
    enrolment = enrolment_or_404(request.user, course_slug)
    found = outline_of(enrolment.edition).lesson(slug=lesson_slug)
    if found is None:
        raise Http404
    return enrolment, found


def command_id_of(request: HttpRequest) -> uuid.UUID:
    try:
        return uuid.UUID(request.POST.get("command_id", ""))
    except ValueError:
        return uuid.uuid4()


def after_command(
    request, enrolment, lesson, block_id, *, outcome=None, error="", place="", **news
) -> HttpResponse:
    """Answer a command: the changed piece for htmx, a redirect to it for a plain form.

    `place` names the spot in the piece where the plain form arrives; `news` are fields of the
    segment that only this answer has.
    """
    slug = enrolment.edition.slug
    if outcome and outcome.completed_now:
        url = reverse("learning:finished", args=[slug])
        return HttpResponse(headers={"HX-Redirect": url}) if request.htmx else redirect(url)
    if not request.htmx:
        url = reverse("learning:lesson", args=[slug, lesson.slug])
        if error:  # shown at the top of the page, with a link to the block
            messages.error(request, error, extra_tags=f"block-{block_id}")
            return redirect(url)
        return redirect(f"{url}#{place or f'block-{block_id}'}")
    return _piece(request, enrolment, lesson, block_id, outcome, {**news, "error": error})


def _piece(request, enrolment, lesson, block_id, outcome, news) -> HttpResponse:
    decision = outcome.decision if outcome else None
    data = page.lesson_page(enrolment, lesson, request.user, None, decision=decision, only=block_id)
    segment = next((item for item in data.segments if item.id == block_id), None)
    if segment is None:
        raise Http404
    context = {**vars(data), "segment": replace(segment, **news)}
    return render(request, "learning/partials/answered.html", context)
