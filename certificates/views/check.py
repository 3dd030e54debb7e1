"""The public page that says whether a certificate is genuine."""

from allauth.decorators import rate_limit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from certificates import selectors
from certificates.forms import CheckForm

RATE_LIMITS = {"certificate_check": "10/m/ip"}


@require_safe
def check_form(request: HttpRequest) -> HttpResponse:
    """Ask for a check code and lead to its page. Works by GET: nothing is changed."""
    form = CheckForm(request.GET or None)
    if form.is_valid():
        return redirect("certificates:check", form.cleaned_data["code"])
    return render(request, "certificates/check_form.html", {"form": form})


@require_safe
@never_cache
def check(request: HttpRequest, code: str) -> HttpResponse:
    """Say whether a certificate with this code was issued, and for what; never for whom.

    Guesses are limited; looking at genuine certificates is not, for an office that checks many.
    """
    result = selectors.check(code)
    return _checked(request, result) if result else _unknown(request)


@rate_limit(action="certificate_check", config=RATE_LIMITS, limit_get=True)
def _unknown(request: HttpRequest) -> HttpResponse:
    return _checked(request, None)


def _checked(request: HttpRequest, result: selectors.CheckResult | None) -> HttpResponse:
    response = render(
        request,
        "certificates/check.html",
        {"result": result, "form": CheckForm()},
        status=200 if result else 404,
    )
    response["X-Robots-Tag"] = "noindex"
    return response
