"""A time-stamp authority of one's own, for tests."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from asn1crypto import keys
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives import serialization as form
from cryptography.hazmat.primitives.asymmetric import rsa
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from certificates.authority import make_authority, make_lists


@dataclass(frozen=True)
class Stamps:
    """The client of the authority, the root to trust, and the authority's revocation lists."""

    timestamper: object
    roots: list[bytes]
    lists: list[bytes]


def make_stamps() -> Stamps:
    now = datetime.now(UTC)
    authority = make_authority("TSA", now)
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "TSA")]))
        .issuer_name(authority.issuing.certificate.subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(minutes=5))
        .not_valid_after(now + timedelta(days=900))
        .add_extension(x509.ExtendedKeyUsage([x509.ExtendedKeyUsageOID.TIME_STAMPING]), True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.issuing.key.public_key()),
            False,
        )
        .sign(authority.issuing.key, hashes.SHA256())
    )
    store = SimpleCertificateStore()
    store.register_multiple(
        [_asn1(issued.certificate) for issued in (authority.issuing, authority.root)]
    )
    der = key.private_bytes(form.Encoding.DER, form.PrivateFormat.PKCS8, form.NoEncryption())
    return Stamps(
        DummyTimeStamper(_asn1(certificate), keys.PrivateKeyInfo.load(der), certs_to_embed=store),
        [authority.root.certificate.public_bytes(form.Encoding.PEM)],
        [item.public_bytes(form.Encoding.DER) for item in make_lists(authority, now)],
    )


def _asn1(certificate: x509.Certificate) -> asn1.Certificate:
    return asn1.Certificate.load(certificate.public_bytes(form.Encoding.DER))
