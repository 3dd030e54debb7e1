"""Prints the Debian packages that have to be installed; see script/setup.

Looks for the thing itself and not for the package: it may have come another way.
"""

import ctypes
import sys
from importlib.util import find_spec
from pathlib import Path
from shutil import which

TOOLS = Path(__file__).resolve().parent.parent / ".tools"


def library(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def command(*names: str) -> bool:
    return any(which(name) for name in names)


def font(file: str) -> bool:
    return (Path("/usr/share/fonts") / file).is_file()


def pip_or_uv() -> bool:
    return (TOOLS / "bin/uv").exists() or find_spec("pip") is not None


def postgres() -> bool:
    return command("initdb") or any(Path("/usr/lib/postgresql").glob("*/bin/initdb"))


found = {
    "python3-pip": pip_or_uv(),  # to fetch uv
    "libpango-1.0-0": library("libpango-1.0.so.0"),  # certificates
    "libpangoft2-1.0-0": library("libpangoft2-1.0.so.0"),
    "libharfbuzz-subset0": library("libharfbuzz-subset.so.0"),  # without it 14 times slower
    "fontconfig": command("fc-cache"),
    "fonts-noto-core": font("truetype/noto/NotoSansGeorgian-Regular.ttf"),  # names in all scripts
    "fonts-noto-cjk": font("opentype/noto/NotoSansCJK-Regular.ttc"),
    "gettext": command("msgfmt"),  # the German texts of the interface
}
if "--dev" in sys.argv:
    found |= {
        "chromium": command("chromium", "chromium-browser", "google-chrome"),
        "libatomic1": library("libatomic.so.1"),  # the browser driver is a node program
        "postgresql": postgres(),
        "openjdk-17-jdk-headless": command("javac"),  # veraPDF judges the PDFs
        "poppler-utils": command("pdftotext"),  # reads certificates in tests
        "qpdf": command("qpdf"),
        "zbar-tools": command("zbarimg"),  # reads their QR codes
    }
print(*(package for package, is_there in found.items() if not is_there))
