"""What is too large is turned away before anything reads it into memory."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt, csrf_protect

_PIECE = 64 * 1024
_PATIENCE = 32 * 1024**2


def limited(most: int, refuse: Callable[[HttpRequest], HttpResponse]):
    """Answer requests of more than `most` bytes by `refuse`; protect all others as ever.

    Django's own protection reads the whole body to find the token, and stops at its own,
    larger limit with an answer that explains nothing. So it stands behind this one.
    """

    def decorate(view):
        protected = csrf_protect(view)

        @csrf_exempt
        @wraps(view)
        def wrapped(request, *args, **kwargs):
            if _announced(request) <= most:
                return protected(request, *args, **kwargs)
            _swallow(request)
            return refuse(request)

        return wrapped

    return decorate


def _announced(request: HttpRequest) -> int:
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length) if length.isascii() and length.isdigit() else 0


def _swallow(request: HttpRequest) -> None:
    """Read on without keeping anything: a browser that is cut off never shows the answer."""
    left = _PATIENCE
    while left > 0 and (piece := request.read(_PIECE)):
        left -= len(piece)
