"""What loading a course would change, in words that an author can review."""

import difflib
import re
from collections.abc import Iterator

from courses.searching import plain
from courses.services import Compared, Comparison, PageState

_SILENT = {"id", "type"}
_END = re.compile(r"</p>|</li>|\n")
_WHAT = {
    PageState.NEW: "new",
    PageState.CHANGED: "changed",
    PageState.EDITED: "changed, AND EDITED IN WAGTAIL since it was loaded",
    PageState.KEPT: "edited in Wagtail; the file has not changed",
}


def report(comparison: Comparison) -> Iterator[str]:
    """Yield the lines of a readable diff: per page, then what moved and what goes."""
    for item in comparison.changes:
        title = (item.after or item.before)["title"]
        yield f"== {item.name or 'course'} “{title}”: {_WHAT[item.state]}"
        if item.state != PageState.KEPT:
            yield from diff(item)
    for name in comparison.moved:
        yield f"== {name}: moved"
    for page in comparison.removed:
        yield f"== {page.slug} “{page.title}”: no longer in the files; it will be unpublished"
    for page in comparison.absent:
        yield (
            f"== {page.slug} “{page.title}”: edited in Wagtail and not published. Learners will "
            "not have it before somebody publishes it there; --overwrite takes the file"
        )
    for page in comparison.waiting:
        yield f"== {page.slug} “{page.title}”: loaded before, not published yet"


def diff(item: Compared) -> list[str]:
    """Return a unified diff of what the page says and what the file says."""
    before, after = list(lines_of(item.before)), list(lines_of(item.after))
    found = list(difflib.unified_diff(before, after, "page", "file", lineterm="", n=1))
    if not found:
        return ["   (ids or settings differ; the texts are the same)"]
    if item.state == PageState.NEW:
        return [f"   {len(after)} lines"]
    return [f"   {line}" for line in found]


def lines_of(content: dict) -> Iterator[str]:
    """Yield the texts and settings of a page, one a line."""
    for name, value in content.items():
        if name == "body":
            for block in value:
                yield from _lines(block["type"], block["value"])
        else:
            yield from _lines(name, value)


def _lines(name: str, value) -> Iterator[str]:
    if isinstance(value, dict):
        for key in (key for key in value if key not in _SILENT):
            yield from _lines(f"{name}.{key}".removesuffix(".value"), value[key])
    elif isinstance(value, list):
        for item in value:
            yield from _lines(name, item)
    elif value is not None:
        for line in _END.split(str(value)):
            if text := " ".join(plain(line).split()):
                yield f"{name}: {text}"
