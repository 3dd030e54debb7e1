"""What the editor says about editions, and what authors see of their scenarios."""

from django import template
from django.urls import reverse

from courses import scenario_map
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


@register.inclusion_tag("courses/partials/scenario_map.html", name="scenario_map")
def scenario_map_tag(scenario) -> dict:
    """Draw the map of a scenario; what it shows must stand beside it in words."""
    return {
        "map": scenario_map.map_of(scenario),
        "name": scenario.id,
        "width": scenario_map.WIDTH,
        "height": scenario_map.HEIGHT,
    }
