"""What is new since the person's edition: the page, and its lessons to read without storing."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from courses.enums import ReleaseKind
from courses.frozen import frozen_lesson
from learning.selectors.news import newer_lesson, news_for
from learning.views.segments import Layout


@require_safe
@login_required
def news(request: HttpRequest, course_slug: str) -> HttpResponse:
    """Show what has changed between the person's edition and the newest one."""
    found = news_for(request.user, course_slug)
    if found is None:
        return redirect("learning:course", course_slug)
    retake = any(edition.kind == ReleaseKind.RETAKE for edition in found.editions)
    context = {"news": found, "retake": retake, "course_slug": found.enrolment.edition.slug}
    return render(request, "learning/news.html", context)


@require_safe
@login_required
def lesson(request: HttpRequest, course_slug: str, lesson_slug: str) -> HttpResponse:
    """Show a lesson of the newest edition to read. There is nothing to answer or to store."""
    enrolment, edition, found = newer_lesson(request.user, course_slug, lesson_slug)
    layout = Layout(
        content=frozen_lesson(edition, found),
        place=(edition.slug, found.slug),
        organisation=enrolment.organisation,
    )
    context = {
        "edition": edition,
        "lesson": found,
        "language": edition.language,
        "segments": layout.segments(),
        "course_slug": enrolment.edition.slug,
    }
    return render(request, "learning/news_lesson.html", context)
