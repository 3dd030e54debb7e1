"""Pictures and documents of course files: from names of files to what Wagtail keeps."""

from dataclasses import replace
from pathlib import Path

from accounts.permissions import SYSTEM
from core.drawings import DrawingRefused, clean_drawing
from courses.services import CourseData, store_document, store_picture
from lms.template_files import TemplateMissing, documents_of


def stored(data: CourseData, content: Path) -> tuple[CourseData, list[str]]:
    """Return the course with its pictures and documents stored, and what is missing.

    A missing picture leaves its place with the text alternative; a missing document is left
    out. What is there already is not stored again.
    """
    shelf = _Shelf(content)
    modules = [
        replace(
            module,
            lessons=[
                replace(lesson, body=list(shelf.body(lesson.body))) for lesson in module.lessons
            ],
        )
        for module in data.modules
    ]
    return replace(data, modules=modules), shelf.missing


class _Shelf:
    """Finds each file once."""

    def __init__(self, content: Path):
        self.content = content
        self.missing: list[str] = []
        self._found: dict[str, int | None] = {}

    def body(self, blocks: list):
        for block in blocks:
            if block["type"] == "figure":
                yield _with(block, image=self._picture(block["value"]))
            elif block["type"] != "download":
                yield block
            elif document := self._document(block["value"]["document"]):
                yield _with(block, document=document)

    def _picture(self, value: dict) -> int | None:
        name = value["image"]
        if name not in self._found:
            self._found[name] = None
            try:
                drawing = clean_drawing((self.content / "abbildungen" / name).read_bytes())
            except (OSError, DrawingRefused):
                self.missing.append(f"abbildungen/{name}")
            else:
                title = value["caption"] or Path(name).stem
                picture = store_picture(actor=SYSTEM, name=name, title=title, data=drawing)
                self._found[name] = picture.pk
        return self._found[name]

    def _document(self, name: str) -> int | None:
        if name not in self._found:
            self._found[name] = None
            try:
                made = documents_of(Path(name).stem)
            except TemplateMissing as missing:
                if str(missing) not in self.missing:
                    self.missing.append(str(missing))
                return None
            for file, title, content in made:
                document = store_document(actor=SYSTEM, name=file, title=title, data=content)
                self._found[file] = document.pk
        return self._found[name]


def _with(block: dict, **values) -> dict:
    return {**block, "value": {**block["value"], **values}}
