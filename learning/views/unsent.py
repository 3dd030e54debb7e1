"""Answers that arrived after the session had expired: kept, and offered after signing in.

Nothing is written to the record without a signed-in person. The answer waits in the new
anonymous session, bound to the person it came from by a token in the form, so that the
next person at a shared computer never sees it.
"""

import hmac
from functools import wraps

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse
from django.utils.crypto import salted_hmac

SESSION_KEY = "unsent_answer"
KEPT_FIELDS = ("option", "decision", "step")
MAX_VALUES = 50
MAX_LENGTH = 64


def owner_token(user) -> str:
    """Return the token by which a form knows whose it is, without naming the person."""
    return salted_hmac("learning.form-owner", str(user.key)).hexdigest()[:32]


def learner_required(view):
    """Send visitors to the sign-in; keep what they had just typed."""

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        target = request.get_full_path()
        if request.method == "POST":
            target = keep(request) or reverse("learning:dashboard")
        response = redirect_to_login(target, settings.LOGIN_URL)
        if request.htmx:
            return HttpResponse(headers={"HX-Redirect": response.url})
        return response

    return wrapped


def keep(request: HttpRequest) -> str | None:
    """Store the posted answer in the session; return the lesson's address, or None."""
    lesson_url = _lesson_url(request.path)
    if lesson_url is None:
        return None
    fields = {
        name: [value[:MAX_LENGTH] for value in request.POST.getlist(name)[:MAX_VALUES]]
        for name in KEPT_FIELDS
    }
    block_id = resolve(request.path).kwargs.get("block_id")
    if block_id and any(fields.values()):
        request.session[SESSION_KEY] = {
            "owner": request.POST.get("owner", "")[:MAX_LENGTH],
            "lesson_url": lesson_url,
            "block_id": block_id,
            **fields,
        }
    return lesson_url


def take(request: HttpRequest) -> dict | None:
    """Return the answer that waits for this person on this page and forget it."""
    waiting = request.session.get(SESSION_KEY)
    if waiting is None:
        return None
    if not hmac.compare_digest(waiting["owner"], owner_token(request.user)):
        del request.session[SESSION_KEY]
        return None
    if waiting["lesson_url"] != request.path:
        return None
    return request.session.pop(SESSION_KEY)


def resend_page(request: HttpRequest) -> HttpResponse | None:
    """After a stale form token: lead back to the lesson with the answer kept, or None.

    Only for a form that came from this site and this person, shown by its owner token.
    """
    owner = request.POST.get("owner", "")
    if not request.user.is_authenticated or not hmac.compare_digest(
        owner, owner_token(request.user)
    ):
        return None
    target = keep(request)
    if target and getattr(request, "htmx", False):
        return HttpResponse(headers={"HX-Redirect": target})
    return redirect(target) if target else None


def _lesson_url(path: str) -> str | None:
    try:
        match = resolve(path)
    except Resolver404:
        return None
    if match.namespace != "learning" or "lesson_slug" not in match.kwargs:
        return None
    return reverse(
        "learning:lesson",
        args=[match.kwargs["course_slug"], match.kwargs["lesson_slug"]],
    )
