"""All that is printed for judgement: every design, both ways up, with names of all scripts."""

import io
import json
from dataclasses import replace
from datetime import UTC, datetime

from PIL import Image

from certificates import artwork, authority, designs, documents
from certificates.models import pictures
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
    "event": "Dr. Ayşe Müller-Lüdenscheidt",  # not of a course, but of an event
}
# The name in Latin letters, with a logo, a signature and a funder's logo of this kind.
PICTURES = {"with-jpeg": "jpg", "with-svg": "svg"}
NAMES |= dict.fromkeys(PICTURES, NAMES["latin"])
LANGUAGES = {designs.PORTRAIT: "de", designs.LANDSCAPE: "en"}
DRAWING = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 30">
<defs><linearGradient id="g"><stop offset="0" stop-color="#7a1f2b"/>
<stop offset="1" stop-color="#225588" stop-opacity="0.5"/></linearGradient></defs>
<rect width="60" height="30" fill="url(#g)"/>
<path d="M5 5h20v20z" fill="#fff" fill-opacity="0.6"/></svg>"""
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
    if name in PICTURES:
        chosen |= _pictured(PICTURES[name])
    kind = papers.EVENT if name == "event" else {}
    paper = papers.make_paper(LANGUAGES[orientation], name=NAMES[name], design=chosen, **kind)
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


def _pictured(kind: str) -> dict:
    """Return what a design keeps of pictures that were uploaded, and what stands beside them."""
    upload = Image.effect_mandelbrot((640, 320), (-2, -1, 1, 1), 40)
    data = DRAWING
    if kind == "jpg":
        upload.save(buffer := io.BytesIO(), "PNG")
        data = buffer.getvalue()
    art = artwork.prepare(data)
    assert art.ending == kind
    picture = pictures.keep(art.data, art.ending)
    return {
        "logo": {"file": picture, "description": "Wappen von Musterstadt"},
        "signature": {"file": picture, "description": ""},
        "funder": {"file": picture, "description": "Logo des Förderprogramms"},
        "signatory": {"name": "Dr. Sabine Beispiel", "function": "Bürgermeisterin"},
        "texts": dict.fromkeys(LANGUAGES.values(), {"funding": "Gefördert durch das Land."}),
    }


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
