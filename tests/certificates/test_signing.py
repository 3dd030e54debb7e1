"""Signatures hold for the bytes they were made for, and for nothing else."""

import io
import logging
import random
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from functools import partial

import pikepdf
import pytest

from certificates import authority, signing
from certificates.keys import Keyring
from certificates.signing import DocumentSigner, SigningError, extend, verify
from tests.certificates.stamps import make_stamps

FLIPS = 60


@pytest.fixture(scope="module")
def paper() -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.docinfo["/Title"] = "Bescheinigung"
        pdf.save(out)
    return out.getvalue()


@pytest.fixture(scope="module")
def roots(keyring):
    return keyring.roots()


@pytest.fixture(scope="module")
def stamps():
    return make_stamps()


def make_signer(keyring, **options) -> DocumentSigner:
    return DocumentSigner(*keyring.for_documents(), **options)


@pytest.fixture(scope="module")
def signed(keyring, paper) -> bytes:
    return make_signer(keyring).sign(paper).pdf


def test_a_signed_file_is_valid(signed, paper, roots):
    verdict = verify(signed, roots=roots)
    assert verdict.valid
    assert "TEST – localhost" in verdict.signer
    assert not verdict.stamped
    assert signed.startswith(paper)


def test_what_is_signed_beside_the_document_is_what_pades_asks_for(keyring, paper):
    """Of every document: what is kept from the first to the next must not be another's."""
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.general import as_signing_certificate_v2

    signer = make_signer(keyring)
    for pdf in (signer.sign(paper).pdf, signer.sign(paper + b"\n").pdf):
        (signature,) = PdfFileReader(io.BytesIO(pdf)).embedded_regular_signatures
        attributes = signature.signer_info["signed_attrs"]
        found = {item["type"].native: item["values"][0].dump() for item in attributes}
        assert set(found) == {"content_type", "message_digest", "signing_certificate_v2"}
        certificate = as_signing_certificate_v2(signature.signer_cert)
        assert found["signing_certificate_v2"] == certificate.dump()


def test_an_unsigned_file_is_not(paper, roots):
    assert verify(paper, roots=roots) == signing.Verdict()
    assert verify(b"no PDF", roots=roots) == signing.Verdict()
    assert verify(b"", roots=roots) == signing.Verdict()


def test_no_byte_can_be_changed(signed, roots):
    """Outside of the signature itself: its padding says nothing."""
    start = signed.index(b"/Contents <") + len(b"/Contents <")
    end = signed.index(b">", start)
    chance = random.Random(20261122)
    places = [*range(start), *range(end, len(signed))]
    for place in chance.sample(places, FLIPS):
        changed = bytearray(signed)
        changed[place] ^= 1 << chance.randrange(8)
        assert not verify(bytes(changed), roots=roots).valid, place


def test_a_foreign_authority_is_not_trusted(paper, roots, tmp_path):
    ring = Keyring(tmp_path)
    ring.create("TEST – localhost")
    verdict = verify(make_signer(ring).sign(paper).pdf, roots=roots)
    assert (verdict.signed, verdict.intact, verdict.trusted) == (True, True, False)


def test_nothing_can_be_added(signed, roots):
    from pyhanko.pdf_utils.generic import DictionaryObject, NameObject, pdf_string
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    assert not verify(signed + b"garbage", roots=roots).valid
    writer = IncrementalPdfFileWriter(io.BytesIO(signed))
    title = DictionaryObject({NameObject("/Title"): pdf_string("X")})
    writer.set_info(writer.add_object(title))
    out = io.BytesIO()
    writer.write(out)
    assert not verify(out.getvalue(), roots=roots).valid


def test_neither_rewritten_nor_stripped(signed, roots):
    for strip in (False, True):
        out = io.BytesIO()
        with pikepdf.open(io.BytesIO(signed)) as pdf:
            if strip:
                del pdf.Root.AcroForm
            pdf.save(out)
        assert not verify(out.getvalue(), roots=roots).valid
    assert not verify(signed[:-200], roots=roots).valid


# --- Time stamps ------------------------------------------------------------------------


def test_a_time_stamp_says_when(keyring, paper, roots, stamps):
    result = make_signer(keyring, timestamper=stamps.timestamper).sign(paper)
    assert result.level == "B-T"
    verdict = verify(result.pdf, roots=roots, tsa_roots=stamps.roots)
    assert (verdict.valid, verdict.stamped) == (True, True)
    assert not verify(result.pdf, roots=roots).stamped


