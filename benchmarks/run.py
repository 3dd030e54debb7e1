"""Measures everything in one run: `script/benchmark`, or `script/benchmark --quick`."""

import argparse
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

import psycopg

from benchmarks import client, plans, prepare
from benchmarks.cases import CASES, SINGLE_USE, SIZES, Case
from benchmarks.report import Results, Sample, table
from benchmarks.servers import Server

WARM_UP = 24


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a few requests, to try it out")
    parser.add_argument("--keep", type=Path, help="write all samples to this file")
    options = parser.parse_args()
    started = time.monotonic()
    rounds, size = (1, 5) if options.quick else (3, 40)
    with tempfile.TemporaryDirectory(prefix="lms-benchmark-") as folder, ExitStack() as stack:
        control = stack.enter_context(psycopg.connect(prepare.address(), autocommit=True))
        projects = prepare.projects(Path(folder))
        requests = prepare.fill(projects, Path(folder), control)
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
