"""Pictures and documents of course files: from names of files to what Wagtail keeps."""

from dataclasses import replace
from pathlib import Path

from accounts.permissions import SYSTEM
from core.drawings import clean_drawing
from courses.services import CourseData, store_document, store_picture
from lms.template_files import documents_of


def stored(data: CourseData, content: Path) -> CourseData:
    """Return the course with its pictures and documents stored.

    What is there already is not stored again. The linter sees to it that nothing is missing.
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
    return replace(data, modules=modules)


class _Shelf:
    """Finds each file once."""

    def __init__(self, content: Path):
        self.content = content
        self._found: dict[str, int] = {}

    def body(self, blocks: list):
        for block in blocks:
            if block["type"] == "figure":
                yield _with(block, image=self._picture(block["value"]))
            elif block["type"] == "download":
                yield _with(block, document=self._document(block["value"]["document"]))
            else:
                yield block

    def _picture(self, value: dict) -> int:
        name = value["image"]
        if name not in self._found:
            drawing = clean_drawing((self.content / "abbildungen" / name).read_bytes())
            title = value["caption"] or Path(name).stem
            picture = store_picture(actor=SYSTEM, name=name, title=title, data=drawing)
            self._found[name] = picture.pk
        return self._found[name]

    def _document(self, name: str) -> int:
        if name not in self._found:
            for file, title, content in documents_of(Path(name).stem):
                document = store_document(actor=SYSTEM, name=file, title=title, data=content)
                self._found[file] = document.pk
        return self._found[name]


def _with(block: dict, **values) -> dict:
    return {**block, "value": {**block["value"], **values}}
