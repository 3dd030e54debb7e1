"""Measures what certificates cost: `script/benchmark certificates`, or with `--quick`.

No database and no server: one process makes the same certificate in all ways, in turns, and
compares processor times; then ten thousand are made as the platform makes them, in batches.
Needs `DJANGO_SETTINGS_MODULE` and `FONTCONFIG_FILE`, which script/benchmark sets.
"""

import argparse
import io
import resource
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from statistics import median

CALIBRATION = 22.5  # milliseconds of a million additions on the machine that the goal is for
GOAL_PER_SECOND, GOAL_BARE, GOAL_NAIVE, GOAL_MEMORY = 24, 1.6, 3, 1.1
BATCH = 200
CODE = "7K3M9PQRSTVWXYZ0123456789ABC"
ADDRESS = f"https://lernen.musterstadt.example/pruefen/{CODE}/"
DAY = date(2026, 11, 22)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a few, to see that it works")
    parser.add_argument("--issued", type=int, help="how many are made in one go")
    options = parser.parse_args()
    rounds, size = (3, 2) if options.quick else (9, 5)
    issued = options.issued or (100 if options.quick else 10_000)
    import django

    django.setup()
    with tempfile.TemporaryDirectory(prefix="lms-benchmark-") as folder:
        ways = _ways(Path(folder))
        samples = _measure(ways, rounds, size)
        within = _report(samples)
        within &= _issue(issued, Path(folder))
    return 0 if within or options.quick else 1


# --- One certificate, in several ways -------------------------------------------------------


def _ways(folder: Path) -> dict[str, Callable]:
    """Return what is compared, by name; each call makes one."""
    from certificates import documents
    from certificates.keys import Keyring
    from certificates.rendering import Renderer

    Keyring(folder).create("Musterstadt")
    certificate, renderer, finish = make_certificate(), Renderer(), _finisher(folder)
    order = _order(certificate)
    return {
        "naive rendering": lambda: naive(order.job),
        "naive, finished": lambda: _finisher(folder)(order, naive_pdf(order)),
        "reportlab": _reportlab(order.job),
        "template to HTML": lambda: documents.compose(certificate),
        "bare rendering": lambda: renderer.render(order.job),
        "finished": lambda: finish(order, renderer.render),
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
    from certificates.services import files

    return files._order(certificate)


def _finisher(folder: Path) -> Callable:
    """Return what makes an order into a signed file, as certificates.production does."""
    from certificates import production
    from certificates.keys import DOCUMENT, Keyring
    from certificates.signing import DocumentSigner

    ring = Keyring(folder)
    name, _key = ring.private(DOCUMENT)
    signer = DocumentSigner((folder / f"{name}.key.pem").read_bytes(), ring.chain())

    def finish(order, render):
        line = {**vars(order), "job": production.pack(order.job)}
        (sealed,) = production._seal([line], ring)
        return signer.sign(render(production._with_credential(line, sealed["sealed"]))).pdf

    return finish


def naive(job, **options) -> bytes:
    """Print as a tutorial does: fonts looked for and style sheet parsed each time."""
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    from certificates.rendering import _fetcher

    fonts, fetcher = FontConfiguration(), _fetcher(job.assets)
    sheet = CSS(string=job.css, font_config=fonts, url_fetcher=fetcher)
    html = HTML(string=job.html, url_fetcher=fetcher)
    return html.write_pdf(stylesheets=[sheet], font_config=fonts, **options)


def naive_pdf(order) -> Callable:
    """Return a naive printer of what can be signed: the field has to be there."""
    from certificates import finishing

    def finish(document, pdf):
        finishing.finish(pdf, [{}], also_ua=1, signature_field="Signature")

    return lambda job: naive(job, pdf_variant="pdf/a-3a", pdf_tags=True, finisher=finish)


def _reportlab(job) -> Callable:
    """Return a drawer of a page with the same words: no tags, no PDF/A, no layout."""
    from django.conf import settings
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    from certificates.rendering import ASSET_SCHEME

    font = next(settings.CERTIFICATE_FONTS_CONF.parent.glob("NotoSans_400*.ttf"))
    pdfmetrics.registerFont(TTFont("Text", font))
    words = [text for text in _texts(job.html) if text]

    def draw() -> bytes:
        target = io.BytesIO()
        canvas = Canvas(target, pagesize=(595, 842))
        canvas.setFont("Text", 10.5)
        for number, text in enumerate(words):
            canvas.drawString(68, 780 - 16 * number, text)
        picture = ImageReader(io.BytesIO(job.assets[f"{ASSET_SCHEME}qr.png"]))
        canvas.drawImage(picture, 440, 50, 96, 96)
        canvas.save()
        return target.getvalue()

    return draw


def _texts(html: str) -> Iterator[str]:
    from html.parser import HTMLParser

    found = []
    parser = HTMLParser()
    parser.handle_data = found.append
    parser.feed(html)
    return (" ".join(text.split()) for text in found)


def _measure(ways: dict[str, Callable], rounds: int, size: int) -> dict[str, list[float]]:
    """Return milliseconds by way and round, as on a machine of `CALIBRATION`."""
    samples: dict[str, list[float]] = {name: [] for name in ways}
    for make in ways.values():
        make()
    names = list(ways)
    for turn in range(rounds):
        for name in names[turn % len(names) :] + names[: turn % len(names)]:
            speed = _calibration()
            before = time.process_time()
            for _number in range(size):
                ways[name]()
            spent = 1000 * (time.process_time() - before) / size
            samples[name].append(spent * CALIBRATION / speed)
    return samples


def _calibration() -> float:
    before, total = time.process_time(), 0
    for number in range(1_000_000):
        total += number
    return 1000 * (time.process_time() - before)


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


# --- Ten thousand ---------------------------------------------------------------------------


def _issue(count: int, folder: Path) -> bool:
    """Make many as the platform does, in batches, and store them; memory must stay flat."""
    from django.conf import settings

    from certificates.production import produce

    started, memory = time.monotonic(), []
    for start in range(0, count, BATCH):
        numbers = range(start, min(start + BATCH, count))
        orders = [_order(make_certificate(f"Person {number}")) for number in numbers]
        made = produce(orders, keys_dir=folder, fonts_conf=settings.CERTIFICATE_FONTS_CONF)
        for number, product in zip(numbers, made, strict=True):
            (folder / f"{number}.pdf").write_bytes(product.pdf)
        memory.append((numbers.stop, _resident()))
    seconds = time.monotonic() - started
    first = next(pages for done, pages in memory if done * 10 >= count)
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"\n{count} made in {seconds:.0f} s by one core and a caller")
    print(f"memory of the caller: {first:.0f} MB at 10 %, {memory[-1][1]:.0f} MB at 100 %;")
    print(f"at most {children:.0f} MB in a process of its own")
    return _goal("memory at 100 %, × that at 10 %", memory[-1][1] / first, GOAL_MEMORY)


def _resident() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 2**20


if __name__ == "__main__":
    sys.exit(main())
