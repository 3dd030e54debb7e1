"""The stored file before poppler: a verifier that knows nothing of ours."""

import random
import subprocess
from pathlib import Path

import pytest

from certificates.services import ensure_file
from tests import factories

pytestmark = pytest.mark.django_db
FLIPS = 12


@pytest.fixture
def stored(learner, edition) -> bytes:
    with ensure_file(factories.complete(learner, edition).certificate).file.open() as file:
        return file.read()


@pytest.fixture
def pdfsig(tmp_path):
    """Return what poppler says of a file. Our authority is unknown to it, as to everybody."""

    def judge(pdf: bytes) -> str:
        path = tmp_path / "file.pdf"
        path.write_bytes(pdf)
        return poppler_on(path)

    return judge


def poppler_on(path: Path) -> str:
    command = ["pdfsig", "-nocert", path]
    return subprocess.run(command, capture_output=True, text=True, errors="replace").stdout


VALID, WHOLE = "Signature Validation: Signature is Valid.", "Total document signed"


def test_poppler_accepts_the_signature(stored, pdfsig):
    said = pdfsig(stored)
    assert VALID in said
    assert WHOLE in said
    assert "Signature Field Name: Signature" in said
    assert "ETSI.CAdES.detached" in said


def test_poppler_refuses_changed_bytes(stored, pdfsig):
    start = stored.index(b"/Contents <", stored.index(b"/ETSI.CAdES.detached") - 20_000)
    chance = random.Random(20261122)
    for place in chance.sample(range(20, start), FLIPS):
        changed = bytearray(stored)
        changed[place] ^= 1
        assert VALID not in pdfsig(bytes(changed)), place


def test_poppler_sees_what_was_added(stored, pdfsig):
    assert WHOLE not in pdfsig(stored + b"garbage")
