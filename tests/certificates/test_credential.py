"""Credentials: what is signed, what is refused, tokens, and lists of revocations."""

import copy
import hashlib
import json
import subprocess
import sys
from pathlib import Path

import jwt
import pytest

from certificates import credential, status_lists
from certificates.credential import CredentialError
from certificates.keys import CREDENTIAL, TOKEN

DID = "did:web:lernen.musterstadt.example"
CREATED = "2026-11-22T00:00:00Z"
CONTEXTS = {  # as published; whoever changes them changes what old signatures say
    "credentials-v2.json": "59955ced6697d61e03f2b2556febe5308ab16842846f5b586d7f1f7adec92734",
    "ob-v3p0-context-3.0.3.json": (
        "3d34f4d4ef1bce691106e63798beb5e7b862ba841423f5ee1e53ab7ddf3bca84"
    ),
}


def make_credential(name: str = "Ayşe Müller") -> dict:
    url = "https://lernen.musterstadt.example"
    return {
        "@context": [credential.VC_CONTEXT, credential.BADGE_CONTEXT],
        "id": f"{url}/pruefen/7K3M/",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": {"id": DID, "type": ["Profile"], "name": "Stadt Musterstadt"},
        "validFrom": CREATED,
        "validUntil": "2028-11-22T23:59:59Z",
        "name": "Teilnahmebescheinigung",
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "identifier": [
                {
                    "type": "IdentityObject",
                    "hashed": False,
                    "identityHash": name,
                    "identityType": "name",
                }
            ],
            "achievement": {
                "id": "urn:uuid:5d3f6c10-2f53-4b0e-9b3a-000000000001",
                "type": ["Achievement"],
                "name": "Umgang mit Anfeindungen",
                "description": "75 Minuten",
                "criteria": {"narrative": "- Grenzen setzen"},
            },
        },
        "credentialStatus": status_lists.entry(f"{url}/status/1", 42),
    }


@pytest.fixture
def did_document(keyring):
    return credential.did_document(DID, {item.name: item.key for item in keyring.public()})


@pytest.fixture
def sign(keyring):
    name, key = keyring.private(CREDENTIAL)
    return lambda unsigned: credential.sign(
        unsigned, key=key, method=f"{DID}#{name}", created=CREATED
    )


@pytest.fixture
def signed(sign):
    return sign(make_credential())


def test_contexts_are_the_published_ones():
    folder = Path(credential.__file__).parent / "contexts"
    files = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.glob("*.json")
    }
    assert files == CONTEXTS
    licences = (folder / "LICENSES.md").read_text()
    assert [name for name in CONTEXTS if f"## {name}" not in licences] == []


def test_a_signed_credential_is_verified(signed, did_document):
    assert credential.verify(signed, did_document) == make_credential()
    assert isinstance(signed["proof"], list)


def test_the_same_credential_gives_the_same_bytes(sign, signed):
    assert json.dumps(sign(make_credential())) == json.dumps(signed)


def rename(document):
    document["credentialSubject"]["identifier"][0]["identityHash"] = "Mallory"


