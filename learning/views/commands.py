"""What the views of all commands share: find the lesson, name the command, answer it."""

import json
import uuid
from dataclasses import replace
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.urls import reverse

from courses.outline import LessonOutline
from courses.selectors import outline_of
from learning import services
from learning.models import Enrolment
from learning.selectors.progress import enrolment_or_404, lesson_or_404
from learning.views import page, unsent
from learning.views.fields import TooMuch, fields_of
from learning.views.segments import Typed


def find_lesson(
    request: HttpRequest, course_slug: str, lesson_slug: str
) -> tuple[Enrolment, LessonOutline]:
    enrolment = enrolment_or_404(request.user, course_slug)
    return enrolment, lesson_or_404(enrolment, lesson_slug)


def command_id_of(request: HttpRequest) -> uuid.UUID:
    try:
        return uuid.UUID(request.POST.get("command_id", ""))
    except ValueError:
        return uuid.uuid4()


def command(view):
    """Let a view act on POST alone. Whoever reloads what it answered gets back to the lesson."""

    @wraps(view)
    def wrapped(request, *, course_slug, lesson_slug, **kwargs):
        if request.method == "POST":
            return view(request, course_slug=course_slug, lesson_slug=lesson_slug, **kwargs)
        if request.method in ("GET", "HEAD"):
            return redirect("learning:lesson", course_slug, lesson_slug)
        return HttpResponseNotAllowed(["POST"])

    return wrapped


def after_command(
    request, enrolment, lesson, block_id, *, outcome=None, error="", part="", place="", **news
) -> HttpResponse:
    """Answer a command: the changed piece for htmx, a redirect to it for a plain form.

    With an `error` (about one `part` of a case) the form comes back as it was filled in.
    `place` names the spot in the piece where the plain form arrives; `news` are fields of the
    segment that only this answer has.
    """
    slug = enrolment.edition.slug
    if outcome:
        unsent.forget(request, block_id)
    if outcome and outcome.completed_now:
        url = reverse("learning:finished", args=[slug])
        return HttpResponse(headers={"HX-Redirect": url}) if request.htmx else redirect(url)
    typed = {block_id: Typed(_sent(request), error=str(error), part=part)} if error else {}
    if request.htmx:
        return _piece(request, enrolment, lesson, block_id, outcome, typed, news)
    if error:
        data = page.lesson_page(enrolment, lesson, request.user, typed)
        if data.layout.block(block_id) is None:
            raise Http404
        return render(request, "learning/lesson.html", vars(data))
    url = reverse("learning:lesson", args=[slug, lesson.slug])
    return redirect(f"{url}#{place or f'block-{block_id}'}")


def go_on(outcome: services.Outcome, lesson: LessonOutline) -> HttpResponse:
    """After a whole lesson is done: to the next one, to the finish, or to what is missing."""
    edition = outcome.enrolment.edition
    _before, after = outline_of(edition).neighbours(lesson)
    if outcome.completed_now:
        return redirect("learning:finished", edition.slug)
    if after is None:
        return redirect("learning:status", edition.slug)
    return redirect("learning:lesson", edition.slug, after.slug)


def _sent(request: HttpRequest) -> dict[str, list[str]]:
    try:
        return fields_of(request)
    except TooMuch:
        return {}


def _piece(request, enrolment, lesson, block_id, outcome, typed, news) -> HttpResponse:
    decision = outcome.decision if outcome else None
    data = page.lesson_page(enrolment, lesson, request.user, typed, decision=decision, piece=True)
    segment = data.layout.block(block_id)
    if segment is None:
        raise Http404
    context = {
        **vars(data),
        "segment": replace(segment, **news),
        "self_check": data.layout.self_check_of(block_id),
    }
    response = render(request, "learning/partials/answered.html", context)
    if outcome:
        response["HX-Trigger"] = json.dumps({"lms:saved": block_id})  # for static/js/saved.js
    return response
