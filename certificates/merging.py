"""Many certificates as one PDF, still tagged: each is a part of one document, with a bookmark.

Pure: no Django. `merge` is the caller's side; `certificates.binding` is the process, with
limits and without keys, which alone knows pikepdf. The files go in one after another, so that
the caller never holds more than a piece of one.

A merged file bears no signature and no credential: both belong to the bytes of one certificate.
It says so itself, in its properties and in its first bookmark.
"""

import io
import json
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import IO

from certificates.printing import PROJECT_DIR

WAIT_SECONDS = 300
UNFIT = 3  # what the process ends with when some of the files cannot be bound


class MergeError(Exception):
    """The files could not be merged. Holds nothing of what is in them."""


class UnfitFiles(MergeError):
    """Some files cannot be bound, the others can. `places` are theirs, from 0."""

    def __init__(self, places: list[int]):
        super().__init__(f"{len(places)} files cannot be bound")
        self.places = places


@dataclass(frozen=True)
class Binder:
    """What the merged file says of itself; `note` is its first bookmark."""

    title: str
    note: str
    language: str


def merge(files: Iterable[tuple[str, IO[bytes]]], *, binder: Binder, target: IO[bytes]) -> None:
    """Write the files, each with the text of its bookmark, as one PDF to `target`.

    `target` is a real file; every file that is handed over is closed. Raises `UnfitFiles`
    with the places of all files that cannot be bound, and `MergeError` for all else that goes
    wrong, or when there are no files. There is nothing of use in `target` then.
    """
    process = subprocess.Popen(
        [sys.executable, "-m", "certificates.binding"],
        stdin=subprocess.PIPE,
        stdout=target,
        stderr=subprocess.DEVNULL,
        cwd=PROJECT_DIR,
        env={"LC_ALL": "C.UTF-8"},
    )
    try:
        _send(process.stdin, json.dumps(asdict(binder)).encode())
        for label, file in files:
            with file:
                size = file.seek(0, io.SEEK_END)
                file.seek(0)
                _send(process.stdin, json.dumps([label, size]).encode())
                shutil.copyfileobj(file, process.stdin)
        process.stdin.close()
        _judge(process.wait(WAIT_SECONDS), target)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise MergeError(type(error).__name__) from error
    finally:
        process.kill()
        process.wait()


def _judge(end: int, target: IO[bytes]) -> None:
    if end == UNFIT:
        target.seek(0)
        raise UnfitFiles(json.loads(target.read()))
    if end:
        raise MergeError(f"the process ended with {end}")


def _send(pipe: IO[bytes], line: bytes) -> None:
    pipe.write(line + b"\n")
