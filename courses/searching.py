"""Words that people search for, and texts in which they are looked for. Pure: no Django.

The database finds (with German stems on PostgreSQL); this module reads what was typed, takes
the running text out of stream data, and shows where in a text the words stand.
"""

import html
import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass

MAX_LENGTH = 100
MAX_WORDS = 8
EXCERPT = 160
_WORD = re.compile(r"\w+")
_TAG = re.compile(r"<[^>]*>")
_ENDINGS = ("en", "er", "es", "em", "e", "n", "s")
_MIN_STEM = 4
# Typed where a keyboard has no umlauts.
_UMLAUTS = {"ae": "ä", "oe": "ö", "ue": "ü", "ss": "ß"}
# Values of a block that are settings, not text.
_SETTINGS = {"id", "type", "kind", "level"}


@dataclass(frozen=True)
class Piece:
    """A part of a text; `hit` where it is a word that was searched for."""

    text: str
    hit: bool = False


def words_of(query: str) -> tuple[str, ...]:
    """Return the words of what somebody typed: each once, in lower case, not too many.

    Single letters say too little to be looked for.
    """
    typed = unicodedata.normalize("NFC", query[:MAX_LENGTH]).casefold().replace("_", " ")
    found = dict.fromkeys(word for word in _WORD.findall(typed) if len(word) > 1)
    return tuple(found)[:MAX_WORDS]


def spellings(word: str) -> tuple[str, ...]:
    """Return a word as typed, and as it may have been meant: "fuehrung" is "führung"."""
    meant = word
    for typed, umlaut in _UMLAUTS.items():
        meant = meant.replace(typed, umlaut)
    return (word,) if meant == word else (word, meant)


def stem_of(word: str) -> str:
    """Return a word without its German ending: what other forms of it begin with.

    Rough, and good enough to search by beginnings: "drohungen" is "drohung".
    """
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _MIN_STEM:
            return word[: -len(ending)]
    return word


def text_of(blocks: list, kinds: Collection[str]) -> str:
    """Return the running text of raw stream data; blocks of other kinds are left out whole."""
    parts = [text for block in blocks if block["type"] in kinds for text in _texts(block["value"])]
    lines = [" ".join(part.split()) for part in parts]
    # A title and the text below it are no sentence.
    return " ".join(line if line[-1] in ".!?:…" else f"{line}." for line in lines if line)


def _texts(value) -> Iterator[str]:
    if isinstance(value, str):
        yield plain(value)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, dict):
        for name, item in value.items():
            if name not in _SETTINGS:
                yield from _texts(item)


def plain(rich: str) -> str:
    """Return rich text without its tags."""
    return html.unescape(_TAG.sub(" ", rich))


def marked(text: str, words: Collection[str]) -> list[Piece]:
    """Cut a text where words stand that begin like those searched for."""
    beginnings = _beginnings(words)
    pieces, place = [], 0
    for match in _WORD.finditer(text):
        if _folded(match[0]).startswith(beginnings):
            if match.start() > place:
                pieces.append(Piece(text[place : match.start()]))
            pieces.append(Piece(match[0], hit=True))
            place = match.end()
    return [*pieces, Piece(text[place:])] if place < len(text) else pieces


def excerpt(text: str, words: Collection[str]) -> list[Piece]:
    """Return the surroundings of the first hit, marked; empty where there is none."""
    beginnings = _beginnings(words)
    for match in _WORD.finditer(text):
        if _folded(match[0]).startswith(beginnings):
            start = max(0, match.start() - EXCERPT // 3)
            if start:
                start = text.find(" ", start) + 1
            end = start + EXCERPT
            if end < len(text):
                end = max(text.rfind(" ", start, end), match.end())
            before, after = "… " * (start > 0), " …" * (end < len(text))
            return marked(f"{before}{text[start:end]}{after}", words)
    return []


def _beginnings(words: Collection[str]) -> tuple[str, ...]:
    return tuple(_folded(stem_of(form)) for word in words for form in spellings(word))


def _folded(word: str) -> str:
    """Return a word as databases compare it: without case and accents."""
    letters = unicodedata.normalize("NFD", word.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
