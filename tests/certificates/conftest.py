import hashlib

import pytest

from certificates import services
from certificates.production import Product
from tests import factories


@pytest.fixture
def completion(learner, edition):
    """Mara Lindner has completed the course."""
    return factories.complete(learner, edition)


@pytest.fixture
def certificate(completion):
    return completion.certificate


@pytest.fixture
def press(monkeypatch):
    """Make nothing: note the jobs and answer with small files, or with `press.error`."""

    class Press:
        jobs = []
        error = None

        def __call__(self, orders, **_options):
            self.jobs = [*self.jobs, *(order.job for order in orders)]
            return [self.error or product(f"%PDF {len(self.jobs)}".encode())] * len(orders)

    press = Press()
    monkeypatch.setattr(services.files, "produce", press)
    return press


def product(pdf: bytes) -> Product:
    return Product(pdf, hashlib.sha256(b"unsigned " + pdf).hexdigest(), "B-B")
