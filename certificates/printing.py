"""Runs the renderer in a process of its own, with limits on time and memory.

Pure: no Django. `print_all` is the web worker's side; `python -m certificates.printing` is
the process: a line of JSON per job on standard input, a line of JSON per answer on standard
output. The process gets no environment but its fonts: no key, no database address.
"""

import base64
import gc
import json
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from certificates.rendering import (
    Attachment,
    Job,
    Profile,
    Renderer,
    RenderError,
    RenderRefused,
    RenderTight,
)

PROJECT_DIR = Path(__file__).resolve().parent.parent
READY = {"ready": True}
ENDED = "ended with 0"


@dataclass(frozen=True)
class Limits:
    """What one process may use: memory in all, processor time and waiting time per job."""

    memory: int = 1024**3
    cpu_seconds: int = 10
    start_seconds: int = 20
    job_seconds: int = 10
    jobs: int = 50


LIMITS = Limits()


def print_all(
    jobs: Sequence[Job], *, fonts_conf: Path, limits: Limits = LIMITS
) -> list[bytes | RenderError]:
    """Return a PDF or the error for every job, in the order of the jobs.

    Several jobs share a process, up to `limits.jobs`. A job that kills its process, or that
    takes too long, costs itself only: the jobs after it get a new process. Never raises for
    what is in a document.
    """
    if not fonts_conf.is_file():
        # Fontconfig would silently take the fonts of the machine.
        return [RenderError("no fonts are installed")] * len(jobs)
    results: list[bytes | RenderError] = []
    while len(results) < len(jobs):
        batch = jobs[len(results) : len(results) + limits.jobs]
        started, answers, end = _run(batch, fonts_conf, limits)
        results += answers
        if not started:
            results += [RenderError(end)] * (len(jobs) - len(results))
        elif len(answers) < len(batch) and (end != ENDED or not answers):
            results.append(RenderError(end))  # the job it was working on is to blame
    return results


def _run(
    jobs: Sequence[Job], fonts_conf: Path, limits: Limits
) -> tuple[bool, list[bytes | RenderError], str]:
    """Return whether the process got ready, its answers, and how it ended."""
    arguments = [limits.memory, limits.cpu_seconds]
    try:
        done = subprocess.run(  # noqa: S603  our own module with two numbers
            [sys.executable, "-m", "certificates.printing", *map(str, arguments)],
            input=b"".join(json.dumps(pack(job)).encode() + b"\n" for job in jobs),
            capture_output=True,
            timeout=limits.start_seconds + limits.job_seconds * len(jobs),
            cwd=PROJECT_DIR,
            # A relative one fontconfig would look for elsewhere, and take the machine's fonts.
            env={"FONTCONFIG_FILE": str(fonts_conf.resolve()), "LC_ALL": "C.UTF-8"},
        )
        output, end = done.stdout, _ending(done.returncode)
    except subprocess.TimeoutExpired as expired:
        output, end = expired.stdout or b"", "took too long"
    lines = [json.loads(line) for line in output.splitlines(True) if line.endswith(b"\n")]
    return lines[:1] == [READY], [_result(line) for line in lines[1:]], end


def _ending(code: int) -> str:
    if code == -signal.SIGXCPU:
        return "took too long"
    return f"stopped by {signal.Signals(-code).name}" if code < 0 else f"ended with {code}"


def pack(job: Job) -> dict:
    """Return a job as what JSON can hold; `unpack` is the way back."""
    files = [{**asdict(item), "content": _to_text(item.content)} for item in job.attachments]
    assets = {name: _to_text(data) for name, data in job.assets.items()}
    return {**vars(job), "assets": assets, "attachments": files}


def unpack(data: Mapping) -> Job:
    """Return the job that `pack` made this of; what is missing gets the defaults of `Job`."""
    files = [
        Attachment(**{**item, "content": base64.b64decode(item["content"])})
        for item in data.get("attachments", ())
    ]
    assets = {name: base64.b64decode(text) for name, text in data.get("assets", {}).items()}
    profile = Profile(data.get("profile", Profile.HANDOUT))
    return Job(**{**data, "assets": assets, "attachments": tuple(files), "profile": profile})


def _to_text(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _result(answer: dict) -> bytes | RenderError:
    if "pdf" in answer:
        return base64.b64decode(answer["pdf"])
    if "tight" in answer:
        return RenderTight(answer["tight"])
    if "refused" in answer:
        return RenderRefused(answer["refused"])
    return RenderError(answer["failed"])


# --- The process ------------------------------------------------------------------------


def _answer(renderer: Renderer, line: bytes) -> dict:
    job = unpack(json.loads(line))
    try:
        return {"pdf": _to_text(renderer.render(job))}
    except RenderTight as error:
        return {"tight": error.lines}
    except RenderRefused as error:
        return {"refused": error.lines}
    except Exception as error:  # noqa: BLE001  whatever it is, the next job must be printed
        return {"failed": type(error).__name__}


def _allow_seconds(seconds: int) -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    until = int(used.ru_utime + used.ru_stime) + 1 + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (until, resource.RLIM_INFINITY))


def collect_less() -> None:
    """Look for garbage more rarely, and not among what was imported: a twelfth of the time."""
    gc.freeze()
    gc.set_threshold(20_000, 10, 10)


def main(memory: int, cpu_seconds: int, lines: Iterable[bytes]) -> None:
    """Answer every line until there are no more, or one fails."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a core file would hold names
    with os.fdopen(os.dup(1), "wb") as answers:
        os.dup2(2, 1)  # what a library prints must not come between the answers

        def write(answer: dict) -> None:
            answers.write(json.dumps(answer).encode() + b"\n")
            answers.flush()

        _allow_seconds(cpu_seconds)
        renderer = Renderer()
        collect_less()
        write(READY)
        for line in lines:
            _allow_seconds(cpu_seconds)
            answer = _answer(renderer, line)
            write(answer)
            if "failed" in answer:
                # Mostly memory: the native libraries survive that no more, not even an
                # orderly end. The next job gets a process of its own.
                os._exit(0)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), sys.stdin.buffer)
