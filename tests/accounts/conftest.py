import pytest


@pytest.fixture
def at_office(client, admin):
    """A test client with Musterstadt's administrator signed in."""
    client.force_login(admin)
    return client
