"""HTML in, PDF out: tagged (PDF/UA-1), self-contained, the same bytes for the same input.

Pure: no Django, no database, no clock, no network, no file. WeasyPrint is imported here and
nowhere else, and only when a renderer is made, so that web workers never load it. A document
can still crash the native libraries or eat memory: `certificates.printing` calls this module
in a process of its own.
"""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

PDF_VARIANT = "pdf/ua-1"
ASSET_SCHEME = "asset:"
_POINTS_PER_PIXEL = 0.75
# A server without libharfbuzz-subset is slow, not wrong; a system check names it.
_HARMLESS = "Using fontTools instead of HarfBuzz-Subset"


@dataclass(frozen=True)
class Job:
    """One document: its HTML and style sheet, and all they may load, by `asset:` address."""

    html: str
    css: str = ""
    assets: Mapping[str, bytes] = field(default_factory=dict)


class RenderError(Exception):
    """There is no PDF. `reason` holds nothing of the document's content."""

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason


class RenderRefused(RenderError):
    """The document would not have been faultless. `lines` say why and may quote its text."""

    def __init__(self, lines: list[str]):
        super().__init__(f"refused with {len(lines)} messages")
        self.lines = lines


class Renderer:
    """Renders one document after the other with the same fonts and parsed style sheets.

    Fonts are those of the configuration that FONTCONFIG_FILE names when the process starts.
    """

    def __init__(self):
        from weasyprint.text.fonts import FontConfiguration

        self._fonts = FontConfiguration()
        self._style_sheets = {}

    def render(self, job: Job) -> bytes:
        """Return the PDF of a job.

        Raises `RenderRefused` when the document has no title or language, when it tries to
        load anything but its own assets, and when the engine has anything to complain of,
        such as a character that no font has, a picture without a description or a style it
        does not understand: what is printed wrongly must not leave the house.
        """
        from weasyprint import HTML
        from weasyprint.urls import FatalURLFetchingError

        fetcher = _fetcher(job.assets)
        try:
            with _complaints() as lines:
                style_sheet = self._style_sheet(job.css, fetcher, lines)
                html = HTML(string=job.html, url_fetcher=fetcher)
                document = html.render(self._fonts, stylesheets=[style_sheet])
                if not document.metadata.title or not document.metadata.lang:
                    lines.append("The document has no title or no language.")
                pdf = document.write_pdf(pdf_variant=PDF_VARIANT, finisher=_finish)
        except FatalURLFetchingError as error:  # no Exception: it would end the process
            raise RenderRefused([str(error)]) from None
        if lines:
            raise RenderRefused(lines)
        return pdf

    def _style_sheet(self, css: str, fetcher, lines: list[str]):
        from weasyprint import CSS

        if css in self._style_sheets:
            return self._style_sheets[css]
        style_sheet = CSS(string=css, url_fetcher=fetcher, font_config=self._fonts)
        if not lines:  # a faulty one is parsed, and complained of, each time
            self._style_sheets[css] = style_sheet
        return style_sheet


def _fetcher(assets: Mapping[str, bytes]):
    """Return a fetcher that knows the assets and ends the rendering for everything else."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    class AssetFetcher(URLFetcher):
        def fetch(self, url, headers=None):
            if url not in assets:
                raise FatalURLFetchingError(f"Only own assets may be loaded, not {url[:200]}")
            return URLFetcherResponse(url, assets[url])

    return AssetFetcher(allowed_protocols=(), allow_redirects=False, fail_on_errors=True)


@contextmanager
def _complaints() -> Iterator[list[str]]:
    """Collect what the engine logs from WARNING on, however logging is configured."""
    lines = []

    class Collector(logging.Handler):
        def emit(self, record):
            if not str(record.msg).startswith(_HARMLESS):
                lines.append(record.getMessage())

    collector = Collector(logging.WARNING)
    loggers = [logging.getLogger(name) for name in ("weasyprint", "fontTools")]
    before = [(logger, logger.level, logger.propagate) for logger in loggers]
    for logger in loggers:
        logger.addHandler(collector)
        logger.setLevel(logging.WARNING)
        logger.propagate = False  # the lines may quote a name: they belong into no log
    try:
        yield lines
    finally:
        for logger, level, propagate in before:
            logger.removeHandler(collector)
            logger.setLevel(level)
            logger.propagate = propagate


def _finish(document, pdf) -> None:
    _place_figures(pdf)
    _wrap_list_items(pdf)
    _untag_margins(pdf)


def _place_figures(pdf) -> None:
    """Write the places of figures as points from the bottom of the page.

    WeasyPrint 70 writes CSS pixels from the top; readers highlight the wrong spot.
    """
    for element in pdf.objects:
        if not isinstance(element, dict) or element.get("S") != "/Figure":
            continue
        page = pdf.objects[int(element["Pg"].split()[0])]
        height = page["MediaBox"][3]
        left, top, right, bottom = (_POINTS_PER_PIXEL * edge for edge in element["A"]["BBox"])
        element["A"]["BBox"][:] = [left, height - bottom, right, height - top]


def _wrap_list_items(pdf) -> None:
    """Put paragraphs and lists within list items into bodies, as the standard wants them.

    WeasyPrint 70 makes a body for running text only.
    """
    import pydyf

    for item in list(pdf.objects):
        if not isinstance(item, dict) or item.get("S") != "/LI":
            continue
        kids = [(kid, pdf.objects[int(kid.split()[0])]) for kid in item["K"]]
        blocks = [(kid, child) for kid, child in kids if child["S"] not in ("/Lbl", "/LBody")]
        if not blocks:
            continue
        body = pydyf.Dictionary(
            {
                "Type": "/StructElem",
                "S": "/LBody",
                "K": pydyf.Array([kid for kid, _child in blocks]),
                "Pg": item["Pg"],
                "P": item.reference,
            }
        )
        pdf.add_object(body)
        for _kid, child in blocks:
            child["P"] = body.reference
        inside = {kid for kid, _child in blocks}
        item["K"] = pydyf.Array([kid for kid in item["K"] if kid not in inside] + [body.reference])


def _untag_margins(pdf) -> None:
    """Mark page numbers and running titles as decoration: nobody wants to hear them.

    WeasyPrint 70 gives them tags that hang nowhere in the tree, which PDF/UA does not allow.
    """
    elements = {
        item.reference: item
        for item in pdf.objects
        if isinstance(item, dict) and item.get("Type") == "/StructElem"
    }
    margins, decoration = set(), []
    for reference, element in elements.items():  # parents come before their children
        parent = elements.get(element["P"])
        if parent and (element["P"] in margins or reference not in parent["K"]):
            margins.add(reference)
            page = pdf.objects[int(element["Pg"].split()[0])]
            decoration += [(page, item) for item in element["K"] if isinstance(item, int)]
    for page, number in decoration:
        operations = pdf.objects[int(page["Contents"].split()[0])].stream
        place = next(
            place
            for place, item in enumerate(operations)
            if isinstance(item, dict) and item.get("MCID") == number
        )
        operations[place - 1], operations[place] = "/Artifact", "<</Type /Pagination>>"
    for item in pdf.objects:
        if isinstance(item, dict) and margins and "Nums" in item:
            for entry in item["Nums"]:
                if isinstance(entry, list):
                    entry[:] = ["null" if name in margins else name for name in entry]
