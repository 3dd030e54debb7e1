"""All that is printed for judgement: every design, both ways up, with names of all scripts."""

import json
from dataclasses import replace
from datetime import UTC, datetime

from certificates import authority, designs, documents
from certificates.rendering import Attachment, Job, Profile
from certificates.signing import DocumentSigner
from tests.certificates import papers

NAMES = {
    "latin": "Dr. Ayşe Müller-Lüdenscheidt",
    "turkish": "İbrahim Çağlayan Öztürk-Şahin Iğdır",
    "vietnamese": "Nguyễn Thị Minh Khai",
    "arabic": "محمد بن عبد الرحمن",
    "hebrew": "יוסף כהן",
    "devanagari": "प्रिया शर्मा",
    "cjk": "王小明 山田はなこ 김민수",
    "emoji": "Kim 🌻 Sommer",
    "longest": papers.LONG_NAME,
}
LANGUAGES = {designs.PORTRAIT: "de", designs.LANDSCAPE: "en"}
FIELD = "Digital signature of the issuer"
CREDENTIAL = Attachment(
    "openbadgecredential.json",
    json.dumps({"type": ["VerifiableCredential"], "name": "Müller"}).encode(),
    "The certificate for programs (Open Badges 3.0)",
    created="2026-11-22",
)


def certificate(design: str, orientation: str, name: str, profile=Profile.CERTIFICATE) -> Job:
    """Return a certificate as it is printed to be signed."""
    chosen = {"key": design, "orientation": orientation}
    paper = papers.make_paper(LANGUAGES[orientation], name=NAMES[name], design=chosen)
    job = documents.compose(paper)
    return replace(job, profile=profile, attachments=(CREDENTIAL,), signature_field=FIELD)


CERTIFICATES = [
    (design, orientation, name, Profile.CERTIFICATE)
    for design in designs.DESIGNS
    for orientation in designs.ORIENTATIONS
    for name in NAMES
] + [
    (design, orientation, name, Profile.CERTIFICATE_UA2)
    for design in designs.DESIGNS
    for orientation in designs.ORIENTATIONS
    for name in ("latin", "arabic")
]


def make_signer() -> DocumentSigner:
    """Return a signer whose authority exists for this test run only."""
    from cryptography.hazmat.primitives import serialization

    now = datetime.now(UTC)
    own = authority.make_authority("Test", now)
    signer = authority.make_signer(own, "Stadt Musterstadt", now)
    pem = serialization.Encoding.PEM
    key = signer.key.private_bytes(
        pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    chain = [item.certificate.public_bytes(pem) for item in (signer, own.issuing, own.root)]
    return DocumentSigner(key, b"".join(chain))
