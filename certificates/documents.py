"""From a certificate's snapshot to what the renderer needs, and the names of its file.

The document is a function of the certificate row, of the pictures it names by their digests,
and of the reviewed design: nothing that anybody can change later.
"""

import re
from collections.abc import Callable, Sequence
from datetime import date
from io import BytesIO

import segno
from django.conf import settings
from django.template.defaultfilters import floatformat
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from certificates import codes, designs, ornaments
from certificates.models import Certificate, pictures
from certificates.rendering import ASSET_SCHEME, Job, Profile, RenderTight
from core.slugs import slug_for
from learning.enums import Origin

_DATE_FORMATS = {"en": "j F Y"}  # not the American one; otherwise that of the language
_QR_MASK = 0  # to look for the best of eight takes longer than all else here; any can be read
_QR_PIXELS = 4  # per module; sharp, as nothing smooths it, and quickly written
_TINT = 0.12
_COLUMN = 25  # letters that a fact has room for on one line, where facts stand side by side
_WIDE = re.compile(r"\S{23}")  # may be wider than a column; to look for breaks in it takes time
# The design of a municipality that has chosen nothing.
PLAIN = {
    "key": designs.DEFAULT,
    "orientation": designs.PORTRAIT,
    "accent": designs.DEFAULT_ACCENT,
    "texts": {},
    "signatory": {"name": "", "function": ""},
    "logo": None,
    "signature": None,
    "funder": None,
}


def compose(certificate: Certificate, *, smaller: int = 0) -> Job:
    """Return the document of a certificate, in the certificate's language.

    So many steps `smaller` than is estimated to be enough. One page is allowed; in the
    smallest letters it may take another, as nothing else is left.
    """
    snapshot = certificate.snapshot
    chosen = _chosen(snapshot)
    design = designs.DESIGNS[chosen["key"]]
    assets = {f"{ASSET_SCHEME}qr.png": _qr_code(snapshot["check_address"])}
    context = {
        **snapshot,
        **_look(chosen, assets),
        "language": certificate.language,
        "issued_on": certificate.issued_on,
        "date_format": _date_format(certificate),
        "code": codes.printed(certificate.code),
        "address": " · ".join(snapshot["issuer"]["address"].split("\n")),
        "texts": chosen["texts"].get(certificate.language, {}),
    }
    context["wide"] = bool(_WIDE.search(" ".join(_free_texts(context))))
    with translation.override(certificate.language):
        context["facts"] = _facts(certificate)
        size = design, chosen["orientation"], _extent(context)
        context["fit"] = min(designs.fit(*size) + smaller, designs.STEPS - 1)
        context["room"] = designs.room(*size, context["fit"])
        html = render_to_string(design.template, context)
    css = "".join(render_to_string(name, context) for name in design.style_sheets)
    pages = 1 if context["fit"] < designs.STEPS - 1 else 0
    return Job(html, css, assets, profile=Profile(settings.CERTIFICATE_PROFILE), pages=pages)


def fitted(certificates: Sequence[Certificate], make: Callable[[list], Sequence]) -> list:
    """Return what `make` returns for pairs of certificate and document, in their order.

    How much room texts take is only estimated. What has none is made again in smaller letters.
    """
    results, waiting = {}, range(len(certificates))
    for smaller in range(designs.STEPS):
        chosen = [certificates[place] for place in waiting]
        made = make([(item, compose(item, smaller=smaller)) for item in chosen]) if chosen else []
        results |= zip(waiting, made, strict=True)
        waiting = [place for place in waiting if isinstance(results[place], RenderTight)]
    return [results[place] for place in range(len(certificates))]


def revision_of(certificate: Certificate) -> str:
    """Return the revision of the design in which the certificate would be printed now."""
    return designs.DESIGNS[_chosen(certificate.snapshot)["key"]].revision


def accent_of(certificate: Certificate) -> str:
    """Return the colour in which the certificate is printed."""
    return _chosen(certificate.snapshot)["accent"]


def _chosen(snapshot: dict) -> dict:
    """Return the design as it was frozen; a certificate without one has the plain official."""
    return PLAIN | snapshot.get("design", {})


