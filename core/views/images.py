"""Pictures in pages: sized versions are public by design, originals and documents are not."""

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

FOLDER = "images/"  # where Wagtail keeps renditions; originals lie in "original_images/"
ONE_YEAR = 31_536_000


@require_safe
def rendition(request: HttpRequest, name: str) -> FileResponse:
    """Serve a sized picture from the media storage; 404 for anything else.

    A changed picture gets a new name, so browsers may keep it for ever. Where a proxy or an
    object store serves `media/images/` itself, this view is never asked.
    """
    try:
        file = default_storage.open(FOLDER + name)
    except (OSError, ValueError, SuspiciousFileOperation) as missing:
        raise Http404 from missing
    response = FileResponse(file)
    response["Cache-Control"] = f"public, max-age={ONE_YEAR}, immutable"
    response["Content-Security-Policy"] = "default-src 'none'"
    return response
