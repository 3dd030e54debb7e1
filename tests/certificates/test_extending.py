"""Proof for the archive: more behind the signature, nothing before it changes."""

import hashlib
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command

from certificates.keys import Keyring
from certificates.models import CertificateFile, certificate_storage
from certificates.services import ensure_file, extending, open_file
from certificates.services.extending import extend_files
from certificates.signing import verify
from tests.certificates.stamps import make_stamps

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def stamps(monkeypatch):
    stamps = make_stamps()
    monkeypatch.setattr(Keyring, "tsa_roots", lambda ring: stamps.roots)
    return stamps


@pytest.fixture
def extend_all(stamps):
    return lambda **options: list(
        extend_files(timestamper=stamps.timestamper, lists=stamps.lists, **options)
    )


def content_of(document) -> bytes:
    with open_file(document) as file:
        return file.read()


def test_extended_once(certificate, extend_all, stamps, keyring):
    issued = ensure_file(certificate)
    before = content_of(issued)
    assert (issued.signature_level, issued.sha256_issued) == ("B-B", issued.sha256)
    assert extend_all() == [True]
    assert extend_all() == []
    document = CertificateFile.objects.get()
    after = content_of(document)
    assert after.startswith(before)
    assert len(before) == document.size_issued < document.size == len(after)
    assert hashlib.sha256(before).hexdigest() == document.sha256_issued == issued.sha256
    assert document.sha256_unsigned == issued.sha256_unsigned
    assert document.signature_level == "B-LTA"
    assert verify(after, roots=keyring.roots(), tsa_roots=stamps.roots).valid
    assert not certificate_storage().exists(issued.file.name)


def test_stamped_again_before_the_stamp_expires(certificate, extend_all):
    ensure_file(certificate)
    extend_all()
    first = content_of(CertificateFile.objects.get())
    later = datetime.now(UTC) + extending.RENEW_AFTER + timedelta(days=2)
    assert extend_all(now=later) == [True]
    document = CertificateFile.objects.get()
    assert content_of(document).startswith(first)
    assert document.extended_on == later.date()


def test_what_fails_stays_as_it_was(certificate, extend_all, monkeypatch, caplog):
    issued = ensure_file(certificate)

    def fail(*args, **options):
        raise extending.SigningError("no answer")

    monkeypatch.setattr(extending, "extend", fail)
    assert extend_all() == [False]
    assert caplog.messages == [f"Certificate file {issued.pk} was not extended: no answer"]
    assert content_of(CertificateFile.objects.get()) == content_of(issued)


def test_killed_between_file_and_row(certificate, extend_all, monkeypatch):
    issued = ensure_file(certificate)

    def die(*args, **options):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(CertificateFile, "save", die)
        with pytest.raises(KeyboardInterrupt):
            extend_all()
    assert content_of(CertificateFile.objects.get()) == content_of(issued)
    assert extend_all() == [True]


def test_without_an_authority_there_is_nothing_to_do(capsys):
    call_command("extend_signatures")
    assert "Nothing to do" in capsys.readouterr().out
