"""The public pages that say whether a certificate is genuine; no cookie but that of forms.

Whether a code is known, everybody may learn who has it; so both answers come from the same
queries and the same template, and only guesses are limited.
"""

from functools import wraps

from allauth.decorators import rate_limit
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from accounts.roles import NameRule
from certificates import selectors, services
from certificates.forms import CheckForm, FileForm, NameForm, too_large
from certificates.services.checking import LARGEST_FILE

RATE_LIMITS = {
    "certificate_check": "10/m/ip",
    "certificate_name": "10/m/ip,60/d/ip",
    "certificate_file": "10/m/ip,100/d/ip",
}
AROUND_THE_FILE = 64 * 1024  # what a form adds to the file it sends


@require_safe
def check_form(request: HttpRequest) -> HttpResponse:
    """Ask for a check code and lead to its page. Works by GET: nothing is changed."""
    form = CheckForm(request.GET or None)
    if form.is_valid():
        return redirect("certificates:check", form.cleaned_data["code"])
    return render(request, "certificates/check_form.html", {"form": form})


def _about_a_code(view):
    """Find what is known of the code; say that it is unknown, to so many guesses a minute."""

    @never_cache
    @wraps(view)
    def found(request: HttpRequest, code: str) -> HttpResponse:
        result = selectors.check(code)
        response = view(request, result) if result else _unknown(request)
        response["X-Robots-Tag"] = "noindex"
        return response

    return found


@rate_limit(action="certificate_check", config=RATE_LIMITS, limit_get=True)
def _unknown(request: HttpRequest) -> HttpResponse:
    return _page(request, None, status=404)


def _page(request: HttpRequest, result, *, status: int = 200, **context) -> HttpResponse:
    context = {"result": result, "form": CheckForm(), **context}
    return render(request, "certificates/check.html", context, status=status)


@require_safe
@_about_a_code
def check(request: HttpRequest, result: selectors.CheckResult) -> HttpResponse:
    """Say whether a certificate with this code was issued, for what, and what became of it.

    Guesses are limited; looking at genuine certificates is not, for an office that checks many.
    """
    return _page(request, result)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@_about_a_code
@rate_limit(action="certificate_name", config=RATE_LIMITS)
def name(request: HttpRequest, result: selectors.CheckResult) -> HttpResponse:
    """Say whether a name that somebody types in is that on the certificate: yes or no."""
    if result.name_rule == NameRule.HIDDEN:
        raise Http404
    form, answer = NameForm(request.POST or None), None
    if form.is_valid():
        answer = services.compare_name(code=result.code, name=form.cleaned_data["name"])
    context = {"result": result, "form": form, "answer": answer}
    return render(request, "certificates/check_name.html", context)


@csrf_exempt  # not yet: the token stands in the body, which is not read before its size is known
@require_http_methods(["GET", "HEAD", "POST"])
def file(request: HttpRequest, code: str) -> HttpResponse:
    """Check a file in full. What is too large is refused unread; nothing reaches the disk."""
    if request.method == "POST" and _length(request) > LARGEST_FILE + AROUND_THE_FILE:
        return _too_large(request, code)
    return _read_file(request, code)


def _length(request: HttpRequest) -> int:
    """Return the size that is announced; what is no number Django takes for none, too."""
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


@_about_a_code
def _too_large(request: HttpRequest, result: selectors.CheckResult) -> HttpResponse:
    form = FileForm()
    form.too_large = too_large()
    context = {"result": result, "form": form}
    return render(request, "certificates/check_file.html", context, status=413)


@csrf_protect
@_about_a_code
@rate_limit(action="certificate_file", config=RATE_LIMITS)
def _read_file(request: HttpRequest, result: selectors.CheckResult) -> HttpResponse:
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    report = None
    if form.is_valid():
        report = services.check_file(result=result, content=form.cleaned_data["file"])
    context = {"result": result, "form": form, "report": report}
    return render(request, "certificates/check_file.html", context)