def test_without_the_authority_the_file_is_signed_all_the_same(keyring, paper, roots, caplog):
    signer = make_signer(keyring, tsa_url="http://127.0.0.1:9/")
    with caplog.at_level(logging.WARNING, "certificates.signing"):
        results = [signer.sign(paper), signer.sign(paper)]
    assert [result.level for result in results] == ["B-B", "B-B"]
    assert all(verify(result.pdf, roots=roots).valid for result in results)
    ours = [record for record in caplog.records if record.name == "certificates.signing"]
    assert len(ours) == 1  # one failure is enough for a batch


def test_signers_and_time_stamps_do_not_stand_in_for_each_other(signed, stamps):
    assert not verify(signed, roots=stamps.roots).trusted


@pytest.fixture(scope="module")
def proof(keyring, stamps):
    return {
        "roots": keyring.roots(),
        "tsa_roots": stamps.roots,
        "timestamper": stamps.timestamper,
        "lists": [*keyring.revocation_lists(), *stamps.lists],
    }


@pytest.mark.parametrize("stamped", [False, True])
def test_extended_for_the_archive_and_again(keyring, paper, roots, stamps, proof, stamped):
    options = {"timestamper": stamps.timestamper} if stamped else {}
    before = make_signer(keyring, **options).sign(paper).pdf
    for _time in range(2):
        after = extend(before, **proof)
        assert after.startswith(before)
        verdict = verify(after, roots=roots, tsa_roots=stamps.roots)
        assert (verdict.valid, verdict.stamped) == (True, True)
        assert not verify(after + b"garbage", roots=roots, tsa_roots=stamps.roots).valid
        assert not verify(after, roots=roots).valid  # whoever does not trust the time stamp
        before = after


def test_extended_again_when_the_signer_has_expired(tmp_path, paper, stamps, proof, monkeypatch):
    """The stamp proves that the signature was there in time; from then on stamps prove stamps."""
    monkeypatch.setattr(authority, "SIGNER_FOR", timedelta(days=1))
    ring = Keyring(tmp_path)
    ring.create("Musterstadt")
    trusted = {"roots": ring.roots(), "tsa_roots": stamps.roots}
    proof = proof | trusted | {"lists": [*ring.revocation_lists(), *stamps.lists]}
    before = extend(make_signer(ring).sign(paper).pdf, **proof)
    later = datetime.now(UTC) + timedelta(days=2)
    monkeypatch.setattr(signing, "_context", partial(signing._context, moment=later))
    with pytest.raises(SigningError):
        extend(make_signer(ring).sign(paper).pdf, **proof)
    after = extend(before, **proof)
    monkeypatch.undo()
    assert after.startswith(before)
    assert verify(after, **trusted).valid


def test_half_a_proof_is_none(signed, proof, stamps):
    with pytest.raises(SigningError):
        extend(signed, **proof | {"lists": stamps.lists})
    with pytest.raises(SigningError):
        extend(b"no PDF", **proof)


# --- By hand ----------------------------------------------------------------------------


def test_from_the_command_line(signed, keyring, tmp_path):
    file, chain = tmp_path / "file.pdf", tmp_path / "chain.pem"
    chain.write_bytes(keyring.chain())
    for content, code in ((signed, 0), (signed + b"x", 1)):
        file.write_bytes(content)
        command = [sys.executable, "-m", "certificates.signing", file, chain]
        assert subprocess.run(command, capture_output=True).returncode == code


def test_the_command_line_trusts_the_roots_of_time_stamps_that_it_is_given(
    signed, keyring, proof, stamps, tmp_path
):
    names = ("file.pdf", "chain.pem", "stamps.pem")
    file, chain, roots = (tmp_path / name for name in names)
    file.write_bytes(extend(signed, **proof))
    chain.write_bytes(keyring.chain())
    roots.write_bytes(stamps.roots[0])
    assert signing.main([str(file), str(chain)]) == 1
    assert signing.main([str(file), str(chain), "--tsa-roots", str(roots)]) == 0


@pytest.mark.parametrize("content", [None, b"no certificate"])
def test_the_command_line_says_what_cannot_be_read(tmp_path, content, capsys):
    chain = tmp_path / "chain.pem"
    if content:
        chain.write_bytes(content)
    with pytest.raises(SystemExit):
        signing.main([str(chain), str(chain)])
    assert "chain.pem" in capsys.readouterr().err
