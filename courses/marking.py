"""Marking terms of the glossary in a lesson's text. Pure: HTML in, HTML out.

A term is marked where it first occurs in the lesson, as a whole word, in one of the forms
that its author listed. Only running text is touched: tags, links, buttons and headings stay
as they are.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from html.parser import HTMLParser

PROSE = "prose"  # the class of running text
UNTOUCHED = {"a", "button", "h1", "h2", "h3", "h4", "h5", "h6", "summary"}
VOID = {"br", "hr", "img", "input", "source", "track", "wbr"}

# What may not stand before or after a word: letters, digits, hyphens that join, and the sign
# of a gender-neutral ending ("Trainer:in").
_JOINING = "\\w\u00ad\u2010\u2011-"


@dataclass(frozen=True)
class Term:
    """A term with all forms in which it is recognised; `anchor` names it in addresses."""

    anchor: str
    term: str
    forms: tuple[str, ...]
    explanation: str
    source: str = ""

    def to_json(self) -> dict:
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict) -> "Term":
        return cls(**{**data, "forms": tuple(data["forms"])})


class Marker:
    """Marks the terms of one lesson, block by block; `used` are those it has met.

    `render(term, word)` returns the HTML that takes the place of the word.
    """

    def __init__(self, terms: Iterable[Term], render: Callable[[Term, str], str]) -> None:
        self._render = render
        self._by_form = {form: term for term in terms for form in _spellings(term)}
        self._pattern = _pattern(self._by_form)
        self.used: dict[str, Term] = {}

    def mark(self, html: str) -> str:
        """Return a block's HTML with the terms marked that have not been met before."""
        if not self._by_form:
            return html
        rewriter = _Rewriter(self._in_text)
        rewriter.feed(html)
        rewriter.close()
        return "".join(rewriter.written)

    def _in_text(self, text: str) -> str:
        return self._pattern.sub(self._word, text)

    def _word(self, match: re.Match) -> str:
        term = self._by_form[" ".join(match[0].split())]
        if term.anchor in self.used:
            return match[0]
        self.used[term.anchor] = term
        return self._render(term, match[0])


class _Rewriter(HTMLParser):
    """Writes HTML as it came, except for running text, which goes through a function."""

    def __init__(self, in_text: Callable[[str], str]) -> None:
        super().__init__(convert_charrefs=False)
        self._in_text = in_text
        self._open: list[tuple[str, bool]] = []  # tag, whether it holds running text
        self.written: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.written.append(self.get_starttag_text())
        if tag not in VOID:
            classes = (dict(attrs).get("class") or "").split()
            self._open.append((tag, PROSE in classes))

    def handle_startendtag(self, tag, attrs):
        self.written.append(self.get_starttag_text())

    def handle_endtag(self, tag):
        self.written.append(f"</{tag}>")
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        is_prose = any(prose for _tag, prose in self._open)
        untouched = any(tag in UNTOUCHED for tag, _prose in self._open)
        self.written.append(self._in_text(data) if is_prose and not untouched else data)

    def handle_entityref(self, name):
        self.written.append(f"&{name};")

    def handle_charref(self, name):
        self.written.append(f"&#{name};")

    def handle_comment(self, data):
        self.written.append(f"<!--{data}-->")


def _spellings(term: Term) -> set[str]:
    """Return the forms, and those in small letters as they begin a sentence."""
    return {form for listed in term.forms for form in (listed, listed[:1].upper() + listed[1:])}


def _pattern(forms: Iterable[str]) -> re.Pattern:
    longest_first = sorted(forms, key=lambda form: (-len(form), form))
    words = "|".join(r"\s+".join(map(re.escape, form.split())) for form in longest_first)
    return re.compile(rf"(?<![{_JOINING}])(?:{words})(?![{_JOINING}]|[:*]\w)")
