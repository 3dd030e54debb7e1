"""Fixtures for all tests: a site, two municipalities, one small course in one edition."""

import os

import pytest
from django.conf import settings as django_settings
from django.core.cache import caches

from accounts.roles import Role
from certificates.authority import TEST_MARK
from certificates.keys import Keyring
from tests import factories

# Playwright keeps an event loop running in the test's thread.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture(scope="session", autouse=True)
def keyring() -> Keyring:
    """The keys of all tests, in the data folder that lasts as long as they do."""
    ring = Keyring(django_settings.CERTIFICATE_KEYS_DIR)
    ring.create(f"{TEST_MARK}localhost")
    return ring


@pytest.fixture(autouse=True)
def _empty_caches():
    """Rate limits and cached fragments of one test must not reach the next."""
    for cache in caches.all():
        cache.clear()


@pytest.fixture
def musterstadt(db):
    return factories.make_organisation("Musterstadt")


@pytest.fixture
def beispielkreis(db):
    return factories.make_organisation("Beispielkreis")


@pytest.fixture
def learner(musterstadt):
    return factories.make_person(musterstadt, "Mara Lindner")


@pytest.fixture
def trainer(musterstadt):
    return factories.make_person(musterstadt, "Tarik Yılmaz", [Role.TRAINER])


@pytest.fixture
def hr(musterstadt):
    return factories.make_person(musterstadt, "Petra Sommer", [Role.HR])


@pytest.fixture
def admin(musterstadt):
    return factories.make_person(musterstadt, "Volker Brandt", [Role.ADMIN])


@pytest.fixture
def foreign_hr(beispielkreis):
    return factories.make_person(beispielkreis, "Paul Schreiber", [Role.HR])


@pytest.fixture
def course_index(db):
    return factories.make_site()


@pytest.fixture
def course(course_index):
    """A published course of three lessons: text, two questions, scenario. Not released."""
    return factories.make_course(course_index)


@pytest.fixture
def edition(course):
    """The first edition of the course."""
    return factories.release_course(course)


@pytest.fixture
def enrolment(learner, edition):
    return factories.enrol(learner, edition)


@pytest.fixture
def signed_in(client, learner):
    """A test client with the learner signed in."""
    client.force_login(learner)
    return client
