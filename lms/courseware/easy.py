"""Leichte Sprache: how long its sentences may be, and how slowly it is read.

Pure. The rules of Leichte Sprache are many; those that can be counted are counted here. A
course says of itself that it keeps to them: `easy_language: true` in `course.yaml`.
"""

import re
from collections.abc import Iterator

from lms.courseware import reading

# An assumption of the editors, and a calm one: nobody has measured how fast our readers read.
WORDS_A_MINUTE = 100
MEAN, LONGEST = 9, 15
# A number with a dot, as in a date, ends nothing; a line of its own does.
_END = re.compile(r"(?<!\b\d)(?<!\b\d\d)[.!?:…]+[“”\"»)]*(?=\s|$)|\n+")
_LINK = re.compile(r"\]\([^)]*\)")
_WORD = re.compile(r"\w+(?:-\w+)*")


def sentences(texts) -> list[str]:
    """Return the sentences, and lines without an end such as titles, that have words."""
    plain = [_LINK.sub("]", text).replace("\\\n", "\n").replace("*", "") for text in texts]
    parts = [part for text in plain for part in _END.split(text)]
    return [" ".join(part.strip(" -").split()) for part in parts if _WORD.search(part)]


def length(sentence: str) -> int:
    """Return the number of words; what is joined by a hyphen is one."""
    return len(_WORD.findall(sentence))


def problems(texts) -> Iterator[str]:
    """Yield what is too long for Leichte Sprache."""
    found = sentences(texts)
    lengths = [length(sentence) for sentence in found]
    for sentence, words in zip(found, lengths, strict=True):
        if words > LONGEST:
            yield f"{words} words in a sentence, at most {LONGEST} are easy: “{sentence:.60}…”"
    if found and sum(lengths) / len(found) > MEAN:
        yield f"{sum(lengths) / len(found):.1f} words a sentence; at most {MEAN} are easy"


def lesson_problems(data: dict) -> Iterator[str]:
    """Yield what is too long in a lesson: in everything that is read, its summaries too."""
    notes = [block["content_note"] for block in data["body"] if "content_note" in block]
    written = [note.get("summary", "") for note in notes]
    yield from problems([data["title"], data["summary"], *written, *reading.texts(data["body"])])
