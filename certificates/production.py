"""Finished certificates: credential signed, document printed, document signed.

Pure: no Django. The keys live in a process of their own, which neither renders what people
wrote nor answers requests: `produce` and `seal` are the caller's side of it, and
`python -m certificates.production` is the process. The renderer is a child of that process
and gets no key. A line of JSON per order on standard input, a line per answer on standard output.
"""

import base64
import hashlib
import json
import os
import resource
import subprocess
import sys
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from certificates import credential as credentials
from certificates.keys import CREDENTIAL, TOKEN, KeyProblem, Keyring
from certificates.printing import PROJECT_DIR, Limits, collect_less, pack, print_all, unpack
from certificates.rendering import Attachment, Job, Profile, RenderError, RenderTight

START_SECONDS, ORDER_SECONDS = 40, 15


@dataclass(frozen=True)
class Order:
    """One certificate to be made.

    `credential` is unsigned; `created` is the ISO date that it is signed as of, so that the
    same certificate made twice is the same document. `description` names it within the PDF.
    """

    job: Job
    credential: Mapping
    created: str
    description: str


@dataclass(frozen=True)
class Product:
    """A signed certificate, and the hash of the document before it was signed.

    `credential` is the text of the signed credential that lies in it.
    """

    pdf: bytes
    sha256_unsigned: str
    level: str
    credential: str = ""


def produce(
    orders: Sequence[Order], *, keys_dir: Path, fonts_conf: Path, tsa_url: str = ""
) -> list[Product | RenderError]:
    """Return the certificate or the error for each order, in their order.

    Nothing unsigned is ever returned. An error holds nothing of what is in the document.
    """
    lines = [
        {**vars(order), "job": pack(order.job), "credential": dict(order.credential)}
        for order in orders
    ]
    answers, end = _ask("produce", lines, keys_dir, fonts_conf, tsa_url)
    results = [_product(answer) for answer in answers]
    return results + [RenderError(end)] * (len(orders) - len(results))


def seal(
    unsigned: Sequence[Mapping], *, keys_dir: Path, created: str, as_tokens: bool = False
) -> list[dict | str]:
    """Return credentials with their proofs, or as signed tokens (VC-JWT).

    `created` is the moment they are signed as of. Raises `KeyProblem` if that cannot be done.
    """
    task = "tokens" if as_tokens else "seal"
    lines = [{"credential": dict(item), "created": created} for item in unsigned]
    answers, end = _ask(task, lines, keys_dir)
    if len(answers) != len(unsigned) or any("error" in answer for answer in answers):
        reasons = {answer["error"] for answer in answers if "error" in answer} or {end}
        raise KeyProblem(f"Nothing was signed: {', '.join(sorted(reasons))}")
    return [answer["sealed"] for answer in answers]


def _ask(
    task: str,
    lines: Sequence[Mapping],
    keys_dir: Path,
    fonts_conf: Path = Path(),
    tsa_url: str = "",
) -> tuple[list[dict], str]:
    """Return the answers of the process with the keys, and how it ended."""
    proxies = urllib.request.getproxies() if tsa_url else {}
    try:
        done = subprocess.run(  # noqa: S603  our own module with our own settings
            [
                sys.executable,
                "-m",
                "certificates.production",
                *map(str, (task, keys_dir, fonts_conf, tsa_url)),
            ],
            input=b"".join(json.dumps(line).encode() + b"\n" for line in lines),
            capture_output=True,
            timeout=START_SECONDS + ORDER_SECONDS * len(lines),
            cwd=PROJECT_DIR,
            env={f"{scheme}_proxy": url for scheme, url in proxies.items()} | {"LC_ALL": "C.UTF-8"},
        )
        output, end = done.stdout, f"the process with the keys ended with {done.returncode}"
    except subprocess.TimeoutExpired as expired:
        output, end = expired.stdout or b"", "the process with the keys took too long"
    answers = [json.loads(line) for line in output.splitlines(True) if line.endswith(b"\n")]
    return answers[: len(lines)], end


