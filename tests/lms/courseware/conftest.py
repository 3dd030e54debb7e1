"""A small sound course in files, to be damaged and changed."""

import shutil

import pytest
import yaml

from lms.courseware.files import CONTENT_DIR

DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 200" width="400" height="200">'
    '<rect width="400" height="200" fill="#fff"/><text x="20" y="40">Meldeweg</text></svg>'
)
CHOICE = {
    "id": "q-a-wahl",
    "question": "Was tun Sie zuerst?",
    "options": [
        {"text": "Abstand halten", "correct": True, "feedback": "Ja, das schützt."},
        {"text": "Zurückrufen", "feedback": "Das macht es lauter."},
    ],
}
FIGURE = {
    "image": "meldeweg.svg",
    "alt": "Drei Kästen, verbunden durch Pfeile.",
    "caption": "Der Meldeweg",
    "description": "Zuerst die Führungskraft, dann die Ansprechstelle.",
}


def prose(words: int = 860) -> dict:
    """A text of so many words in sentences of ten."""
    sentence = "Am Schalter gibt es heute zehn neue Anträge zu lesen."
    return {"text": " ".join([sentence] * (words // 10))}


def lesson(name: str, *blocks: dict, minutes: int = 6) -> dict:
    return {
        "slug": name,
        "title": f"Lektion {name}",
        "minutes": minutes,
        "summary": "Worum es geht.",
        "body": [
            prose(),
            *blocks,
            {"single_choice": CHOICE | {"id": f"q-a-{name}"}},
            {"heading": {"text": "Morgen anders", "level": "h2"}},
            {"text": "Fragen Sie nach der Nummer."},
            {"sources": ["A-110", {"text": "Der Ablauf ist ein Vorschlag."}]},
        ],
    }


class Files:
    """The content folder of a test; every lesson is a file of its own."""

    def __init__(self, content):
        self.content = content
        self.course = content / "kurs"
        self.module = self.course / "modul"

    def write(self, file, data) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False))

    def write_module(self, *names: str, module: str = "modul") -> None:
        data = {"slug": module, "title": f"Modul {module}", "summary": "Kurz."}
        self.write(self.course / module / "module.yaml", data | {"lessons": list(names)})

    def write_course(self, *modules: str, **changes) -> None:
        data = {
            "slug": "kurs",
            "title": "Ein Kurs",
            "summary": "Für Tests.",
            "introduction": "Guten Tag.",
            "objectives": ["etwas tun."],
            "audiences": ["Alle"],
            "content_notes": ["Nichts Belastendes."],
            "contributors": [{"name": "Redaktion", "role": "Text"}],
            "certificate_contents": ["Abstand"],
        }
        self.write(self.course / "course.yaml", data | {"modules": list(modules)} | changes)

    def lesson_file(self, name: str):
        return self.module / f"{name}.yaml"

    def change(self, name: str, change) -> None:
        """Read a lesson, let a function change it, write it."""
        data = yaml.safe_load(self.lesson_file(name).read_text())
        change(data)
        self.write(self.lesson_file(name), data)


@pytest.fixture
def files(tmp_path) -> Files:
    content = tmp_path / "content"
    shutil.copytree(CONTENT_DIR / "fakten", content / "fakten")
    for name in ("glossar.yaml", "schreibweisen.yaml"):
        shutil.copy(CONTENT_DIR / name, content / name)
    found = Files(content)
    found.write_course("modul")
    found.write_module("01-eins", "02-zwei", "03-drei")
    found.write(found.lesson_file("01-eins"), lesson("eins", {"figure": FIGURE}))
    found.write(found.lesson_file("02-zwei"), lesson("zwei"))
    found.write(found.lesson_file("03-drei"), lesson("drei"))
    (content / "abbildungen").mkdir()
    (content / "abbildungen" / "meldeweg.svg").write_text(DRAWING)
    return found
