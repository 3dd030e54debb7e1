"""What independent programs read in a PDF: poppler, qpdf, zbar."""

import subprocess
from pathlib import Path


def _output(command: list, **options) -> str:
    return subprocess.run(command, capture_output=True, text=True, **options).stdout


def syntax_errors(path: Path) -> str:
    """Return what qpdf has to complain of."""
    done = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True)
    return done.stderr


def text_of(path: Path) -> str:
    """Return the text as a reader copies it, with single blanks."""
    return " ".join(_output(["pdftotext", "-enc", "UTF-8", path, "-"], check=True).split())


def qr_codes(path: Path) -> list[str]:
    """Return what a QR reader finds on the pages as they are printed."""
    picture = path.with_suffix("")
    subprocess.run(["pdftoppm", "-r", "150", "-gray", "-singlefile", path, picture], check=True)
    found = _output(["zbarimg", "-q", "--raw", picture.with_suffix(".pgm")])
    return found.splitlines()
