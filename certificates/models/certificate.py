"""A certificate is a row with its own copy of all it says; the PDF is a function of it."""

from django.core.files.storage import storages
from django.db import models
from django.utils.translation import gettext_lazy as _

from certificates.codes import new_code
from courses.outline import TEACHING_UNIT
from learning.models import Completion

STATUS_LIST_LENGTH = 131_072  # places of a list: the least that the standard allows
MAX_REASON = 300


def certificate_storage():
    return storages["certificates"]


class Certificate(models.Model):
    """One certificate of attendance, issued with the completion in the same transaction.

    `snapshot` holds every text that is printed, so that renaming a person, editing a course
    or deleting an account changes no issued certificate.

    A correction is a new row that supersedes the old one and says why. The constraints make
    the certificates of a completion one chain: one first, and after each at most one other.
    The last one holds. Nothing of a row changes any more but its revocation.
    """

    completion = models.ForeignKey(
        Completion, on_delete=models.PROTECT, related_name="certificates"
    )
    code = models.CharField(_("check code"), max_length=40, unique=True, default=new_code)
    issued_on = models.DateField(_("issued on"))
    valid_until = models.DateField(_("valid until"), null=True)
    language = models.CharField(_("language"), max_length=10)
    snapshot = models.JSONField(_("printed texts"))
    # Salted with the code: answers "is this the name?", and not "whose are these?".
    name_digest = models.CharField(_("digest of the name"), max_length=64)
    supersedes = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="superseded_by"
    )
    correction_reason = models.CharField(
        _("reason for the correction"), max_length=MAX_REASON, blank=True
    )
    revoked_on = models.DateField(_("revoked on"), null=True)
    revocation_reason = models.CharField(
        _("reason for the revocation"), max_length=MAX_REASON, blank=True
    )
    # A place in a public list of revocations: at random, so that it tells nothing of the order.
    status_list = models.PositiveIntegerField(_("status list"))
    status_index = models.PositiveIntegerField(_("place in the status list"))

    class Meta:
        verbose_name = _("certificate")
        ordering = ["-issued_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["completion"],
                condition=models.Q(supersedes__isnull=True),
                name="one_first_certificate",
            ),
            models.UniqueConstraint(
                fields=["status_list", "status_index"], name="one_certificate_per_status"
            ),
            models.CheckConstraint(
                condition=models.Q(status_index__lt=STATUS_LIST_LENGTH), name="status_in_list"
            ),
            models.CheckConstraint(
                condition=models.Q(supersedes__isnull=True, correction_reason="")
                | (models.Q(supersedes__isnull=False) & ~models.Q(correction_reason="")),
                name="correction_has_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(revoked_on__isnull=True, revocation_reason="")
                | (models.Q(revoked_on__isnull=False) & ~models.Q(revocation_reason="")),
                name="revocation_has_reason",
            ),
        ]

    @property
    def units(self) -> float:
        """The extent in teaching units of 45 minutes."""
        return self.snapshot["minutes"] / TEACHING_UNIT

    def __str__(self):
        return f"{self.snapshot.get('course_title', '')} · {self.snapshot.get('name', '')}"


class CertificateFile(models.Model):
    """The PDF of a certificate: written once, never rendered again.

    `sha256` is that of the stored file, with its signature; `sha256_unsigned` that of the
    document before it was signed. Later something may be added behind the signature that
    proves it for longer: the first `size_issued` bytes stay as they were, with `sha256_issued`.
    """

    certificate = models.OneToOneField(
        Certificate, on_delete=models.PROTECT, related_name="document"
    )
    file = models.FileField(_("file"), storage=certificate_storage, max_length=200)
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    sha256_unsigned = models.CharField(_("SHA-256 before signing"), max_length=64, blank=True)
    sha256_issued = models.CharField(_("SHA-256 as issued"), max_length=64, blank=True)
    size = models.PositiveIntegerField(_("size in bytes"))
    size_issued = models.PositiveIntegerField(_("size as issued"), null=True)
    # How far the signature proves itself: B-B, B-T with a time stamp, B-LTA for the archive.
    signature_level = models.CharField(_("level of the signature"), max_length=5, blank=True)
    extended_on = models.DateField(_("extended on"), null=True)
    template_revision = models.CharField(_("template"), max_length=40)

    class Meta:
        verbose_name = _("certificate file")

    def __str__(self):
        return self.file.name
