"""Public keys, chains and lists of revocations: for programs that verify certificates.

The same for everybody, kept by caches for an hour, and readable from other sites' pages:
whoever verifies a certificate must not need an account, or to tell us for whom.
"""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from certificates.keys import KeyProblem
from certificates.services import trust

SECONDS = 3600
RETRY_SECONDS = "120"


@require_safe
def did_document(request: HttpRequest) -> HttpResponse:
    """Publish the keys of credentials, old ones included."""
    return _public(JsonResponse(trust.did_document(), content_type="application/did+json"))


@require_safe
def status_list(request: HttpRequest, number: int) -> HttpResponse:
    """Publish which credentials were revoked."""
    try:
        sealed = trust.status_list(number)
    except KeyProblem:
        return HttpResponse(status=503, headers={"Retry-After": RETRY_SECONDS})
    if sealed is None:
        raise Http404
    return _public(JsonResponse(sealed, content_type="application/vc"))


@require_safe
def chain(request: HttpRequest, number: int | None = None) -> HttpResponse:
    """Publish the certificates behind the signatures of PDFs, old ones included."""
    pem = trust.chain(number)
    if pem is None:
        raise Http404
    return _public(HttpResponse(pem, content_type="application/x-pem-file"))


def _public(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = f"public, max-age={SECONDS}"
    response["Access-Control-Allow-Origin"] = "*"
    return response
