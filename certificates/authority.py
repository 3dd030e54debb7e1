"""A small certification authority of one's own: root, issuing authority, signer, empty CRLs.

Pure: no Django, no clock of its own, nothing is stored. Every certificate names its key and
its issuer's key, and the lists of revoked certificates are signed by who issued them: without
that, no verifier builds the chain of a signature that is to be proved years later.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

YEAR = timedelta(days=365)
ROOT_FOR, ISSUING_FOR, SIGNER_FOR, LIST_FOR = 25 * YEAR, 15 * YEAR, 5 * YEAR, timedelta(days=90)
TEST_MARK = "TEST – "


@dataclass(frozen=True)
class Issued:
    """A certificate with its private key, of the `cryptography` package."""

    certificate: object
    key: object


@dataclass(frozen=True)
class Authority:
    """Root and issuing authority; `chain` leads from a signer to the root."""

    root: Issued
    issuing: Issued

    def lasts(self, now: datetime) -> bool:
        """Say whether a signer can be issued for its whole time."""
        return now + SIGNER_FOR <= self.issuing.certificate.not_valid_after_utc


def make_authority(name: str, now: datetime) -> Authority:
    """Return a new authority. Put `TEST_MARK` in front of the name if it is not to count."""
    root = _issue(f"{_fit(name)} Root CA", None, now, ROOT_FOR, depth=1)
    return Authority(root, _issue(f"{_fit(name)} Issuing CA", root, now, ISSUING_FOR, depth=0))


def make_signer(authority: Authority, name: str, now: datetime) -> Issued:
    """Return a certificate that may sign documents, and nothing else."""
    return _issue(_fit(name), authority.issuing, now, SIGNER_FOR)


def make_lists(authority: Authority, now: datetime) -> list:
    """Return the current lists of revoked certificates: the root's and the issuing one's."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes

    lists = []
    for issuer in (authority.root, authority.issuing):
        public = issuer.key.public_key()
        builder = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(issuer.certificate.subject)
            .last_update(now - timedelta(minutes=1))
            .next_update(now + LIST_FOR)
            .add_extension(x509.CRLNumber(int(now.timestamp())), critical=False)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(public), critical=False
            )
        )
        lists.append(builder.sign(issuer.key, hashes.SHA256()))
    return lists


def _fit(name: str) -> str:
    """Return as much of a name as leaves room in the 64 bytes that the standard allows."""
    return name.encode()[:50].decode(errors="ignore").strip()


def _issue(
    name: str, issuer: Issued | None, now: datetime, valid: timedelta, depth: int | None = None
) -> Issued:
    """Return a certificate: of an authority if it has a `depth`, otherwise of a signer."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    above = issuer or Issued(None, key)
    until = now + valid
    if issuer:
        until = min(until, issuer.certificate.not_valid_after_utc)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.certificate.subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(minutes=5))
        .not_valid_after(until)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(above.key.public_key()), False
        )
        .add_extension(x509.BasicConstraints(ca=depth is not None, path_length=depth), True)
        .add_extension(_usage(signs_documents=depth is None), True)
    )
    return Issued(builder.sign(above.key, hashes.SHA256()), key)


def _usage(*, signs_documents: bool):
    from cryptography import x509

    return x509.KeyUsage(
        digital_signature=signs_documents,
        content_commitment=signs_documents,
        key_cert_sign=not signs_documents,
        crl_sign=not signs_documents,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )
