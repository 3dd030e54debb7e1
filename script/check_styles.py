"""Fails where templates, code or our own styles use something of KERN that is not served.

Only a part of KERN is built (script/build_assets.py), and a class or custom property without
a rule fails silently in the browser.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SERVED = (ROOT / "build/static/vendor/kern.css").read_text()
ORIGINAL = (ROOT / "node_modules/@kern-ux/native/dist/kern.min.css").read_text()

CLASS = re.compile(r"(?<![\w-])kern-[a-z0-9]+(?:(?:__|--?)[a-z0-9]+)*(?:--|__|-)?")
PROPERTY = re.compile(r"--kern-[a-z0-9-]+")


def sources() -> Iterator[Path]:
    for folder in sorted(ROOT.glob("[!.]*/")):
        if folder.name not in {"build", "node_modules", "script", "tests", "var"}:
            for kind in ("html", "css", "js", "py"):
                yield from folder.rglob(f"*.{kind}")


def classes(css: str) -> set[str]:
    return {name[1:] for name in re.findall(r"\.kern-[\w-]+", css)}


def main() -> int:
    served, original = classes(SERVED), classes(ORIGINAL)
    blocks = {re.split("__|--", name)[0] for name in served}
    properties = set(re.findall(r"(--kern-[\w-]+):", SERVED))
    problems = []
    for file in sources():
        text = file.read_text()
        for name in set(CLASS.findall(re.sub(PROPERTY, "", text))):
            if name.endswith(("-", "_")):  # the rest is filled in at run time
                known = any(other.startswith(name) for other in served)
            else:
                # KERN also documents classes without a rule: elements of a known block.
                element = name.split("__")[0] in blocks and "--" not in name
                known = name in served or (element and name not in original)
            if not known:
                problems.append(f"{file.relative_to(ROOT)}: class {name}")
        if file.suffix == ".css":
            own = set(re.findall(r"(--kern-[\w-]+)\s*:", text))
            for name in set(PROPERTY.findall(text)) - properties - own:
                problems.append(f"{file.relative_to(ROOT)}: property {name}")
    for problem in sorted(problems):
        print(problem)
    return len(problems) > 0


if __name__ == "__main__":
    sys.exit(main())
