"""Many certificates in one file: how far it is, and the file."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_safe

from hr import services

TYPES = {"zip": "application/zip", "pdf": "application/pdf"}


@login_required
@require_safe
def bundle(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show how far a bundle is; the page asks again by itself, or at the press of a link."""
    found = services.look_at_bundle(viewer=request.user, key=key)
    template = "hr/bundle_state.html" if request.htmx else "hr/bundle.html"
    return render(request, template, {"bundle": found})


@login_required
@require_GET
def bundle_file(request: HttpRequest, key: UUID) -> HttpResponse:
    """Hand out the file of a bundle."""
    name, file = services.hand_out_bundle(viewer=request.user, key=key)
    if file is None:
        messages.warning(request, _("The file is not ready yet."))
        return redirect("hr:bundle", key)
    kind = name.rpartition(".")[2]
    return FileResponse(file, as_attachment=True, filename=name, content_type=TYPES[kind])
