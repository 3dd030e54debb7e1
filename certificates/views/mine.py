"""A person's own certificates."""

from urllib.parse import quote

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from certificates import documents, selectors
from certificates.services import CertificateDelayed, ensure_file, open_file

RETRY_SECONDS = "120"


@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """List the person's certificates."""
    certificates = selectors.own_certificates(request.user)
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


def _attachment(title: str) -> str:
    """Return the header for a file name with umlauts; old programs get one in ASCII."""
    name = f"{title}.pdf"
    return (
        f'attachment; filename="{documents.ascii_title(title)}.pdf"; '
        f"filename*=UTF-8''{quote(name, safe='')}"
    )
