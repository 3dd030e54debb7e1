"""A person's own certificates, and the public page that says whether one is genuine."""

from urllib.parse import quote

from allauth.decorators import rate_limit
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from certificates import documents, selectors
from certificates.forms import CheckForm
from certificates.services import CertificateDelayed, ensure_file, open_file

RATE_LIMITS = {"certificate_check": "10/m/ip"}
RETRY_SECONDS = "120"


@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """List the person's certificates."""
    certificates = selectors.certificates_of(request.user)
    return render(request, "certificates/mine.html", {"certificates": certificates})


@login_required
@require_safe
@never_cache
def download(request: HttpRequest, code: str) -> HttpResponse:
    """Hand out the person's own certificate as a file."""
    certificate = selectors.certificate_for_download(request.user, code)
    try:
        document = ensure_file(certificate)
        file = open_file(document)
    except CertificateDelayed:
        response = render(request, "certificates/delayed.html", status=503)
        response["Retry-After"] = RETRY_SECONDS
        return response
    response = FileResponse(file, content_type="application/pdf")
    response["Content-Disposition"] = _attachment(documents.file_title(certificate))
    return response


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


def _attachment(title: str) -> str:
    """Return the header for a file name with umlauts; old programs get one in ASCII."""
    name = f"{title}.pdf"
    return (
        f'attachment; filename="{documents.ascii_title(title)}.pdf"; '
        f"filename*=UTF-8''{quote(name, safe='')}"
    )
