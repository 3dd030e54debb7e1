"""The course catalogue, for everybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from courses import selectors


@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """Show all courses on offer."""
    return render(request, "courses/catalogue.html", {"courses": selectors.catalogue()})
