"""The course catalogue, for everybody: all courses, or those that fit."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from courses.selectors.search import find_courses
from courses.views.filters import Choice

MANAGES = "manages"  # in the session only: people's own word, until they sign out


@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """Show the courses on offer that fit what the address asks for."""
    choice = Choice(request.GET, signed_in=request.user.is_authenticated)
    manages = bool(request.session.get(MANAGES))
    filters = choice.filters(request.user, manages=manages)
    found = find_courses(filters)
    context = {
        "found": found,
        # Whoever has asked for nothing is shown the same as everybody.
        "page_key": "" if request.GET else "|".join(item.course.key for item in found),
        "searched": bool(filters.words),
        "choice": choice,
        "chosen": choice.chosen(),
        "groups": choice.options("fuer"),
        "durations": choice.options("dauer"),
        "languages": choice.options("sprache"),
        "manages": manages,
    }
    return render(request, "courses/catalogue.html", context)


@require_POST
@login_required
def set_manages(request: HttpRequest) -> HttpResponse:
    """Keep in the session, and nowhere else, whether somebody says that they manage others."""
    if request.POST.get("manages") == "1":
        request.session[MANAGES] = True
    else:
        request.session.pop(MANAGES, None)
    choice = Choice(QueryDict(request.POST.get("filter", "")[:500]), signed_in=True)
    return redirect(f"{reverse('courses:catalogue')}{choice.address().rstrip('?')}")
