"""The keyring: the keys that certificates are signed with, in a folder outside the database.

Pure: no Django. Three kinds, each numbered from 1 in the order of rotation:

    credential-1.key.pem   Ed25519, signs credentials; credential-1.pub.pem
    token-1.key.pem        RSA, signs credentials as tokens (VC-JWT); token-1.pub.pem
    document-1.key.pem     EC P-256, signs the PDF; document-1.chain.pem: signer to root
    authority/             one's own authority, where no certificate was bought; when it is too
                           old for a new signer, authority-1/, and another takes its place

The highest number signs. Rotation destroys the private half of the number before; its public
half stays for ever, because what it signed has to be provable for ever.
"""

import contextlib
import os
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from certificates.authority import Authority, Issued, make_authority, make_lists, make_signer

CREDENTIAL, TOKEN, DOCUMENT = KINDS = ("credential", "token", "document")
RSA_BITS = 3072
_NAME = re.compile(r"(credential|token|document)-([1-9]\d{0,5})\.(key|pub|chain)\.pem")
_OTHERS = 0o077


class KeyProblem(Exception):
    """A key is missing or unfit. The text names files, never their content."""


@dataclass(frozen=True)
class PublicKey:
    """A public key by which something was or is signed."""

    name: str  # credential-1
    kind: str
    key: object


