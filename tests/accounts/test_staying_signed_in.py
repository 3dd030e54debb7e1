"""Whoever goes on stays signed in; a page that is only open keeps nobody signed in."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Session

pytestmark = pytest.mark.django_db

ASK = "/mein-konto/sitzung/"
HOUR = 3600


@pytest.fixture
def leave_hours(signed_in):
    """Return a function that lets the session end in so many hours."""

    def leave(hours):
        Session.objects.update(expire_date=timezone.now() + timedelta(hours=hours))

    return leave


def hours_left() -> int:
    return round((Session.objects.get().expire_date - timezone.now()).total_seconds() / HOUR)


def told(page) -> int:
    """Return the hours that a page says are left."""
    return round(int(page.content.decode().partition('data-left="')[2].partition('"')[0]) / HOUR)


@pytest.mark.parametrize(("before", "after"), [(7, 7), (3, 8)])
def test_going_on_in_the_second_half_starts_the_time_anew(signed_in, leave_hours, before, after):
    leave_hours(before)
    page = signed_in.get("/mein-lernen/")
    assert (told(page), hours_left()) == (after, after)


def test_going_on_in_the_first_half_writes_nothing(signed_in, leave_hours):
    leave_hours(5)
    assert "sessionid" not in signed_in.get("/mein-lernen/").cookies


@pytest.mark.parametrize("before", [7, 3])
def test_asking_extends_nothing(signed_in, leave_hours, before):
    leave_hours(before)
    left = signed_in.get(ASK).json()["left"]
    assert (round(left / HOUR), hours_left()) == (before, before)


@pytest.mark.parametrize("before", [7, 3])
def test_saying_that_one_stays_starts_the_time_anew(signed_in, leave_hours, before):
    leave_hours(before)
    assert signed_in.post(ASK).json() == {"left": 8 * HOUR}
    assert hours_left() == 8


@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_is_signed_in_for_no_time(client, method):
    assert getattr(client, method)(ASK).json() == {"left": 0}


def test_after_the_end_it_is_over(signed_in, leave_hours):
    leave_hours(-1)
    assert signed_in.post(ASK).json() == {"left": 0}
    assert 'id="session"' not in signed_in.get("/kurse/").content.decode()


def test_what_waits_for_a_visitor_is_not_kept_longer(client):
    session = client.session
    session["unsent_answers"] = []
    session.save()
    Session.objects.update(expire_date=timezone.now() + timedelta(hours=3))
    client.cookies["sessionid"] = session.session_key
    client.get("/kurse/")
    assert hours_left() == 3
