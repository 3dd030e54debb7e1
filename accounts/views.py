"""The municipality's own pages: local contacts, people, and who looked at my data."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import selectors, services
from accounts.forms import (
    ContactFormSet,
    NameRuleForm,
    NewPersonForm,
    PeopleSearchForm,
    PersonForm,
    ReportingPathForm,
)
from accounts.models import Organisation
from accounts.roles import Role

PAGE_SIZE = 50


def _administered(request: HttpRequest) -> Organisation:
    return selectors.organisation_with_role_or_404(
        request.user, Role.ADMIN, request.GET.get("kommune")
    )


def _choice(request: HttpRequest, organisation: Organisation) -> dict:
    """Return what a page needs to say, and to keep, which municipality it is about."""
    organisations = selectors.organisations_with_role(request.user, Role.ADMIN)
    return {
        "organisation": organisation,
        "organisations": organisations,
        "query": f"?kommune={organisation.key}" if len(organisations) > 1 else "",
    }


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def local_contacts(request: HttpRequest) -> HttpResponse:
    """Edit the reporting path and the contacts, and see them as learners do."""
    organisation = _administered(request)
    saved = selectors.contacts_of(organisation)
    path_form = ReportingPathForm(
        request.POST or None, initial={"reporting_path": organisation.reporting_path}
    )
    formset = ContactFormSet(
        request.POST or None,
        prefix="contacts",
        initial=[{name: getattr(row, name) for name in formset_fields()} for row in saved],
    )
    reporting_path, contacts = organisation.reporting_path, saved
    if request.method == "POST" and all([path_form.is_valid(), formset.is_valid()]):
        reporting_path = path_form.cleaned_data["reporting_path"]
        contacts = formset.contacts()
        if "preview" not in request.POST:
            services.set_local_contacts(
                actor=request.user,
                organisation=organisation,
                reporting_path=reporting_path,
                contacts=contacts,
            )
            messages.success(request, _("Saved. Learners see the new contacts from now on."))
            return redirect(request.get_full_path())
    context = {
        "path_form": path_form,
        "formset": formset,
        "contacts": contacts,
        "reporting_path": reporting_path.splitlines(),
        "previews_entries": contacts is not saved,
    }
    return render(request, "accounts/organisation.html", context | _choice(request, organisation))


def formset_fields() -> list[str]:
    return list(ContactFormSet.form.base_fields)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def certificates(request: HttpRequest) -> HttpResponse:
    """Choose what the public check page tells of names."""
    organisation = _administered(request)
    form = NameRuleForm(request.POST or None, initial={"rule": organisation.name_on_check})
    if request.method == "POST" and form.is_valid():
        services.set_name_rule(
            actor=request.user, organisation=organisation, rule=form.cleaned_data["rule"]
        )
        messages.success(request, _("Saved."))
        return redirect(request.get_full_path())
    context = {"form": form}
    return render(request, "accounts/certificates.html", context | _choice(request, organisation))


@login_required
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """List the municipality's people with their roles; nothing about learning."""
    organisation = _administered(request)
    form = PeopleSearchForm(request.GET)
    search = form.cleaned_data["name"] if form.is_valid() else ""
    found = selectors.people_of(request.user, organisation, search)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("seite"))
    choice = _choice(request, organisation)
    context = {
        "page": page,
        "form": form,
        "search": search,
        "page_query": "&".join(filter(None, [choice["query"][1:], urlencode({"name": search})])),
    }
    return render(request, "accounts/people.html", context | choice)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def person_add(request: HttpRequest) -> HttpResponse:
    """Add somebody to the municipality."""
    organisation = _administered(request)
    form = NewPersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _add(request, organisation, form):
        return _to_people(request, organisation)
    context = {"form": form}
    return render(request, "accounts/person_add.html", context | _choice(request, organisation))


def _add(request: HttpRequest, organisation: Organisation, form: NewPersonForm) -> bool:
    """Create the person and invite them; put what is wrong into the form."""
    try:
        person = services.create_person(
            actor=request.user,
            organisation=organisation,
            name=form.cleaned_data["name"],
            email=form.cleaned_data["email"],
            roles=form.cleaned_data["roles"],
        )
    except ValidationError as error:
        form.add_error(None, error)
        return False
    messages.success(request, _("%(name)s has been added.") % {"name": person.name})
    if form.cleaned_data["invite"]:
        _invite(request, organisation, person)
    return True


def _invite(request: HttpRequest, organisation: Organisation, person) -> None:
    if services.send_invitation(actor=request.user, organisation=organisation, person=person):
        text = _("An invitation was sent to %(email)s.")
        messages.success(request, text % {"email": person.email})
    else:
        text = _("The invitation to %(email)s could not be sent. Please try again later.")
        messages.warning(request, text % {"email": person.email})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def person_edit(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Edit a person's name and roles."""
    organisation = _administered(request)
    person = selectors.person_or_404(request.user, organisation, key)
    roles = [membership.role for membership in person.memberships_here]
    form = PersonForm(request.POST or None, initial={"name": person.name, "roles": roles})
    if request.method == "POST" and form.is_valid():
        try:
            services.edit_person(
                actor=request.user, organisation=organisation, person=person, **form.cleaned_data
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Saved."))
            return _to_people(request, organisation)
    context = {"form": form, "person": person, "is_self": person.pk == request.user.pk}
    return render(request, "accounts/person_edit.html", context | _choice(request, organisation))


@login_required
@require_POST
def person_access(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Deactivate or reactivate a person, or send the invitation again."""
    organisation = _administered(request)
    person = selectors.person_or_404(request.user, organisation, key)
    try:
        if "invite" in request.POST:
            _invite(request, organisation, person)
        elif "activate" in request.POST or "deactivate" in request.POST:
            _set_active(request, organisation, person, "activate" in request.POST)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return _to_people(request, organisation)


def _set_active(request: HttpRequest, organisation: Organisation, person, active: bool) -> None:
    services.set_active(actor=request.user, organisation=organisation, person=person, active=active)
    text = _("%(name)s may sign in again.") if active else _("%(name)s can no longer sign in.")
    messages.success(request, text % {"name": person.name})


def _to_people(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    return redirect(reverse("accounts:people") + _choice(request, organisation)["query"])


@require_http_methods(["GET", "HEAD", "POST"])
def session(request: HttpRequest) -> HttpResponse:
    """Say how many seconds somebody stays signed in (0: nobody is); by POST, start them anew.

    Asking extends nothing: a page that is only open does not keep anybody signed in.
    """
    stays = request.user.is_authenticated
    if stays and request.method == "POST":
        request.session.modified = True
    else:
        request.session.only_asked()
    return JsonResponse({"left": request.session.seconds_left if stays else 0})


@require_safe
def immediate_help(request: HttpRequest) -> HttpResponse:
    """Show everybody what to do now; people of a municipality also see whom it names."""
    return render(request, "pages/help.html", selectors.immediate_help(request.user))


@require_safe
def immediate_help_easy(request: HttpRequest) -> HttpResponse:
    """Show the same in Leichte Sprache."""
    return render(request, "pages/help.html", selectors.immediate_help(request.user, easy=True))


@login_required
@require_safe
def access_log(request: HttpRequest) -> HttpResponse:
    """Show the person who fetched or changed their data, and who can see what."""
    entries = selectors.access_entries(request.user)
    page = Paginator(entries, PAGE_SIZE).get_page(request.GET.get("seite"))
    context = {"page": page, "entries": selectors.explain(list(page.object_list))}
    return render(request, "accounts/access_log.html", context)
