"""What a screen reader finds in a PDF: the structure's text in its order, as the tags give it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pikepdf

SOFT_HYPHEN = "\u00ad"
_MAPPING = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>")


def spoken_text(path: Path) -> str:
    """Return all of it, with single blanks, and words broken between lines made whole."""
    with pikepdf.open(path) as document:
        marks = {page.objgen: _marked_texts(page.obj) for page in document.pages}
        pieces = list(_pieces(document.Root.StructTreeRoot.K, None, marks))
    return " ".join(" ".join(pieces).replace(f"{SOFT_HYPHEN} ", "").split())


def _pieces(node, page, marks) -> Iterator[str]:
    if isinstance(node, pikepdf.Array):
        for kid in node:
            yield from _pieces(kid, page, marks)
    elif isinstance(node, pikepdf.Dictionary):
        page = node.get("/Pg", page)
        if "/ActualText" in node:
            yield str(node.ActualText)
        elif "/K" in node:
            yield from _pieces(node.K, page, marks)
    elif node is not None:
        yield marks[page.objgen][int(node)]


def _marked_texts(page) -> dict[int, str]:
    """Map the numbers of marks to the text within, by what the fonts say of their glyphs."""
    fonts = {name: _letters(font) for name, font in page.Resources.Font.items()}
    texts, number, letters = {}, None, {}
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "BDC":
                properties = operands[1]
                has_number = isinstance(properties, pikepdf.Dictionary) and "/MCID" in properties
                number = int(properties.MCID) if has_number else None
                texts.setdefault(number, "")
            case "EMC":
                number = None
            case "Tf":
                letters = fonts[str(operands[0])]
            case "Tj" | "TJ" if number is not None:
                texts[number] += _read(operands[0], letters)
    return texts


def _read(shown, letters: dict[int, str]) -> str:
    parts = shown if isinstance(shown, pikepdf.Array) else [shown]
    codes = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
    glyphs = (int.from_bytes(codes[at : at + 2]) for at in range(0, len(codes), 2))
    return "".join(letters.get(glyph, "") for glyph in glyphs)


def _letters(font) -> dict[int, str]:
    if "/ToUnicode" not in font:
        return {}
    table = font.ToUnicode.read_bytes().partition(b"endcodespacerange")[2]
    return {
        int(glyph, 16): bytes.fromhex(text.decode()).decode("utf-16-be")
        for glyph, text in _MAPPING.findall(table)
    }
