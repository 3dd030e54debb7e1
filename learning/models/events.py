"""What was held on site, and who was there: the origin of completions that nobody clicked together.

An event stands for itself, or is a course that was held on site: then it has that course's edition.
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from courses.models import CourseEdition
from courses.outline import TEACHING_UNIT
from learning.models.record import Completion

MAX_TITLE = 200
MAX_PLACE = 100
MAX_NOTE = 500
MAX_CONTENTS = 8
MAX_CONTENT = 150
MAX_MINUTES = 6000  # a hundred hours


class HeldEvent(models.Model):
    """An event that a trainer held; once somebody was there, nothing of it changes any more.

    `edition` names the course that was held on site; title, language, extent and contents are
    then copies of what that edition says. The note is for the trainer, and is never printed.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    held_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="held_events"
    )
    edition = models.ForeignKey(
        CourseEdition, null=True, on_delete=models.PROTECT, related_name="held_events"
    )
    title = models.CharField(_("title"), max_length=255)
    language = models.CharField(_("language"), max_length=10)
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))
    place = models.CharField(_("place"), max_length=MAX_PLACE)
    minutes = models.PositiveIntegerField(_("minutes"))
    contents = models.JSONField(_("contents"))
    note = models.TextField(_("note"), max_length=MAX_NOTE, blank=True)

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["-last_day", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")), name="event_ends_after_it_begins"
            )
        ]

    def __str__(self):
        return self.title

    @property
    def units(self) -> float:
        """The extent in teaching units."""
        return self.minutes / TEACHING_UNIT

    @property
    def course_key(self) -> uuid.UUID:
        """What those who were there have completed: the course, or the event itself."""
        return self.edition.course_key if self.edition else self.key


class Attendance(models.Model):
    """Somebody was there, as the trainer confirms. A row that was withdrawn counts no more.

    `completion` is what followed from it: none where the person had completed the course before.
    Whether it is there is the person's business; the trainer is not told.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    event = models.ForeignKey(HeldEvent, on_delete=models.PROTECT, related_name="attendances")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="attendances"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="attendances"
    )
    completion = models.OneToOneField(
        Completion, null=True, on_delete=models.PROTECT, related_name="attendance"
    )
    withdrawn_on = models.DateField(_("withdrawn on"), null=True)

    class Meta:
        verbose_name = _("attendance")
        constraints = [
            models.UniqueConstraint(
                fields=["event", "user"],
                condition=Q(withdrawn_on__isnull=True),
                name="one_attendance_per_event",
            )
        ]

    def __str__(self):
        return f"{self.user} · {self.event}"
