"""Pages that belong to no single app: errors, the sheet of a course, the server's health."""

from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from accounts.backends import ADMINISTRATION
from accounts.roles import Role
from learning.views.unsent import resend_page
from lms.health import readiness
from lms.sheets import sheet_of


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Lead a learner back with the answer kept; tell others to send the form again."""
    if response := resend_page(request):
        return response
    return render(request, "403_csrf.html", status=403)


def closed(request: HttpRequest, **parts: str) -> HttpResponse:
    """Stand in for pages of the libraries that the product does not offer."""
    raise Http404


# What there is below /admin/ for administrators who are no trainers, and what that needs.
ROOMS = (
    "certificate-designs/",
    "account/",
    "editing-sessions/",
    "jsi18n/",
    "logout/",
    "sprite/",
)


def hidden_from_learners(view):
    """Wrap a view of the administration: it does not exist for people without the right.

    Wagtail would send them to the sign-in, and that, as they are signed in, back again.
    Administrators of a municipality find the design of its certificates there, and no more.
    """

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        user = request.user
        if user.is_authenticated and not _edits(user):
            rest = request.path.removeprefix(reverse("wagtailadmin_home"))
            if not user.has_role(Role.ADMIN) or (rest and not rest.startswith(ROOMS)):
                raise Http404
            if not rest:
                return redirect("certificate_designs:list")
        return view(request, *args, **kwargs)

    return wrapped


def _edits(user) -> bool:
    """Whether the person may enter as a trainer or as the operator."""
    return user.is_superuser or ADMINISTRATION in user.get_group_permissions()


@require_safe
def course_sheet(request: HttpRequest, course_slug: str) -> HttpResponse:
    """Show what HR, the staff council and data protection want to know of a course."""
    sheet = sheet_of(course_slug)
    if sheet is None:
        raise Http404
    evidence = mark_safe(sheet.outline.evidence)  # noqa: S308  sanitised on save
    return render(request, "courses/sheet.html", {**vars(sheet), "evidence": evidence})


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
