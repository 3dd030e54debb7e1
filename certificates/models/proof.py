"""The digital proof beside the PDF, so that handing it out opens no PDF and starts no process."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from certificates.models.certificate import CertificateFile


class SealedProof(models.Model):
    """The credential of a file, exactly as it lies in the file, and as a token.

    In a row of its own, so that lists of files stay short. Written with the file; for older
    files, and the token, when first asked for. Written once: all of it is signed.
    """

    document = models.OneToOneField(CertificateFile, on_delete=models.PROTECT, related_name="proof")
    credential = models.TextField(_("credential"), blank=True)
    token = models.TextField(_("credential as a token"), blank=True)

    class Meta:
        verbose_name = _("digital proof")

    def __str__(self):
        return str(self.document)
