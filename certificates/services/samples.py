"""Samples of a design, as people would get them: for the preview, and before publishing."""

import base64
import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from certificates import codes, documents
from certificates.models import Certificate, CertificateDesign
from certificates.printing import print_all
from certificates.rendering import Job, RenderError, RenderRefused

CODE = "0" * codes.LENGTH  # belongs to nobody: the check page says so
LONG_NAME = "Maximiliana Theodora Eleonore von und zu Hohenlohe-Langenburg-Schillingsfürst"
RTL_NAME = "محمد بن عبد الرحمن الأنصاري"
_PACKED = re.compile(rb"/ObjStm\b.*?\bstream\n(.*?)\nendstream", re.DOTALL)
_PAGE = re.compile(rb"/Type\s*/Page(?!s)")
CHECKED = ("example", "long_name", "rtl_name", "much_content", "english")


@dataclass(frozen=True)
class Sample:
    """One printed sample: its PDF, or why there is none."""

    mode: str
    label: str
    pdf: bytes | None
    error: RenderError | None = None

    @property
    def is_down(self) -> bool:
        """Whether nothing can be printed, whatever the design."""
        return self.error is not None and not isinstance(self.error, RenderRefused)

    @cached_property
    def pages(self) -> int:
        """How many pages the engine needed. It packs their descriptions with others."""
        parts = [zlib.decompress(part) for part in _PACKED.findall(self.pdf or b"")]
        return sum(len(_PAGE.findall(part)) for part in parts)

    @property
    def address(self) -> str:
        """The document as an address that holds it whole: nothing is stored for a preview."""
        return f"data:application/pdf;base64,{base64.b64encode(self.pdf or b'').decode()}"


def print_sample(*, design: CertificateDesign, mode: str) -> Sample:
    """Print a design, published or not, with the texts of one mode of the preview."""
    return print_samples(design=design, modes=[mode])[0]


def print_samples(*, design: CertificateDesign, modes: Sequence[str]) -> list[Sample]:
    """Print a design with the texts of several modes, in one process. Nothing is stored."""
    labels = dict(CertificateDesign.preview_modes)
    results = documents.fitted([_certificate(design, mode) for mode in modes], _printed)
    return [
        Sample(mode, str(labels[mode]), None, result)
        if isinstance(result, RenderError)
        else Sample(mode, str(labels[mode]), result)
        for mode, result in zip(modes, results, strict=True)
    ]


def _printed(pairs: Sequence[tuple[Certificate, Job]]) -> list[bytes | RenderError]:
    jobs = [job for _certificate, job in pairs]
    return print_all(jobs, fonts_conf=settings.CERTIFICATE_FONTS_CONF)


def _certificate(design: CertificateDesign, mode: str) -> Certificate:
    """Return a certificate that is never saved, of a person who does not exist."""
    language = "en" if mode == "english" else "de"
    with translation.override(language):
        snapshot = _texts(mode) | {
            "issuer": {
                "name": design.organisation.issuer,
                "address": design.organisation.address.replace("\r", ""),
            },
            "design": design.values(),
            "check_page": settings.BASE_URL + reverse("certificates:check_form"),
            "check_address": settings.BASE_URL + reverse("certificates:check", args=[CODE]),
        }
    day = date(2026, 11, 22)
    return Certificate(code=CODE, issued_on=day, language=language, snapshot=snapshot)


def _texts(mode: str) -> dict:
    names = {"long_name": LONG_NAME, "rtl_name": RTL_NAME}
    title = _("Handling hostility")
    contents = [
        _("Forms, extent and effect of hostility"),
        _("Talking to upset people, setting limits, ending conversations"),
        _("Withdrawal, alarm and emergency call"),
        _("Securing evidence and reporting"),
    ]
    if mode == "much_content":
        title = f"{title}: {contents[0]}; {contents[1]}"
        contents = [f"{item}; {contents[0].lower()}" for item in contents] * 3
    return {
        "name": names.get(mode, "Dr. Ayşe Müller-Lüdenscheidt"),
        "course_title": title,
        "edition": 2,
        "completed_on": "2026-11-22",
        "minutes": 75,
        "contents": contents,
        "self_checks": mode == "much_content",
    }
