"""Issues thousands and collects hundreds: the second half of `script/benchmark certificates`.

`python -m benchmarks.many COUNT`, on an empty PostgreSQL (script/with-postgres). Rows are issued
one by one, as completions do; one command then makes all files; 500 of them become a ZIP and
one PDF. Prints seconds and memory; exits with 1 where memory grows.
"""

import gc
import io
import os
import resource
import sys
import tempfile
import time
import uuid
from datetime import date
from pathlib import Path

import django

GOAL_GROWTH, BUNDLE, GOAL_BUNDLE = 1.05, 500, 300


def main(count: int) -> int:
    with tempfile.TemporaryDirectory(prefix="lms-benchmark-") as folder:
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "benchmarks.ours.settings",
            "BENCHMARK_DIR": folder,
            "LMS_DATA_DIR": f"{folder}/data",
            "LMS_SECRET_KEY": "benchmark-only-" + "x" * 50,
            "LMS_BASE_URL": "https://lernen.musterstadt.example",
            "LMS_LOG_LEVEL": "WARNING",
        }
        django.setup()
        organisation, officer = _prepare()
        _timed(f"{count} rows issued", lambda: _issue(organisation, count))
        within = _print_all(count)
        for kind in ("zip", "pdf"):
            within &= _collect(organisation, officer, kind, min(count, BUNDLE))
    return 0 if within else 1


def _prepare():
    from django.core.management import call_command

    from accounts.models import User
    from accounts.permissions import SYSTEM
    from accounts.roles import Role
    from accounts.services import create_organisation, create_person

    call_command("migrate", verbosity=0)
    call_command("lms_setup", verbosity=0)
    call_command("create_signing_keys", verbosity=0)
    organisation = create_organisation(actor=SYSTEM, name="Musterstadt")
    create_person(
        actor=SYSTEM,
        organisation=organisation,
        name="Personal",
        email="personal@musterstadt.example",
        roles=[Role.HR],
    )
    return organisation, User.objects.get(email="personal@musterstadt.example")


def _issue(organisation, count: int) -> None:
    from certificates.services import issue
    from learning.models import Completion

    contents = [
        "Formen, Ausmaß und Wirkung von Anfeindungen",
        "Gesprächsführung bei Erregung, Grenzen setzen, Gespräche beenden",
        "Rückzug, Alarm und Notruf",
        "Gedächtnisprotokoll und Sicherung digitaler Beweise",
    ]
    for start in range(0, count, 500):
        rows = Completion.objects.bulk_create(
            Completion(
                person_key=uuid.uuid4(),
                organisation=organisation,
                course_key=uuid.UUID(int=1),
                completed_on=date(2026, 11, 22),
                person_name=f"Ayşe Müller-Lüdenscheidt {number}",
                course_title="Umgang mit Anfeindungen",
                edition_number=2,
                minutes=75,
                snapshot={"contents": contents, "language": "de"},
            )
            for number in range(start, min(start + 500, count))
        )
        for row in rows:
            issue(completion=row)


class Watch(io.StringIO):
    """What the command writes to: each line is a batch, after which memory is looked at."""

    def __init__(self):
        super().__init__()
        self.memory: list[tuple[int, float]] = []

    def write(self, text: str) -> int:
        if numbers := [int(word) for word in text.split() if word.isdigit()]:
            self.memory.append((numbers[0], _resident()))
        return len(text)


def _print_all(count: int) -> bool:
    from django.core.management import call_command

    watch = Watch()
    gc.collect()
    _timed(f"{count} files made", lambda: call_command("print_certificates", stdout=watch), count)
    for step in (1, 2, 5, 10):
        done, memory = next(item for item in watch.memory if item[0] * 10 >= count * step)
        print(f"    memory after {done}: {memory:.0f} MB")
    # The first thousands fill caches of a fixed size; what leaks goes on growing after them.
    half = next(memory for done, memory in watch.memory if done * 2 >= count)
    growth, largest = watch.memory[-1][1] / half, _largest_child()
    print(f"    largest process of those that print and sign: {largest:.0f} MB")
    return _goal("memory at the end, × that at half", growth, GOAL_GROWTH)


def _collect(organisation, officer, kind: str, count: int) -> bool:
    from certificates.models import Bundle, Certificate
    from certificates.services import bundles

    codes = Certificate.objects.values_list("code", flat=True)[:count]
    items = [bundles.Item(code, f"{code}.pdf", f"Person {code}") for code in codes]
    bundle = bundles.request_bundle(
        actor=officer, organisation=organisation, kind=kind, items=items
    )

    def go_on() -> None:
        while bundles.continue_bundle(bundle.pk):
            pass

    _timed(f"{count} as {kind.upper()}", go_on)
    bundle.refresh_from_db()
    if bundle.state != Bundle.State.READY or bundle.missing:
        raise RuntimeError(f"The bundle is {bundle.state}, without {len(bundle.missing)}")
    return _goal("    memory of this process in MB", _resident(), GOAL_BUNDLE)


def _timed(what: str, do, count: int = 0) -> None:
    started = time.monotonic()
    do()
    seconds = time.monotonic() - started
    print(f"{what} in {seconds:.1f} s" + (f", {count / seconds:.1f} a second" if count else ""))


def _goal(text: str, value: float, goal: float) -> bool:
    print(f"{text}: {value:.2f} ≤ {goal} {'ok' if value <= goal else 'OVER'}", flush=True)
    return value <= goal


def _resident() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 2**20


def _largest_child() -> float:
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
