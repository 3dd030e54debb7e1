"""Reading certificates: one's own, HR's for one municipality, and the public check."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from django.db.models import F, QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.roles import NameRule, Role
from certificates import codes
from certificates.models import Bundle, Certificate, CertificateFile, ShareLink
from courses.effects import Effect
from courses.enums import ReleaseKind
from courses.outline import TEACHING_UNIT
from learning.enums import Origin
from learning.selectors.renewals import Renewal, renewal_of

_RELATED = ("completion__organisation", "supersedes", "superseded_by", "document")
_PROOF = (*_RELATED, "completion__share_link")
# Of wide rows, what the check page says: most of the time went into columns nobody reads.
_PUBLIC_COLUMNS = (
    *("code", "snapshot", "issued_on", "valid_until", "revoked_on", "revocation_reason"),
    *("correction_reason", "completion__organisation__name_on_check", "supersedes__code"),
    *(f"superseded_by__{name}" for name in ("code", "issued_on", "correction_reason")),
    *("document__sha256", "document__sha256_issued"),
)


class State(StrEnum):
    """What a certificate is worth today. Of several, the first that holds."""

    REVOKED = "revoked"
    SUPERSEDED = "superseded"
    EXPIRED = "expired"
    VALID = "valid"


@dataclass(frozen=True)
class CheckResult:
    """What the public may know of a certificate. The name only by the municipality's rule.

    `supersedes` and `superseded_by` are codes, or "".
    """

    code: str
    state: State
    course_title: str
    edition: int | None
    completed_on: date
    minutes: int
    issuer: str
    issued_on: date
    valid_until: date | None = None
    revoked_on: date | None = None
    revocation_reason: str = ""
    supersedes: str = ""
    correction_reason: str = ""
    superseded_by: str = ""
    superseded_on: date | None = None
    superseded_reason: str = ""
    name_rule: NameRule = NameRule.HIDDEN
    name: str = ""  # only where the rule shows it
    is_event: bool = False
    first_day: date | None = None  # of what was attended on site, and where that was
    place: str = ""
    hashes: tuple[str, ...] = ()  # SHA-256 of the file, as stored and as issued; or none yet

    @property
    def units(self) -> float:
        return self.minutes / TEACHING_UNIT


@dataclass(frozen=True)
class Proof:
    """A certificate as its owner sees it, or those to whom they show it: `result` has the name."""

    certificate: Certificate
    result: CheckResult
    link: ShareLink | None
    renewal: Renewal | None = None  # for the owner: the way to a new one, where this one ends


def state_of(certificate: Certificate) -> State:
    """Return what a certificate is worth today. No query where `superseded_by` was read along."""
    if certificate.revoked_on:
        return State.REVOKED
    if getattr(certificate, "superseded_by", None):
        return State.SUPERSEDED
    last_day = certificate.valid_until
    return State.EXPIRED if last_day and last_day < timezone.localdate() else State.VALID


def certificates_of(viewer) -> QuerySet[Certificate]:
    """Return the viewer's own certificates, the newest first, earlier ones among them."""
    return Certificate.objects.filter(completion__user=viewer).select_related(
        "completion", "superseded_by"
    )


def own_certificates(viewer) -> list[tuple[Certificate, State]]:
    """Return the viewer's own certificates with what each is worth today. One query."""
    return [(item, state_of(item)) for item in certificates_of(viewer)]


def certificate_for_download(viewer, code: str) -> Certificate:
    """Return the viewer's own certificate with this code; 404 for any other."""
    certificate = certificates_of(viewer).filter(code=codes.read(code) or "").first()
    if certificate is None:
        raise Http404
    return certificate


def stored_for_download(viewer, code: str) -> CertificateFile | None:
    """Return the file of the viewer's own certificate with this code if there is one. One query.

    It brings along what a download says of its certificate, and nothing else.
    """
    own = CertificateFile.objects.filter(
        certificate__code=codes.read(code) or "", certificate__completion__user=viewer
    )
    wanted = own.select_related("certificate").only(
        "file", "sha256", "certificate__language", "certificate__snapshot"
    )
    return next(iter(wanted), None)


def own_certificate(viewer, code: str) -> Proof:
    """Return the viewer's own certificate with all that its page says; 404 for any other."""
    rows = certificates_of(viewer).filter(code=codes.read(code) or "")
    certificate = rows.select_related(*_PROOF).first()
    if certificate is None:
        raise Http404
    proof = _proof(certificate)
    if proof.result.state == State.SUPERSEDED:  # the one in its place says what can be done
        return proof
    certificate.completion.is_revoked = bool(certificate.revoked_on)
    return replace(proof, renewal=renewal_of(viewer, certificate.completion))


def shared(token: str) -> Proof | None:
    """Return what the page with this address shows, or None. One query.

    Of several certificates it is the one that holds. There is no page any more of a person who
    has no account, or who cannot sign in to switch it off.
    """
    certificate = (
        Certificate.objects.filter(
            completion__share_link__token=token,
            completion__share_link__user__is_active=True,
            completion__user=F("completion__share_link__user"),
            superseded_by__isnull=True,
        )
        .select_related(*_PROOF)
        .first()
    )
    return certificate and _proof(certificate)


