"""Measures what certificates cost: `script/benchmark certificates`, or with `--quick`.

No database and no server: two processes make the same certificate in all ways, in turns, and
processor times are compared. What many of them take is measured by benchmarks/many.py.
Needs `DJANGO_SETTINGS_MODULE` and `FONTCONFIG_FILE`, which script/benchmark sets.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
import uuid
from datetime import date
from pathlib import Path
from statistics import median

from benchmarks.ways import calibration

CALIBRATION = 22.5  # milliseconds of a million additions on the machine that the goal is for
GOAL_PER_SECOND, GOAL_BARE, GOAL_NAIVE = 24, 1.6, 3
CODE = "7K3M9PQRSTVWXYZ0123456789ABC"
ADDRESS = f"https://lernen.musterstadt.example/pruefen/{CODE}/"
DAY = date(2026, 11, 22)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a few, to see that it works")
    options = parser.parse_args()
    rounds, size = (3, 2) if options.quick else (9, 5)
    import django

    django.setup()
    with tempfile.TemporaryDirectory(prefix="lms-benchmark-") as folder:
        samples = _measure(Path(folder), rounds, size)
        within = _report(samples)
    return 0 if within or options.quick else 1


# --- One certificate, in several ways -------------------------------------------------------


class Process:
    """A process that knows some ways (benchmarks/ways.py): our fonts for ours alone."""

    def __init__(self, role: str, folder: Path, order: dict):
        fonts = os.environ if role == "ours" else {"HOME": os.environ.get("HOME", "/")}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.ways", role, str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={"LC_ALL": "C.UTF-8", **fonts},
        )
        self._say(order)

    def spent(self, way: str, count: int) -> float:
        """Return the milliseconds of one certificate, as on a machine of `CALIBRATION`."""
        self._say([way, count])
        spent, speed = json.loads(self.process.stdout.readline())
        return spent * CALIBRATION / speed

    def stop(self) -> None:
        self.process.stdin.close()
        self.process.wait(20)

    def _say(self, what) -> None:
        self.process.stdin.write(json.dumps(what).encode() + b"\n")
        self.process.stdin.flush()


def _measure(folder: Path, rounds: int, size: int) -> dict[str, list[float]]:
    """Return milliseconds by way and round; all ways are measured in turns."""
    from certificates import documents
    from certificates.keys import Keyring

    Keyring(folder).create("Musterstadt")
    certificate = make_certificate()
    order = _with_all(certificate)
    naive, ours = Process("naive", folder, order), Process("ours", folder, order)
    ways = {"naive rendering": naive, "naive, finished": naive}
    ways |= dict.fromkeys(("reportlab", "bare rendering", "finished"), ours)
    samples: dict[str, list[float]] = {name: [] for name in [*ways, "template to HTML"]}
    names = list(samples)
    for turn in range(rounds):
        for name in names[turn % len(names) :] + names[: turn % len(names)]:
            if name in ways:
                samples[name].append(ways[name].spent(name, size))
            else:
                samples[name].append(_here(lambda: documents.compose(certificate), size))
    for process in (naive, ours):
        process.stop()
    return samples


def _here(make, size: int) -> float:
    speed, before = calibration(), time.process_time()
    for _number in range(size):
        make()
    return 1000 * (time.process_time() - before) / size * CALIBRATION / speed


def _with_all(certificate) -> dict:
    """Return an order as JSON, with what the other ways need besides."""
    import segno
    from django.conf import settings

    from certificates.printing import pack

    order = _order(certificate)
    fonts = settings.CERTIFICATE_FONTS_CONF.parent
    return {
        **vars(order),
        "job": pack(order.job),
        "html": order.job.html,
        "css": order.job.css,
        "qr_svg": segno.make(ADDRESS, error="m").svg_data_uri(scale=4),
        "font": str(next(fonts.glob("NotoSans_400*.ttf"))),
    }


def make_certificate(name: str = "Dr. Ayşe Müller-Lüdenscheidt"):
    """Return a certificate that is never saved, with the plain design."""
    from certificates.models import Certificate
    from learning.models import Completion

    snapshot = {
        "name": name,
        "course_title": "Umgang mit Anfeindungen",
        "edition": 2,
        "completed_on": "2026-11-22",
        "minutes": 75,
        "contents": [
            "Formen, Ausmaß und Wirkung von Anfeindungen",
            "Gesprächsführung bei Erregung, Grenzen setzen, Gespräche beenden",
            "Rückzug, Alarm und Notruf",
            "Gedächtnisprotokoll und Sicherung digitaler Beweise",
        ],
        "issuer": {"name": "Stadt Musterstadt", "address": "Rathausplatz 1\n12345 Musterstadt"},
        "self_checks": False,
        "check_page": ADDRESS.removesuffix(f"{CODE}/"),
        "check_address": ADDRESS,
    }
    fixed = {"code": CODE, "issued_on": DAY, "language": "de", "status_list": 0, "status_index": 1}
    completion = Completion(course_key=uuid.UUID(int=1))
    return Certificate(completion=completion, snapshot=snapshot, **fixed)


def _order(certificate):
    from certificates import documents
    from certificates.services import files

    return files._order(certificate, documents.compose(certificate))


def _report(samples: dict[str, list[float]]) -> bool:
    print(f"{'CPU ms, calibrated':<20}{'median':>8}{'least':>8}{'× bare':>8}")
    for name, found in samples.items():
        ratio = _ratio(samples, name, "bare rendering")
        print(f"{name:<20}{median(found):>8.1f}{min(found):>8.1f}{ratio:>8.2f}")
    print()
    per_second = 1000 / median(samples["finished"])
    return all(
        [
            _goal("finished, for each second and core", per_second, GOAL_PER_SECOND, least=True),
            _goal("finished, × bare", _ratio(samples, "finished", "bare rendering"), GOAL_BARE),
            _goal(
                "naive, finished, × ours",
                _ratio(samples, "naive, finished", "finished"),
                GOAL_NAIVE,
                least=True,
            ),
        ]
    )


def _ratio(samples: dict[str, list[float]], name: str, other: str) -> float:
    """Return the median of the ratios within each round."""
    return median(one / two for one, two in zip(samples[name], samples[other], strict=True))


def _goal(text: str, value: float, goal: float, *, least: bool = False) -> bool:
    ok = value >= goal if least else value <= goal
    print(f"{text}: {value:.2f} {'≥' if least else '≤'} {goal} {'ok' if ok else 'OVER'}")
    return ok


if __name__ == "__main__":
    sys.exit(main())
