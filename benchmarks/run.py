"""Measures everything in one run: `script/benchmark`, or `script/benchmark --quick`."""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import psycopg

from benchmarks import client, plans
from benchmarks.cases import CASES, SINGLE_USE, SIZES, Case
from benchmarks.report import Results, Sample, table
from benchmarks.servers import ROOT, Project, Server

PEER_PYTHON = ROOT / "build" / "benchmarks" / "peer" / "bin" / "python"
PEER_PACKAGE = "wagtail-lms==0.11.1"
COURSES, PEOPLE = 19, 5000  # what the large database has more than the small one
WARM_UP = 24


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a few requests, to try it out")
    parser.add_argument("--keep", type=Path, help="write all samples to this file")
    options = parser.parse_args()
    started = time.monotonic()
    rounds, size = (1, 5) if options.quick else (3, 40)
    with tempfile.TemporaryDirectory(prefix="lms-benchmark-") as folder, ExitStack() as stack:
        control = stack.enter_context(psycopg.connect(_address(), autocommit=True))
        projects = _projects(Path(folder))
        requests = _prepare(projects, Path(folder), control)
        _say(f"Prepared after {time.monotonic() - started:.0f} s; measuring")
        servers = {}
        for project in projects:
            servers[project.name] = Server(project, control)
            stack.callback(servers[project.name].stop)
        results = _measure(servers, requests, rounds, size)
    text, within = table(results)
    print(text)
    _say(f"Took {time.monotonic() - started:.0f} s.")
    if options.keep:
        plans.write(
            options.keep,
            {name: [vars(sample) for sample in found] for name, found in results.samples.items()},
        )
    return 0 if within or options.quick else 1


def _address(database: str = "lms") -> str:
    url = os.environ.get("LMS_DATABASE_URL", "")
    if not url.startswith("postgres://lms@/lms?host="):
        sys.exit("Run it as script/benchmark: it needs an empty PostgreSQL of its own.")
    return url.replace("/lms?", f"/{database}?")


def _projects(folder: Path) -> list[Project]:
    """Return the projects in the order of the first round."""
    own = ROOT / ".venv" / "bin" / "python"

    def project(name, python, settings) -> Project:
        environment = {
            "BENCHMARK_DIR": str(folder),
            "BENCHMARK_DATABASE_URL": _address(name),
            "LMS_DATABASE_URL": _address(name),
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


def _prepare(projects: list[Project], folder: Path, control) -> dict[str, list[dict]]:
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
        growing.result()
    for project in projects:
        with psycopg.connect(_address(project.database), autocommit=True) as connection:
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
    packages = [PEER_PACKAGE, "gunicorn", "psycopg[binary]"]
    same = ["--constraints", str(ROOT / "requirements.txt")]
    command = [uv, "pip", "install", "--quiet", "--python", PEER_PYTHON, *packages, *same]
    subprocess.run(command, check=True)


def _measure(servers: dict[str, Server], requests, rounds: int, size: int) -> Results:
    samples: dict[str, list[Sample]] = {case.name: [] for case in CASES}
    queries: dict[str, int] = {}
    supplies = {
        case.name: _Supply(requests[case.name], case.name.removesuffix(", small") in SINGLE_USE)
        for case in CASES
    }
    for name in ("ours", "small"):
        client.warm_up(servers[name].port, requests["all lessons"] * 3)
    names = list(servers)
    for turn in range(rounds):
        for name in names[turn:] + names[:turn]:
            for case in (item for item in CASES if item.project == name):
                server, supply = servers[name], supplies[case.name]
                if turn == 0:
                    client.warm_up(server.port, supply.take(WARM_UP // (1 + (size < 10))))
                    queries[case.name] = client.send(server.port, *supply.take(1), True)
                samples[case.name].append(_sample(server, supply, case, size))
    memory = {name: servers[name].memory() for name in ("bare", "peer", "ours")}
    return Results(samples, queries, memory)


def _sample(server: Server, supply: "_Supply", case: Case, size: int) -> Sample:
    """Send requests one after the other; return what one of them cost on average."""
    wanted = supply.take(min(size, SIZES.get(case.name, size)))
    before = server.cpu()
    for request in wanted:
        client.send(server.port, request)
    time.sleep(0.02)  # what a worker does after its last answer
    after = server.cpu()
    if after.keys() != before.keys():
        raise RuntimeError(f"A process of {server.project.name} came or went during {case.name}")
    spent = [(after[pid][0] - before[pid][0], after[pid][1]) for pid in after]
    return Sample(
        cpu=1000 * sum(seconds for seconds, _ in spent) / len(wanted),
        postgres=1000 * sum(seconds for seconds, database in spent if database) / len(wanted),
    )


class _Supply:
    """The requests of a case: over and over again, or each of them once."""

    def __init__(self, requests: list[dict], single_use: bool):
        self.requests, self.single_use, self.place = requests, single_use, 0

    def take(self, count: int) -> list[dict]:
        start, self.place = self.place, self.place + count
        if self.single_use and self.place > len(self.requests):
            raise RuntimeError("The seed made too few requests")
        return [self.requests[n % len(self.requests)] for n in range(start, self.place)]


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
