import pytest
from django.db import transaction

from tests.access.world import make_world


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """The small world, built once for a whole file and rolled back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_world()
        transaction.set_rollback(True)
