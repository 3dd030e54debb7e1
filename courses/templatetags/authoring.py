"""What the editor says about editions."""

from django import template
from django.urls import reverse

from courses.models import CoursePage
from courses.services.state import course_state, what_stays

register = template.Library()


@register.inclusion_tag("courses/admin/edition_status.html")
def edition_status(course: CoursePage, user):
    """Say which edition learners read, and whether something has been published since."""
    if course.pk is None:
        return {"state": None}
    may_release = course.permissions_for_user(user).can_publish()
    return {
        "state": course_state(course),
        "release_url": reverse("courses_release", args=[course.pk]) if may_release else "",
    }


@register.simple_tag(name="what_stays")
def what_stays_tag(page) -> str:
    """Say what a page leaves behind for learners when it goes."""
    return what_stays(page)
