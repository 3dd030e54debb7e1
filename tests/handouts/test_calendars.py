"""Appointments as other programs read them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar

from handouts.calendars import calendar_of
from handouts.plan import Step

ID = "5a6cf0ce-3f0c-4d0e-9a67-6f9d3f1c1e55"
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
STEP = Step(ID, "Mit dem Team reden; dann, am Freitag,\nAlarm üben.", "Büro 1", date(2026, 12, 31))


def file_of(*steps: Step, made_at: datetime = NOW) -> bytes:
    return calendar_of(
        list(steps), host="lernen.example", title="Mein Plan", with_whom="Mit:", made_at=made_at
    )


def event_of(step: Step, **options):
    (event,) = Calendar.from_ical(file_of(step, **options)).walk("VEVENT")
    return event


def test_a_step_is_a_private_whole_day_that_stays_free():
    event = event_of(STEP)
    assert event["summary"] == "Mein Plan: Mit dem Team reden; dann, am Freitag,"
    assert event["description"] == f"{STEP.what}\n\nMit: Büro 1"
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (STEP.due, date(2027, 1, 1))
    assert event["dtstart"].params["VALUE"] == "DATE"
    names = ("class", "transp", "x-microsoft-cdo-busystatus", "x-microsoft-cdo-alldayevent")
    assert [event[name] for name in names] == ["PRIVATE", "TRANSPARENT", "FREE", "TRUE"]


def test_one_is_reminded_in_the_morning_of_the_day_before():
    (alarm,) = event_of(STEP).walk("VALARM")
    assert alarm["action"] == "DISPLAY"
    assert alarm.decoded("trigger") == timedelta(hours=-16)


def test_the_same_step_is_the_same_appointment_and_the_later_file_counts():
    first = event_of(STEP)
    later = event_of(STEP, made_at=NOW + timedelta(minutes=1))
    assert first["uid"] == later["uid"] == f"{ID}@lernen.example"
    assert later["sequence"] > first["sequence"]
    assert file_of(STEP) == file_of(STEP)


@pytest.mark.parametrize("text", ["x" * 121, "Wort " * 300, "ä" * 2000])
def test_a_long_step_has_a_short_title(text):
    event = event_of(Step(ID, text, due=STEP.due))
    assert len(event["summary"]) <= len("Mein Plan: ") + 120
    assert event["summary"].endswith("…")
    assert event["description"] == text


def test_nobody_writes_lines_of_their_own_into_the_file():
    event = event_of(Step(ID, "x\nEND:VEVENT\nATTACH:http://evil.example/", "y\r\nURL:z", STEP.due))
    assert set(event.keys()) == {
        *("UID", "DTSTAMP", "SEQUENCE", "SUMMARY", "DESCRIPTION", "DTSTART", "DTEND", "TRANSP"),
        *("CLASS", "X-MICROSOFT-CDO-ALLDAYEVENT", "X-MICROSOFT-CDO-BUSYSTATUS"),
    }


def test_lines_are_folded_and_end_as_the_standard_says():
    lines = file_of(Step(ID, "ä" * 2000, due=STEP.due)).split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert lines[-1] == b""
    assert not any(b"\n" in line for line in lines)
