"""Whoever verifies a certificate finds keys, chains and revocations without asking us."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from cryptography.hazmat.primitives import serialization
from django.core.management import CommandError, call_command

from certificates import badges, checks, credential, documents, inspection, production, status_lists
from certificates.keys import CREDENTIAL, DOCUMENT, KeyProblem, Keyring
from certificates.management.commands import rotate_signing_keys
from certificates.models import Certificate
from certificates.services import CertificateDelayed, badge_files, ensure_file, trust
from tests.certificates.test_credential import make_credential

pytestmark = pytest.mark.django_db


@pytest.fixture
def own_keys(settings, tmp_path):
    """Keys that this test may change."""
    settings.CERTIFICATE_KEYS_DIR = tmp_path / "keys"
    ring = Keyring(settings.CERTIFICATE_KEYS_DIR)
    ring.create("TEST – own")
    return ring


def test_with_an_expired_key_the_file_follows_later(certificate, own_keys, caplog):
    former = datetime.now(UTC) - timedelta(days=365 * 5 + 1)
    own_keys.rotate(DOCUMENT, "TEST – own", now=former)
    with pytest.raises(CertificateDelayed):
        ensure_file(certificate)
    assert "document-2 has expired" in caplog.text
    own_keys.rotate(DOCUMENT, "TEST – own")
    assert inspected(stored(certificate)).valid


def stored(certificate) -> bytes:
    with ensure_file(certificate).file.open() as file:
        return file.read()


def inspected(pdf: bytes) -> inspection.Inspection:
    ring = trust.keyring()
    return inspection.inspect(pdf, roots=ring.roots(), did_document=trust.did_document())


# --- The stored file --------------------------------------------------------------------


def test_the_stored_file_is_signed_and_holds_its_credential(certificate):
    found = inspected(stored(certificate))
    assert found.valid
    assert found.credential == badges.unsigned(certificate)


def test_the_credential_says_what_is_printed_and_no_more(certificate, learner):
    text = json.dumps(badges.unsigned(certificate), ensure_ascii=False)
    for printed in ("Mara Lindner", "Umgang mit Anfeindungen", "Grenzen setzen", certificate.code):
        assert printed in text
    for secret in (learner.email, learner.email.partition("@")[0], str(learner.key)):
        assert secret not in text


def test_a_changed_file_holds_nothing(certificate):
    pdf = stored(certificate)
    assert not inspected(pdf + b"\n").valid
    assert inspected(b"%PDF-1.7 nothing") == inspection.Inspection()
    assert inspected(b"x" * (inspection.LARGEST + 1)) == inspection.Inspection()


def test_an_old_file_stays_provable_after_rotation(own_keys, certificate):
    before = stored(certificate)
    for kind in (CREDENTIAL, DOCUMENT):
        own_keys.rotate(kind, "TEST – own")
    found = inspected(before)
    assert found.valid
    assert found.credential["id"] == certificate.snapshot["check_address"]


def test_without_keys_nothing_is_returned(certificate, tmp_path, settings):
    order = production.Order(
        documents.compose(certificate), badges.unsigned(certificate), "2026-11-22", "Proof"
    )
    (result,) = production.produce(
        [order], keys_dir=tmp_path, fonts_conf=settings.CERTIFICATE_FONTS_CONF
    )
    assert "no credential key" in result.reason
    assert "Lindner" not in result.reason


def test_one_bad_order_does_not_hold_up_the_others(certificate, settings):
    job, good = documents.compose(certificate), badges.unsigned(certificate)
    orders = [
        production.Order(job, item, "2026-11-22", "Proof") for item in (good, good | {"x": 1}, good)
    ]
    long = job.html.replace("</body>", '<p style="break-before: page">2</p></body>')
    orders.append(production.Order(replace(job, html=long, pages=1), good, "2026-11-22", "Proof"))
    results = production.produce(
        orders,
        keys_dir=settings.CERTIFICATE_KEYS_DIR,
        fonts_conf=settings.CERTIFICATE_FONTS_CONF,
    )
    kinds = [type(result).__name__ for result in results]
    assert kinds == ["Product", "RenderError", "Product", "RenderTight"]


def test_what_a_person_takes_along(certificate):
    text = badge_files.credential_text(certificate)
    assert credential.verify(json.loads(text), trust.did_document()) == badges.unsigned(certificate)
    assert badge_files.token(certificate).count(".") == 2
    assert "Mara Lindner" in badge_files.baked_svg(certificate)


def test_a_proof_is_valid_from_the_first_minute_of_the_day_where_it_was_issued(certificate):
    """At half past midnight in Berlin it is still yesterday in UTC."""
    certificate.issued_on = certificate.valid_until = date(2026, 7, 2)
    built = badges.unsigned(certificate)
    begins, ends = (datetime.fromisoformat(built[name]) for name in ("validFrom", "validUntil"))
    assert begins == datetime(2026, 7, 1, 22, tzinfo=UTC)
    assert ends == datetime(2026, 7, 2, 21, 59, 59, tzinfo=UTC)


# --- Public addresses -------------------------------------------------------------------


def is_for_everybody(response) -> bool:
    return (
        response["Cache-Control"] == "public, max-age=3600"
        and response["Access-Control-Allow-Origin"] == "*"
        and not response.cookies
        and "Cookie" not in response.get("Vary", "")
    )


def test_keys_are_published(client, keyring, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get("/.well-known/did.json")
    assert is_for_everybody(response)
    document = response.json()
    assert document["id"] == "did:web:localhost"
    names = [method["id"] for method in document["verificationMethod"]]
    assert names == ["did:web:localhost#credential-1", "did:web:localhost#token-1"]
    assert "PRIVATE" not in response.content.decode()


def test_old_keys_stay_published(client, own_keys):
    own_keys.rotate(CREDENTIAL, "TEST – own")
    names = [m["id"] for m in client.get("/.well-known/did.json").json()["verificationMethod"]]
    assert {"did:web:localhost#credential-1", "did:web:localhost#credential-2"} <= set(names)


def test_chains_are_published(client, own_keys):
    first = own_keys.chain()
    own_keys.rotate(DOCUMENT, "TEST – own")
    for address, pem in (
        ("kette.pem", own_keys.chain()),
        ("kette-1.pem", first),
        ("kette-2.pem", own_keys.chain()),
    ):
        response = client.get(f"/schluessel/{address}")
        assert is_for_everybody(response)
        assert response.content == pem
    assert client.get("/schluessel/kette-3.pem").status_code == 404


def test_without_keys_there_is_nothing_to_publish(client, settings, tmp_path, certificate):
    settings.CERTIFICATE_KEYS_DIR = tmp_path
    assert client.get("/schluessel/kette.pem").status_code == 404
    assert client.get("/.well-known/did.json").json()["verificationMethod"] == []
    for _time in range(2):
        response = client.get(f"/status/{certificate.status_list}")
        assert (response.status_code, response["Retry-After"]) == (503, "120")


def test_revocations_are_published(client, certificate):
    address = f"/status/{certificate.status_list}"
    place = certificate.status_index
    response = client.get(address)
    assert is_for_everybody(response)
    document = trust.did_document()
    before = credential.verify(json.loads(response.content), document)
    assert before["id"] == badges.unsigned(certificate)["credentialStatus"]["statusListCredential"]
    assert not status_lists.is_set(before, place)
    Certificate.objects.update(revoked_on=certificate.issued_on, revocation_reason="Doppelt")
    after = credential.verify(json.loads(client.get(address).content), document)
    assert status_lists.is_set(after, place)
    until = datetime.fromisoformat(after["validUntil"])
    assert timedelta(hours=36) <= until - datetime.now(UTC) <= timedelta(hours=48)


def test_a_list_is_signed_once(client, certificate, monkeypatch, django_assert_max_num_queries):
    client.get("/status/0")
    monkeypatch.setattr(production, "seal", None)
    with django_assert_max_num_queries(2):
        assert client.get("/status/0").status_code == 200
    assert client.get("/status/1").status_code == 404


def test_tokens(certificate):
    (token,) = production.seal(
        [badges.unsigned(certificate)],
        keys_dir=trust.keyring().folder,
        created="2026-11-22",
        as_tokens=True,
    )
    assert token.count(".") == 2
    with pytest.raises(KeyProblem, match="no credential"):
        production.seal(
            [make_credential() | {"x": 1}], keys_dir=trust.keyring().folder, created="2026-11-22"
        )


# --- Commands and checks ----------------------------------------------------------------


@pytest.fixture
def empty(settings, tmp_path):
    settings.CERTIFICATE_KEYS_DIR = tmp_path / "new"
    return Keyring(settings.CERTIFICATE_KEYS_DIR)


def ids() -> list[str]:
    return [message.id for message in checks.check_keys(None)]


@pytest.mark.parametrize("command", ["create_signing_keys", "create_test_ca"])
def test_keys_by_command(empty, command, capsys):
    assert ids() == ["certificates.W002"]
    call_command(command)
    call_command(command, "--if-missing")
    assert "There" not in capsys.readouterr().out
    call_command(command)
    assert "Nothing changed" in capsys.readouterr().out
    assert ids() == []
    assert (b"TEST" in inspection_name(empty)) == (command == "create_test_ca")


def inspection_name(ring) -> bytes:
    from cryptography import x509

    signer = x509.load_pem_x509_certificates(ring.chain())[0]
    return signer.subject.rfc4514_string().encode()


def test_rotation_by_command(own_keys, capsys):
    call_command("rotate_signing_keys", "credential")
    assert capsys.readouterr().out == "From now on credential-2 sign.\n"
    call_command("rotate_signing_keys")
    assert own_keys.private(CREDENTIAL)[0] == "credential-3"
    with pytest.raises(CommandError, match="these kinds"):
        call_command("rotate_signing_keys", "door")


def test_a_bought_certificate_by_command(own_keys, tmp_path):
    other = Keyring(tmp_path / "other")
    other.create("Some authority")
    files = [tmp_path / "key.pem", tmp_path / "chain.pem"]
    files[0].write_bytes((other.folder / "document-1.key.pem").read_bytes())
    files[1].write_bytes(other.chain())
    call_command("rotate_signing_keys", key=files[0], chain=files[1])
    assert own_keys.chain() == other.chain()
    with pytest.raises(CommandError, match="Give both"):
        call_command("rotate_signing_keys")  # would go back to the own authority unasked


def test_a_bought_key_with_a_password(own_keys, tmp_path, monkeypatch):
    other = Keyring(tmp_path / "other")
    other.create("Some authority")
    key, chain = other.for_documents()
    files = [tmp_path / "key.pem", tmp_path / "chain.pem"]
    locked = serialization.BestAvailableEncryption(b"geheim")
    files[0].write_bytes(
        serialization.load_pem_private_key(key, None).private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, locked
        )
    )
    files[1].write_bytes(chain)
    passwords = iter(["falsch", "geheim"])
    monkeypatch.setattr(rotate_signing_keys, "getpass", lambda _prompt: next(passwords))
    with pytest.raises(CommandError, match="not valid"):
        call_command("rotate_signing_keys", key=files[0], chain=files[1])
    call_command("rotate_signing_keys", key=files[0], chain=files[1])
    assert own_keys.for_documents() == (key, chain)


def test_a_certificate_that_expires_soon_is_named_in_time(own_keys, monkeypatch):
    until = own_keys.valid_until()
    assert ids() == []
    monkeypatch.setattr(checks.timezone, "now", lambda: until - checks.SOON + timedelta(days=1))
    assert ids() == ["certificates.W003"]
    (message,) = checks.check_keys(None)
    assert f"{until:%Y-%m-%d}" in message.msg


def test_open_keys_are_an_error(own_keys):
    own_keys.folder.chmod(0o755)
    assert ids() == ["certificates.E003"]
