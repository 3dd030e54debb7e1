"""Who was at an event: entered, looked at once more, confirmed; taken back if it was a mistake."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from learning import services
from learning.event_forms import PeopleForm, WithdrawForm
from learning.models import HeldEvent
from learning.selectors import events as selectors
from learning.services.events import is_over


@login_required
@require_safe
def event(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show an event and who was there."""
    return _page(request, selectors.event_or_404(request.user, key), PeopleForm())


@login_required
@require_POST
def people(request: HttpRequest, key: UUID) -> HttpResponse:
    """Find who is meant, and show it once more; nothing is written."""
    found = selectors.event_or_404(request.user, key)
    form = PeopleForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form)
    return _ask(request, found, form.cleaned_data["people"])


@login_required
@require_POST
def confirm(request: HttpRequest, key: UUID) -> HttpResponse:
    """Record the ticked people; bring back what was not found, so that nothing is lost."""
    found = selectors.event_or_404(request.user, key)
    entered = PeopleForm({"people": request.POST.get("entered", "")})
    entries = entered.cleaned_data["people"] if entered.is_valid() else []
    keys = _keys(request.POST.getlist("person"))
    if "back" in request.POST:
        return _again(request, found, entries)
    if not keys:
        messages.error(request, _("Nobody was ticked, and nothing was recorded."))
        return _again(request, found, entries)
    try:
        count = services.record_attendance(actor=request.user, event=found, people=keys)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return _again(request, found, entries)
    messages.success(request, _said(count))
    if left := _open_entries(request.user, entries, keys):
        return _again(request, found, left)
    return redirect("learning:event", found.key)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, key: UUID, attendance: UUID) -> HttpResponse:
    """Ask for a reason, and take back that somebody was there."""
    found = selectors.event_or_404(request.user, key)
    recorded = selectors.attendance_or_404(request.user, found, attendance)
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        services.withdraw_attendance(actor=request.user, attendance=recorded, **form.cleaned_data)
        messages.success(
            request, _("It has been taken back. A certificate that was issued for it is revoked.")
        )
        return redirect("learning:event", found.key)
    context = {"event": found, "attendance": recorded, "form": form}
    return render(request, "learning/events/withdraw.html", context)


def _page(request: HttpRequest, found: HeldEvent, form: PeopleForm) -> HttpResponse:
    rows = selectors.attendances_at(request.user, found)
    context = {
        "event": found,
        "form": form,
        "attendances": rows,
        "several": len({row.organisation_id for row in rows}) > 1,
        "is_over": is_over(found),
    }
    return render(request, "learning/events/event.html", context)


def _ask(request: HttpRequest, found: HeldEvent, entries: list[str]) -> HttpResponse:
    matches = selectors.find_people(request.user, entries)
    recorded = {
        row.user_id for row in selectors.attendances_at(request.user, found) if not row.withdrawn_on
    }
    sure = {match.people[0].person.pk: match.people[0] for match in matches if match.certain}
    context = {
        "event": found,
        "sure": list(sure.values()),
        "choices": [match for match in matches if match.people and not match.certain],
        "unknown": [match.text for match in matches if not match.people],
        "recorded": recorded,
        "entered": "\n".join(entries),
    }
    return render(request, "learning/events/confirm.html", context)


def _again(request: HttpRequest, found: HeldEvent, entries: list[str]) -> HttpResponse:
    """Show the event with these entries in the field."""
    return _page(request, found, PeopleForm(initial={"people": "\n".join(entries)}))


def _open_entries(viewer, entries: list[str], keys: set[UUID]) -> list[str]:
    """Return what was not found, or not decided, so that it can be corrected."""
    return [
        match.text
        for match in selectors.find_people(viewer, entries)
        if not match.certain and keys.isdisjoint(item.person.key for item in match.people)
    ]


def _keys(values: list[str]) -> set[UUID]:
    try:
        return {UUID(value) for value in values}
    except ValueError as error:
        raise Http404 from error


def _said(count: int) -> str:
    if not count:
        return _("All of them were recorded before. Nothing has changed.")
    return ngettext(
        "%(count)d person has been recorded.", "%(count)d people have been recorded.", count
    ) % {"count": count}
