"""Events that were held, for tests."""

from datetime import date

from django.utils import timezone

from learning import services
from learning.models import HeldEvent

CONTENTS = ["Grenzen setzen", "Alarm und Rückzug"]


def make_event(trainer, *, last_day: date | None = None, **fields) -> HeldEvent:
    last_day = last_day or timezone.localdate()
    entered = {
        "title": "Sicher am Tresen",
        "language": "de",
        "first_day": last_day,
        "last_day": last_day,
        "place": "Rathaus Musterstadt, Saal 2",
        "minutes": 180,
        "contents": CONTENTS,
    }
    return services.hold_event(actor=trainer, **(entered | fields))


def hold_course(trainer, edition, *, last_day: date | None = None, **fields) -> HeldEvent:
    last_day = last_day or timezone.localdate()
    entered = {"edition_id": edition.pk, "first_day": last_day, "last_day": last_day}
    return services.hold_course(actor=trainer, **(entered | {"place": "Rathaus"} | fields))


def record(trainer, event, *people) -> int:
    keys = [person.key for person in people]
    return services.record_attendance(actor=trainer, event=event, people=keys)
