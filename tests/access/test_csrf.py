"""A form that another site made this browser send is refused, whatever it is for."""

import pytest
from django.db import connection

from learning.views.unsent import owner_token
from tests.access.outcomes import SIGN_IN, outcome_of
from tests.access.table import TABLE
from tests.access.visits import Changes
from tests.access.world import ANONYMOUS, ROLES

pytestmark = pytest.mark.django_db
SESSION = {"accounts_session"}
API = "wagtailadmin_api:"  # asks who it is first


@pytest.fixture
def strict(world):
    """The world with browsers whose form tokens are checked."""
    plain = world.clients
    world.clients = {
        role: world.new_client(role, enforce_csrf_checks=True) for role in (ANONYMOUS, *ROLES)
    }
    yield world
    world.clients = plain


def role_that_gets_furthest(row) -> str:
    """Return somebody for whom the address is there, or else the operator."""
    return next((role for role in ROLES if row.post[role] not in ("404", "405")), "superuser")


def test_every_form_without_its_token_is_refused(strict):
    """Also where nobody is signed in. Nothing is written."""
    wrong = []
    for row in TABLE:
        data = {name: strict.fill(value) for name, value in row.data.items()}
        for role in (ANONYMOUS, role_that_gets_furthest(row)):
            changes = Changes()
            with connection.execute_wrapper(changes):
                response = strict.send(role, "POST", strict.fill(row.address), data)
            refused = {"403", SIGN_IN} if row.name.startswith(API) else {"403"}
            if outcome_of(response) not in refused or set(changes) - SESSION:
                wrong.append(f"{row.address} by {role}: {response.status_code} {set(changes)}")
    assert wrong == []


def test_a_learner_comes_back_to_the_lesson_and_nothing_is_written(strict):
    address = strict.fill("/kurse/kurs/lernen/fragen/antwort/{single}/")
    data = {
        "option": strict.fill("{right}"),
        "owner": owner_token(strict.people["learner"]),
    }
    changes = Changes()
    with connection.execute_wrapper(changes):
        response = strict.send("learner", "POST", address, data)
    assert (response.status_code, response["Location"]) == (302, "/kurse/kurs/lernen/fragen/")
    assert set(changes) == SESSION


def test_the_owner_token_of_somebody_else_opens_nothing(strict):
    address = strict.fill("/kurse/kurs/lernen/fragen/antwort/{single}/")
    data = {"option": strict.fill("{right}"), "owner": owner_token(strict.people["other"])}
    assert strict.send("learner", "POST", address, data).status_code == 403
    assert strict.send(ANONYMOUS, "POST", address, data).status_code == 403
