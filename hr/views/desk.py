"""The HR desk: the list of completions and what can be taken from it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST, require_safe

from accounts.roles import Role
from accounts.selectors import organisation_with_role_or_404, organisations_with_role
from core.exports import XLSX_TYPE
from courses.selectors.editions import on_offer, one_per_course
from hr import selectors, services
from hr.forms import FilterForm
from learning.selectors import courses_completed_in


def _organisation(request: HttpRequest, data):
    return organisation_with_role_or_404(request.user, Role.HR, data.get("kommune"))


def _filter_form(request: HttpRequest, organisation, data) -> FilterForm:
    courses = courses_completed_in(viewer=request.user, organisation=organisation)
    return FilterForm(data, courses=courses)


@login_required
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """List who of the municipality completed what."""
    organisation = _organisation(request, request.GET)
    form = _filter_form(request, organisation, request.GET)
    page = selectors.page_of_rows(
        viewer=request.user,
        organisation=organisation,
        filters=form.filters(),
        number=request.GET.get("seite"),
    )
    organisations = organisations_with_role(request.user, Role.HR)
    kommune = str(organisation.key) if len(organisations) > 1 else ""
    context = {
        "organisation": organisation,
        "organisations": organisations,
        "kommune": kommune,
        "form": form,
        "page": page,
        "query": form.query(kommune=kommune),
        "narrowed": bool(form.query()),
        "max_bundle": services.MAX_BUNDLE,
        "courses": one_per_course(on_offer()),
    }
    return render(request, "hr/desk.html", context)


@login_required
@require_GET
def certificate(request: HttpRequest, code: str) -> HttpResponse:
    """Hand out one certificate."""
    name, file = services.hand_out_certificate(viewer=request.user, code=code)
    if file is None:
        messages.warning(
            request, _("The certificate is not ready yet. Please try again in a few minutes.")
        )
        return redirect("hr:desk")
    return FileResponse(file, as_attachment=True, filename=name, content_type="application/pdf")


@login_required
@require_POST
def bundle(request: HttpRequest) -> HttpResponse:
    """Have the chosen certificates put together, and show how far that is."""
    organisation = _organisation(request, request.POST)
    rows = _chosen(request, organisation, services.MAX_BUNDLE)
    if rows is None:
        return _back(request, organisation)
    kind = "pdf" if request.POST.get("art") == "pdf" else "zip"
    made = services.request_bundle(
        viewer=request.user, organisation=organisation, rows=rows, kind=kind
    )
    return redirect("hr:bundle", made.key)


@login_required
@require_POST
def completions_xlsx(request: HttpRequest) -> HttpResponse:
    """Hand out the chosen rows as a workbook."""
    organisation = _organisation(request, request.POST)
    rows = _chosen(request, organisation, services.MAX_LIST)
    if rows is None:
        return _back(request, organisation)
    content = services.hand_out_list(viewer=request.user, organisation=organisation, rows=rows)
    name = f"Abschluesse_{timezone.localdate()}.xlsx"
    return HttpResponse(
        content,
        content_type=XLSX_TYPE,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _chosen(request: HttpRequest, organisation, limit: int) -> list[selectors.Row] | None:
    """Return the rows the form asks for; None, with a message, if that cannot be done."""
    filters = _filter_form(request, organisation, request.POST).filters()
    everything = request.POST.get("umfang") == "alle"
    if everything and filters is None:
        return None  # the list shows what is wrong with the filter
    try:
        return selectors.chosen_rows(
            viewer=request.user,
            organisation=organisation,
            filters=filters,
            ids=None if everything else request.POST.getlist("abschluss"),
            limit=limit,
        )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return None


def _back(request: HttpRequest, organisation) -> HttpResponse:
    """Return to the list as it was: same filter, same page, same municipality."""
    names = ("kommune", "seite")
    form = _filter_form(request, organisation, request.POST)
    query = form.query(**{name: request.POST.get(name, "") for name in names})
    return redirect(reverse("hr:desk") + (f"?{query}" if query else ""))
