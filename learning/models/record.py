"""The legal record: who is enrolled in which edition, what was worked on, what was completed.

Courses and lessons are their translation keys, never pages: deleting a page deletes nothing
here. Constraints, not checks, forbid doubles.
"""

import uuid
from datetime import date
from functools import cached_property

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from courses.models import CourseEdition
from learning.enums import EventKind, Origin
from learning.validity import last_day, may_renew

EVENT_LABELS = {
    EventKind.DONE: _("marked as done"),
    EventKind.ANSWERED: _("answered"),
    EventKind.CORRECT: _("answered correctly"),
    EventKind.ENDED: _("brought to an end"),
}
ORIGIN_LABELS = {
    Origin.COURSE: _("Course"),
    Origin.RECOGNITION: _("Course, on site"),
    Origin.EVENT: _("Event"),
}


class Enrolment(models.Model):
    """A person takes a course, in one edition, for one municipality.

    `cycle` counts renewals from 1. The position is where the person stopped; it is
    overwritten and carries no time.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="enrolments"
    )
    course_key = models.UUIDField(_("course"))
    edition = models.ForeignKey(CourseEdition, on_delete=models.PROTECT, related_name="enrolments")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="enrolments"
    )
    cycle = models.PositiveSmallIntegerField(_("cycle"), default=1)
    position_lesson = models.UUIDField(_("last lesson"), null=True)
    position_block = models.CharField(_("last place in the lesson"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("enrolment")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "course_key", "cycle"], name="one_enrolment_per_cycle"
            )
        ]

    def __str__(self):
        return f"{self.user} · {self.edition}"


class ProgressEvent(models.Model):
    """Something was worked on, once. Append-only; the order is the primary key's."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="events")
    lesson_key = models.UUIDField(_("lesson"))
    block_id = models.CharField(_("block"), max_length=40, blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=list(EVENT_LABELS.items()))
    command_id = models.UUIDField(_("command"), default=uuid.uuid4)

    class Meta:
        verbose_name = _("progress event")
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "lesson_key", "block_id", "kind"], name="one_event_of_a_kind"
            )
        ]

    def __str__(self):
        return f"{self.lesson_key} {self.block_id} {self.kind}"


class Completion(models.Model):
    """A dated fact with its own copy of everything it says; it survives account and course.

    Of an event, `course_key` is the event's, and there is no edition. What a trainer confirmed
    and withdrew stays, but counts no more: the same can then be completed again.
    """

    enrolment = models.OneToOneField(
        Enrolment, null=True, on_delete=models.SET_NULL, related_name="completion"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="completions",
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="completions"
    )
    origin = models.CharField(
        _("kind"), max_length=12, choices=list(ORIGIN_LABELS.items()), default=Origin.COURSE
    )
    withdrawn_on = models.DateField(_("withdrawn on"), null=True)
    course_key = models.UUIDField(_("course"))
    person_key = models.UUIDField(_("person"), help_text="accounts.User.key")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cycle = models.PositiveSmallIntegerField(_("cycle"), default=1)
    completed_on = models.DateField(_("completed on"))
    person_name = models.CharField(_("name at completion"), max_length=200)
    course_title = models.CharField(_("course title"), max_length=255)
    edition_number = models.PositiveIntegerField(_("edition"), null=True)
    minutes = models.PositiveIntegerField(_("minutes"))
    snapshot = models.JSONField(
        _("snapshot"), help_text="modules, contents, rule, issuer, language as of that day"
    )

    class Meta:
        verbose_name = _("completion")
        ordering = ["-completed_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person_key", "course_key", "cycle"],
                condition=Q(withdrawn_on__isnull=True),
                name="one_completion_per_cycle",
            ),
            models.CheckConstraint(
                condition=Q(origin=Origin.EVENT, edition_number__isnull=True)
                | (~Q(origin=Origin.EVENT) & Q(edition_number__isnull=False)),
                name="an_event_has_no_edition",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True)
                | (~Q(origin=Origin.COURSE) & Q(enrolment__isnull=True)),
                name="withdrawn_counts_no_more",
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "-completed_on", "-id"], name="completion_by_organisation"
            )
        ]

    def __str__(self):
        return f"{self.person_name} · {self.course_title}"

    @property
    def valid_until(self) -> date | None:
        """The last day on which it counts, by the rule of that day; None: for ever."""
        return last_day(self.completed_on, (self.snapshot.get("rule") or {}).get("valid_months"))

    @property
    def may_be_renewed(self) -> bool:
        """Whether the course may be taken again: its certificate was revoked, or expires."""
        return may_renew(self.valid_until, timezone.localdate()) or self.is_revoked

    @cached_property
    def is_revoked(self) -> bool:
        """Whether the certificate that holds was revoked. One query, unless it was read along."""
        return Completion.revoked().filter(pk=self.pk).exists()

    @classmethod
    def revoked(cls) -> models.QuerySet:
        """The completions whose certificate was revoked; of a corrected one, the later one."""
        return cls.objects.filter(
            certificates__superseded_by__isnull=True, certificates__revoked_on__isnull=False
        )

    @property
    def certificate(self):
        """The certificate that holds: the last of those issued for it, or None. One query."""
        return self.certificates.filter(superseded_by__isnull=True).first()
