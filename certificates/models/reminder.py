"""That somebody was told in time that their certificate expires."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from certificates.models.certificate import Certificate


class ExpiryReminder(models.Model):
    """One reminder, so many days before. The constraint sees to it that nobody gets two."""

    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="reminders")
    days = models.PositiveSmallIntegerField(_("days before"))

    class Meta:
        verbose_name = _("reminder")
        constraints = [
            models.UniqueConstraint(fields=["certificate", "days"], name="one_reminder_per_day")
        ]

    def __str__(self):
        return f"{self.certificate} · {self.days}"
