"""A certificate is a row with its own copy of all it says; the PDF is a function of it."""

from django.core.files.storage import storages
from django.db import models
from django.utils.translation import gettext_lazy as _

from certificates.codes import new_code
from learning.models import Completion

TEACHING_UNIT = 45  # minutes


def certificate_storage():
    return storages["certificates"]


class Certificate(models.Model):
    """One certificate of attendance, issued with the completion in the same transaction.

    `snapshot` holds every text that is printed, so that renaming a person, editing a course
    or deleting an account changes no issued certificate.
    """

    completion = models.OneToOneField(
        Completion, on_delete=models.PROTECT, related_name="certificate"
    )
    code = models.CharField(_("check code"), max_length=40, unique=True, default=new_code)
    issued_on = models.DateField(_("issued on"))
    language = models.CharField(_("language"), max_length=10)
    snapshot = models.JSONField(_("printed texts"))

    class Meta:
        verbose_name = _("certificate")
        ordering = ["-issued_on", "-id"]

    @property
    def units(self) -> float:
        """The extent in teaching units of 45 minutes."""
        return self.snapshot["minutes"] / TEACHING_UNIT

    def __str__(self):
        return f"{self.snapshot.get('course_title', '')} · {self.snapshot.get('name', '')}"


class CertificateFile(models.Model):
    """The PDF of a certificate: written once, never rendered again."""

    certificate = models.OneToOneField(
        Certificate, on_delete=models.PROTECT, related_name="document"
    )
    file = models.FileField(_("file"), storage=certificate_storage, max_length=200)
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    size = models.PositiveIntegerField(_("size in bytes"))
    template_revision = models.CharField(_("template"), max_length=40)

    class Meta:
        verbose_name = _("certificate file")

    def __str__(self):
        return self.file.name