def certificates_for_hr(viewer, organisation, completion_ids: Iterable[int]) -> QuerySet:
    """Return the certificate that holds of each of these completions, for the HR office.

    Empty for everybody else; completions of other municipalities are not in it.
    """
    holding = _issued_by(viewer, organisation).filter(superseded_by__isnull=True)
    return holding.filter(completion_id__in=completion_ids)


def file_hashes_for_hr(viewer, organisation, completion_ids: Iterable[int]) -> dict[int, str]:
    """Return the SHA-256 of the file that holds, by completion; none where there is no file yet."""
    rows = certificates_for_hr(viewer, organisation, completion_ids)
    made = rows.filter(document__isnull=False)
    return dict(made.values_list("completion_id", "document__sha256"))


def bundle_for_hr(viewer, key: UUID) -> Bundle | None:
    """Return the bundle that the viewer asked for and may still have, or None."""
    asked = Bundle.objects.filter(key=key, requested_by=viewer, kept_until__gte=timezone.now())
    bundle = asked.select_related("organisation").first()
    return bundle if bundle and viewer.has_role(Role.HR, bundle.organisation) else None


def states_for_hr(viewer, organisation, completion_ids: Iterable[int]) -> dict:
    """Return (code, state) of the certificate that holds, by completion. One query."""
    rows = certificates_for_hr(viewer, organisation, completion_ids)
    rows = rows.select_related("superseded_by").defer("snapshot")
    return {item.completion_id: (item.code, state_of(item)) for item in rows}


def certificate_for_hr(viewer, organisation, code: str) -> Certificate | None:
    """Return the certificate with this code if the viewer is HR where it was issued, or None."""
    rows = _issued_by(viewer, organisation).select_related("superseded_by")
    return rows.filter(code=codes.read(code) or "").first()


def history_for_hr(viewer, certificate: Certificate) -> list[tuple[Certificate, State]]:
    """Return all certificates of the same completion, the newest first, with their states."""
    rows = _issued_by(viewer, certificate.completion.organisation)
    rows = rows.filter(completion=certificate.completion_id).select_related("superseded_by")
    return [(item, state_of(item)) for item in rows.order_by("-pk")]


def check(code: str) -> CheckResult | None:
    """Return what the public may know of the certificate with this code, or None. One query.

    The code may be typed as it is printed: in groups, in small letters, with an O for a 0.
    """
    rows = Certificate.objects.filter(code=codes.read(code) or "")
    wanted = rows.order_by().select_related(*_RELATED).only(*_PUBLIC_COLUMNS)
    certificate = next(iter(wanted), None)
    return certificate and _public(certificate)


def name_digest(code: str) -> str:
    """Return the digest of the name, where the rule lets people compare it; else ""."""
    rows = Certificate.objects.filter(code=codes.read(code) or "")
    compared = rows.exclude(completion__organisation__name_on_check=NameRule.HIDDEN)
    return compared.values_list("name_digest", flat=True).first() or ""


def _hashes(document) -> tuple[str, ...]:
    """Proof for the archive may have been added to the stored file; both are genuine."""
    return tuple(filter(None, dict.fromkeys([document.sha256, document.sha256_issued])))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _proof(certificate: Certificate) -> Proof:
    return Proof(
        certificate=certificate,
        result=replace(_public(certificate), name=certificate.snapshot["name"]),
        link=getattr(certificate.completion, "share_link", None),
    )


def _public(certificate: Certificate) -> CheckResult:
    printed = certificate.snapshot
    on_site = printed.get("on_site", {})
    later = getattr(certificate, "superseded_by", None)
    document = getattr(certificate, "document", None)
    rule = NameRule(certificate.completion.organisation.name_on_check)
    return CheckResult(
        code=certificate.code,
        state=state_of(certificate),
        course_title=printed["course_title"],
        edition=printed["edition"],
        completed_on=date.fromisoformat(printed["completed_on"]),
        minutes=printed["minutes"],
        issuer=printed["issuer"]["name"],
        issued_on=certificate.issued_on,
        valid_until=certificate.valid_until,
        revoked_on=certificate.revoked_on,
        revocation_reason=certificate.revocation_reason,
        supersedes=certificate.supersedes.code if certificate.supersedes else "",
        correction_reason=certificate.correction_reason,
        superseded_by=later.code if later else "",
        superseded_on=later.issued_on if later else None,
        superseded_reason=later.correction_reason if later else "",
        name_rule=rule,
        name=printed["name"] if rule == NameRule.SHOWN else "",
        is_event=printed.get("origin") == Origin.EVENT,
        first_day=_day(on_site.get("first_day")),
        place=on_site.get("place", ""),
        hashes=_hashes(document) if document else (),
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
