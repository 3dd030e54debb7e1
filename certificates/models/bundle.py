"""Many certificates in one file, put together for an HR office and deleted soon after."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation


class Bundle(models.Model):
    """What was asked for, how far it is, and until when it is kept.

    `items` are the certificates as they were chosen: [code, file name, text], where the text
    is that of the bookmark, and of the list of what is missing. The file lies under a name
    that follows from the row, so that whoever deletes the row knows what else to delete.
    """

    class Kind(models.TextChoices):
        ZIP = "zip", _("ZIP with one PDF per certificate")
        PDF = "pdf", _("One PDF with bookmarks")

    class State(models.TextChoices):
        WAITING = "waiting", _("being put together")
        READY = "ready", _("ready")
        FAILED = "failed", _("not possible")

    key = models.UUIDField(_("key"), unique=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    kind = models.CharField(_("kind"), max_length=3, choices=Kind)
    language = models.CharField(_("language"), max_length=10)
    items = models.JSONField(_("certificates"))
    done = models.PositiveIntegerField(_("done"), default=0)
    missing = models.JSONField(_("codes of missing certificates"), default=list)
    state = models.CharField(_("state"), max_length=7, choices=State, default=State.WAITING)
    kept_until = models.DateTimeField(_("kept until"))

    class Meta:
        verbose_name = _("bundle of certificates")

    @property
    def total(self) -> int:
        return len(self.items)

    @property
    def missing_texts(self) -> list[str]:
        return [text for code, _name, text in self.items if code in self.missing]

    @property
    def path(self) -> str:
        return f"bundles/{self.key}.{self.kind}"

    def __str__(self):
        return self.path
