"""Files as answers: made for this request and handed out once."""

from urllib.parse import quote

from django.http import HttpResponse

from core.slugs import slug_for


def attachment(content: bytes, content_type: str, name: str) -> HttpResponse:
    """Return a file to be stored under a readable name; old programs get one in ASCII."""
    stem, _dot, ending = name.rpartition(".")
    ascii_name = f"{slug_for(stem)[:100] or 'file'}.{ending}"
    return HttpResponse(
        content,
        content_type=content_type,
        headers={
            "Content-Disposition": (
                f"attachment; filename=\"{ascii_name}\"; filename*=UTF-8''{quote(name, safe='')}"
            )
        },
    )
