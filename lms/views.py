"""Pages of the whole installation: errors and the health of the server."""

from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from learning.views.unsent import resend_page
from lms.health import readiness


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Lead a learner back with the answer kept; tell others to send the form again."""
    if response := resend_page(request):
        return response
    return render(request, "403_csrf.html", status=403)


def closed(request: HttpRequest, **parts: str) -> HttpResponse:
    """Stand in for pages of the libraries that the product does not offer."""
    raise Http404


def hidden_from_learners(view):
    """Wrap a view of the administration: it does not exist for people without the right.

    Wagtail would send them to the sign-in, and that, as they are signed in, back again.
    """

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        user = request.user
        if user.is_authenticated and not user.has_perm("wagtailadmin.access_admin"):
            raise Http404
        return view(request, *args, **kwargs)

    return wrapped


def healthz(request: HttpRequest) -> JsonResponse:
    """Answer as long as the process runs."""
    return JsonResponse({"status": "ok"})


def readyz(request: HttpRequest) -> JsonResponse:
    """Answer 200 when requests can be served in full, else 503 with what is wrong."""
    checks = readiness()
    ready = all(checks.values())
    return JsonResponse(
        {"status": "ok" if ready else "unavailable", "checks": checks},
        status=200 if ready else 503,
    )
