"""What a person takes along besides the PDF: the credential as a file, token or picture."""

import json

from django.conf import settings

from certificates import badges, baking, inspection, production
from certificates.models import Certificate
from certificates.services import trust
from certificates.services.files import CertificateDelayed, ensure_file, open_file


def credential_text(certificate: Certificate) -> str:
    """Return the signed credential as it lies in the stored PDF, so that there is only one.

    Raises `CertificateDelayed` when there is no file yet, or none that we would vouch for.
    """
    with open_file(ensure_file(certificate)) as file:
        pdf = file.read()
    ring = trust.keyring()
    found = inspection.inspect(
        pdf,
        roots=ring.roots(),
        tsa_roots=ring.tsa_roots(),
        did_document=trust.did_document(),
    )
    if not found.as_embedded:
        trust.logger.error("Certificate %s: there is no credential in its file", certificate.pk)
        raise CertificateDelayed
    return found.as_embedded


def token(certificate: Certificate) -> str:
    """Return the credential as a signed token (VC-JWT, RS256). Raises `KeyProblem`."""
    (sealed,) = production.seal(
        [badges.unsigned(certificate)],
        keys_dir=settings.CERTIFICATE_KEYS_DIR,
        created=certificate.issued_on.isoformat(),
        as_tokens=True,
    )
    return sealed


def baked_png(certificate: Certificate, picture: bytes) -> bytes:
    """Return our picture of the badge with the credential in it."""
    return baking.bake_png(picture, json.loads(credential_text(certificate)))


def baked_svg(certificate: Certificate, picture: str) -> str:
    return baking.bake_svg(picture, json.loads(credential_text(certificate)))
