"""Learning paths: the overview, and one path with how far one is along it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from courses.selectors.paths import learning_paths
from learning.selectors.paths import my_path


@require_safe
def paths(request: HttpRequest) -> HttpResponse:
    """Show which paths there are."""
    return render(request, "learning/paths.html", {"paths": learning_paths(get_language())})


@require_safe
def path(request: HttpRequest, group_slug: str) -> HttpResponse:
    """Show the courses along a path; people signed in see which of them they have begun."""
    found = my_path(request.user, group_slug, get_language())
    if found is None:
        raise Http404
    return render(request, "learning/path.html", vars(found))
