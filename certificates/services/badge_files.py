"""What a person takes along besides the PDF: the credential as a file, token or picture."""

import json

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from certificates import badge_picture, badges, baking, documents, inspection, production
from certificates.keys import KeyProblem
from certificates.models import Certificate, CertificateFile, SealedProof
from certificates.services import trust
from certificates.services.files import CertificateDelayed, ensure_file, open_file


def credential_text(certificate: Certificate) -> str:
    """Return the signed credential as it lies in the stored PDF, so that there is only one.

    Raises `CertificateDelayed` when there is no file yet, or none that we would vouch for.
    """
    proof = _proof_of(certificate)
    if not proof.credential:  # a file made before proofs were kept beside it
        proof.credential = _taken_out(proof.document)
        _keep(proof, "credential")
    return proof.credential


def token(certificate: Certificate) -> str:
    """Return the credential as a token (VC-JWT, RS256), signed by the process with the keys.

    Signed when it is first asked for, then kept. Raises `CertificateDelayed` without a key.
    """
    proof = _proof_of(certificate)
    if not proof.token:
        proof.token = _signed_token(certificate)
        _keep(proof, "token")
    return proof.token


def _proof_of(certificate: Certificate) -> SealedProof:
    """Return what is kept beside the file of a certificate, or an empty row not yet written."""
    document = ensure_file(certificate)
    kept = SealedProof.objects.select_related("document").filter(document=document).first()
    return kept or SealedProof(document=document)


def _keep(proof: SealedProof, field: str) -> None:
    """Write one of the texts, beside the other that somebody may have written meanwhile."""
    SealedProof.objects.update_or_create(
        document=proof.document, defaults={field: getattr(proof, field)}
    )


def _taken_out(document: CertificateFile) -> str:
    with open_file(document) as file:
        pdf = file.read()
    ring = trust.keyring()
    found = inspection.inspect(
        pdf,
        roots=ring.roots(),
        tsa_roots=ring.tsa_roots(),
        did_document=trust.did_document(),
    )
    if not found.as_embedded:
        trust.logger.error("Certificate file %s: there is no credential in it", document.pk)
        raise CertificateDelayed
    return found.as_embedded


def _signed_token(certificate: Certificate) -> str:
    try:
        (sealed,) = production.seal(
            [badges.unsigned(certificate)],
            keys_dir=settings.CERTIFICATE_KEYS_DIR,
            created=badges.moment(certificate.issued_on),
            as_tokens=True,
        )
    except KeyProblem as error:
        trust.logger.error("Certificate %s: no token was signed: %s", certificate.pk, error)
        raise CertificateDelayed from error
    return sealed


def baked_png(certificate: Certificate) -> bytes:
    """Return our picture of the badge with the credential in it."""
    picture = badge_picture.png(documents.accent_of(certificate))
    return baking.bake_png(picture, json.loads(credential_text(certificate)))


def baked_svg(certificate: Certificate) -> str:
    """Return the same as an SVG, with a title in the certificate's language."""
    signed = json.loads(credential_text(certificate))
    context = {
        "printed": certificate.snapshot,
        "shapes": badge_picture.shapes(documents.accent_of(certificate)),
    }
    with translation.override(certificate.language):
        picture = render_to_string("certificates/badge.svg", context)
    return baking.bake_svg(picture.strip(), signed)


# By the ending of the file's name: what it is, and what makes it.
KINDS = {
    "json": ("application/json", credential_text),
    "png": ("image/png", baked_png),
    "svg": ("image/svg+xml", baked_svg),
    "jwt": ("application/jwt", token),
}
PUBLIC_KINDS = ("png", "svg", "json")
