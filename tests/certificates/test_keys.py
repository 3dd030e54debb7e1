"""The keyring: made once, for our eyes only, rotated without losing what proves old signatures."""

import stat
from datetime import UTC, datetime

import pytest
from cryptography import x509

from certificates.authority import make_authority, make_lists, make_signer
from certificates.keys import CREDENTIAL, DOCUMENT, KINDS, KeyProblem, Keyring, _pem, _private_pem

NOW = datetime(2026, 11, 22, tzinfo=UTC)


@pytest.fixture
def ring(tmp_path):
    ring = Keyring(tmp_path / "deep" / "keys")
    ring.create("Musterstadt")
    return ring


def names(ring) -> set[str]:
    return {path.name for path in ring.folder.iterdir()}


def test_nothing_is_there_at_first(tmp_path):
    ring = Keyring(tmp_path / "keys")
    assert ring.problems() == [f"there is no folder {ring.folder}"]
    assert (ring.complete(), ring.public(), ring.roots()) == (False, [], [])
    with pytest.raises(KeyProblem):
        ring.private(CREDENTIAL)
    with pytest.raises(KeyProblem):
        ring.chain()


def test_keys_are_made_once(ring):
    before = {path: path.read_bytes() for path in ring.folder.rglob("*.pem")}
    assert ring.create("Musterstadt") == []
    assert {path: path.read_bytes() for path in ring.folder.rglob("*.pem")} == before
    assert ring.problems() == []
    assert ring.complete()


def test_nobody_else_may_read_them(ring):
    modes = {stat.S_IMODE(path.stat().st_mode) for path in ring.folder.rglob("*.pem")}
    assert modes == {0o600}
    assert stat.S_IMODE(ring.folder.stat().st_mode) == 0o700


@pytest.mark.parametrize("name", ["", "credential-1.key.pem", "authority/root.key.pem"])
def test_open_files_are_named(ring, name):
    (ring.folder / name).chmod(0o755)
    (problem,) = ring.problems()
    assert problem.startswith("others may")
    assert name in problem


def test_a_key_that_cannot_be_used(ring):
    (ring.folder / "credential-1.key.pem").write_text("half")
    with pytest.raises(KeyProblem, match="credential-1.key.pem cannot be used"):
        ring.private(CREDENTIAL)


@pytest.mark.parametrize("kind", KINDS)
def test_rotation_destroys_the_private_half_only(ring, kind):
    public = [item.name for item in ring.public()]
    assert ring.rotate(kind, "Musterstadt") == f"{kind}-2"
    part = "chain" if kind == DOCUMENT else "pub"
    assert f"{kind}-1.key.pem" not in names(ring)
    assert {f"{kind}-1.{part}.pem", f"{kind}-2.{part}.pem", f"{kind}-2.key.pem"} <= names(ring)
    assert ring.private(kind)[0] == f"{kind}-2"
    assert set(public) <= {item.name for item in ring.public()}
    assert ring.problems() == []


def test_own_authority_stays_the_same(ring):
    first = ring.chain()
    ring.rotate(DOCUMENT, "Musterstadt")
    assert ring.chain(1) == first
    assert ring.chain() == ring.chain(2) != first
    assert len(ring.roots()) == 1
    assert not ring.bought()
    assert len(ring.revocation_lists()) == 2


def test_chains_lead_to_the_root(ring):
    signer, issuing, root = x509.load_pem_x509_certificates(ring.chain())
    signer.verify_directly_issued_by(issuing)
    issuing.verify_directly_issued_by(root)
    assert signer.public_key() == ring.private(DOCUMENT)[1].public_key()


# --- A bought certificate ---------------------------------------------------------------


@pytest.fixture
def bought():
    authority = make_authority("Some authority", NOW)
    signer = make_signer(authority, "Musterstadt", NOW)
    chain = _pem(signer.certificate, authority.issuing.certificate, authority.root.certificate)
    return _private_pem(signer.key), chain


def test_a_bought_certificate_is_taken_over(ring, bought):
    key, chain = bought
    assert ring.adopt(key, chain) == "document-2"
    assert ring.chain() == chain
    assert ring.bought()
    assert len(ring.roots()) == 2


def test_unfit_certificates_are_refused(ring, bought):
    key, chain = bought
    other = make_authority("Other", NOW)
    first = x509.load_pem_x509_certificates(chain)[0]
    for wrong_key, wrong_chain in (
        (key, b"no chain"),
        (b"no key", chain),
        (_private_pem(other.root.key), chain),
        (key, _pem(first)),
        (key, _pem(first, other.issuing.certificate, other.root.certificate)),
    ):
        with pytest.raises(KeyProblem):
            ring.adopt(wrong_key, wrong_chain)
    assert ring.numbers(DOCUMENT, "chain") == [1]


def test_long_names_fit_into_a_certificate():
    authority = make_authority("Ämter der Stadt " * 20, NOW)
    assert "Ämter der Stadt" in authority.root.certificate.subject.rfc4514_string()
    assert authority.root.certificate.subject.rfc4514_string().endswith("Root CA")


def test_lists_are_signed_by_who_issued():
    authority = make_authority("Musterstadt", NOW)
    root_list, issuing_list = make_lists(authority, NOW)
    assert root_list.is_signature_valid(authority.root.key.public_key())
    assert issuing_list.is_signature_valid(authority.issuing.key.public_key())
