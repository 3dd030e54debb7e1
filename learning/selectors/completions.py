"""Completions as the HR office may see them: plain columns of completed courses, nothing else.

No enrolment, progress, answer or snapshot leaves through here, and nobody appears who has not
completed the course.
"""

import re
import uuid
from datetime import date

from django.db.models import Max, QuerySet

from accounts.roles import Role
from learning.models import Completion

HR_COLUMNS = (
    "id",
    "person_key",
    "person_name",
    "course_key",
    "course_title",
    "origin",
    "edition_number",
    "minutes",
    "completed_on",
)


def _visible_to(viewer, organisation) -> QuerySet:
    if not viewer.has_role(Role.HR, organisation):
        return Completion.objects.none()
    return Completion.objects.filter(organisation=organisation)


def completions_for(
    *,
    viewer,
    organisation,
    search: str = "",
    course_key: uuid.UUID | None = None,
    since: date | None = None,
    until: date | None = None,
) -> QuerySet:
    """Return the municipality's completions as dicts of `HR_COLUMNS`, newest first.

    Empty for anyone without the role HR in exactly this municipality. `search` finds names
    that contain each of its words, in any order and case.
    """
    rows = _visible_to(viewer, organisation)
    for word in search.split():
        # A regular expression, because SQLite's LIKE knows the case of a-z only: "özil".
        rows = rows.filter(person_name__iregex=re.escape(word))
    if course_key is not None:
        rows = rows.filter(course_key=course_key)
    if since is not None:
        rows = rows.filter(completed_on__gte=since)
    if until is not None:
        rows = rows.filter(completed_on__lte=until)
    return rows.order_by("-completed_on", "-id").values(*HR_COLUMNS)


def courses_completed_in(*, viewer, organisation) -> list[tuple[uuid.UUID, str]]:
    """Return (course key, title) of the courses somebody of the municipality completed.

    A course that was renamed between editions appears once, under its latest title.
    """
    titles = (
        _visible_to(viewer, organisation)
        .order_by()
        .values_list("course_key", "course_title")
        .annotate(latest=Max("id"))
        .order_by("latest")
    )
    latest_title = {key: title for key, title, _latest in titles}
    return sorted(latest_title.items(), key=lambda item: item[1].casefold())
