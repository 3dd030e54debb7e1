"""Sees to it that text can be read out and copied, not only looked at.

Pure; works on what WeasyPrint 70 has painted, before it is written. A PDF holds glyphs, and
says for each glyph which letters it stands for. That is not enough where one letter is painted
with several glyphs, in another order than it is written, or from right to left:

- A glyph that first occurs as a part of a letter (the i of "ị") stands for nothing, and all
  further i of the document are lost with it. It gets the letter that its font gives it.
- Text with such letters, and a word that is broken at the end of a line, says itself what it
  reads: /ActualText, in logical order.
"""

import io
import re
from unicodedata import normalize

# Hebrew to Greek Extended: all scripts that join, turn round or stack their letters, and the
# Vietnamese letters. Single accents; what joins pictures and letters.
_ARTFUL = re.compile(
    "[\u0300-\u036f\u0590-\u1fff\u200c\u200d\ufb1d-\ufdff\ufe0f\ufe70-\ufeff]|\u2010$"
)
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
SOFT_HYPHEN = "\u00ad"  # says in a PDF that the word goes on in the next line
_HYPHEN = re.compile("\u2010$")
_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069]")


class Lettering:
    """Attends to one document after the other; knows the letters of the fonts it has met."""

    def __init__(self):
        self._fonts = {}

    def attend(self, document) -> list[dict[int, str]]:
        """Have every page of a laid-out document mended as soon as it is painted.

        Returns a list that then gets an entry for each page: what its pieces of text read, by
        the numbers of their marks. `certificates.finishing` writes it into the structure.
        """
        texts = []
        for page in document.pages:
            page.paint = self._mending(page.paint, texts)
        return texts

    def _mending(self, paint, texts: list):
        def paint_and_mend(stream, scale):
            paint(stream, scale)
            texts.append(_artful_texts(stream))
            _say(stream, texts[-1])
            for font in stream._fonts.values():
                if "" in font.to_unicode.values():
                    _name_parts(font.to_unicode, self._letters_of(font))

        return paint_and_mend

    def _letters_of(self, font) -> dict[int, str]:
        """Map the numbers of a font's glyphs to their letters."""
        if font.name not in self._fonts:
            from fontTools.ttLib import TTFont

            file = TTFont(io.BytesIO(font.file_content), fontNumber=font.index, lazy=True)
            letters = file.getBestCmap().items()
            self._fonts[font.name] = {file.getGlyphID(name): chr(code) for code, name in letters}
        return self._fonts[font.name]


def _artful_texts(stream) -> dict[int, str]:
    texts = {}
    for box, tag in stream._tags.items():
        text = getattr(box, "text", "")
        if isinstance(text, str) and _ARTFUL.search(text):
            texts[tag["mcid"]] = _HYPHEN.sub(SOFT_HYPHEN, _INVISIBLE.sub("", text))
    return texts


def _say(stream, texts: dict[int, str]) -> None:
    """Write beside painted text what it reads, for programs that copy it.

    Not from right to left: they turn such text round, even where it needs no turning.
    """
    import pydyf

    for item in stream.stream if texts else ():
        text = texts.get(item.get("MCID")) if isinstance(item, dict) else None
        if text and not _RIGHT_TO_LEFT.search(text):
            item["ActualText"] = pydyf.String(text)


def _name_parts(meanings: dict[int, str], letters: dict[int, str]) -> None:
    """Give glyphs that are parts of letters their own meaning: letters and accents only."""
    for glyph, text in meanings.items():
        own = letters.get(glyph, "")
        if own and own < "\u0590" and (not text or (own != text and own in normalize("NFD", text))):
            meanings[glyph] = own
