"""Open Badges 3.0 credentials: signed, verified, as a token, and baked into pictures.

Pure: no Django, no network, no clock. A credential is a JSON object; its proof is
eddsa-rdfc-2022, the one suite that the issuer test of 1EdTech names. The contexts that give
its members their meaning are pinned in `certificates/contexts`; nothing else is ever loaded.

    python -m certificates.credential FILE.json DID.json     verifies a credential
"""

import functools
import hashlib
import json
import sys
from argparse import ArgumentParser
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

CONTEXTS = {
    "https://www.w3.org/ns/credentials/v2": "credentials-v2.json",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json": "ob-v3p0-context-3.0.3.json",
}
VC_CONTEXT, BADGE_CONTEXT = CONTEXTS
FILE_NAME = "openbadgecredential.json"
SUITE = "eddsa-rdfc-2022"
LARGEST = 65_536  # bytes; ours have two thousand
_FOLDER = Path(__file__).resolve().parent / "contexts"
_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_ED25519 = b"\xed\x01"  # multicodec


class CredentialError(Exception):
    """The credential is not what it claims to be. The text holds nothing of its content."""


# --- Identities -------------------------------------------------------------------------


def did_for(base_url: str) -> str:
    """Return the did:web of a site: `https://host:8443` is `did:web:host%3A8443`."""
    host = base_url.partition("://")[2].strip("/")
    return "did:web:" + host.replace(":", "%3A").replace("/", ":")


def did_document(did: str, keys: Mapping[str, object]) -> dict:
    """Return what is published at /.well-known/did.json: every key that ever signed.

    `keys` maps names to public keys, Ed25519 or RSA.
    """
    methods = [_method(did, name, key) for name, key in keys.items()]
    return {
        "@context": [
            "https://www.w3.org/ns/did/v1",
            "https://w3id.org/security/multikey/v1",
            "https://w3id.org/security/suites/jws-2020/v1",
        ],
        "id": did,
        "verificationMethod": methods,
        "assertionMethod": [method["id"] for method in methods],
    }


def _method(did: str, name: str, key) -> dict:
    method = {"id": f"{did}#{name}", "controller": did}
    if hasattr(key, "key_size"):  # RSA
        from jwt.algorithms import RSAAlgorithm

        jwk = RSAAlgorithm.to_jwk(key, as_dict=True)
        return method | {
            "type": "JsonWebKey2020",
            "publicKeyJwk": {"kty": "RSA", "n": jwk["n"], "e": jwk["e"], "alg": "RS256"},
        }
    raw = key.public_bytes_raw()
    return method | {"type": "Multikey", "publicKeyMultibase": "z" + _base58(_ED25519 + raw)}


def key_from(did_document: Mapping, method_id: str):
    """Return the Ed25519 key that a did document names. Raises `CredentialError`."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    if method_id not in did_document.get("assertionMethod", []):
        raise CredentialError("The issuer does not know the key.")
    for method in did_document["verificationMethod"]:
        if method["id"] == method_id and "publicKeyMultibase" in method:
            raw = _unbase58(method["publicKeyMultibase"][1:])
            if raw.startswith(_ED25519):
                return Ed25519PublicKey.from_public_bytes(raw[len(_ED25519) :])
    raise CredentialError("The issuer's key is of another kind.")


# --- Proofs -----------------------------------------------------------------------------


def sign(credential: Mapping, *, key, method: str, created: str) -> dict:
    """Return the credential with its proof, an array of one as the schema of 1EdTech has it.

    The same credential, key and time give the same bytes. Raises `CredentialError` for a
    member that no context defines: it would be unsigned and yet stand there.
    """
    _refuse_unmapped_shape(json.dumps(_shape(credential)))
    proof = {
        "type": "DataIntegrityProof",
        "cryptosuite": SUITE,
        "created": created,
        "verificationMethod": method,
        "proofPurpose": "assertionMethod",
    }
    signature = key.sign(_digest(credential, proof))
    return {**credential, "proof": [proof | {"proofValue": "z" + _base58(signature)}]}


def verify(signed: Mapping, did_document: Mapping) -> dict:
    """Return the credential without its proof if all of it was signed by its issuer.

    Raises `CredentialError` otherwise. Neither revocation nor validity is looked at.
    """
    from cryptography.exceptions import InvalidSignature

    try:
        if len(json.dumps(signed)) > LARGEST:
            raise CredentialError("The credential is too long.")
        bare = {name: value for name, value in signed.items() if name != "proof"}
        proofs = signed["proof"] if isinstance(signed["proof"], list) else [signed["proof"]]
        (proof,) = proofs
        proof = dict(proof)
        signature = _unbase58(proof.pop("proofValue")[1:])
        issuer = bare["issuer"] if isinstance(bare["issuer"], str) else bare["issuer"]["id"]
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        raise CredentialError(f"This is no signed credential: {type(error).__name__}") from None
    if bare.get("@context") not in ([VC_CONTEXT], [VC_CONTEXT, BADGE_CONTEXT]):
        # Contexts are not signed: one more could give the same signed facts other names.
        raise CredentialError("The credential names contexts that are not known here.")
    known = {"type": "DataIntegrityProof", "cryptosuite": SUITE, "proofPurpose": "assertionMethod"}
    if set(proof) != {*known, "created", "verificationMethod"} or proof | known != proof:
        raise CredentialError("The proof is of another kind.")
    if issuer != did_document.get("id"):
        raise CredentialError("The issuer is somebody else.")
    key = key_from(did_document, proof.get("verificationMethod"))
    _refuse_unmapped(bare)
    try:
        key.verify(signature, _digest(bare, proof))
    except InvalidSignature:
        raise CredentialError("The signature does not match.") from None
    return bare


def _digest(credential: Mapping, proof: Mapping) -> bytes:
    context = credential["@context"]
    options = json.dumps({"@context": context, **proof}, sort_keys=True)
    return _options_digest(options) + hashlib.sha256(_canonical(credential)).digest()


@functools.lru_cache(maxsize=16)
def _options_digest(options: str) -> bytes:
    """The options are the same for all that is signed on a day: half of the work saved."""
    return hashlib.sha256(_canonical(json.loads(options))).digest()


def _canonical(document: Mapping) -> bytes:
    from pyld import jsonld

    options = {
        "algorithm": "URDNA2015",  # the name that pyld has for RDFC-1.0
        "format": "application/n-quads",
        "documentLoader": _load,
    }
    try:
        return jsonld.normalize(document, options).encode()
    except (jsonld.JsonLdError, RecursionError) as error:
        raise CredentialError(f"The credential cannot be read: {type(error).__name__}") from None


def _refuse_unmapped(credential: Mapping) -> None:
    """Canonicalisation drops members that no context defines: what is left has to be all."""
    from pyld import jsonld

    options = {"documentLoader": _load}
    try:
        expanded = jsonld.expand(credential, options)
        again = jsonld.compact(expanded, credential["@context"], {**options, "skipExpansion": True})
    except (jsonld.JsonLdError, KeyError, RecursionError) as error:
        raise CredentialError(f"The credential cannot be read: {type(error).__name__}") from None
    if _plain(again) != _plain(credential):
        raise CredentialError("The credential has members that no context defines.")


@functools.lru_cache(maxsize=64)
def _refuse_unmapped_shape(shape: str) -> None:
    """What we sign has few shapes; this is two thirds of the time of a signature."""
    _refuse_unmapped(json.loads(shape))


def _shape(value, name: str = ""):
    """Return a credential's members and types, with nothing of what it says."""
    if name in ("@context", "type"):
        return value
    if isinstance(value, Mapping):
        return {key: _shape(item, key) for key, item in value.items()}
    if isinstance(value, list):
        return [_shape(item) for item in value]
    return "urn:x" if isinstance(value, str) else value


