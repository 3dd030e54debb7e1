"""Work for later. A task that is lost or runs twice does no harm: the message is stored."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

from learning.models import Feedback
from learning.selectors.feedback import subject_of


@task()
def mail_barrier(feedback_id: int) -> None:
    """Mail a reported barrier to the office for accessibility, if there is one to be told."""
    feedback = Feedback.objects.select_related("edition").filter(pk=feedback_id).first()
    if feedback is None or not settings.ACCESSIBILITY_EMAIL:
        return
    with translation.override(settings.LANGUAGE_CODE):
        subject = subject_of(feedback)
        context = {"feedback": feedback, "subject": subject, "base_url": settings.BASE_URL}
        EmailMessage(
            subject=_("A barrier on the learning platform has been reported"),
            body=render_to_string("learning/mail/barrier.txt", context),
            to=[settings.ACCESSIBILITY_EMAIL],
            reply_to=[feedback.reply_to] if feedback.reply_to else [],
        ).send()
