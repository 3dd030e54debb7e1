"""The German texts of the interface: msgids are English, the catalogue must be complete.

.venv/bin/python script/translations.py           writes new texts into the catalogue
.venv/bin/python script/translations.py --check   fails on missing, stale, empty or fuzzy ones
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = Path("locale/de/LC_MESSAGES")
# Only these hold texts of ours; .venv and node_modules hold those of others.
SOURCES = ("accounts", "certificates", "core", "courses", "handouts", "hr", "learning", "lms")
FOLDERS = (*SOURCES, "templates", "static", "locale")
# Dates and names in the header would only make every change of a text a larger one.
HEADER = {
    "Language": "de",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}
OPTIONS = ("--locale", "de", "--no-wrap", "--add-location", "file", "--verbosity", "0")


def extract(folder: Path, *options: str) -> None:
    """Run makemessages in a folder that holds the project's sources and nothing else."""
    for domain, extensions in (("django", "html,txt,py"), ("djangojs", "js")):
        subprocess.run(
            [sys.executable, "-m", "django", "makemessages", "--domain", domain]
            + ["--extension", extensions, *OPTIONS, *options],
            cwd=folder,
            check=True,
        )


def copy_sources(target: Path) -> None:
    for name in FOLDERS:
        if (ROOT / name).is_dir():
            ignored = shutil.ignore_patterns("__pycache__", "*.mo", "*.yaml", "migrations")
            shutil.copytree(ROOT / name, target / name, ignore=ignored)
    (target / "locale").mkdir(exist_ok=True)


def key(entry: polib.POEntry) -> tuple[str, str, str]:
    return (entry.msgctxt or "", entry.msgid, entry.msgid_plural)


def problems_of(catalogue: Path, fresh: Path) -> list[str]:
    """Compare a committed catalogue with what the sources need now."""
    present = polib.pofile(str(catalogue)) if catalogue.exists() else polib.POFile()
    needed = polib.pofile(str(fresh)) if fresh.exists() else polib.POFile()
    texts = {key(entry): entry for entry in present if not entry.obsolete}
    wanted = {key(entry) for entry in needed if not entry.obsolete}
    found = [f"missing: {msgid!r}" for _, msgid, _ in sorted(wanted - texts.keys())]
    found += [f"stale: {msgid!r}" for _, msgid, _ in sorted(texts.keys() - wanted)]
    found += [f"stale: {entry.msgid!r}" for entry in present.obsolete_entries()]
    found += [f"fuzzy: {entry.msgid!r}" for entry in texts.values() if entry.fuzzy]
    found += [
        f"empty: {entry.msgid!r}"
        for entry in texts.values()
        if not entry.fuzzy and not entry.translated()
    ]
    return [f"{catalogue.name}: {problem}" for problem in found]


def check() -> int:
    problems = []
    with tempfile.TemporaryDirectory(prefix="lms-translations-") as name:
        copy = Path(name)
        copy_sources(copy)
        extract(copy, "--no-obsolete")
        for domain in ("django.po", "djangojs.po"):
            catalogue = ROOT / CATALOGUE / domain
            problems += problems_of(catalogue, copy / CATALOGUE / domain)
            if catalogue.exists():
                target = copy / f"{domain}.mo"
                command = ["msgfmt", "--check-format", f"--output-file={target}", str(catalogue)]
                subprocess.run(command, check=True)
    for problem in problems:
        print(problem)
    return len(problems) > 0


def update() -> int:
    """Work on a copy as well: makemessages would search the installed packages too."""
    with tempfile.TemporaryDirectory(prefix="lms-translations-") as name:
        copy = Path(name)
        copy_sources(copy)
        extract(copy, "--no-obsolete")
        for file in (copy / CATALOGUE).glob("*.po"):
            entries = polib.pofile(str(file), wrapwidth=0)
            entries.header, entries.metadata, entries.metadata_is_fuzzy = "", HEADER, 0
            (ROOT / CATALOGUE).mkdir(parents=True, exist_ok=True)
            entries.save(str(ROOT / CATALOGUE / file.name))
    return 0


if __name__ == "__main__":
    sys.exit(check() if "--check" in sys.argv else update())
