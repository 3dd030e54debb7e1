"""The ways of making a certificate that benchmarks/certificates.py compares, each in a process.

`python -m benchmarks.ways naive|ours FOLDER`: the first line of standard input is the order as
JSON, each further one the name of a way and how often; the answer is its processor time and
that of a million additions just before. No Django in here, as where certificates are made.
"""

import gc
import io
import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from certificates.rendering import ASSET_SCHEME

# --- As a project would that has other things to do --------------------------------------


def naive(order: dict, folder: Path) -> dict[str, Callable]:
    """Return what the documentation of WeasyPrint, segno, pyld and pyHanko leads to.

    No mistakes on purpose: one process for all, contexts kept (nobody fetches them each time),
    and our own HTML and style sheet, which are quick to lay out. What is not done is what only
    measuring teaches: fonts are the machine's, each document has its own font configuration and
    parses its style sheet, the QR code is a drawing and not a picture of pixels, the standard
    is one of the two, the credential's options are canonicalised with each credential, and
    key and signer are loaded for each file, which is signed twice, once to measure.
    """
    _make_rsa_key(folder)
    html = order["html"].replace(f"{ASSET_SCHEME}qr.png", order["qr_svg"])
    html = html.replace("</head>", f"<style>{order['css']}</style></head>")
    return {
        "naive rendering": lambda: _naive_pdf(html),
        "naive, finished": lambda: _naive_finished(html, order["credential"], folder),
    }


def _naive_pdf(html: str, **options) -> bytes:
    from weasyprint import HTML

    return HTML(string=html).write_pdf(**options)


def _naive_finished(html: str, credential: dict, folder: Path) -> bytes:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import signers
    from weasyprint import Attachment

    signed = json.dumps(_naive_credential(credential, folder))
    file = Attachment(string=signed, name="openbadgecredential.json", description="Open Badge")
    pdf = _naive_pdf(html, pdf_variant="pdf/a-3a", attachments=[file])
    signer = signers.SimpleSigner.load(folder / "naive.key.pem", folder / "naive.pem")
    meta = signers.PdfSignatureMetadata(field_name="Signature")
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    return signers.sign_pdf(writer, meta, signer=signer).getvalue()


def _naive_credential(credential: dict, folder: Path) -> dict:
    from hashlib import sha256

    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    key = load_pem_private_key((folder / "credential-1.key.pem").read_bytes(), None)
    proof = {
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-rdfc-2022",
        "created": "2026-11-22T00:00:00Z",
        "verificationMethod": "did:web:example#1",
        "proofPurpose": "assertionMethod",
    }
    options = {"@context": credential["@context"], **proof}
    hashes = [sha256(_normal(part).encode()).digest() for part in (options, credential)]
    return {**credential, "proof": proof | {"proofValue": key.sign(b"".join(hashes)).hex()}}


def _normal(document: dict) -> str:
    from pyld import jsonld

    options = {"algorithm": "URDNA2015", "format": "application/n-quads", "documentLoader": _load}
    return jsonld.normalize(document, options)


def _load(url: str, _options) -> dict:
    from certificates.credential import _context

    return {"contextUrl": None, "documentUrl": url, "document": _context(url)}


def _make_rsa_key(folder: Path) -> None:
    """Make an RSA key of 2048 bits with a certificate of its own: the least that is usual."""
    from datetime import datetime, timedelta

    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric import rsa
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.serialization import (
        Encoding,
        NoEncryption,
        PrivateFormat,
    )

    key = rsa.generate_private_key(65537, 2048)
    name, now = x509.Name.from_rfc4514_string("CN=Musterstadt"), datetime(2026, 1, 1)  # noqa: DTZ001
    draft = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), now)
    certificate = draft.not_valid_after(now + timedelta(days=3650)).sign(key, SHA256())
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (folder / "naive.key.pem").write_bytes(private)
    (folder / "naive.pem").write_bytes(certificate.public_bytes(Encoding.PEM))


# --- Ours, and the bound ------------------------------------------------------------------


def ours(order: dict, folder: Path) -> dict[str, Callable]:
    """Return what certificates.production and its renderer do, without their processes."""
    from certificates import production
    from certificates.keys import Keyring
    from certificates.printing import collect_less, unpack
    from certificates.rendering import Renderer
    from certificates.signing import DocumentSigner

    ring, renderer, job = Keyring(folder), Renderer(), unpack(order["job"])
    signer = DocumentSigner(*ring.for_documents())

    collect_less()

    def finish() -> bytes:
        (sealed,) = production._seal([order], ring)
        text = json.dumps(sealed["sealed"], ensure_ascii=False, indent=1)
        return signer.sign(renderer.render(production._with_credential(order, text))).pdf

    return {
        "reportlab": _reportlab(order, job.assets[f"{ASSET_SCHEME}qr.png"]),
        "bare rendering": lambda: renderer.render(job),
        "finished": finish,
    }


def _reportlab(order: dict, code: bytes) -> Callable:
    """Return a drawer of a page with the same words: no tags, no PDF/A, no layout."""
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(TTFont("Text", order["font"]))
    words = [text for text in _texts(order["html"]) if text]

    def draw() -> bytes:
        target = io.BytesIO()
        canvas = Canvas(target, pagesize=(595, 842))
        canvas.setFont("Text", 10.5)
        for number, text in enumerate(words):
            canvas.drawString(68, 780 - 16 * number, text)
        canvas.drawImage(ImageReader(io.BytesIO(code)), 440, 50, 96, 96)
        canvas.save()
        return target.getvalue()

    return draw


def _texts(html: str) -> Iterator[str]:
    from html.parser import HTMLParser

    found: list[str] = []
    parser = HTMLParser()
    parser.handle_data = found.append
    parser.feed(html)
    return (" ".join(text.split()) for text in found)


# --- The process --------------------------------------------------------------------------


def calibration() -> float:
    """Return the milliseconds of a million additions."""
    before, total = time.process_time(), 0
    for number in range(1_000_000):
        total += number
    return 1000 * (time.process_time() - before)


def main(role: str, folder: str) -> None:
    order = json.loads(sys.stdin.readline())
    ways = {"naive": naive, "ours": ours}[role](order, Path(folder))
    for make in ways.values():  # twice: the first one imports
        make()
        make()
    gc.collect()
    for line in sys.stdin:
        name, count = json.loads(line)
        speed, before = calibration(), time.process_time()
        for _number in range(count):
            ways[name]()
        spent = 1000 * (time.process_time() - before) / count
        print(json.dumps([spent, speed]), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:3])
