"""Starts a project behind gunicorn and reads what its processes have used."""

import contextlib
import os
import re
import socket
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

import psycopg

ROOT = Path(__file__).resolve().parent.parent
WORKERS = 2


@dataclass(frozen=True)
class Project:
    """A project to be measured: where its Python is, its settings and its database."""

    name: str
    python: Path
    settings: str
    database: str
    environment: dict[str, str]

    def run(self, *arguments: str) -> None:
        """Run `python -m …` inside the project; raises where it fails."""
        subprocess.run([self.python, "-m", *arguments], cwd=ROOT, env=self.variables, check=True)

    @property
    def variables(self) -> dict[str, str]:
        return {**os.environ, **self.environment, "DJANGO_SETTINGS_MODULE": self.settings}


class Server:
    """A running project. `cpu()` covers its workers and its PostgreSQL backends."""

    def __init__(self, project: Project, control: psycopg.Connection):
        self.project, self.control = project, control
        with contextlib.closing(socket.socket()) as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.master = subprocess.Popen(
            [
                project.python, "-m", "gunicorn", "benchmarks.wsgi", "--preload",
                "--bind", f"127.0.0.1:{self.port}", "--workers", str(WORKERS),
                "--timeout", "60", "--log-level", "warning",
            ],
            cwd=ROOT,
            env=project.variables,
        )  # fmt: skip
        self._wait()

    def _wait(self) -> None:
        for _ in range(600):
            if self.master.poll() is not None:
                break
            if len(self.workers()) == WORKERS:
                with (
                    contextlib.suppress(OSError),
                    socket.create_connection(("127.0.0.1", self.port)),
                ):
                    return
            time.sleep(0.1)
        raise RuntimeError(f"{self.project.name} did not start")

    def workers(self) -> list[int]:
        children = Path(f"/proc/{self.master.pid}/task/{self.master.pid}/children")
        return [int(pid) for pid in children.read_text().split()]

    def backends(self) -> list[int]:
        rows = self.control.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = %s AND backend_type = %s",
            [self.project.database, "client backend"],
        )
        return [pid for (pid,) in rows]

    def cpu(self) -> dict[int, tuple[float, bool]]:
        """Return the CPU seconds of each process, and whether it is PostgreSQL's."""
        ours = {pid: (_seconds(pid), False) for pid in self.workers()}
        return ours | {pid: (_seconds(pid), True) for pid in self.backends()}

    def memory(self) -> float:
        """Return the megabytes of the whole server, shared pages once, for each worker."""
        pids = [self.master.pid, *self.workers()]
        return sum(_pss(pid) for pid in pids) / 1024 / WORKERS

    def stop(self) -> None:
        self.master.terminate()
        try:
            self.master.wait(10)
        except subprocess.TimeoutExpired:
            self.master.kill()


def _seconds(pid: int) -> float:
    """Return what a process and its threads have used, to the nanosecond.

    The number of the clock is what `clock_getcpuclockid(3)` computes.
    """
    return time.clock_gettime((~pid << 3) | 2)


def _pss(pid: int) -> int:
    text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return int(re.search(r"^Pss:\s+(\d+)", text, re.MULTILINE)[1])
