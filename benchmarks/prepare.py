"""Fills the databases of all measured projects, side by side on one throw-away PostgreSQL."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg

from benchmarks import plans
from benchmarks.servers import ROOT, Project

PEER_PYTHON = ROOT / "build" / "benchmarks" / "peer" / "bin" / "python"
PEER_PACKAGE = "wagtail-lms==0.11.1"
COURSES, PEOPLE = 19, 5000  # what the large database has more than the small one


def address(database: str = "lms") -> str:
    url = os.environ.get("LMS_DATABASE_URL", "")
    if not url.startswith("postgres://lms@/lms?host="):
        sys.exit("Run it as script/benchmark: it needs an empty PostgreSQL of its own.")
    return url.replace("/lms?", f"/{database}?")


def projects(folder: Path, *, packed: bool = False) -> list[Project]:
    """Return the projects in the order of the first round.

    With `packed`, static files are packed as in production and served by the project itself.
    """
    own = ROOT / ".venv" / "bin" / "python"

    def project(name, python, settings) -> Project:
        environment = {
            "BENCHMARK_DIR": str(folder),
            "BENCHMARK_PACKED": "1" if packed else "",
            "BENCHMARK_DATABASE_URL": address(name),
            "LMS_DATABASE_URL": address(name),
            "LMS_DATA_DIR": str(folder / "data"),
            "LMS_SECRET_KEY": "benchmark-only-" + "x" * 50,
            "LMS_BASE_URL": "http://127.0.0.1",
            "LMS_HTTPS": "false",
            "LMS_DEMO": "true",
            "LMS_LOG_LEVEL": "WARNING",
            "LMS_PROXY_COUNT": "1",  # so that visitors of the check page can be told apart
        }
        return Project(name, python, settings, name, environment)

    return [
        project("bare", own, "benchmarks.peers.bare.settings"),
        project("peer", PEER_PYTHON, "benchmarks.peers.wagtail_lms_site.settings"),
        project("ours", own, "benchmarks.ours.settings"),
        project("small", own, "benchmarks.ours.settings"),
    ]


def fill(projects: list[Project], folder: Path, control) -> dict[str, list[dict]]:
    """Fill all databases; return the requests of every case."""
    bare, peer, ours, small = projects
    content, own_plan = folder / "content.json", folder / "ours.json"
    _install_peer()
    for project in (bare, peer, small):
        control.execute(f"CREATE DATABASE {project.database}")
    with ThreadPoolExecutor(2) as pool:  # as many as there are cores
        others = pool.submit(_migrate, bare, peer)
        small.run("benchmarks.ours.seed", str(content), str(own_plan))
        others.result()
    control.execute(f"CREATE DATABASE {ours.database} TEMPLATE {small.database}")
    with ThreadPoolExecutor(2) as pool:
        growing = pool.submit(ours.run, "benchmarks.ours.grow", str(COURSES), str(PEOPLE))
        bare_plan, peer_plan = folder / "bare.json", folder / "peer.json"
        bare.run("benchmarks.peers.bare.seed", str(content), str(bare_plan))
        peer.run("benchmarks.peers.wagtail_lms_site.seed", str(content), str(peer_plan), "8")
        if peer.environment["BENCHMARK_PACKED"]:
            peer.run("django", "collectstatic", "--no-input", "--verbosity", "0")
        growing.result()
    for project in projects:
        with psycopg.connect(address(project.database), autocommit=True) as connection:
            connection.execute("VACUUM ANALYZE")
    own = plans.read(own_plan)
    return {**plans.read(bare_plan), **plans.read(peer_plan), **own, "answer, small": own["answer"]}


def _migrate(*projects: Project) -> None:
    for project in projects:
        project.run("django", "migrate", "--verbosity", "0")


def _install_peer() -> None:
    """Give the peer an environment of its own, with the versions of ours where both use one."""
    uv = str(ROOT / ".tools" / "bin" / "uv")
    if not PEER_PYTHON.exists():
        subprocess.run([uv, "venv", "--quiet", PEER_PYTHON.parent.parent], check=True)
    packages = [PEER_PACKAGE, "gunicorn", "psycopg[binary]", "whitenoise[brotli]"]
    same = ["--constraints", str(ROOT / "requirements.txt")]
    command = [uv, "pip", "install", "--quiet", "--python", PEER_PYTHON, *packages, *same]
    subprocess.run(command, check=True)
