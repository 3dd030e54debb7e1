"""Binds tagged PDFs into one; see `certificates.merging`, whose process this is.

Pure: no Django. Standard input holds a line of JSON about the whole, then for each file a line
with its bookmark and its size, and the file; standard output gets the merged one.
"""

import io
import json
import resource
import sys
from collections.abc import Callable, Iterator
from typing import IO

import pikepdf
from pikepdf import Array, Dictionary, Name

MEMORY, CPU_SECONDS = 1024**3, 120
UNFIT = 3  # what the process ends with when some files cannot be bound; as in `merging`


class Binding:
    """One document that grows; every file becomes a part of its tree of tags."""

    def __init__(self, *, title: str, note: str, language: str):
        self._pdf = pdf = pikepdf.new()
        self._title, self._note, self._language = title, note, language
        self._marks: list[tuple[str, int]] = []
        self._numbers = Array()  # which tags belong to what, all files in a row
        self._next = 0
        root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self._document = root.K = pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.Document, P=root, K=Array())
        )
        pdf.Root.StructTreeRoot = root

    def add(self, label: str, content: bytes) -> None:
        """Append a file: its pages, its tags, and a bookmark."""
        with pikepdf.open(io.BytesIO(content)) as source:
            _drop_fields(source)
            self._tell_apart(source)
            tree = source.Root.StructTreeRoot
            parents = list(_numbers(tree.ParentTree))
            self._marks.append((label, len(self._pdf.pages)))
            # The pages first: what then refers to them is led to their copies.
            self._pdf.pages.extend(source.pages)
            for kid in _kids(tree):
                self._adopt(kid, label, source.Root.Lang)
            for number, item in parents:
                if not item.is_indirect:
                    item = source.make_indirect(item)
                self._numbers.append(self._next + number)
                self._numbers.append(self._pdf.copy_foreign(item))
            self._next += 1 + max((number for number, _item in parents), default=-1)

    def save(self, target: IO[bytes]) -> None:
        """Write what was added. Raises ValueError for nothing."""
        if not self._marks:
            raise ValueError("nothing to merge")
        pdf = self._pdf
        pdf.Root.StructTreeRoot.ParentTree = Dictionary(Nums=self._numbers)
        pdf.Root.StructTreeRoot.ParentTreeNextKey = self._next
        pdf.Root.MarkInfo = Dictionary(Marked=True)
        pdf.Root.Lang = self._language
        pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        pdf.Root.PageMode = Name.UseOutlines
        with pdf.open_outline() as outline:
            marks = [(self._note, 0), *self._marks]
            outline.root.extend(pikepdf.OutlineItem(label, page) for label, page in marks)
        with pdf.open_metadata(set_pikepdf_as_editor=False) as about:
            about["dc:title"] = self._title
            about["dc:description"] = self._note
            about["pdfuaid:part"] = "1"
        pdf.save(target, min_version="1.7", object_stream_mode=pikepdf.ObjectStreamMode.generate)

    def _adopt(self, kid, label: str, language) -> None:
        """Copy the uppermost element of a file: a part of the one document that there is now."""
        part = self._pdf.copy_foreign(kid)
        part.S = Name.Part
        part.P = self._document
        part.T = label
        part.Lang = str(language)
        self._document.K.append(part)

    def _tell_apart(self, source) -> None:
        """Number on from the file before, and rename cells: every file numbers them alike."""
        prefix = f"{len(self._marks)}-"
        for item in _dictionaries(source):
            for key in ("/StructParents", "/StructParent"):
                if key in item:
                    item[key] += self._next
            if item.get("/S") in ("/TH", "/TD"):
                if "/ID" in item:
                    item.ID = prefix + str(item.ID)
                headers = item.get("/A", {}).get("/Headers")
                if headers is not None:
                    item.A.Headers = Array([prefix + str(name) for name in headers])


def _dictionaries(source) -> Iterator:
    """Return the dictionaries of a file, those of its streams among them."""
    for item in source.objects:
        if isinstance(item, Dictionary | pikepdf.Stream):
            yield item
    for page in source.pages:
        yield from (item for item in page.obj.get("/Annots", ()) if not item.is_indirect)


def _drop_fields(source) -> None:
    """Take the field of the signature away: from the pages, from the tags, from the numbers."""
    for page in source.pages:
        annotations = page.obj.get("/Annots")
        if annotations is not None:
            _keep(annotations, lambda item: item.Subtype != "/Widget")
    for item in source.objects:
        if isinstance(item, Dictionary) and item.get("/S") == "/Form" and "/P" in item:
            _keep(item.P.K, lambda kid: not _is_field(kid))


def _keep(array, wanted: Callable) -> None:
    for place in reversed(range(len(array))):
        if not wanted(array[place]):
            del array[place]


def _is_field(element) -> bool:
    return isinstance(element, Dictionary) and element.get("/S") == "/Form"


def _kids(tree) -> list:
    return [tree.K] if isinstance(tree.K, Dictionary) else list(tree.K)


def _numbers(node) -> Iterator[tuple[int, object]]:
    """Return what a tree of numbers maps to what, without the fields that were dropped."""
    for kid in node.get("/Kids", ()):
        yield from _numbers(kid)
    pairs = list(node.get("/Nums", ()))
    for number, item in zip(pairs[::2], pairs[1::2], strict=True):
        if not _is_field(item):
            yield int(number), item


def main(lines: IO[bytes], target: IO[bytes]) -> int:
    """Read all that `merge` sends, and write the merged file; return what the process ends with.

    Where files cannot be bound, what is written is the list of all of their places, and no file.
    """
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a core file would hold names
    about = json.loads(lines.readline())
    merger, number, bad = Binding(**about), 0, []
    while line := lines.readline():
        label, size = json.loads(line)
        content = lines.read(size)
        try:
            # After the first one that failed the rest is only tried, each by itself.
            (Binding(**about) if bad else merger).add(label, content)
        except Exception:  # noqa: BLE001  a damaged file is damaged in any way
            bad.append(number)
        number += 1
    if bad:
        target.write(json.dumps(bad).encode())
        return UNFIT
    merger.save(target)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.stdin.buffer, sys.stdout.buffer))
