"""The way round a difficult lesson: reading its summary instead."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from learning import services
from learning.views import page
from learning.views.commands import find_lesson, go_on
from learning.views.unsent import learner_required


@require_http_methods(["GET", "HEAD", "POST"])
@learner_required
def summary(request: HttpRequest, course_slug: str, lesson_slug: str) -> HttpResponse:
    """Show the summary of a lesson; on confirmation count the lesson as worked on."""
    enrolment, lesson = find_lesson(request, course_slug, lesson_slug)
    if request.method == "POST":
        outcome = services.skip_lesson(
            actor=request.user, enrolment=enrolment, lesson_key=lesson.key
        )
        return go_on(outcome, lesson)
    data = page.lesson_page(enrolment, lesson, request.user, {}, piece=True)
    if not data.layout.content.summary:
        raise Http404
    return render(request, "learning/summary.html", vars(data))