class Keyring:
    """The keys in one folder. Reading never creates anything."""

    def __init__(self, folder: Path | str):
        self.folder = Path(folder)

    # --- What there is --------------------------------------------------------------------

    def numbers(self, kind: str, part: str) -> list[int]:
        """Return the numbers of the files of a kind, ascending; [] without a folder."""
        try:
            matches = [_NAME.fullmatch(entry.name) for entry in self.folder.iterdir()]
        except OSError:
            return []
        return sorted(int(m[2]) for m in matches if m and (m[1], m[3]) == (kind, part))

    def problems(self) -> list[str]:
        """Return what keeps these keys from being used, in words; [] when all is well."""
        if not self.folder.is_dir():
            return [f"there is no folder {self.folder}"]
        found = []
        if self.folder.stat().st_mode & _OTHERS:
            found.append(f"others may enter {self.folder} (it must be 0700)")
        for kind in KINDS:
            found += self._missing(kind)
        for path in sorted(self.folder.rglob("*.key.pem")):
            if path.stat().st_mode & _OTHERS:
                found.append(f"others may read {path} (it must be 0600)")
            if not os.access(path, os.R_OK):
                found.append(f"{path} cannot be read")
        return found

    def _missing(self, kind: str) -> list[str]:
        numbers, part = self.numbers(kind, "key"), _public_part(kind)
        if not numbers:
            return [f"there is no {kind} key in {self.folder}"]
        if numbers[-1] in self.numbers(kind, part):
            return []
        return [f"{kind}-{numbers[-1]}.{part}.pem is missing in {self.folder}"]

    # --- Reading --------------------------------------------------------------------------

    def private(self, kind: str) -> tuple[str, object]:
        """Return name and private key that sign now. Raises `KeyProblem`."""
        from cryptography.hazmat.primitives.serialization import load_pem_private_key

        numbers = self.numbers(kind, "key")
        if not numbers:
            raise KeyProblem(f"There is no {kind} key in {self.folder}.")
        name = f"{kind}-{numbers[-1]}"
        try:
            return name, load_pem_private_key(self._read(f"{name}.key.pem"), None)
        except (OSError, ValueError, TypeError) as error:
            raise KeyProblem(f"{name}.key.pem cannot be used: {type(error).__name__}") from None

    def public(self) -> list[PublicKey]:
        """Return the public keys of credentials and tokens, those of former times included."""
        from cryptography.hazmat.primitives.serialization import load_pem_public_key

        return [
            PublicKey(f"{kind}-{number}", kind, load_pem_public_key(self._read(name)))
            for kind in (CREDENTIAL, TOKEN)
            for number in self.numbers(kind, "pub")
            for name in [f"{kind}-{number}.pub.pem"]
        ]

    def for_documents(self, now: datetime | None = None) -> tuple[bytes, bytes]:
        """Return the private key and the chain that sign documents now, a pair, as PEM.

        Raises `KeyProblem`, also when the certificate has expired: nobody would trust it.
        """
        name, key = self.private(DOCUMENT)
        chain = self.chain(int(name.removeprefix(f"{DOCUMENT}-")))
        if _last_moment(chain) < (now or datetime.now(UTC)):
            raise KeyProblem(f"The certificate of {name} has expired; put a new one in its place.")
        return _private_pem(key), chain

    def chain(self, number: int | None = None) -> bytes:
        """Return the certificates from a signer to its root, as PEM; without a number today's.

        Today's is that of the key that signs. A later one is what a rotation left that was cut
        off before it wrote the key; what one key signs with another's chain nobody can verify.
        """
        numbers = self.numbers(DOCUMENT, "chain")
        if number is None:
            number = (self.numbers(DOCUMENT, "key") or numbers or [0])[-1]
        if number not in numbers:
            raise KeyProblem(f"There is no {DOCUMENT}-{number}.chain.pem in {self.folder}.")
        return self._read(f"{DOCUMENT}-{number}.chain.pem")

    def valid_until(self) -> datetime | None:
        """Return until when documents can be signed with today's chain; None without one."""
        try:
            return _last_moment(self.chain())
        except (KeyProblem, OSError, ValueError):
            return None

    def bought(self) -> bool:
        """Say whether documents are signed with a certificate that is not of our own authority."""
        if not self.numbers(DOCUMENT, "chain"):
            return False
        own = [root.read_bytes() for root in self.folder.glob("authority*/root.cert.pem")]
        return not self.chain().endswith(tuple(own))

    def tsa_roots(self) -> list[bytes]:
        """Return whom we trust to stamp times: `tsa-roots.pem`, put there by hand."""
        path = self.folder / "tsa-roots.pem"
        return [path.read_bytes()] if path.exists() else []

    def roots(self) -> list[bytes]:
        """Return, as PEM, the root of every chain that ever signed: whom we trust to be us."""
        from cryptography import x509
        from cryptography.hazmat.primitives.serialization import Encoding

        chains = [self.chain(number) for number in self.numbers(DOCUMENT, "chain")]
        lasts = [x509.load_pem_x509_certificates(chain)[-1] for chain in chains]
        return list(dict.fromkeys(last.public_bytes(Encoding.PEM) for last in lasts))

    def revocation_lists(self, now: datetime | None = None) -> list[bytes]:
        """Return fresh lists of our own authorities, as DER; [] where there is none."""
        from cryptography.hazmat.primitives.serialization import Encoding

        now = now or datetime.now(UTC)
        folders = sorted(self.folder.glob("authority*"))
        authorities = filter(None, [self._authority(folder.name) for folder in folders])
        lists = [entry for authority in authorities for entry in make_lists(authority, now)]
        return [entry.public_bytes(Encoding.DER) for entry in lists]

    # --- Making ---------------------------------------------------------------------------

    def create(self, name: str, *, now: datetime | None = None) -> list[str]:
        """Make the keys that are missing and return their names. `name` is the authority's."""
        missing = [kind for kind in KINDS if not self.numbers(kind, "key")]
        return [self.rotate(kind, name, now=now) for kind in missing]

    def rotate(self, kind: str, name: str, *, now: datetime | None = None) -> str:
        """Put a new key in the place of a kind's present one and return its name."""
        now = now or datetime.now(UTC)
        if kind == DOCUMENT:
            authority = self._authority()
            if not authority or not authority.lasts(now):
                authority = self._found(name, now)
            signer = make_signer(authority, name, now)
            chain = [signer, authority.issuing, authority.root]
            public = _pem(*[issued.certificate for issued in chain])
            return self._keep(kind, signer.key, public)
        key = _new_key(kind)
        return self._keep(kind, key, _public_pem(key.public_key()))

    def adopt(self, key_pem: bytes, chain_pem: bytes, password: bytes | None = None) -> str:
        """Sign with a bought certificate from now on. The chain runs from signer to root.

        Raises `KeyProblem` when the key and the chain do not belong together, or when the
        chain does not end in a root.
        """
        from cryptography import x509
        from cryptography.hazmat.primitives.asymmetric import ec, rsa
        from cryptography.hazmat.primitives.serialization import load_pem_private_key

        try:
            key = load_pem_private_key(key_pem, password)
            chain = x509.load_pem_x509_certificates(chain_pem)
            for lower, upper in zip(chain, [*chain[1:], chain[-1]], strict=True):
                lower.verify_directly_issued_by(upper)
        except Exception as error:
            raise KeyProblem(f"The key or the chain is not valid: {type(error).__name__}") from None
        if not isinstance(key, ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey):
            raise KeyProblem("Only RSA and ECDSA keys sign documents.")
        if key.public_key() != chain[0].public_key():
            raise KeyProblem("The first certificate of the chain is not that of the key.")
        if _last_moment(chain_pem) < datetime.now(UTC):
            raise KeyProblem("A certificate of the chain has expired.")
        return self._keep(DOCUMENT, key, _pem(*chain))

    def _keep(self, kind: str, key, public: bytes) -> str:
        part = _public_part(kind)
        before = self.numbers(kind, "key")
        numbers = before + self.numbers(kind, part)
        name = f"{kind}-{max(numbers, default=0) + 1}"
        # The public half first: nothing may ever be signed that nobody can verify.
        self._write(f"{name}.{part}.pem", public)
        self._write(f"{name}.key.pem", _private_pem(key))
        for number in before:
            (self.folder / f"{kind}-{number}.key.pem").unlink()
        return name

    def _found(self, name: str, now: datetime) -> Authority:
        former = self.folder / "authority"
        if former.exists():  # kept: its lists prove what it issued
            place = len([*self.folder.glob("authority-*")]) + 1
            former.rename(self.folder / f"authority-{place}")
        authority = make_authority(name, now)
        for part in ("root", "issuing"):
            issued = getattr(authority, part)
            self._write(f"authority/{part}.cert.pem", _pem(issued.certificate))
            self._write(f"authority/{part}.key.pem", _private_pem(issued.key))
        return authority

    def _authority(self, folder: str = "authority") -> Authority | None:
        from cryptography import x509
        from cryptography.hazmat.primitives.serialization import load_pem_private_key

        if not (self.folder / folder / "issuing.key.pem").exists():
            return None
        return Authority(
            *[
                Issued(
                    x509.load_pem_x509_certificate(self._read(f"{folder}/{part}.cert.pem")),
                    load_pem_private_key(self._read(f"{folder}/{part}.key.pem"), None),
                )
                for part in ("root", "issuing")
            ]
        )

    def _read(self, name: str) -> bytes:
        return (self.folder / name).read_bytes()

    def _write(self, name: str, content: bytes) -> None:
        """Write a file that only we may read, whole or not at all, and never over another."""
        path = self.folder / name
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        half = path.with_suffix(".half")
        with contextlib.suppress(FileNotFoundError):
            half.unlink()
        half.touch(0o600, exist_ok=False)
        with half.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        path.hardlink_to(half)  # fails where there is one already
        half.unlink()


def _public_part(kind: str) -> str:
    return "chain" if kind == DOCUMENT else "pub"


def _last_moment(chain: bytes) -> datetime:
    from cryptography import x509

    return min(item.not_valid_after_utc for item in x509.load_pem_x509_certificates(chain))


def _new_key(kind: str):
    from cryptography.hazmat.primitives.asymmetric import ed25519, rsa

    if kind == CREDENTIAL:
        return ed25519.Ed25519PrivateKey.generate()
    return rsa.generate_private_key(public_exponent=65537, key_size=RSA_BITS)


def _private_pem(key) -> bytes:
    from cryptography.hazmat.primitives import serialization as form

    return key.private_bytes(form.Encoding.PEM, form.PrivateFormat.PKCS8, form.NoEncryption())


def _public_pem(key) -> bytes:
    from cryptography.hazmat.primitives import serialization as form

    return key.public_bytes(form.Encoding.PEM, form.PublicFormat.SubjectPublicKeyInfo)


def _pem(*certificates) -> bytes:
    from cryptography.hazmat.primitives.serialization import Encoding

    return b"".join(certificate.public_bytes(Encoding.PEM) for certificate in certificates)
