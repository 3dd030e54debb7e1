"""What people say about lessons and pages: kept without the person, dealt with, forgotten."""

from datetime import timedelta
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from learning.enums import FeedbackKind
from learning.models import Feedback
from learning.selectors.feedback import Subject, may_read_feedback
from learning.signals import feedback_sent

KEPT_AFTERWARDS = timedelta(days=183)  # half a year after it was dealt with
KEPT_AT_MOST = timedelta(days=730)


@transaction.atomic
def send_feedback(
    *,
    subject: Subject,
    kind: FeedbackKind,
    text: str,
    command_id: UUID,
    reply_to: str = "",
    block_id: str = "",
) -> None:
    """Keep a message for the editorial team. The same command twice is one message.

    There is no actor, on purpose: nothing that is written names the person or their
    municipality, unless they ask for an answer. Sends `feedback_sent` in the transaction.
    """
    feedback, is_new = Feedback.objects.get_or_create(
        command_id=command_id,
        defaults={
            "kind": kind,
            "text": text,
            "reply_to": reply_to,
            "edition": subject.edition,
            "lesson_key": subject.lesson.key if subject.lesson else None,
            "block_id": block_id,
            "page": subject.page,
        },
    )
    if is_new:
        feedback_sent.send(sender=Feedback, feedback=feedback)


def mark_dealt_with(*, actor, feedback: Feedback) -> None:
    """Mark a message as dealt with and forget the address for the answer.

    Doing it twice changes nothing. Raises `PermissionDenied` outside the editorial team.
    """
    if not may_read_feedback(actor):
        raise PermissionDenied
    Feedback.objects.filter(pk=feedback.pk, dealt_with_on=None).update(
        dealt_with_on=timezone.localdate(), reply_to=""
    )


def forget_old_feedback() -> int:
    """Delete messages half a year after they were dealt with, and all after two years.

    Returns how many. Run nightly; may be run at any time.
    """
    today = timezone.localdate()
    old = Q(dealt_with_on__lt=today - KEPT_AFTERWARDS) | Q(sent_on__lt=today - KEPT_AT_MOST)
    count, _by_model = Feedback.objects.filter(old).delete()
    return count