def _product(answer: dict) -> Product | RenderError:
    if "error" in answer:
        return RenderTight([]) if answer.get("is_tight") else RenderError(answer["error"])
    pdf = base64.b64decode(answer["pdf"])
    return Product(pdf, answer["sha256_unsigned"], answer["level"], answer["credential"])


# --- The process ------------------------------------------------------------------------


def _produce(lines: Sequence[dict], ring: Keyring, fonts_conf: Path, tsa_url: str) -> Iterator:
    from certificates.signing import DocumentSigner

    jobs, texts, refused = [], [], {}
    for place, (line, signed) in enumerate(zip(lines, _seal(lines, ring), strict=True)):
        if "error" in signed:
            refused[place] = signed
        else:
            texts.append(json.dumps(signed["sealed"], ensure_ascii=False, indent=1))
            jobs.append(_with_credential(line, texts[-1]))
    signer = DocumentSigner(*ring.for_documents(), tsa_url=tsa_url)
    limits = Limits(jobs=max(1, len(jobs)))  # one start for all of them
    printed = zip(print_all(jobs, fonts_conf=fonts_conf, limits=limits), texts, strict=True)
    for place in range(len(lines)):
        yield refused[place] if place in refused else _finished(*next(printed), signer)


def _finished(printed: bytes | RenderError, credential: str, signer) -> dict:
    if isinstance(printed, RenderError):
        return {"error": printed.reason, "is_tight": isinstance(printed, RenderTight)}
    try:
        signed = signer.sign(printed)
    except Exception as error:  # noqa: BLE001  whatever it is, the others must be signed
        return {"error": f"not signed: {type(error).__name__}"}
    return {
        "pdf": base64.b64encode(signed.pdf).decode(),
        "sha256_unsigned": hashlib.sha256(printed).hexdigest(),
        "level": signed.level,
        "credential": credential,
    }


def _with_credential(line: dict, signed: str) -> Job:
    job = unpack(line["job"])
    file = Attachment(
        name=credentials.FILE_NAME,
        content=signed.encode(),
        description=line["description"],
        created=line["created"][:10],
    )
    profile = Profile.CERTIFICATE if job.profile == Profile.HANDOUT else job.profile
    return replace(job, profile=profile, attachments=(*job.attachments, file))


def _seal(lines: Sequence[dict], ring: Keyring, *, as_tokens: bool = False) -> Iterator[dict]:
    name, key = ring.private(TOKEN if as_tokens else CREDENTIAL)
    for line in lines:
        unsigned = line["credential"]
        try:
            issuer = unsigned["issuer"]
            did = issuer if isinstance(issuer, str) else issuer["id"]
            method = f"{did}#{name}"
            if as_tokens:
                yield {"sealed": credentials.to_token(unsigned, key=key, method=method)}
            else:
                created = _moment(line["created"])
                sealed = credentials.sign(unsigned, key=key, method=method, created=created)
                yield {"sealed": sealed}
        except (credentials.CredentialError, KeyError) as error:
            yield {"error": f"no credential: {error}"}


def _moment(date: str) -> str:
    return date if "T" in date else f"{date}T00:00:00Z"


def main(task: str, keys_dir: str, fonts_conf: str, tsa_url: str) -> None:
    """Answer all lines of standard input."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a core file would hold keys
    with os.fdopen(os.dup(1), "wb") as answers:
        os.dup2(2, 1)  # what a library prints must not come between the answers
        lines = [json.loads(line) for line in sys.stdin.buffer]
        ring = Keyring(keys_dir)
        collect_less()
        try:
            if task == "produce":
                results = _produce(lines, ring, Path(fonts_conf), tsa_url)
            else:
                results = _seal(lines, ring, as_tokens=task == "tokens")
            for result in results:
                answers.write(json.dumps(result).encode() + b"\n")
        except KeyProblem as error:
            answers.write((json.dumps({"error": str(error)}).encode() + b"\n") * len(lines))


if __name__ == "__main__":
    main(*sys.argv[1:5])