def _plain(value):
    """Return a value with lists of one as the one: JSON-LD makes no difference."""
    if isinstance(value, Mapping):
        return {name: _plain(item) for name, item in value.items()}
    if isinstance(value, list):
        items = [_plain(item) for item in value]
        return items[0] if len(items) == 1 else items
    return value


def _load(url: str, _options: Mapping) -> dict:
    if url not in CONTEXTS:
        raise CredentialError("The credential names a context that is not known here.")
    document = _context(url)
    return {
        "contentType": "application/ld+json",
        "contextUrl": None,
        "documentUrl": url,
        "document": document,
        "tag": "static",  # pyld keeps what it makes of it
    }


@functools.cache
def _context(url: str) -> dict:
    return json.loads((_FOLDER / CONTEXTS[url]).read_text())


# --- As a token -------------------------------------------------------------------------


def to_token(credential: Mapping, *, key, method: str) -> str:
    """Return an unsigned credential as VC-JWT: RS256, or EdDSA with an Ed25519 key."""
    import jwt

    payload = {**credential, "iss": credential["issuer"]["id"], "jti": credential["id"]}
    payload["nbf"] = _seconds(credential["validFrom"])
    if "validUntil" in credential:
        payload["exp"] = _seconds(credential["validUntil"])
    if "id" in credential["credentialSubject"]:
        payload["sub"] = credential["credentialSubject"]["id"]
    algorithm = "RS256" if hasattr(key, "key_size") else "EdDSA"
    return jwt.encode(payload, key, algorithm, headers={"kid": method, "typ": "JWT"})


def _seconds(moment: str) -> int:
    return int(datetime.fromisoformat(moment).timestamp())


def _base58(data: bytes) -> str:
    number, text = int.from_bytes(data), ""
    while number:
        number, digit = divmod(number, 58)
        text = _BASE58[digit] + text
    return "1" * (len(data) - len(data.lstrip(b"\0"))) + text


def _unbase58(text: str) -> bytes:
    number = 0
    for letter in text[:200]:
        number = number * 58 + _BASE58.index(letter)
    zeros = len(text) - len(text.lstrip("1"))
    return b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8)


def main(arguments: list[str]) -> None:
    """Verify a credential by hand."""
    parser = ArgumentParser(prog="python -m certificates.credential")
    parser.add_argument("credential", type=Path, help="a JSON file")
    parser.add_argument("did_document", type=Path, help="/.well-known/did.json of the issuer")
    given = parser.parse_args(arguments)
    try:
        files = [json.loads(file.read_text("utf-8")) for file in vars(given).values()]
        verify(*files)
    except (CredentialError, OSError, ValueError) as error:
        sys.exit(str(error))
    except (AttributeError, KeyError, TypeError):
        sys.exit("This is no DID document.")
    sys.stdout.write("The issuer signed this credential.\n")


if __name__ == "__main__":
    main(sys.argv[1:])
