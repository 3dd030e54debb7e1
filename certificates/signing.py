"""PAdES signatures in PDFs: B-B, B-T with a time-stamp authority, B-LTA by a later extension.

Pure: no Django, no stored state. pyHanko is imported here and nowhere else, and only when
something is signed or verified, so that web workers never load it.

    python -m certificates.signing FILE.pdf CHAIN.pem [--tsa-roots ROOTS.pem]     verifies a file
"""

import logging
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path

FIELD = "Signature"
DIGEST = "sha256"
# Room for the signature beside its certificates, in bytes: without it pyHanko signs twice, once
# to measure. A time stamp brings the certificates of its authority with it.
_ROOM, _ROOM_FOR_STAMP = 1_500, 14_000
TSA_SECONDS = 5
_logger = logging.getLogger(__name__)


class SigningError(Exception):
    """There is no signed file. The text holds nothing of the document's content."""


@dataclass(frozen=True)
class Signed:
    """A signed file, and how far its proof reaches: "B-B", "B-T" or "B-LTA"."""

    pdf: bytes
    level: str


@dataclass(frozen=True)
class Verdict:
    """What a signature is worth. Only `valid` counts; the rest says why."""

    signed: bool = False  # there is exactly one signature of a person or organisation
    intact: bool = False  # the bytes that it covers are those that were signed
    trusted: bool = False  # its certificate leads to one of our roots
    whole: bool = False  # nothing of the file is outside: it covers all, or a time stamp does
    signed_at: datetime | None = None
    signer: str = ""
    stamped: bool = False  # a trusted time stamp says when

    @property
    def valid(self) -> bool:
        return self.signed and self.intact and self.trusted and self.whole


class DocumentSigner:
    """Signs one document after the other with the same key, kept ready.

    A `signer` of pyHanko takes the place of a key that must not leave its token (PKCS#11).
    """

    def __init__(
        self, key_pem: bytes, chain_pem: bytes, *, tsa_url="", timestamper=None, signer=None
    ):
        from cryptography.hazmat.primitives.serialization import load_pem_private_key

        chain = _certificates(chain_pem)
        self._signer = signer or _cached_signer(load_pem_private_key(key_pem, None), chain)
        self._room = _ROOM + sum(len(certificate.dump()) for certificate in chain)
        self._timestamper = timestamper or (time_stamper(tsa_url) if tsa_url else None)

    def sign(self, pdf: bytes) -> Signed:
        """Return the PDF with a signature over all of it that allows no change.

        The document's own field is signed if it has one. Where the time-stamp authority does
        not answer, the level is B-B: `extend` stamps it later.
        """
        if self._timestamper:
            try:
                return Signed(self._sign(pdf, self._timestamper), "B-T")
            except Exception as error:  # noqa: BLE001  whatever is wrong with the authority
                _logger.warning("The time-stamp authority failed: %s", type(error).__name__)
                self._timestamper = None  # not once more for each document of a batch
        return Signed(self._sign(pdf, None), "B-B")

    def _sign(self, pdf: bytes, timestamper) -> bytes:
        from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
        from pyhanko.sign import signers
        from pyhanko.sign.fields import InvisSigSettings, MDPPerm, SigFieldSpec, SigSeedSubFilter

        writer = IncrementalPdfFileWriter(BytesIO(pdf))
        meta = signers.PdfSignatureMetadata(
            field_name=FIELD,
            md_algorithm=DIGEST,
            subfilter=SigSeedSubFilter.PADES,
            certify=True,
            docmdp_permissions=MDPPerm.NO_CHANGES,
        )
        # Only for a document without a field of its own; a hidden one would not be PDF/A.
        field = SigFieldSpec(FIELD, invis_sig_settings=InvisSigSettings(box_out_of_bounds=True))
        signer = signers.PdfSigner(
            meta, signer=self._signer, timestamper=timestamper, new_field_spec=field
        )
        room = self._room + (_ROOM_FOR_STAMP if timestamper else 0)
        return signer.sign_pdf(writer, bytes_reserved=2 * room).getvalue()  # in hexadecimals


