import pytest

from certificates import services
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
    """Print nothing: note the jobs and answer with small files, or with `press.error`."""

    class Press:
        jobs = []
        error = None

        def __call__(self, jobs, *, fonts_conf):
            self.jobs = [*self.jobs, *jobs]
            return [self.error or f"%PDF {len(self.jobs)}".encode()] * len(jobs)

    press = Press()
    monkeypatch.setattr(services.files, "print_all", press)
    return press