CHANGES = {
    "name": rename,
    "date": lambda document: document.update(validFrom="2020-01-01T00:00:00Z"),
    "status": lambda document: document["credentialStatus"].update(statusListIndex="7"),
    "member that no context defines": lambda document: document.update(title="Dr. Mallory"),
    "such a member further down": lambda document: document["credentialSubject"].update(title="X"),
    "member added": lambda document: document.update(description="more"),
    "member removed": lambda document: document.pop("validUntil"),
    "other context": lambda document: document["@context"].append("https://example.org/x"),
    "own context": lambda document: document["@context"].append({"title": "https://x.example/t"}),
    "no proof": lambda document: document.pop("proof"),
    "two proofs": lambda document: document["proof"].append(document["proof"][0]),
    "more in the proof": lambda document: document["proof"][0].update(domain="x.example"),
    "other purpose": lambda document: document["proof"][0].update(proofPurpose="authentication"),
    "other time": lambda document: document["proof"][0].update(created="2020-01-01T00:00:00Z"),
    "other suite": lambda document: document["proof"][0].update(cryptosuite="eddsa-jcs-2022"),
    "broken signature": lambda document: document["proof"][0].update(proofValue="z2"),
    "no letters": lambda document: document["proof"][0].update(proofValue="z0OIl"),
    "unknown key": lambda document: document["proof"][0].update(verificationMethod=f"{DID}#x"),
    "key for tokens": lambda document: document["proof"][0].update(
        verificationMethod=f"{DID}#token-1"
    ),
    "other issuer": lambda document: document["issuer"].update(id="did:web:evil.example"),
    "nobody": lambda document: document.update(issuer=None),
    "very long": lambda document: document.update(name="x" * credential.LARGEST),
    "very deep": lambda document: document.update(name=json.loads("[" * 900 + "]" * 900)),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_changes_are_refused(signed, did_document, change):
    changed = copy.deepcopy(signed)
    change(changed)
    with pytest.raises(CredentialError):
        credential.verify(changed, did_document)


def test_nothing_is_signed_that_no_context_defines(sign):
    for place in ((), ("credentialSubject",), ("credentialSubject", "achievement")):
        unsigned = make_credential()
        part = unsigned
        for name in place:
            part = part[name]
        part["surprise"] = "x"
        with pytest.raises(CredentialError):
            sign(unsigned)


def test_another_issuer_with_the_same_name_of_key(sign, signed, tmp_path):
    from certificates.keys import Keyring

    ring = Keyring(tmp_path / "keys")
    ring.create("Somebody else")
    foreign = credential.did_document(DID, {item.name: item.key for item in ring.public()})
    with pytest.raises(CredentialError, match="does not match"):
        credential.verify(signed, foreign)


@pytest.mark.parametrize(
    ("url", "did"),
    [
        ("https://lernen.example", "did:web:lernen.example"),
        ("http://localhost:8000", "did:web:localhost%3A8000"),
    ],
)
def test_did(url, did):
    assert credential.did_for(url) == did


# --- Tokens -----------------------------------------------------------------------------


@pytest.mark.parametrize(("kind", "algorithm"), [(TOKEN, "RS256"), (CREDENTIAL, "EdDSA")])
def test_token(keyring, kind, algorithm):
    name, key = keyring.private(kind)
    token = credential.to_token(make_credential(), key=key, method=f"{DID}#{name}")
    assert jwt.get_unverified_header(token)["kid"] == f"{DID}#{name}"
    said = jwt.decode(token, key.public_key(), algorithms=[algorithm])
    assert said["iss"] == DID
    assert said["credentialSubject"] == make_credential()["credentialSubject"]
    assert (said["nbf"], said["exp"]) == (1795305600, 1858550399)


# --- Status lists -----------------------------------------------------------------------


def make_list(places) -> dict:
    return status_lists.list_credential(
        url="https://lernen.musterstadt.example/status/1",
        issuer=DID,
        revoked=places,
        valid_from=CREATED,
        valid_until="2026-11-24T00:00:00Z",
    )


def test_a_status_list_says_who_was_revoked(sign, did_document):
    places = [0, 7, 8, 42, status_lists.LENGTH - 1]
    said = credential.verify(sign(make_list(places)), did_document)
    assert [place for place in range(status_lists.LENGTH) if status_lists.is_set(said, place)] == (
        places
    )


def test_an_empty_list_is_small():
    assert len(status_lists.encode([])) < 120


@pytest.mark.parametrize("place", [-1, status_lists.LENGTH])
def test_there_are_no_other_places(place):
    with pytest.raises(ValueError):
        status_lists.encode([place])


# --- By hand ----------------------------------------------------------------------------


def test_from_the_command_line(signed, did_document, tmp_path):
    paths = [tmp_path / "credential.json", tmp_path / "did.json"]
    for path, document in zip(paths, (signed, did_document), strict=True):
        path.write_text(json.dumps(document))
    command = [sys.executable, "-m", "certificates.credential", *paths]
    assert subprocess.run(command, capture_output=True).returncode == 0
    rename(signed)
    paths[0].write_text(json.dumps(signed))
    assert subprocess.run(command, capture_output=True).returncode == 1


@pytest.mark.parametrize("content", ["no JSON", "[]", "{}"])
def test_the_command_line_says_what_cannot_be_read(signed, did_document, tmp_path, content):
    paths = [tmp_path / "credential.json", tmp_path / "did.json"]
    for place, good in enumerate((signed, did_document)):
        for path, document in zip(paths, (signed, did_document), strict=True):
            path.write_text(json.dumps(document) if document is not good else content)
        with pytest.raises(SystemExit) as end:
            credential.main([str(path) for path in paths])
        assert str(end.value) not in {"", "0"}, place
    with pytest.raises(SystemExit, match="No such file"):
        credential.main(["missing.json", "missing.json"])