def time_stamper(url: str):
    """Return a client of a time-stamp authority (RFC 3161)."""
    from pyhanko.sign.timestamps import HTTPTimeStamper

    return HTTPTimeStamper(url, timeout=TSA_SECONDS)


def extend(
    pdf: bytes,
    *,
    roots: Sequence[bytes],
    timestamper,
    tsa_roots: Sequence[bytes] = (),
    lists: Sequence[bytes] = (),
    fetch: bool = False,
) -> bytes:
    """Return the file with all that proves its signature later on, under a time stamp (B-LTA).

    The bytes before stay as they are, in front. `lists` are lists of revoked certificates of
    our own authority; with `fetch` others are asked for theirs. Raises `SigningError`.
    """
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.signers.pdf_signer import PdfTimeStamper, TimestampDSSContentSettings
    from pyhanko.sign.validation import add_validation_info

    anchors = [*roots, *tsa_roots]
    # Half of the proof would be none: what cannot be had today is tried again tomorrow.
    revocation = {"lists": lists, "fetch": fetch, "mode": "require"}
    try:
        reader = PdfFileReader(BytesIO(pdf))
        # Once stamped, the signature is proved for good, even when its certificate has expired;
        # what ends then is the proof of the last stamp.
        last = (*reader.embedded_regular_signatures, *reader.embedded_timestamp_signatures)[-1]
        with_info = add_validation_info(last, _context(anchors, **revocation))
        writer = IncrementalPdfFileWriter(BytesIO(with_info.getvalue()))
        out = PdfTimeStamper(timestamper).timestamp_pdf(
            writer,
            DIGEST,
            validation_context=_context(anchors, **revocation),
            bytes_reserved=2 * _ROOM_FOR_STAMP,
            # All of the proof before the stamp, so that nothing of the file is outside of it.
            dss_settings=TimestampDSSContentSettings(include_vri=False, update_before_ts=True),
        )
    except Exception as error:
        raise SigningError(f"The file was not extended: {type(error).__name__}") from error
    result = out.getvalue()
    if not result.startswith(pdf):
        raise SigningError("The file was not extended: its beginning changed.")
    return result


def verify(pdf: bytes, *, roots: Sequence[bytes], tsa_roots: Sequence[bytes] = ()) -> Verdict:
    """Say what the signature of a file is worth to somebody who trusts these roots (PEM).

    Roots of signers and of time-stamp authorities are kept apart: neither may do the other's
    work. Never raises for what is in the file. The certificate is judged as of the time that
    the signature names; that a file is ours is proved by its hash, not by this alone.
    """
    from pyhanko.pdf_utils.reader import PdfFileReader

    try:
        reader = PdfFileReader(BytesIO(pdf))
        signatures = reader.embedded_regular_signatures
        if len(signatures) != 1:
            return Verdict()
        return _judge(signatures[0], reader.embedded_timestamp_signatures, roots, tsa_roots)
    except Exception as error:  # noqa: BLE001  a damaged file is damaged in any way
        _logger.info("A file could not be verified: %s", type(error).__name__)
        return Verdict()


def _judge(signature, stamps, roots, tsa_roots) -> Verdict:
    from pyhanko.sign.diff_analysis import ModificationLevel
    from pyhanko.sign.validation import validate_pdf_signature, validate_pdf_timestamp
    from pyhanko.sign.validation.status import SignatureCoverageLevel as Coverage

    when = signature.self_reported_timestamp
    status = validate_pdf_signature(
        signature, _context(roots, moment=when), _context(tsa_roots, moment=when)
    )
    stamped = bool(status.timestamp_validity and status.timestamp_validity.trusted)
    whole = status.coverage == Coverage.ENTIRE_FILE
    changes = status.modification_level
    if not whole and stamps:
        last = validate_pdf_timestamp(stamps[-1], _context(tsa_roots))
        stamped = whole = (
            bool(last.valid and last.trusted and last.coverage == Coverage.ENTIRE_FILE)
            and changes == ModificationLevel.LTA_UPDATES
        )
    return Verdict(
        signed=True,
        intact=status.intact and status.valid and bool(status.docmdp_ok),
        trusted=status.trusted,
        whole=whole,
        signed_at=when,
        signer=status.signing_cert.subject.human_friendly,
        stamped=stamped,
    )


