"""Lessons and modules as papers, with the help of one's own municipality in them."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from handouts import selectors, services
from handouts.views.files import attachment

RETRY_SECONDS = "120"


@require_safe
@login_required
def lesson(request: HttpRequest, course_slug: str, lesson_slug: str) -> HttpResponse:
    """Hand out a lesson of the edition the person is in."""
    return _paper(request, selectors.lesson_to_take(request.user, course_slug, lesson_slug))


@require_safe
@login_required
def module(request: HttpRequest, course_slug: str, module_slug: str) -> HttpResponse:
    """Hand out a module of the edition the person is in."""
    return _paper(request, selectors.module_to_take(request.user, course_slug, module_slug))


def _paper(request: HttpRequest, reading: selectors.Reading) -> HttpResponse:
    try:
        pdf = services.print_reading(reading)
    except services.NotPrinted:
        response = render(request, "handouts/not_printed.html", {"reading": reading}, status=503)
        response["Retry-After"] = RETRY_SECONDS
        return response
    return attachment(pdf, "application/pdf", f"{reading.title}.pdf")
