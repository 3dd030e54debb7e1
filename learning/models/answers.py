"""What a learner answered. Private to the learner; nobody else's code may import this."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from learning.models.record import Enrolment


class Answer(models.Model):
    """The latest answer to one question, or the walk through one scenario.

    `value` is `{"selected": [option id, …]}` or `{"path": [decision id, …]}`. Earlier
    answers are overwritten: there is no history of attempts and no time.
    """

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="answers")
    lesson_key = models.UUIDField(_("lesson"))
    block_id = models.CharField(_("block"), max_length=40)
    value = models.JSONField(_("answer"))
    command_id = models.UUIDField(_("command"), default=uuid.uuid4)

    class Meta:
        verbose_name = _("answer")
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "lesson_key", "block_id"], name="one_answer_per_block"
            )
        ]

    def __str__(self):
        return f"{self.lesson_key} {self.block_id}"
