"""Saying something: feedback on a lesson, and barriers on any page. Nobody is named by it."""

from urllib.parse import urlencode, urlsplit

from allauth.core.internal import ratelimit
from django.contrib.auth.views import redirect_to_login
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from learning import services
from learning.enums import FeedbackKind
from learning.forms import BarrierForm, FeedbackForm, MessageForm
from learning.selectors.feedback import (
    Subject,
    lesson_subject,
    named_subject,
    page_subject,
    places_in,
)
from learning.views.commands import command_id_of

# The key is the session's, not the person's: nothing must connect the two, even for an hour.
RATE_LIMITS = {"signed-in": "10/h/key", "visitor": "20/h/ip"}
SIGNATURE = "learning.feedback"
ONE_DAY = 24 * 3600
MAX_PAGE = 300
# Other parts of an address may be codes, or keys of persons.
HARMLESS_PARTS = {"course_slug", "lesson_slug", "block_id"}


@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request: HttpRequest, course_slug: str, lesson_slug: str) -> HttpResponse:
    """Tell the editorial team something about a lesson.

    The form carries the lesson with our signature: what somebody wrote can be sent, too, when
    their session has ended in the meantime.
    """
    subject = _lesson_of(request, course_slug, lesson_slug)
    if subject is None:
        return redirect_to_login(request.get_full_path())
    places = places_in(subject)
    lesson_url = reverse("learning:lesson", args=[course_slug, lesson_slug])
    place = request.GET.get("stelle", "")
    form = FeedbackForm(
        request.POST if request.method == "POST" else None,
        places=places,
        own_address=getattr(request.user, "email", ""),
        initial={"place": place},
    )
    if _send(request, form, subject):
        return _to_thanks(request, stelle=form.cleaned_data.get("place", ""))
    context = {
        "form": form,
        "subject": subject,
        "signed": signing.dumps([subject.edition.pk, subject.lesson.key], salt=SIGNATURE),
        "lesson_url": f"{lesson_url}#{f'block-{place}' if place in places else 'lesson-end'}",
        "course_slug": course_slug,
        "sent": "gesendet" in request.GET,
    }
    return render(request, "learning/feedback.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def barrier(request: HttpRequest) -> HttpResponse:
    """Report a barrier: open to everybody, about the page from which one came."""
    asked = request.POST.get("page") or request.GET.get("seite") or request.headers.get("Referer")
    subject = _page_of(request, asked or "")
    form = BarrierForm(
        request.POST if request.method == "POST" else None,
        own_address=getattr(request.user, "email", ""),
        initial={"page": subject.page},
    )
    if _send(request, form, subject):
        return _to_thanks(request, seite=subject.page)
    context = {
        "form": form,
        "subject": subject,
        "back_url": "" if "<" in subject.page else subject.page,
        "sent": "gesendet" in request.GET,
    }
    return render(request, "learning/barrier.html", context)


def _send(request: HttpRequest, form: MessageForm, subject: Subject) -> bool:
    """Send a valid form; return whether that was done. Too many: the text stays in the form."""
    if not form.is_valid():
        return False
    key = request.session.session_key if request.user.is_authenticated else None
    action = "signed-in" if key else "visitor"
    if not ratelimit.consume(request, app=SIGNATURE, action=action, config=RATE_LIMITS, key=key):
        text = _("That were many messages in a short time. Please send this one in an hour.")
        form.add_error(None, text)
        return False
    services.send_feedback(
        subject=subject,
        kind=form.cleaned_data.get("kind", FeedbackKind.BARRIER),
        text=form.cleaned_data["text"],
        reply_to=form.cleaned_data["reply_to"],
        block_id=form.cleaned_data.get("place", ""),
        command_id=command_id_of(request),
    )
    return True


def _to_thanks(request: HttpRequest, **place: str) -> HttpResponse:
    """Lead to the same address, which now says thank you: reloading sends nothing again."""
    named = {name: value for name, value in place.items() if value}
    return redirect(f"{request.path}?{urlencode({'gesendet': 1, **named})}")


def _lesson_of(request: HttpRequest, course_slug: str, lesson_slug: str) -> Subject | None:
    """Return the lesson that the person is in, or that their form names; None for strangers."""
    if request.user.is_authenticated:
        return lesson_subject(request.user, course_slug, lesson_slug)
    try:
        named = signing.loads(request.POST.get("about", ""), salt=SIGNATURE, max_age=ONE_DAY)
    except signing.BadSignature:
        return None
    return named_subject(*named)


def _page_of(request: HttpRequest, address: str) -> Subject:
    """Return the page of ours that an address names, without anything that could be private."""
    try:
        parts = urlsplit(address)
        match = resolve(parts.path)
    except (ValueError, Resolver404):
        return Subject()
    if parts.netloc not in {"", request.get_host()} or match.view_name == "learning:barrier":
        return Subject()
    if not HARMLESS_PARTS.issuperset(match.kwargs):
        return Subject(page=f"/{match.route}"[:MAX_PAGE])
    names = {name: match.kwargs.get(name, "") for name in ("course_slug", "lesson_slug")}
    return page_subject(request.user, parts.path[:MAX_PAGE], **names)
