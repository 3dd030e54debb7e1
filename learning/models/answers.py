"""What a learner answered. Private to the learner; nobody else's code may import this."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from learning.models.record import Enrolment


class Answer(models.Model):
    """The latest answer to one question, or the walk through one scenario.

    `value` is as `courses.grading.Question.read` returns it, or `{"path": [decision id, …]}`;
    None as long as nothing was handed in. Earlier answers are overwritten: there is no history
    of attempts and no time. `command_id` names the form that stored the value.

    `draft` holds the fields of a form that was begun and not handed in; handing in removes it.
    """

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="answers")
    lesson_key = models.UUIDField(_("lesson"))
    block_id = models.CharField(_("block"), max_length=40)
    value = models.JSONField(_("answer"), null=True)
    draft = models.JSONField(_("half-given answer"), null=True)
    command_id = models.UUIDField(_("command"), default=uuid.uuid4)

    class Meta:
        verbose_name = _("answer")
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "lesson_key", "block_id"], name="one_answer_per_block"
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=False) | Q(draft__isnull=False), name="answer_or_draft"
            ),
        ]

    def __str__(self):
        return f"{self.lesson_key} {self.block_id}"
