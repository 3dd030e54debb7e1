"""Reading certificates: one's own, HR's for one municipality, and the public check."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from accounts.roles import Role
from certificates import codes
from certificates.models import TEACHING_UNIT, Certificate
from courses.effects import Effect
from courses.enums import ReleaseKind


@dataclass(frozen=True)
class CheckResult:
    """What the public may know of a genuine certificate. There is no name in it."""

    course_title: str
    edition: int
    completed_on: date
    minutes: int
    issuer: str

    @property
    def units(self) -> float:
        return self.minutes / TEACHING_UNIT


def certificates_of(viewer) -> QuerySet[Certificate]:
    """Return the viewer's own certificates, the newest first."""
    return Certificate.objects.filter(completion__user=viewer).select_related("completion")


def certificate_for_download(viewer, code: str) -> Certificate:
    """Return the viewer's own certificate with this code; 404 for any other."""
    certificate = certificates_of(viewer).filter(code=codes.read(code) or "").first()
    if certificate is None:
        raise Http404
    return certificate


def certificates_for_hr(viewer, organisation, completion_ids: Iterable[int]) -> QuerySet:
    """Return the certificates of these completions in a municipality, for its HR office.

    Empty for everybody else; completions of other municipalities are not in it.
    """
    return _issued_by(viewer, organisation).filter(completion_id__in=completion_ids)


def certificate_for_hr(viewer, organisation, code: str) -> Certificate | None:
    """Return the certificate with this code if the viewer is HR where it was issued, or None."""
    return _issued_by(viewer, organisation).filter(code=codes.read(code) or "").first()


def check(code: str) -> CheckResult | None:
    """Return what a certificate with this code says, without the name, or None.

    The code may be typed as it is printed: in groups, in small letters, with an O for a 0.
    """
    snapshot = (
        Certificate.objects.filter(code=codes.read(code) or "")
        .values_list("snapshot", flat=True)
        .first()
    )
    if snapshot is None:
        return None
    return CheckResult(
        course_title=snapshot["course_title"],
        edition=snapshot["edition"],
        completed_on=date.fromisoformat(snapshot["completed_on"]),
        minutes=snapshot["minutes"],
        issuer=snapshot["issuer"]["name"],
    )


def release_effects(course_key: UUID, language: str) -> list[Effect]:
    """Tell the release page how many certificates there are, and that all of them stay valid."""
    count = Certificate.objects.filter(completion__course_key=course_key, language=language).count()
    stay = _("They stay valid and unchanged.")
    again = _("They stay valid and unchanged. A renewal uses the new edition.")
    explanations = {kind.value: stay for kind in ReleaseKind}
    return [
        Effect(
            label=_("Certificates issued"),
            count=count,
            explanations=explanations | {ReleaseKind.RETAKE.value: again},
        )
    ]


def _issued_by(viewer, organisation) -> QuerySet[Certificate]:
    if not viewer.has_role(Role.HR, organisation):
        return Certificate.objects.none()
    return Certificate.objects.filter(completion__organisation=organisation).select_related(
        "completion"
    )
