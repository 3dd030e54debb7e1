"""Trainers' own events: entered, changed, thrown away while nobody was recorded."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from learning import services
from learning.event_forms import CourseOnSiteForm, EventForm
from learning.selectors import events as selectors

PAGE_SIZE = 30


@login_required
@require_safe
def events(request: HttpRequest) -> HttpResponse:
    """List the trainer's own events."""
    page = Paginator(selectors.events_of(request.user), PAGE_SIZE).get_page(
        request.GET.get("seite")
    )
    return render(request, "learning/events/events.html", {"page": page})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_event(request: HttpRequest) -> HttpResponse:
    """Enter an event that is no course of this platform."""
    selectors.trainer_or_404(request.user)
    return _enter(request, EventForm(request.POST or None), services.hold_event)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_course(request: HttpRequest) -> HttpResponse:
    """Enter a course that was held on site."""
    form = CourseOnSiteForm(request.POST or None, courses=_courses(request))
    return _enter(request, form, services.hold_course)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, key) -> HttpResponse:
    """Change what was entered, as long as nobody was recorded."""
    event = selectors.event_or_404(request.user, key)
    if event.attendances.exists():
        messages.warning(
            request, _("Somebody was recorded already: the event cannot be changed any more.")
        )
        return redirect("learning:event", event.key)
    initial = {**vars(event), "contents": "\n".join(event.contents)}
    if event.edition_id:
        form = CourseOnSiteForm(request.POST or None, initial=initial, courses=_courses(request))
    else:
        form = EventForm(request.POST or None, initial=initial)
    return _enter(request, form, services.change_event, event=event)


@login_required
@require_POST
def discard(request: HttpRequest, key) -> HttpResponse:
    """Delete an event for which nobody was recorded."""
    event = selectors.event_or_404(request.user, key)
    try:
        services.discard_event(actor=request.user, event=event)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("learning:event", event.key)
    messages.success(request, _("The event has been deleted."))
    return redirect("learning:events")


def _enter(request: HttpRequest, form, service, **more) -> HttpResponse:
    if form.is_valid():
        try:
            entered = service(actor=request.user, **more, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, _("The event has been saved. Please add who was there."))
            return redirect("learning:event", entered.key)
    context = {"form": form, "event": more.get("event"), "of_course": "edition_id" in form.fields}
    return render(request, "learning/events/form.html", context)


def _courses(request: HttpRequest) -> list[tuple[int, str]]:
    return [
        (edition.pk, f"{edition.title} ({edition.language})")
        for edition in selectors.courses_to_hold(request.user)
    ]
