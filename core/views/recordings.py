"""Sound, video and their captions, in pieces: players ask for the part they are about to play.

The same people may fetch a recording as a document: everybody, except for what lies in a
collection that is restricted in the administration.
"""

import re
from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from core.models import CustomMedia
from core.recordings import content_type_of

CHUNK = 64 * 1024
# Open-ended requests get this much and ask again: a player that has enough for the moment
# would otherwise hold the connection, and a thread of the server, until the end of the film.
PIECE = 4 * 1024 * 1024
ONE_YEAR = 31_536_000
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


class Unsatisfiable(ValueError):
    """The range asked for begins after the end of the file."""


class Part:
    """A stretch of a file in small pieces; closing it closes the file, read or not."""

    def __init__(self, file, start: int, length: int) -> None:
        self.file, self.start, self.length = file, start, length
        self.close = file.close

    def __iter__(self) -> Iterator[bytes]:
        self.file.seek(self.start)
        left = self.length
        while left > 0 and (piece := self.file.read(min(CHUNK, left))):
            left -= len(piece)
            yield piece


@require_safe
def recording(request: HttpRequest, recording_id: int, name: str) -> HttpResponse:
    """Serve one file of a recording, whole or in part; 404 for every other name."""
    medium = get_object_or_404(CustomMedia.objects.select_related("collection"), pk=recording_id)
    stored = medium.file_named(name)
    restrictions = medium.collection.get_view_restrictions()
    if stored is None or not all(item.accept_request(request) for item in restrictions):
        raise Http404
    try:
        size = stored.size
    except OSError as missing:
        raise Http404 from missing
    etag = quote_etag(name)  # names are never used twice
    response = get_conditional_response(request, etag=etag) or _answer(request, stored, size, etag)
    response["Accept-Ranges"] = "bytes"
    response["ETag"] = etag
    response["Cache-Control"] = f"private, max-age={ONE_YEAR}, immutable"
    response["Content-Security-Policy"] = "default-src 'none'"
    return response


def _answer(request: HttpRequest, stored, size: int, etag: str) -> HttpResponse:
    content_type = content_type_of(stored.name)
    try:
        part = _wanted(request, size, etag)
    except Unsatisfiable:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    start, length = part or (0, size)
    if request.method == "HEAD":
        response = HttpResponse(content_type=content_type)
    else:
        try:
            file = stored.storage.open(stored.name)
        except OSError as missing:
            raise Http404 from missing
        response = StreamingHttpResponse(Part(file, start, length), content_type=content_type)
    if part:
        response.status_code = 206
        response["Content-Range"] = f"bytes {start}-{start + length - 1}/{size}"
    response["Content-Length"] = length
    return response


def _wanted(request: HttpRequest, size: int, etag: str) -> tuple[int, int] | None:
    """Return (start, length) of the one range asked for; None for the whole file.

    Several ranges at once, and what is not understood, are answered with the whole file, as
    the standard allows. It also leaves open how much of a range is sent at once.
    """
    match = _RANGE.fullmatch(request.headers.get("Range", "").replace(" ", ""))
    if request.method == "HEAD" or not match or match.groups() == ("", ""):
        return None
    if request.headers.get("If-Range", etag) != etag:
        return None
    first, last = (int(number) if number else None for number in match.groups())
    if first is None:  # the last so many bytes
        first, last = max(0, size - last), size - 1
    elif last is None:
        last = first + PIECE - 1
    elif last < first:
        return None
    last = min(last, size - 1)
    if first > last:
        raise Unsatisfiable
    return first, last - first + 1
