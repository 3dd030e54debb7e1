"""Reading a lesson and acting in it. All of it works by plain forms; htmx only saves the reload."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from courses.grading import InvalidAnswer
from courses.selectors import outline_of
from learning import services
from learning.views import page, unsent
from learning.views.commands import after_command, command_id_of, find_lesson
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
    enrolment, outline = find_lesson(request, course_slug, lesson_slug)
    data = page.lesson_page(enrolment, outline, request.user, unsent.take(request))
    return render(request, "learning/lesson.html", vars(data))


@require_POST
@learner_required
def answer(request: HttpRequest, course_slug: str, lesson_slug: str, block_id: str) -> HttpResponse:
    """Store an answer and show the feedback on every option."""
    enrolment, outline = find_lesson(request, course_slug, lesson_slug)
    try:
        outcome = services.record_answer(
            actor=request.user,
            enrolment=enrolment,
            lesson_key=outline.key,
            block_id=block_id,
            fields={"option": request.POST.getlist("option")},
            command_id=command_id_of(request),
            seen=request.POST.get("seen", ""),
        )
    except InvalidAnswer as error:
        return after_command(request, enrolment, outline, block_id, error=ANSWER_MESSAGES[error.code])
    return after_command(request, enrolment, outline, block_id, outcome=outcome)


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
    enrolment, outline = find_lesson(request, course_slug, lesson_slug)
    services.remember_position(
        actor=request.user,
        enrolment=enrolment,
        lesson_key=outline.key,
        block_id=request.POST.get("block", "")[:40],
    )
    return HttpResponse(status=204)
