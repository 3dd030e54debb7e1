"""Pages of the whole installation: errors and the health of the server."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from learning.views.unsent import resend_page
from lms.health import readiness


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Lead a learner back with the answer kept; tell others to send the form again."""
    if response := resend_page(request):
        return response
    return render(request, "403_csrf.html", status=403)


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
