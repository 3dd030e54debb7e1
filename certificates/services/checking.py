"""What strangers may ask of a certificate: is this the name, and is this the file?

Nothing of what they send is stored or logged.
"""

import hashlib
import hmac
from dataclasses import dataclass

from certificates import codes, inspection, selectors
from certificates.badges import issuer_did
from certificates.selectors import CheckResult
from certificates.services import trust

LARGEST_FILE = 2 * 1024**2


@dataclass(frozen=True)
class FileReport:
    """What a file is worth as the one of a certificate.

    `same`: byte for byte as it is stored, or as it was issued. `signed`: our signature covers
    all of it. `credential`: what is embedded is signed by us and is about this certificate.
    """

    same: bool
    signed: bool
    credential: bool

    @property
    def genuine(self) -> bool:
        """Also a copy that was proved for the archive at another time than ours."""
        return self.same or (self.signed and self.credential)


def compare_name(*, code: str, name: str) -> bool:
    """Whether this is the name on the certificate; False where nobody may ask.

    One query and one digest, whether there is such a certificate or not.
    """
    digest = selectors.name_digest(code)
    typed = codes.name_digest(name, codes.read(code) or "")
    return hmac.compare_digest(typed, digest)


def check_file(*, result: CheckResult, content: bytes) -> FileReport:
    """Judge a file that claims to be this certificate. It is read in a process without keys."""
    ring = trust.keyring()
    found = inspection.inspect(
        content,
        roots=ring.roots(),
        tsa_roots=ring.tsa_roots(),
        did_document=trust.did_document(),
    )
    about = (found.credential or {}).get("id", "").rstrip("/").rsplit("/", 1)[-1]
    by = (found.credential or {}).get("issuer", {}).get("id")
    return FileReport(
        same=hashlib.sha256(content).hexdigest() in result.hashes,
        signed=found.valid,
        credential=about == result.code and by == issuer_did(),
    )
