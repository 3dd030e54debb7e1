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

from learning.views.fields import TooMuch, fields_of
from learning.views.segments import Typed

SESSION_KEY = "unsent_answers"
MAX_BLOCKS = 10
MAX_CHARACTERS = 10_000
OWNER_LENGTH = 32


def owner_token(user) -> str:
    """Return the token by which a form knows whose it is, without naming the person."""
    return salted_hmac("learning.form-owner", str(user.key)).hexdigest()[:OWNER_LENGTH]


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
    """Keep what was posted in the session, once per block; return the lesson's address, or None.

    Of a decision in a scenario nothing is kept unless one was taken.
    """
    lesson_url = _lesson_url(request.path)
    if lesson_url is None:
        return None
    block_id = resolve(request.path).kwargs.get("block_id")
    fields = _kept_of(request)
    if block_id and fields:
        place = [lesson_url, block_id]
        others = [item for item in _kept(request) if item["place"] != place]
        owner = request.POST.get("owner", "")[:OWNER_LENGTH]
        new = {"owner": owner, "place": place, "fields": fields}
        request.session[SESSION_KEY] = [*others, new][-MAX_BLOCKS:]
    return lesson_url


def waiting(request: HttpRequest) -> dict[str, Typed]:
    """Return by block what waits for this person on this page; forget what is another's."""
    kept = _kept(request)
    owner = owner_token(request.user)
    own = [item for item in kept if item["owner"] == owner]
    if len(own) < len(kept):
        request.session[SESSION_KEY] = own
    return {
        item["place"][1]: Typed(item["fields"], "unsent")
        for item in own
        if item["place"][0] == request.path
    }


def forget(request: HttpRequest, block_id: str) -> None:
    """Forget what waited for a block of the lesson in which something has just been stored."""
    kept = _kept(request)
    others = [item for item in kept if item["place"] != [_lesson_url(request.path), block_id]]
    if len(others) < len(kept):
        request.session[SESSION_KEY] = others


def _is_own(request: HttpRequest) -> bool:
    owner = request.POST.get("owner", "").encode(errors="replace")
    return hmac.compare_digest(owner, owner_token(request.user).encode())


def _kept(request: HttpRequest) -> list[dict]:
    return request.session.get(SESSION_KEY, [])


def _kept_of(request: HttpRequest) -> dict[str, list[str]]:
    try:
        fields = fields_of(request)
    except TooMuch:
        return {}
    length = sum(len(text) for values in fields.values() for text in values)
    return fields if length <= MAX_CHARACTERS and set(fields) - {"choose", "step"} else {}


def resend_page(request: HttpRequest) -> HttpResponse | None:
    """After a stale form token: lead back to the lesson with the answer kept, or None.

    Only for a form that came from this site and this person, shown by its owner token.
    """
    if not request.user.is_authenticated or not _is_own(request):
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
