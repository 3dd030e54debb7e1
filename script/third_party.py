"""Writes docs/third-party.md from the lock files and what the packages say about themselves.

.venv/bin/python script/third_party.py           writes it (script/lock does)
.venv/bin/python script/third_party.py --check   fails where it is out of date
"""

import json
import re
import sys
from importlib.metadata import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LIST = ROOT / "docs/third-party.md"

# Packages that name no licence where programs can read it, or name it in a sentence.
LICENCES = {
    "@digitalbazaar/credentials-context": "BSD-3-Clause; contexts inside: W3C-20150513",
    "axe-playwright-python": "MIT; axe inside: MPL-2.0",
    "pytest-django": "BSD-3-Clause",
    # Needed on some systems or versions of Python only, so they may not be there to be asked.
    "async-timeout": "Apache-2.0",
    "brotlicffi": "MIT",
    "colorama": "BSD-3-Clause",
    "tzdata": "Apache-2.0",
}
# Parts of packages that reach the browser or a certificate, under licences of their own.
INSIDE = [
    ("Fira Sans", "@kern-ux/native", "OFL-1.1", "two cuts, reduced to European letters"),
    ("Noto fonts", "@expo-google-fonts/…", "OFL-1.1", "complete, embedded in certificates"),
    (
        "Noto fonts",
        "fonts-noto-core, fonts-noto-cjk",
        "OFL-1.1",
        "from Debian, for further scripts",
    ),
    ("htmx 2", "django-htmx", "0BSD", "unchanged"),
    ("KERN UX", "@kern-ux/native", "EUPL-1.2", "style sheet, reduced and corrected"),
]

HEADER = """# Third-party software

Written by `script/third_party.py`; `script/test` fails when it is out of date.

No file of these projects is part of this repository, but for two definitions of terms that
credentials refer to and that must never be fetched while one is signed:
`certificates/contexts` holds `credentials/v2` of the W3C (W3C Software and Document Licence)
and `ob/v3p0/context-3.0.3.json` of 1EdTech (specification licence of 1EdTech; the file has none
of its own), unchanged; notices and terms stand beside them in `LICENSES.md`, their hashes in
`tests/certificates/test_credential.py`. `script/setup` fetches the rest, checked
against the hashes in `requirements.txt`, `requirements-dev.txt` and `package-lock.json`.
The licence texts come with the packages; `script/assets` puts those of the style sheet and
the fonts beside the files it builds.
"""


def licence_of(name: str) -> str:
    """Return what a package declares, in the words of its metadata."""
    if name in LICENCES:
        return LICENCES[name]
    data = metadata(name)
    classifiers = [
        entry.rpartition(" :: ")[2]
        for entry in data.get_all("Classifier") or []
        if entry.startswith("License :: ")
    ]
    stated = data.get("License-Expression") or data.get("License") or ""
    if stated and "\n" not in stated:
        return stated
    if classifiers:
        return ", ".join(classifiers)
    raise ValueError(f"{name} names no licence: add it to LICENCES in {Path(__file__).name}")


def python_packages(lock: str) -> dict[str, tuple[str, str]]:
    """Map each locked name to its version and licence."""
    found = {}
    for line in (ROOT / lock).read_text().splitlines():
        if match := re.match(r"([\w.-]+)==([^\s;]+)", line):
            name, version = match.groups()
            found[name] = (version, licence_of(name))
    return found


def npm_packages(*, testing: bool) -> dict[str, tuple[str, str]]:
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    names = {path: path.removeprefix("node_modules/") for path in packages if path}
    return {
        name: (packages[path]["version"], LICENCES.get(name, packages[path]["license"]))
        for path, name in names.items()
        if packages[path].get("dev", False) == testing
    }


def table(heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [heads, ("---",) * len(heads), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def document() -> str:
    running = python_packages("requirements.txt")
    testing = python_packages("requirements-dev.txt")
    parts = [HEADER, "## In pages and certificates\n"]
    parts.append(table(("What", "Package", "Licence", "Use"), INSIDE))
    only_testing = {name: entry for name, entry in testing.items() if name not in running}
    for title, *packages in (
        ("Styles and fonts", ("npm", npm_packages(testing=False))),
        ("The server", ("PyPI", running)),
        ("Only for tests", ("PyPI", only_testing), ("npm", npm_packages(testing=True))),
    ):
        rows = [
            (name, *entry, source)
            for source, entries in packages
            for name, entry in sorted(entries.items())
        ]
        parts += [f"## {title}\n", table(("Package", "Version", "Licence", "From"), rows)]
    return "\n".join(parts)


def main() -> int:
    text = document()
    if "--check" not in sys.argv:
        LIST.parent.mkdir(exist_ok=True)
        LIST.write_text(text)
    elif not LIST.exists() or LIST.read_text() != text:
        print("docs/third-party.md is out of date: run .venv/bin/python script/third_party.py")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
