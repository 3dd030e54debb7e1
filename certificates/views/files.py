"""Files that are handed out: PDF, credential, badge."""

from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from certificates import documents
from certificates.models import Certificate
from certificates.services.badge_files import KINDS
from certificates.services.files import CertificateDelayed

RETRY_SECONDS = "120"


def badge(
    request: HttpRequest, certificate: Certificate, kind: str, *, shown_on: str = ""
) -> HttpResponse:
    """Return a file of this kind with the credential in it; 404 for other kinds.

    `shown_on` is the address of the page on which the person shows it to a stranger.
    """
    if kind not in KINDS:
        raise Http404
    content_type, make = KINDS[kind]
    try:
        content = make(certificate)
    except CertificateDelayed:
        return delayed(request, shown_on=shown_on)
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = attachment(certificate, kind)
    return response


def delayed(request: HttpRequest, *, shown_on: str = "") -> HttpResponse:
    """Say that the file follows, to the person or to a stranger."""
    response = render(request, "certificates/delayed.html", {"shown_on": shown_on}, status=503)
    response["Retry-After"] = RETRY_SECONDS
    return response


def attachment(certificate: Certificate, ending: str) -> str:
    """Return the header for a file name with umlauts; old programs get one in ASCII."""
    title = documents.file_title(certificate)
    return (
        f'attachment; filename="{documents.ascii_title(title)}.{ending}"; '
        f"filename*=UTF-8''{quote(f'{title}.{ending}', safe='')}"
    )
