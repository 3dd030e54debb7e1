"""One certificate: what it says, what became of it, and how it is corrected or revoked."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from certificates import services
from hr import selectors
from hr.forms import CorrectionForm, ReasonForm


@login_required
@require_safe
def record(request: HttpRequest, code: str) -> HttpResponse:
    """Show a certificate with its state and its history."""
    found = selectors.record_or_404(viewer=request.user, code=code)
    return render(request, "hr/record.html", {"record": found})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, code: str) -> HttpResponse:
    """Ask for the right name and a reason, ask once more, and issue a new certificate."""
    found = selectors.record_or_404(viewer=request.user, code=code)
    form = CorrectionForm(
        request.POST or None, initial={"name": found.certificate.snapshot["name"]}
    )
    texts = {
        "heading": _("Correct a certificate"),
        "yes": _("Correct the certificate"),
        "done": _("The certificate has been corrected. The person is told by e-mail."),
    }
    return _change(request, found, form, services.correct, "hr/correct.html", texts)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def revoke(request: HttpRequest, code: str) -> HttpResponse:
    """Ask for a reason, ask once more, and revoke the certificate."""
    found = selectors.record_or_404(viewer=request.user, code=code)
    form = ReasonForm(request.POST or None)
    texts = {
        "heading": _("Revoke a certificate"),
        "yes": _("Revoke the certificate"),
        "done": _("The certificate has been revoked. The person is told by e-mail."),
    }
    return _change(request, found, form, services.revoke, "hr/revoke.html", texts)


def _change(
    request: HttpRequest,
    found: selectors.Record,
    form: ReasonForm,
    service: Callable,
    template: str,
    texts: dict[str, str],
) -> HttpResponse:
    """Show the form, then what will happen; do it when that was confirmed."""
    if not found.holds:
        messages.warning(request, _("This certificate cannot be changed any more."))
        return redirect("hr:record", found.certificate.code)
    is_fit = form.is_valid() and "back" not in request.POST
    if is_fit and "confirmed" in request.POST:
        try:
            changed = service(
                actor=request.user, certificate=found.certificate, **form.cleaned_data
            )
        except ValidationError as error:
            form.add_error(None, error)
            is_fit = False
        else:
            messages.success(request, texts["done"])
            return redirect("hr:record", changed.code)
    context = {"record": found, "form": form, "asks_once_more": is_fit}
    return render(request, template, context | texts)
