"""Keeps the computed styles of documents that differ in their words only, as certificates do.

Pure. WeasyPrint 70 works out all properties of all elements anew for each document, a quarter
of its time. They depend on the style sheets and on elements with their attributes, never on
text; so the second document of a kind gets the styles of the first, element by element.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

_LARGEST = 16  # kinds of documents: designs, papers and steps of size of one batch
# What no style sheet asks for, and what differs from certificate to certificate.
_WORDS = {"href", "alt", "content"}


class KeptStyles(dict):
    """What one renderer keeps, by kind of document."""

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """Have the engine look here first. Not for two renderers at the same time."""
        from weasyprint import css

        original = css.StyleFor
        css.StyleFor = partial(_styles, original, self)
        try:
            yield
        finally:
            css.StyleFor = original


def _styles(original, kept: KeptStyles, html, sheets, hints, font_config, collector):
    """Return WeasyPrint's styles of a document: kept ones, or new ones that are then kept."""
    elements = list(html.etree_element.iter())
    # The sheets themselves, not their numbers: these are given to others after their end.
    kind = (tuple(sheet for sheet, *_rest in sheets), tuple(map(_face, elements)))
    if kind not in kept:
        made = original(html, sheets, hints, font_config, collector)
        numbers = {element: number for number, element in enumerate(elements)}
        found = made._computed_styles.items()
        if len(kept) >= _LARGEST:
            kept.clear()
        kept[kind] = (
            made.initial_page_sizes,
            [(numbers[element], pseudo, style) for (element, pseudo), style in found],
        )
        return made
    styles = original.__new__(original)
    styles._cascaded_styles, styles._sheets, styles.font_config = {}, sheets, font_config
    styles.initial_page_sizes, found = kept[kind]
    styles._computed_styles = {(elements[number], pseudo): style for number, pseudo, style in found}
    for style in styles._computed_styles.values():
        if style["anchor"]:
            collector.collect_anchor(style["anchor"])
    return styles


def _face(element) -> tuple:
    """Return all of an element that selectors see, and its place in the tree."""
    seen = ((name, "" if name in _WORDS else value) for name, value in element.items())
    return element.tag, len(element), *seen
