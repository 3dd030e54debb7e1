"""What the editor says about editions."""

from django import template
from django.urls import reverse

from courses.models import CoursePage
from courses.services.state import course_state

register = template.Library()


@register.inclusion_tag("courses/admin/edition_status.html", takes_context=True)
def edition_status(context, page):
    """Say which edition learners read, and whether something has been published since."""
    request = context["request"]
    if not isinstance(page, CoursePage) or page.pk is None:
        return {}
    may_release = page.permissions_for_user(request.user).can_publish()
    return {
        "state": course_state(page),
        "release_url": reverse("courses_release", args=[page.pk]) if may_release else "",
    }