def _context(roots, *, lists=(), fetch=False, moment=None, mode="soft-fail"):
    from pyhanko_certvalidator import ValidationContext

    return ValidationContext(
        trust_roots=[certificate for pem in roots for certificate in _certificates(pem)],
        allow_fetching=fetch,
        crls=list(lists),
        moment=moment,
        revocation_mode=mode,
    )


def _certificates(pem: bytes) -> list:
    from asn1crypto import pem as armour
    from asn1crypto import x509

    return [x509.Certificate.load(der) for _kind, _head, der in armour.unarmor(pem, multiple=True)]


def _cached_signer(key, chain: Sequence):
    """Return a signer that keeps its key: pyHanko's own one parses it for each signature."""
    from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePrivateKey
    from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
    from cryptography.hazmat.primitives.hashes import SHA256
    from pyhanko.sign.signers import Signer
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    class CachedSigner(Signer):
        async def async_sign_raw(self, data, digest_algorithm, dry_run=False):
            if digest_algorithm != DIGEST:
                raise SigningError("Only SHA-256 is used here.")
            if isinstance(key, EllipticCurvePrivateKey):
                return key.sign(data, ECDSA(SHA256()))
            return key.sign(data, PKCS1v15(), SHA256())

    store = SimpleCertificateStore()
    store.register_multiple(chain)
    signer = CachedSigner(signing_cert=chain[0], cert_registry=store)
    signer.signed_attr_prov_spec = _kept_attributes(chain[0])
    return signer


def _kept_attributes(certificate):
    """Return what pyHanko signs beside the document in PAdES: which certificate it is.

    It would be encoded anew for each document, which takes half the time of a signature.
    """
    from asn1crypto.tsp import SigningCertificateV2
    from pyhanko.sign.attributes import SignedAttributeProviderSpec, SigningCertificateV2Provider
    from pyhanko.sign.general import as_signing_certificate_v2

    encoded = as_signing_certificate_v2(certificate).dump()

    class KeptCertificate(SigningCertificateV2Provider):
        async def build_attr_value(self, dry_run=False):
            return SigningCertificateV2.load(encoded)

    class KeptAttributes(SignedAttributeProviderSpec):
        def signed_attr_providers(self, data_digest, digest_algorithm):
            return [KeptCertificate(certificate)]

    return KeptAttributes()


def main(arguments: list[str]) -> int:
    """Verify a file by hand; return what the process ends with."""
    parser = ArgumentParser(prog="python -m certificates.signing")
    parser.add_argument("file", type=Path, help="a PDF")
    parser.add_argument("chain", type=Path, help="PEM, signer to root; the root is trusted")
    parser.add_argument("--tsa-roots", type=Path, help="PEM, who is trusted to stamp times")
    given = parser.parse_args(arguments)
    try:
        chain = given.chain.read_bytes()
        root = chain[chain.rindex(b"-----BEGIN CERTIFICATE-----") :]
        stamps = [given.tsa_roots.read_bytes()] if given.tsa_roots else []
        verdict = verify(given.file.read_bytes(), roots=[root], tsa_roots=stamps)
    except OSError as error:
        parser.error(str(error))
    except ValueError:
        parser.error(f"there is no certificate in {given.chain}")
    sys.stdout.write(f"{verdict}\n")
    return 0 if verdict.valid else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
