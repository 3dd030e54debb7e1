"""Steps of a plan as appointments (iCalendar). Pure: a plan in, a file out.

Whole days: town halls use Outlook, which shows them, and does not show tasks (VTODO).
"""

from datetime import datetime, timedelta

from icalendar import Alarm, Calendar, Event

from handouts.plan import Step

PRODUCT = "-//KommA//Learning platform//DE"
MAX_SUMMARY = 120
BEFORE = timedelta(hours=16)  # at eight in the morning of the day before


def calendar_of(
    steps: list[Step], *, host: str, title: str, with_whom: str, made_at: datetime
) -> bytes:
    """Return a file with one whole-day appointment for each step; all of them must have a date.

    `title` stands before what is to be done, and `with_whom` before the people. A step is
    the same appointment each time it is made, so that importing it again changes and does not
    double it. Appointments are private, leave the day free and remind on the day before.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for step in steps:
        calendar.add_component(_event(step, host, title, with_whom, made_at))
    return calendar.to_ical()


def _event(step: Step, host: str, title: str, with_whom: str, made_at: datetime) -> Event:
    first_line = step.what.split("\n")[0]
    if len(first_line) > MAX_SUMMARY:
        first_line = first_line[: MAX_SUMMARY - 1].rstrip() + "…"
    description = step.what
    if step.with_whom:
        description += f"\n\n{with_whom} {step.with_whom}"
    event = Event()
    event.add("uid", f"{step.id}@{host}")
    event.add("dtstamp", made_at)
    event.add("sequence", int(made_at.timestamp()) // 60)  # the later file replaces the earlier
    event.add("summary", f"{title}: {first_line}")
    event.add("description", description)
    event.add("dtstart", step.due)
    event.add("dtend", step.due + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    event.add("x-microsoft-cdo-alldayevent", "TRUE")
    event.add("x-microsoft-cdo-busystatus", "FREE")
    event.add_component(_alarm(event["summary"]))
    return event


def _alarm(summary: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", summary)
    alarm.add("trigger", -BEFORE)
    return alarm
