"""The reviewed designs of certificates, and how much fits on a page of each. Pure: no Django.

A design is a folder below `templates/certificates/pdf/`. What a municipality chooses there are
values: they are checked, and copied into every certificate when it is issued.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from math import ceil
from unicodedata import category, east_asian_width

PORTRAIT, LANDSCAPE = "portrait", "landscape"
ORIENTATIONS = (PORTRAIT, LANDSCAPE)
DEFAULT_ACCENT = "#1d3b72"
MINIMAL_CONTRAST = 4.5  # against white, WCAG 2.2 AA for text

# Sizes of letters in points, lines and air; each is a class of base.css. The first that fits.
_STEPS = (
    (10.5, 1.45, 1),
    (10, 1.4, 0.72),
    (9.5, 1.36, 0.5),
    (8.75, 1.32, 0.36),
    (8, 1.28, 0.26),
    (7.25, 1.25, 0.18),
    (6.5, 1.22, 0.1),
)
STEPS = len(_STEPS)
_POINT = 0.3528  # mm
_LETTER = 0.53  # width of an average letter, in its height


@dataclass(frozen=True)
class Layout:
    """The places for text on a page, in mm: heights, and how wide each text may run.

    `height` is what letterhead, text and foot share; `air` is the empty room at its largest.
    `side` is the width of a second column for facts and contents, 0 where there is none; `logo`
    is what a logo adds to the letterhead.
    """

    height: float
    width: float
    air: float
    fixed: float
    foot: float
    side: float = 0
    title: float = 3
    logo: float = 8
    signature: float = 16
    inset: float = 0  # by how much contents and closing are narrower
    runs_on: bool = False  # contents follow each other in one paragraph
    foot_beside: bool = False  # the foot stands beside the text, and takes nothing of it


@dataclass(frozen=True)
class Design:
    """One reviewed design. Raise its revision with every change of its look; a test compares."""

    key: str
    revision: str
    layouts: dict[str, Layout]

    @property
    def template(self) -> str:
        return f"certificates/pdf/{self.key}/sheet.html"

    @property
    def style_sheets(self) -> tuple[str, str]:
        return "certificates/pdf/base.css", f"certificates/pdf/{self.key}/sheet.css"


DESIGNS = {
    design.key: design
    for design in (
        Design(
            "official",
            "official-4",
            {
                PORTRAIT: Layout(264, 162, 60, 9, 40),
                LANDSCAPE: Layout(177, 137, 46, 9, 34, side=98, signature=13),
            },
        ),
        Design(
            "calm",
            "calm-4",
            {
                PORTRAIT: Layout(257, 114, 49, 6, 40),
                LANDSCAPE: Layout(170, 169, 24, 9, 0, foot_beside=True, signature=13, inset=42),
            },
        ),
        Design(
            "charter",
            "charter-4",
            {
                PORTRAIT: Layout(250, 150, 53, 3, 40, logo=17),
                LANDSCAPE: Layout(163, 237, 44, 11, 34, runs_on=True, logo=11, signature=13),
            },
        ),
    )
}
DEFAULT = "official"


@dataclass(frozen=True)
class Texts:
    """All that makes a page longer or shorter."""

    name: str
    course: str
    contents: tuple[str, ...]
    letterhead: str
    foot: tuple[str, ...]
    extra: tuple[str, ...]  # opening, closing
    facts: int = 3
    logo: bool = False
    signatory: bool = False
    signature: bool = False
    funding: str = ""
    funder: bool = False


def fit(design: Design, orientation: str, texts: Texts) -> int:
    """Return how far letters and air must shrink so that one page is enough: 0, not at all."""
    layout = design.layouts[orientation]
    for number, step in enumerate(_STEPS):
        if _height(layout, texts, step) <= layout.height:
            return number
    return len(_STEPS) - 1


def room(design: Design, orientation: str, texts: Texts, number: int) -> int:
    """Return the millimetres between letterhead and foot, estimated, in a step of `fit`."""
    layout, step = design.layouts[orientation], _STEPS[number]
    taken = _head(layout, texts, step) + _foot(layout, texts, step)
    return round(layout.height - taken)


def _height(layout: Layout, texts: Texts, step: tuple) -> float:
    size, leading, air = step
    block = partial(_block, step)
    who = block(texts.name, layout.width, 1.35 if len(texts.name) > 60 else 2.3)
    who += block(texts.course, layout.width, 1.25 if len(texts.course) > 80 else 1.7)
    line = size * leading * _POINT
    who += line * (layout.title + 2)
    end = sum(block(text, layout.width - layout.inset) for text in (*texts.extra, "x" * 60) if text)
    if texts.signatory:
        end += 2 * line + 9 * air + (layout.signature if texts.signature else 0)
    beside = layout.side or layout.width - layout.inset
    listed = (" · ".join(texts.contents),) if layout.runs_on else texts.contents
    what = line * (texts.facts + 2.5 if layout.side else texts.facts - 0.4)
    what += line + sum(block(text, beside - 5) + 0.5 for text in listed)
    columns = max(who + end + layout.air * air, what + 20 * air) if layout.side else 0
    text = columns or who + end + what + layout.air * air
    head = _head(layout, texts, step)
    if layout.foot_beside:
        return max(text + layout.fixed, _beside(texts, step) + head)
    return text + _foot(layout, texts, step) + head + layout.fixed


def _block(step: tuple, text: str, width: float, scale: float = 1) -> float:
    size, leading, _air = step
    letters = width / (size * scale * _LETTER * _POINT)
    return ceil(_length(text) * 1.04 / letters) * size * scale * leading * _POINT


def _head(layout: Layout, texts: Texts, step: tuple) -> float:
    logo = (layout.logo + 6 * step[-1]) if texts.logo else 0
    return logo + _block(step, texts.letterhead, layout.width * (0.6 if texts.logo else 1))


def _beside(texts: Texts, step: tuple) -> float:
    """Return the height of a foot that stands in the column beside the text."""
    block = partial(_block, step)
    lines = sum(block(text, 58, 0.86) for text in texts.foot) * 1.15 + 52
    if texts.funding:
        lines += block(texts.funding, 58, 0.86) + (18 if texts.funder else 5)
    return lines


def _foot(layout: Layout, texts: Texts, step: tuple) -> float:
    block = partial(_block, step)
    lies = layout.side or layout.runs_on
    lines = sum(block(text, 60 if lies else layout.width * 0.78, 0.86) for text in texts.foot)
    height = max(layout.foot, lines * 0.75 + 8 if lies else lines + 26)
    if texts.funding and lies:  # a column of its own
        return max(height, block(texts.funding, 57, 0.86) + (20 if texts.funder else 8))
    if texts.funding:
        funding = block(texts.funding, layout.width * 0.7, 0.86)
        height += max(funding, 13 if texts.funder else 0) + 6
    return height


def _length(text: str) -> float:
    return sum(
        1.9 if east_asian_width(letter) in "WF" else 1.4 if category(letter) == "Lu" else 1
        for letter in text
    )


# --- Colours ----------------------------------------------------------------------------


def contrast_with_white(colour: str) -> float:
    """Return the contrast of a colour like "#1d3b72" with white, from 1 to 21."""
    parts = [part / 255 for part in _parts(colour)]
    red, green, blue = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def is_colour(text: str) -> bool:
    return bool(re.fullmatch(r"#[0-9a-f]{6}", text))


def tint(colour: str, share: float) -> str:
    """Return a colour mixed with white; `share` is how much of it is left."""
    mixed: Iterable[int] = (round(255 - (255 - part) * share) for part in _parts(colour))
    return "#" + "".join(f"{part:02x}" for part in mixed)


def _parts(colour: str) -> list[int]:
    return [int(colour[start : start + 2], 16) for start in (1, 3, 5)]
