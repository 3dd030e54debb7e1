"""From a certificate's snapshot to what the renderer needs, and the names of its file.

The document is a function of the certificate row and of the template: nothing else is read.
"""

from datetime import date
from io import BytesIO

import segno
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from certificates import codes
from certificates.models import Certificate
from certificates.rendering import ASSET_SCHEME, Job
from core.slugs import slug_for

# Raise it with every change of the template or its style sheet; a test compares.
TEMPLATE_REVISION = "attendance-1"
TEMPLATE = "certificates/pdf/attendance.html"
STYLE_SHEET = "certificates/pdf/attendance.css"
_DATE_FORMATS = {"en": "j F Y"}  # not the American one; otherwise that of the language
_QR_PIXELS = 8  # per module; more than a printer resolves at that size
# Estimated lines of text from which letters get smaller, so that one page is enough.
_CROWDING = ((22, "packed"), (17, "dense"))
_TALL_FROM = 160  # letters of issuer and address from which the foot gets more room
_LETTERS_PER_LINE = {"large": 45, "normal": 85}


def compose(certificate: Certificate) -> Job:
    """Return the document of a certificate, in the certificate's language."""
    snapshot = certificate.snapshot
    context = {
        **snapshot,
        "language": certificate.language,
        "issued_on": certificate.issued_on,
        "completed_on": date.fromisoformat(snapshot["completed_on"]),
        "date_format": _DATE_FORMATS.get(certificate.language, "DATE_FORMAT"),
        "units": certificate.units,
        "code": codes.printed(certificate.code),
        "address": " · ".join(snapshot["issuer"]["address"].split("\n")),
        "tall": sum(map(len, snapshot["issuer"].values())) > _TALL_FROM,
        "crowding": _crowding(snapshot),
    }
    with translation.override(certificate.language):
        html = render_to_string(TEMPLATE, context)
    css = render_to_string(STYLE_SHEET)
    return Job(html, css, {f"{ASSET_SCHEME}qr.png": _qr_code(snapshot["check_address"])})


def file_title(certificate: Certificate) -> str:
    """Return a readable name for the file, without its ending and without the person's name."""
    with translation.override(certificate.language):
        return _("Certificate of attendance %(course)s, edition %(edition)s") % {
            "course": certificate.snapshot["course_title"],
            "edition": certificate.snapshot["edition"],
        }


def ascii_title(title: str) -> str:
    """Return the same name for programs that know ASCII only."""
    return slug_for(title)[:120] or "certificate"


def _crowding(snapshot: dict) -> str:
    """Return how small the letters have to be: "normal", "dense" or "packed"."""
    issuer = snapshot["issuer"]
    texts = [(text, "large") for text in (snapshot["name"], snapshot["course_title"])]
    lines = [*snapshot["contents"], issuer["name"], issuer["name"], issuer["address"]]
    texts += [(text, "normal") for text in lines]
    count = sum(1 + len(text) // _LETTERS_PER_LINE[size] for text, size in texts)
    return next((name for limit, name in _CROWDING if count >= limit), "normal")


def _qr_code(address: str) -> bytes:
    buffer = BytesIO()
    segno.make(address, error="m", micro=False).save(buffer, kind="png", scale=_QR_PIXELS)
    return buffer.getvalue()
