"""What the learning app does when something is released or reported, and what it tells authors."""

from django.conf import settings
from django.dispatch import receiver
from django.utils.translation import gettext as _

from courses.effects import Effect, register
from courses.signals import edition_released
from learning.enums import FeedbackKind
from learning.selectors.progress import in_progress_count
from learning.services import follow_editorial_release
from learning.signals import feedback_sent
from learning.tasks import mail_barrier


@receiver(edition_released)
def move_running_enrolments(sender, edition, **kwargs):
    """Let running enrolments follow an editorial release, in its transaction."""
    follow_editorial_release(edition=edition)


@receiver(feedback_sent)
def tell_the_office(sender, feedback, **kwargs):
    """Have a barrier mailed. The queue is a table of the same database: both or neither."""
    if feedback.kind == FeedbackKind.BARRIER and settings.ACCESSIBILITY_EMAIL:
        mail_barrier.enqueue(feedback.pk)


@register
def people_in_progress(course_key, language) -> list[Effect]:
    """Tell authors how many people are in the middle of the course."""
    return [
        Effect(
            label=_("People in progress"),
            count=in_progress_count(course_key, language),
            explanations={
                "editorial": _("They see the corrected texts at once and keep all progress."),
                "content": _("They finish the edition they have, or change over if they like."),
                "retake": _("They finish the edition they have, or change over if they like."),
            },
        )
    ]
