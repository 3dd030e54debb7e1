"""The way to a new certificate, for a person whose certificate was revoked or expires."""

from dataclasses import dataclass
from enum import StrEnum

from courses.selectors import on_offer
from learning.enums import Origin
from learning.models import Completion, Enrolment


class Way(StrEnum):
    """What the person can do: take the course again, go on with it, or use what they have."""

    AGAIN = "again"
    RUNNING = "running"
    RENEWED = "renewed"
    CLOSED = "closed"  # the course is not on offer any more


@dataclass(frozen=True)
class Renewal:
    """The way, and the address of the course as the person knows it, or ""."""

    way: Way
    course_slug: str = ""


def renewal_of(viewer, completion: Completion) -> Renewal | None:
    """Return the way to a new certificate in place of the one of this completion.

    None where nothing needs to be done yet, and for a completion of somebody else.
    """
    if completion.user_id != viewer.pk or not completion.may_be_renewed:
        return None
    if completion.origin == Origin.EVENT or completion.withdrawn_on:
        return None  # an event is held once; what was withdrawn leaves the course as it was
    mine = Enrolment.objects.filter(user=viewer, course_key=completion.course_key)
    newest = mine.select_related("edition", "completion").order_by("-cycle").first()
    if newest is None:
        return Renewal(Way.CLOSED)
    slug = newest.edition.slug
    if newest.pk != completion.enrolment_id:
        is_done = hasattr(newest, "completion")
        return Renewal(Way.RENEWED if is_done else Way.RUNNING, slug)
    is_open = on_offer().filter(course_key=completion.course_key).exists()
    return Renewal(Way.AGAIN if is_open else Way.CLOSED, slug)