def _look(chosen: dict, assets: dict) -> dict:
    """Return what the style sheets and pictures need; put the pictures into the assets."""
    accent = chosen["accent"]
    faint = designs.tint(accent, _TINT)
    if chosen["key"] == "charter":
        assets[f"{ASSET_SCHEME}frame.svg"] = ornaments.frame(chosen["orientation"], accent, faint)
        assets[f"{ASSET_SCHEME}divider.svg"] = ornaments.divider(accent)
    look = {
        "orientation": chosen["orientation"],
        "accent": accent,
        "tint": faint,
        "signatory": chosen["signatory"],
    }
    for name in ("logo", "signature", "funder"):
        picture = chosen[name]
        if picture:
            address = f"{ASSET_SCHEME}{picture['file']}"
            look[name] = {"address": address, "description": picture.get("description", "")}
            assets.update(_stored(address, picture["file"]))
    return look


def _stored(address: str, name: str) -> dict:
    """Return a stored picture. A missing or damaged one is left out: nothing is printed then."""
    data = pictures.read(name)
    return {} if data is None else {address: data}


def _facts(certificate: Certificate) -> list[tuple[str, str]]:
    snapshot, style = certificate.snapshot, _date_format(certificate)
    units = floatformat(certificate.units, "-1")
    extent = _("%(minutes)s minutes (%(units)s UE)")
    facts = [
        (_("Extent"), extent % {"minutes": snapshot["minutes"], "units": units}),
        (_("Held on") if is_event(snapshot) else _("Completed on"), _days(snapshot, style)),
        (_("Kind of participation"), way_of(snapshot)),
    ]
    if certificate.valid_until:
        facts.append((_("Valid until"), date_format(certificate.valid_until, style)))
    return facts


def is_event(snapshot: dict) -> bool:
    return snapshot.get("origin") == Origin.EVENT


def way_of(snapshot: dict) -> str:
    """Return in words how the person took part, and on site also where."""
    on_site = snapshot.get("on_site")
    return _("On site: %(place)s") % on_site if on_site else _("Online, self-paced")


def _days(snapshot: dict, style: str) -> str:
    last = snapshot["completed_on"]
    first = snapshot.get("on_site", {}).get("first_day", last)
    first, last = (date_format(date.fromisoformat(day), style) for day in (first, last))
    return last if first == last else _("%(first)s to %(last)s") % {"first": first, "last": last}


def _date_format(certificate: Certificate) -> str:
    return _DATE_FORMATS.get(certificate.language, "DATE_FORMAT")


def _extent(context: dict) -> designs.Texts:
    """Return all that makes the page longer or shorter."""
    texts, issuer = context["texts"], context["issuer"]
    return designs.Texts(
        name=context["name"],
        course=context["course_title"],
        contents=tuple(context["contents"]),
        letterhead=issuer["name"],
        foot=(issuer["name"], context["address"], "x", "x", "x" * 60, "x"),
        extra=(
            texts.get("opening", ""),
            texts.get("closing", ""),
            "x" * 60 if context["self_checks"] else "",
        ),
        facts=len(context["facts"]) + max(len(text) for _name, text in context["facts"]) // _COLUMN,
        logo="logo" in context,
        signatory=bool(context["signatory"]["name"]),
        signature="signature" in context,
        funding=texts.get("funding", ""),
        funder="funder" in context,
    )


def _free_texts(context: dict) -> list[str]:
    """Return the texts that people wrote, but for name and course, which may break anywhere."""
    issuer, signatory = context["issuer"], context["signatory"]
    return [
        *context["contents"],
        *context["texts"].values(),
        *(issuer["name"], issuer["address"], signatory["name"], signatory["function"]),
    ]


def file_title(certificate: Certificate) -> str:
    """Return a readable name for the file, without its ending and without the person's name."""
    with translation.override(certificate.language):
        if is_event(certificate.snapshot):
            return _("Certificate of attendance %(course_title)s") % certificate.snapshot
        return _("Certificate of attendance %(course)s, edition %(edition)s") % {
            "course": certificate.snapshot["course_title"],
            "edition": certificate.snapshot["edition"],
        }


def ascii_title(title: str) -> str:
    """Return the same name for programs that know ASCII only."""
    return slug_for(title)[:120] or "certificate"


def _qr_code(address: str) -> bytes:
    buffer = BytesIO()
    code = segno.make(address, error="m", micro=False, mask=_QR_MASK)
    code.save(buffer, kind="png", scale=_QR_PIXELS)
    return buffer.getvalue()
