"""Events that were held on site: entered, changed, and thrown away while nobody was recorded."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.roles import Role
from courses.models import CourseEdition
from courses.selectors import editions_of, on_offer, outline_of
from learning.models import HeldEvent


def hold_event(
    *,
    actor,
    title: str,
    language: str,
    first_day: date,
    last_day: date,
    place: str,
    minutes: int,
    contents: Sequence[str],
    note: str = "",
) -> HeldEvent:
    """Enter an event that is no course of this platform. Raises `ValidationError`."""
    _require_trainer(actor)
    event = HeldEvent(
        held_by=actor,
        title=title,
        language=language,
        first_day=first_day,
        last_day=last_day,
        place=place,
        minutes=minutes,
        contents=list(contents),
        note=note,
    )
    return _save(event)


def hold_course(
    *, actor, edition_id: int, first_day: date, last_day: date, place: str, note: str = ""
) -> HeldEvent:
    """Enter a course on offer that was held on site: what is certified is what its edition says.

    It is the edition, in that language, that there was on the last day. Raises
    `ValidationError` for a course that is not on offer, and for a day before its first edition.
    """
    _require_trainer(actor)
    event = HeldEvent(held_by=actor, first_day=first_day, last_day=last_day, place=place, note=note)
    _take_from_edition(event, edition_id)
    return _save(event)


@transaction.atomic
def change_event(*, actor, event: HeldEvent, edition_id: int | None = None, **fields) -> HeldEvent:
    """Change what was entered, as long as nobody was recorded. Raises `ValidationError`."""
    current = _still_open(actor, event)
    for name, value in fields.items():
        setattr(current, name, value)
    if current.edition_id:
        _take_from_edition(current, edition_id or current.edition_id)
    return _save(current)


@transaction.atomic
def discard_event(*, actor, event: HeldEvent) -> None:
    """Delete an event for which nobody was ever recorded. Raises `ValidationError`."""
    _still_open(actor, event).delete()


def own_event(actor, key: UUID) -> HeldEvent:
    """Lock an event that the actor entered, if they are a trainer still."""
    _require_trainer(actor)
    event = HeldEvent.objects.select_for_update().filter(key=key, held_by=actor).first()
    if event is None:
        raise PermissionDenied
    return event


def _require_trainer(actor) -> None:
    if not actor.has_role(Role.TRAINER):
        raise PermissionDenied


def _still_open(actor, event: HeldEvent) -> HeldEvent:
    current = own_event(actor, event.key)
    if current.attendances.exists():
        raise ValidationError(
            _("Somebody was recorded already: the event cannot be changed any more.")
        )
    return current


def _save(event: HeldEvent) -> HeldEvent:
    if event.last_day < event.first_day:
        raise ValidationError(_("The event ends before it begins. Please swap the days."))
    event.full_clean(exclude=["held_by", "edition", "contents"])
    event.save()
    return event


def _take_from_edition(event: HeldEvent, edition_id: int) -> None:
    """Copy what is certified from the edition of that day."""
    chosen = CourseEdition.objects.defer("outline_data").filter(pk=edition_id).first()
    if chosen is None or not (chosen.pk == event.edition_id or _is_on_offer(chosen)):
        raise ValidationError(_("This course is not on offer any more."))
    editions = list(editions_of(chosen.course_key, chosen.language))
    then = [edition for edition in editions if edition.released_on <= event.last_day]
    if not then:
        first_release = date_format(editions[-1].released_on)
        raise ValidationError(
            _("The first edition of this course is of %(date)s. What was held before was not it.")
            % {"date": first_release}
        )
    event.edition = then[0]
    outline = outline_of(event.edition)
    event.title, event.language = outline.title, event.edition.language
    event.minutes = outline.minutes
    modules = [module.title for module in outline.modules if not module.optional]
    event.contents = list(outline.certificate_contents or modules)


def _is_on_offer(edition: CourseEdition) -> bool:
    """Whether the course is, in this language: a newer edition may have come out meanwhile."""
    rows = on_offer().filter(course_key=edition.course_key, language=edition.language)
    return rows.exists()


def is_over(event: HeldEvent) -> bool:
    return event.last_day <= timezone.localdate()
