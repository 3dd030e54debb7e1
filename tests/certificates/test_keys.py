"""The keyring: made once, for our eyes only, rotated without losing what proves old signatures."""

import stat
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ed25519
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from certificates import authority as authorities
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
    assert (ring.public(), ring.roots(), ring.valid_until()) == ([], [], None)
    with pytest.raises(KeyProblem):
        ring.private(CREDENTIAL)
    with pytest.raises(KeyProblem):
        ring.chain()


def test_keys_are_made_once(ring):
    before = {path: path.read_bytes() for path in ring.folder.rglob("*.pem")}
    assert ring.create("Musterstadt") == []
    assert {path: path.read_bytes() for path in ring.folder.rglob("*.pem")} == before
    assert ring.problems() == []


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
    with pytest.raises(KeyProblem):
        ring.chain(0)
    assert len(ring.roots()) == 1
    assert not ring.bought()
    assert len(ring.revocation_lists()) == 2


def test_chains_lead_to_the_root(ring):
    signer, issuing, root = x509.load_pem_x509_certificates(ring.chain())
    signer.verify_directly_issued_by(issuing)
    issuing.verify_directly_issued_by(root)
    assert signer.public_key() == ring.private(DOCUMENT)[1].public_key()


def is_pair(key: bytes, chain: bytes) -> bool:
    signer = x509.load_pem_x509_certificates(chain)[0]
    return load_pem_private_key(key, None).public_key() == signer.public_key()


def test_a_rotation_that_is_cut_off_leaves_the_old_pair(ring, monkeypatch):
    """A key under another's certificate would sign what nobody can verify."""
    write, before = Keyring._write, ring.for_documents()

    def full(ring, name, content):
        if name.endswith(".key.pem"):
            raise OSError("No space left on device")
        write(ring, name, content)

    with monkeypatch.context() as patch:
        patch.setattr(Keyring, "_write", full)
        with pytest.raises(OSError, match="No space"):
            ring.rotate(DOCUMENT, "Musterstadt")
    assert ring.numbers(DOCUMENT, "chain") == [1, 2]
    assert ring.for_documents() == before
    assert is_pair(*before)
    assert ring.chain() == before[1]
    ring.rotate(DOCUMENT, "Musterstadt")
    assert ring.for_documents() != before
    assert is_pair(*ring.for_documents())


def test_an_authority_that_is_half_made_is_made_anew(ring, tmp_path):
    half = Keyring(tmp_path / "half")
    (half.folder / "authority").mkdir(parents=True, mode=0o700)
    for name in ("root.cert.pem", "root.key.pem", "issuing.cert.pem"):
        half._write(f"authority/{name}", (ring.folder / "authority" / name).read_bytes())
    half.create("Musterstadt")
    assert is_pair(*half.for_documents())


def test_a_missing_public_half_is_named(ring):
    (ring.folder / "document-1.chain.pem").unlink()
    assert ring.problems() == [f"document-1.chain.pem is missing in {ring.folder}"]
    with pytest.raises(KeyProblem, match=r"no document-1\.chain\.pem"):
        ring.for_documents()


# --- Time passes --------------------------------------------------------------------------


def test_nothing_is_signed_with_a_certificate_that_has_expired(ring):
    until = ring.valid_until()
    assert is_pair(*ring.for_documents(until - timedelta(seconds=1)))
    with pytest.raises(KeyProblem, match="document-1 has expired"):
        ring.for_documents(until + timedelta(seconds=1))


def test_an_authority_too_old_for_a_signer_gets_a_successor(ring, monkeypatch):
    first = ring.chain()
    later = datetime.now(UTC) + authorities.ISSUING_FOR - authorities.SIGNER_FOR
    ring.rotate(DOCUMENT, "Musterstadt", now=later - timedelta(days=1))
    assert len(ring.roots()) == 1
    ring.rotate(DOCUMENT, "Musterstadt", now=later + timedelta(days=1))
    assert len(ring.roots()) == 2
    assert ring.valid_until() >= later + authorities.SIGNER_FOR
    assert ring.chain(1) == first
    assert not ring.bought()
    assert len(ring.revocation_lists()) == 4  # what the former one issued is proved as before
    assert ring.problems() == []


# --- A bought certificate ---------------------------------------------------------------


@pytest.fixture
def bought():
    return make_bought(NOW)


def make_bought(now, key=None) -> tuple[bytes, bytes]:
    authority = make_authority("Some authority", now)
    signer = make_signer(authority, "Musterstadt", now)
    issuing, root = authority.issuing, authority.root.certificate
    if key:
        name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Musterstadt")])
        draft = x509.CertificateBuilder(issuing.certificate.subject, name, key.public_key(), 1)
        dated = draft.not_valid_before(now).not_valid_after(now + timedelta(days=9))
        signer = authorities.Issued(dated.sign(issuing.key, hashes.SHA256()), key)
    return _private_pem(signer.key), _pem(signer.certificate, issuing.certificate, root)


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
        make_bought(NOW - authorities.SIGNER_FOR - timedelta(days=400)),
        make_bought(NOW, key=ed25519.Ed25519PrivateKey.generate()),
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
