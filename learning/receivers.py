"""What the learning app does when something is released, and what it tells authors before."""

from django.dispatch import receiver
from django.utils.translation import gettext as _

from courses.effects import Effect, register
from courses.signals import edition_released
from learning.selectors.progress import in_progress_count
from learning.services import follow_editorial_release


@receiver(edition_released)
def move_running_enrolments(sender, edition, **kwargs):
    """Let running enrolments follow an editorial release, in its transaction."""
    follow_editorial_release(edition=edition)


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
