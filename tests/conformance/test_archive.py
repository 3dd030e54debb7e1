"""Proof for the archive (B-LTA), added behind the signature, breaks no rule of any standard."""

import pytest

from certificates.keys import Keyring
from certificates.rendering import Profile
from certificates.services import ensure_file, open_file
from certificates.services.extending import extend_files
from tests import factories
from tests.certificates.stamps import make_stamps
from tests.conformance import tools, verapdf
from tests.conformance.test_signature import VALID, poppler_on

pytestmark = pytest.mark.django_db
STANDARDS = {
    Profile.CERTIFICATE: verapdf.CERTIFICATE,
    Profile.CERTIFICATE_UA2: verapdf.CERTIFICATE_UA2,
}


@pytest.fixture(params=STANDARDS)
def archived(request, learner, edition, monkeypatch, settings, tmp_path):
    """A stored certificate that was extended: its path, its standards, its size as issued."""
    settings.CERTIFICATE_PROFILE = request.param
    stamps = make_stamps()
    monkeypatch.setattr(Keyring, "tsa_roots", lambda ring: stamps.roots)
    document = ensure_file(factories.complete(learner, edition).certificate)
    assert list(extend_files(timestamper=stamps.timestamper, lists=stamps.lists)) == [True]
    document.refresh_from_db()
    assert document.signature_level == "B-LTA"
    path = tmp_path / "archived.pdf"
    with open_file(document) as file:
        path.write_bytes(file.read())
    return path, STANDARDS[request.param], document.size_issued


def test_a_file_for_the_archive_breaks_no_rule(archived, judge):
    path, standards, issued = archived
    content = path.read_bytes()
    assert len(content) > issued
    judgements = judge([(content, standard) for standard in standards])
    assert [judgement.broken for judgement in judgements] == [{}] * len(standards)
    assert tools.syntax_errors(path) == ""
    said = poppler_on(path)
    assert said.count(VALID) == 1
    assert "ETSI.CAdES.detached" in said
    assert "Signature #2" in said  # the time stamp, which poppler does not judge
    # The proof bites: the same file without its last bytes is not sound.
    path.write_bytes(content[:-200])
    assert tools.syntax_errors(path) != ""
