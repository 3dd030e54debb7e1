"""A PDF from anywhere, judged: whose signature it bears, and which credential is within.

Pure: no Django. Whoever asks may send anything, so it is read in a process of its own with
limits on time and memory and without keys: `inspect` is the caller's side.
"""

import json
import resource
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from certificates import credential as credentials
from certificates.printing import PROJECT_DIR

LARGEST = 4 * 1024**2
CPU_SECONDS, MEMORY, WAIT_SECONDS = 10, 1024**3, 20


@dataclass(frozen=True)
class Inspection:
    """What a file is worth. `credential` is one that the issuer signed, or None."""

    signed: bool = False
    intact: bool = False
    trusted: bool = False
    whole: bool = False
    stamped: bool = False
    signed_at: str = ""
    credential: dict | None = None
    as_embedded: str = ""  # the same with its proof, as it lies in the file

    @property
    def valid(self) -> bool:
        """Signed by us, unchanged, and with nothing outside of the signature."""
        return self.signed and self.intact and self.trusted and self.whole


def inspect(
    pdf: bytes, *, roots: Sequence[bytes], tsa_roots: Sequence[bytes] = (), did_document: Mapping
) -> Inspection:
    """Return what a file is worth. Never raises for what is in it."""
    if len(pdf) > LARGEST:
        return Inspection()
    question = {
        "roots": [pem.decode() for pem in roots],
        "tsa_roots": [pem.decode() for pem in tsa_roots],
        "did_document": did_document,
    }
    try:
        done = subprocess.run(  # noqa: S603  our own module
            [sys.executable, "-m", "certificates.inspection"],
            input=json.dumps(question).encode() + b"\n" + pdf,
            capture_output=True,
            timeout=WAIT_SECONDS,
            cwd=PROJECT_DIR,
            env={"LC_ALL": "C.UTF-8"},
        )
        return Inspection(**json.loads(done.stdout))
    except (subprocess.TimeoutExpired, ValueError, TypeError):
        return Inspection()


def judge(pdf: bytes, question: Mapping) -> Inspection:
    """Return what a file is worth, in this process. Only for files that are known."""
    from certificates import signing

    trusted = {name: [pem.encode() for pem in question[name]] for name in ("roots", "tsa_roots")}
    verdict = asdict(signing.verify(pdf, **trusted))
    verdict.pop("signer")
    moment = verdict.pop("signed_at")
    verdict["signed_at"] = moment.isoformat() if moment else ""
    try:
        text = embedded(pdf, credentials.FILE_NAME).decode()
        found = credentials.verify(json.loads(text), question["did_document"])
    except Exception:  # noqa: BLE001  a damaged file is damaged in any way
        return Inspection(**verdict)
    return Inspection(**verdict, credential=found, as_embedded=text)


def embedded(pdf: bytes, name: str) -> bytes:
    """Return the content of the file of this name within a PDF. Raises `KeyError`."""
    from io import BytesIO

    from pyhanko.pdf_utils.reader import PdfFileReader

    root = PdfFileReader(BytesIO(pdf)).root
    for file in root["/AF"]:
        if file.get_object()["/UF"] == name:
            return file.get_object()["/EF"]["/F"].data
    raise KeyError(name)


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    asked = json.loads(sys.stdin.buffer.readline())
    answer = judge(sys.stdin.buffer.read(), asked)
    sys.stdout.write(json.dumps(asdict(answer)))
