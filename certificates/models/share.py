"""That a person shows one of their proofs to everybody who has the address."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from certificates.codes import new_token
from learning.models import Completion


class ShareLink(models.Model):
    """A public page of a completion's certificate, for as long as the person wants it.

    It is about the completion, so that after a correction it shows the certificate that holds.
    Switching it off deletes the row, and so does erasing the account; the address never works
    again. It says nothing of visits, because nobody counts them.
    """

    completion = models.OneToOneField(
        Completion, on_delete=models.PROTECT, related_name="share_link"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="share_links"
    )
    token = models.CharField(_("address"), max_length=40, unique=True, default=new_token)
    with_files = models.BooleanField(_("with badge and proof"), default=False)

    class Meta:
        verbose_name = _("share link")

    def __str__(self):
        return f"{self.completion} · {_('share link')}"
