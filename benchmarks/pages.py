"""Measures lessons as browsers load them: `script/benchmark pages`.

Weight is what the network carried, compressed, with headers; pictures of the lesson itself do
not count. Scripts are counted once more without headers, which HTTP/2 hardly carries. The
largest contentful paint and the layout shift are Chromium's own figures, on a slowed-down
processor and line. As everywhere here, both projects are measured in one run.
"""

import sys
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from shutil import which
from statistics import median
from urllib.parse import urlsplit

import psycopg
from playwright.sync_api import Browser, sync_playwright

from benchmarks import client, prepare
from benchmarks.servers import Server

ROUNDS = 5
CPU_SLOWDOWN = 4
BITS_PER_SECOND = 1_600_000
LATENCY = 40  # milliseconds there and back, as on a German town hall's DSL
KB = 1000
FIRST_VISIT, NEXT_VISIT, SCRIPTS, PAINT = 100 * KB, 15 * KB, 25 * KB, 1000
OBSERVE = """
window.measured = {paint: 0, shift: 0};
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) measured.paint = entry.startTime;
}).observe({type: "largest-contentful-paint", buffered: true});
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) measured.shift += entry.value;
}).observe({type: "layout-shift", buffered: true});
"""


@dataclass
class Visit:
    """What one page took: bytes by type, number of requests, paint in ms, layout shift."""

    requests: int = 0
    weight: dict[str, int] = field(default_factory=dict)
    scripts: int = 0
    paint: float = 0
    shift: float = 0

    @property
    def total(self) -> int:
        return sum(self.weight.values())


class Tab:
    """A page in a browser of its own, with nothing stored, on a slow machine and line."""

    def __init__(self, browser: Browser, origin: str, cookies: str):
        pairs = (pair.split("=", 1) for pair in cookies.split("; "))
        self.origin = origin
        context = browser.new_context(locale="de-DE", viewport={"width": 412, "height": 915})
        context.add_cookies([{"name": n, "value": v, "url": origin} for n, v in pairs])
        self.page = context.new_page()
        self.page.add_init_script(OBSERVE)
        self._visit, self._types = Visit(), {}
        self._listen(context.new_cdp_session(self.page))

    def _listen(self, protocol) -> None:
        protocol.on("Network.responseReceived", self._received)
        protocol.on("Network.dataReceived", self._arrived)
        protocol.on("Network.loadingFinished", self._finished)
        protocol.send("Network.enable")
        protocol.send("Emulation.setCPUThrottlingRate", {"rate": CPU_SLOWDOWN})
        speed = BITS_PER_SECOND / 8
        conditions = {"downloadThroughput": speed, "uploadThroughput": speed / 2}
        protocol.send(
            "Network.emulateNetworkConditions",
            {"offline": False, "latency": LATENCY, **conditions},
        )

    def _received(self, event: dict) -> None:
        response = event["response"]
        if not response.get("fromDiskCache") and response["url"].startswith(self.origin):
            self._types[event["requestId"]] = event["type"]

    def _arrived(self, event: dict) -> None:
        if self._types.get(event["requestId"]) == "Script":
            self._visit.scripts += int(event["encodedDataLength"])

    def _finished(self, event: dict) -> None:
        kind = self._types.pop(event["requestId"], None)
        if kind is not None:
            self._visit.requests += 1
            so_far = self._visit.weight.get(kind, 0)
            self._visit.weight[kind] = so_far + int(event["encodedDataLength"])

    def visit(self, path: str) -> Visit:
        """Load a page, wait until it is quiet, and return what it took."""
        self._visit = Visit()
        self.page.goto(self.origin + path, wait_until="networkidle")
        self.page.wait_for_timeout(500)
        measured = self.page.evaluate("measured")
        self._visit.paint, self._visit.shift = measured["paint"], measured["shift"]
        if urlsplit(self.page.url).path != path:
            raise RuntimeError(f"{path} led to {self.page.url}")
        return self._visit

    def close(self) -> None:
        self.page.context.close()


def measure(browser: Browser, server: Server, plan: list[dict]) -> tuple[list[Visit], list[Visit]]:
    """Return first visits and visits of the next lesson, one pair a round."""
    first, following = [], []
    for _ in range(ROUNDS):
        tab = Tab(browser, f"http://127.0.0.1:{server.port}", plan[0]["headers"]["Cookie"])
        first.append(tab.visit(plan[0]["path"]))
        following.append(tab.visit(plan[1]["path"]))
        tab.close()
    return first, following


def line(name: str, visits: list[Visit]) -> str:
    weights = visits[0].weight
    parts = ", ".join(f"{kind} {size / KB:.1f}" for kind, size in sorted(weights.items()))
    paint = median(visit.paint for visit in visits)
    shift = max(visit.shift for visit in visits)
    total = median(visit.total for visit in visits)
    return (
        f"{name:24} {visits[0].requests:3} requests {total / KB:7.1f} kB ({parts}); "
        f"scripts alone {visits[0].scripts / KB:.1f} kB, "
        f"largest paint {paint:.0f} ms, layout shift {shift:.3f}"
    )


def judged(first: list[Visit], following: list[Visit], peer: list[Visit]) -> dict[str, bool]:
    """Return every promise with whether it is kept."""
    scripts = max(visit.scripts for visit in first)
    paint = median(visit.paint for visit in first)
    return {
        f"first visit ≤ {FIRST_VISIT // KB} kB": max(v.total for v in first) <= FIRST_VISIT,
        f"next lesson ≤ {NEXT_VISIT // KB} kB": max(v.total for v in following) <= NEXT_VISIT,
        f"scripts ≤ {SCRIPTS // KB} kB": scripts <= SCRIPTS,
        f"largest paint ≤ {PAINT} ms": paint <= PAINT,
        "no layout shift": round(max(v.shift for v in first + following), 3) == 0,
        f"largest paint {paint / median(v.paint for v in peer):.2f} × the peer's": True,
    }


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="lms-benchmark-") as folder, ExitStack() as stack:
        control = stack.enter_context(psycopg.connect(prepare.address(), autocommit=True))
        projects = prepare.projects(Path(folder), packed=True)
        requests = prepare.fill(projects, Path(folder), control)
        servers = {}
        for project in projects[1:3]:
            servers[project.name] = Server(project, control)
            stack.callback(servers[project.name].stop)
        plans = {"peer": requests["peer lessons"], "ours": requests["text lessons"]}
        driver = stack.enter_context(sync_playwright())
        browser = driver.chromium.launch(
            executable_path=which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        found = {}
        for name, server in servers.items():
            client.warm_up(server.port, plans[name] * 4)
            found[name] = measure(browser, server, plans[name])
        browser.close()
    for name, (first, following) in found.items():
        print(line(f"{name}, first visit", first))
        print(line(f"{name}, next lesson", following))
    verdicts = judged(*found["ours"], found["peer"][0])
    for promise, kept in verdicts.items():
        print(f"  {promise}: {'ok' if kept else 'OVER'}")
    return 0 if all(verdicts.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
