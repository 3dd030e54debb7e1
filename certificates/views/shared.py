"""The page that a person switched on for others. Nobody counts who looks at it."""

from allauth.decorators import rate_limit
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from certificates import badge_picture, documents, selectors
from certificates.services.badge_files import PUBLIC_KINDS
from certificates.views import files

RATE_LIMITS = {"certificate_shared": "60/m/ip", "certificate_shared_file": "10/m/ip,100/d/ip"}


@require_safe
@never_cache
@rate_limit(action="certificate_shared", config=RATE_LIMITS, limit_get=True)
def shared(request: HttpRequest, token: str) -> HttpResponse:
    """Show what the person wanted to be seen; 404 as soon as they switched it off."""
    proof = _found(token)
    context = vars(proof) | {
        "printed": proof.certificate.snapshot,
        "shapes": badge_picture.shapes(documents.accent_of(proof.certificate)),
    }
    return _unlisted(render(request, "certificates/shared.html", context))


@require_safe
@never_cache
@rate_limit(action="certificate_shared_file", config=RATE_LIMITS, limit_get=True)
def shared_file(request: HttpRequest, token: str, kind: str) -> HttpResponse:
    """Hand out badge or credential, if the person wanted that too."""
    proof = _found(token)
    if not proof.link.with_files or kind not in PUBLIC_KINDS:
        raise Http404
    page = reverse("certificates:shared", args=[token])
    return _unlisted(files.badge(request, proof.certificate, kind, shown_on=page))


def _found(token: str) -> selectors.Proof:
    proof = selectors.shared(token)
    if proof is None:
        raise Http404
    return proof


def _unlisted(response: HttpResponse) -> HttpResponse:
    response["X-Robots-Tag"] = "noindex"
    return response
