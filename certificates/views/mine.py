"""A person's own certificates."""

from allauth.decorators import rate_limit
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from certificates import badge_picture, documents, selectors
from certificates.forms import ShareForm
from certificates.services import CertificateDelayed, ensure_file, open_file, share, stop_sharing
from certificates.views import files

RATE_LIMITS = {"certificate_badge": "30/m/user"}  # each starts a process


@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """List the person's certificates."""
    certificates = selectors.own_certificates(request.user)
    return render(request, "certificates/mine.html", {"certificates": certificates})


@login_required
@require_safe
@never_cache
def one(request: HttpRequest, code: str) -> HttpResponse:
    """Show one's own certificate: what it says, its files, and whether others see it."""
    proof = selectors.own_certificate(request.user, code)
    link = proof.link
    context = vars(proof) | {
        "printed": proof.certificate.snapshot,
        "shapes": badge_picture.shapes(documents.accent_of(proof.certificate)),
        "address": link and settings.BASE_URL + reverse("certificates:shared", args=[link.token]),
        "form": ShareForm({"with_files": link.with_files} if link else None),
    }
    return render(request, "certificates/one.html", context)


@login_required
@require_safe
@never_cache
def download(request: HttpRequest, code: str) -> HttpResponse:
    """Hand out the person's own certificate as a file."""
    document = selectors.stored_for_download(request.user, code)
    try:
        if document is None:
            document = ensure_file(selectors.certificate_for_download(request.user, code))
        file = open_file(document)
    except CertificateDelayed:
        return files.delayed(request)
    response = FileResponse(file, content_type="application/pdf")
    response["Content-Disposition"] = files.attachment(document.certificate, "pdf")
    return response


@login_required
@require_safe
@never_cache
@rate_limit(action="certificate_badge", config=RATE_LIMITS, limit_get=True)
def badge(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """Hand out the digital proof of one's own certificate: JSON, token or badge."""
    certificate = selectors.certificate_for_download(request.user, code)
    return files.badge(request, certificate, kind)


@login_required
@require_POST
def sharing(request: HttpRequest, code: str) -> HttpResponse:
    """Switch the public page on or off."""
    certificate = selectors.certificate_for_download(request.user, code)
    if "off" in request.POST:
        stop_sharing(actor=request.user, certificate=certificate)
        messages.success(request, _("The public page is switched off. Its address is void."))
    else:
        form = ShareForm(request.POST)
        form.is_valid()  # a tick, or none
        share(actor=request.user, certificate=certificate, **form.cleaned_data)
        messages.success(request, _("The public page is switched on."))
    return redirect("certificates:one", certificate.code)
