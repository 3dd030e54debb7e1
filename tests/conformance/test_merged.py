"""Many signed certificates as one PDF meet PDF/UA-1, in whatever script their names are."""

from io import BytesIO
from tempfile import TemporaryFile

import pikepdf
import pytest

from certificates.merging import Binder, merge
from certificates.rendering import Profile

STANDARD = "ua1"


@pytest.fixture(scope="module")
def merged(signed):
    binder = Binder("Teilnahmebescheinigungen", "Ohne Signaturen", "de")
    files = [
        ("-".join(variant), BytesIO(pdf))
        for variant, pdf in signed.items()
        if variant[-1] == Profile.CERTIFICATE
    ]
    with TemporaryFile() as target:
        merge(files, binder=binder, target=target)
        target.seek(0)
        return target.read()


def _without_numbers(content: bytes) -> bytes:
    """Return the same file, whose links and pages find their tags no more."""
    target = BytesIO()
    with pikepdf.open(BytesIO(content)) as pdf:
        del pdf.Root.StructTreeRoot.ParentTree
        del pdf.Root.StructTreeRoot.K
        pdf.save(target)
    return target.getvalue()


def test_the_merged_file_is_accessible(judge, merged):
    whole, damaged = judge([(merged, STANDARD), (_without_numbers(merged), STANDARD)])
    assert whole.broken == {}
    assert whole.checks > 100_000
    assert damaged.broken
