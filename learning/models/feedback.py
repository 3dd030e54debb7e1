"""What people say about a lesson or a page. There is no person in the row, and no time of day."""

import uuid
from datetime import date, timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.models import CourseEdition
from learning.enums import FeedbackKind

KIND_LABELS = {
    FeedbackKind.ERROR: _("Something is wrong"),
    FeedbackKind.HURTFUL: _("Something is hurtful or leaves people out"),
    FeedbackKind.UNCLEAR: _("Something is hard to understand"),
    FeedbackKind.IDEA: _("An idea, or something good"),
    FeedbackKind.BARRIER: _("A barrier"),
}
MAX_LENGTH = 2000
ANSWER_WITHIN = timedelta(days=30)  # barriers: one month, § 12b BGG and the laws of the states


class Feedback(models.Model):
    """One message to the editorial team, anonymous unless its writer asks for an answer.

    Neither person nor municipality stands in it, and of the time only the day. `edition`,
    `lesson_key` and `block_id` say what it is about; a barrier may be about any page.
    """

    kind = models.CharField(_("what it is"), max_length=10, choices=list(KIND_LABELS.items()))
    text = models.TextField(_("message"), max_length=MAX_LENGTH)
    reply_to = models.EmailField(_("e-mail address for the answer"), blank=True)
    edition = models.ForeignKey(
        CourseEdition, null=True, on_delete=models.PROTECT, related_name="feedback"
    )
    lesson_key = models.UUIDField(_("lesson"), null=True)
    block_id = models.CharField(_("block"), max_length=40, blank=True)
    page = models.CharField(_("page"), max_length=300, blank=True)
    sent_on = models.DateField(_("sent on"), default=timezone.localdate)
    dealt_with_on = models.DateField(_("dealt with on"), null=True)
    command_id = models.UUIDField(_("command"), default=uuid.uuid4, unique=True)

    class Meta:
        verbose_name = _("feedback message")
        verbose_name_plural = _("feedback messages")
        ordering = [models.F("dealt_with_on").asc(nulls_first=True), "-id"]

    def __str__(self):
        return f"{self.get_kind_display()} · {self.text[:60]}"

    @property
    def answer_by(self) -> date | None:
        """The day until which somebody who reported a barrier is owed an answer."""
        if self.kind == FeedbackKind.BARRIER and self.reply_to and not self.dealt_with_on:
            return self.sent_on + ANSWER_WITHIN
        return None
