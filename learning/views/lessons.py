"""Reading a lesson and acting in it. All of it works by plain forms; htmx only saves the reload."""

import uuid
from dataclasses import replace

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from courses.grading import InvalidAnswer
from courses.outline import LessonOutline
from courses.scenario import InvalidWalk
from courses.selectors import outline_of
from learning import services
from learning.models import Enrolment
from learning.selectors.progress import enrolment_or_404
from learning.views import page, unsent
from learning.views.unsent import learner_required

ANSWER_MESSAGES = {
    "empty": gettext_lazy("Please choose an option."),
    "too_many": gettext_lazy("Please choose one option only."),
    "unknown_option": gettext_lazy("This question has been revised. Please choose again."),
}


@require_safe
@login_required
def lesson(request: HttpRequest, course_slug: str, lesson_slug: str) -> HttpResponse:
    """Show a lesson of the edition the person is in."""
    enrolment, outline = _find(request, course_slug, lesson_slug)
    data = page.lesson_page(enrolment, outline, request.user, unsent.take(request))
    return render(request, "learning/lesson.html", vars(data))


@require_POST
@learner_required
def answer(request: HttpRequest, course_slug: str, lesson_slug: str, block_id: str) -> HttpResponse:
    """Store an answer and show the feedback on every option."""
    enrolment, outline = _find(request, course_slug, lesson_slug)
    try:
        outcome = services.record_answer(
            actor=request.user,
            enrolment=enrolment,
            lesson_key=outline.key,
            block_id=block_id,
            selected=request.POST.getlist("option"),
            command_id=_command_id(request),
        )
    except InvalidAnswer as error:
        return _after(request, enrolment, outline, block_id, error=ANSWER_MESSAGES[error.code])
    return _after(request, enrolment, outline, block_id, outcome=outcome)


@require_POST
@learner_required
def decide(request: HttpRequest, course_slug: str, lesson_slug: str, block_id: str) -> HttpResponse:
    """Take a decision in a scenario, or take one back."""
    enrolment, outline = _find(request, course_slug, lesson_slug)
    step, decision_id = request.POST.get("step", ""), request.POST.get("decision", "")[:40]
    if "choose" in request.POST and not decision_id:  # not meant as taking a decision back
        return _after(request, enrolment, outline, block_id, error=ANSWER_MESSAGES["empty"])
    try:
        outcome = services.decide_in_scenario(
            actor=request.user,
            enrolment=enrolment,
            lesson_key=outline.key,
            block_id=block_id,
            step=int(step) if step.isascii() and step.isdigit() and len(step) < 4 else 0,
            decision_id=decision_id,
            command_id=_command_id(request),
        )
    except InvalidWalk:
        message = _("This decision is not on offer here. Please choose one of those shown.")
        return _after(request, enrolment, outline, block_id, error=message)
    return _after(request, enrolment, outline, block_id, outcome=outcome)


@require_POST
@learner_required
def done(request: HttpRequest, course_slug: str, lesson_slug: str) -> HttpResponse:
    """Mark a text lesson as done and go on to the next one."""
    enrolment, outline = _find(request, course_slug, lesson_slug)
    outcome = services.mark_done(
        actor=request.user,
        enrolment=enrolment,
        lesson_key=outline.key,
        command_id=_command_id(request),
    )
    if outcome.completed_now:
        return redirect("learning:finished", course_slug=course_slug)
    _before, after = outline_of(enrolment.edition).neighbours(outline)
    if after is None:
        return redirect("learning:status", course_slug=course_slug)
    return redirect("learning:lesson", course_slug=course_slug, lesson_slug=after.slug)


@require_POST
@learner_required
def position(request: HttpRequest, course_slug: str, lesson_slug: str) -> HttpResponse:
    """Remember where the person is reading; sent by the browser in the background."""
    enrolment, outline = _find(request, course_slug, lesson_slug)
    services.remember_position(
        actor=request.user,
        enrolment=enrolment,
        lesson_key=outline.key,
        block_id=request.POST.get("block", "")[:40],
    )
    return HttpResponse(status=204)


def _find(
    request: HttpRequest, course_slug: str, lesson_slug: str
) -> tuple[Enrolment, LessonOutline]:
    enrolment = enrolment_or_404(request.user, course_slug)
    found = outline_of(enrolment.edition).lesson(slug=lesson_slug)
    if found is None:
        raise Http404
    return enrolment, found


def _command_id(request: HttpRequest) -> uuid.UUID:
    try:
        return uuid.UUID(request.POST.get("command_id", ""))
    except ValueError:
        return uuid.uuid4()


def _after(request, enrolment, lesson, block_id, *, outcome=None, error="") -> HttpResponse:
    """Answer a command: the changed piece for htmx, a redirect to it for a plain form."""
    slug = enrolment.edition.slug
    if outcome and outcome.completed_now:
        url = reverse("learning:finished", args=[slug])
        return HttpResponse(headers={"HX-Redirect": url}) if request.htmx else redirect(url)
    if not request.htmx:
        url = reverse("learning:lesson", args=[slug, lesson.slug])
        if error:  # shown at the top of the page, with a link to the block
            messages.error(request, error, extra_tags=f"block-{block_id}")
            return redirect(url)
        return redirect(f"{url}#block-{block_id}")
    return _piece(request, enrolment, lesson, block_id, outcome, error)


def _piece(request, enrolment, lesson, block_id, outcome, error) -> HttpResponse:
    decision = outcome.decision if outcome else None
    data = page.lesson_page(enrolment, lesson, request.user, None, decision=decision, only=block_id)
    segment = next((item for item in data.segments if item.id == block_id), None)
    if segment is None:
        raise Http404
    context = {**vars(data), "segment": replace(segment, error=error)}
    return render(request, "learning/partials/answered.html", context)
