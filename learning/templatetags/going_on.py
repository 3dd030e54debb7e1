"""Where a person goes on, for pages of other apps such as the start page."""

from django import template

from learning.selectors import courses
from learning.selectors.progress import MyCourse

register = template.Library()


@register.simple_tag
def course_going_on(viewer) -> MyCourse | None:
    """Return the unfinished course that the person worked on last. Two queries."""
    return courses.going_on(viewer)
