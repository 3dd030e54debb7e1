import pytest


@pytest.fixture
def at_desk(client, hr):
    """A test client with Musterstadt's HR office signed in."""
    client.force_login(hr)
    return client
