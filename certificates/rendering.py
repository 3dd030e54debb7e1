"""HTML in, PDF out: tagged, self-contained, the same bytes for the same input.

Pure: no Django, no database, no clock, no network, no file. WeasyPrint is imported here and
nowhere else, and only when a renderer is made, so that web workers never load it. A document
can still crash the native libraries or eat memory: `certificates.printing` calls this module
in a process of its own. docs/certificates.md tells what the HTML has to hold.
"""

import io
import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from itertools import combinations

from certificates import finishing
from certificates.lettering import Lettering
from certificates.styling import KeptStyles

ASSET_SCHEME = "asset:"
# A server without libharfbuzz-subset is slow, not wrong; a system check names it.
_HARMLESS = "Using fontTools instead of HarfBuzz-Subset"


class Profile(StrEnum):
    """The standards that a document has to meet. All of them ask for complete tags."""

    HANDOUT = "handout"  # PDF/UA-1
    CERTIFICATE = "certificate"  # PDF/A-3a and PDF/UA-1
    CERTIFICATE_UA2 = "certificate-ua2"  # PDF/A-4f and PDF/UA-2


# What WeasyPrint writes, and the part of PDF/UA that the finisher adds to it.
_VARIANTS = {
    Profile.HANDOUT: ("pdf/ua-1", 0),
    Profile.CERTIFICATE: ("pdf/a-3a", 1),
    Profile.CERTIFICATE_UA2: ("pdf/a-4f", 2),
}


@dataclass(frozen=True)
class Attachment:
    """A file within the document. `created` is an ISO date: the clock is never asked.

    `relationship` is one of the PDF standard's: Source, Data, Alternative, Supplement.
    """

    name: str
    content: bytes
    description: str
    relationship: str = "Data"
    created: str = ""

    def __post_init__(self):
        if not (self.name and self.description):
            raise ValueError("An attachment needs a name and a description.")
        date.fromisoformat(self.created)


@dataclass(frozen=True)
class Job:
    """One document: its HTML and style sheet, and all they may load, by `asset:` address.

    `signature_field` is what a screen reader says of the invisible field named "Signature"
    that the document gets, empty, to be signed later; without it there is none. It takes at
    most so many `pages`, or is refused; 0: as many as it needs.
    """

    html: str
    css: str = ""
    assets: Mapping[str, bytes] = field(default_factory=dict)
    profile: Profile = Profile.HANDOUT
    attachments: tuple[Attachment, ...] = ()
    signature_field: str = ""
    pages: int = 0

    def __post_init__(self):
        if self.profile == Profile.HANDOUT and (self.attachments or self.signature_field):
            raise ValueError("A hand-out holds no files and is not signed.")


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


class RenderTight(RenderRefused):
    """There is no room for the text: smaller letters may help."""

    def __init__(self, lines: list[str]):
        super().__init__(lines)
        self.reason = "there is no room for the text"


class Renderer:
    """Renders one document after the other with the same fonts and parsed style sheets.

    Fonts are those of the configuration that FONTCONFIG_FILE names when the process starts.
    """

    def __init__(self):
        from weasyprint.text.fonts import FontConfiguration

        self._fonts = FontConfiguration()
        self._lettering = Lettering()
        self._style_sheets = {}
        self._styles = KeptStyles()

    def render(self, job: Job) -> bytes:
        """Return the PDF of a job.

        Raises `RenderTight` where parts marked data-apart meet, and for more pages than are
        allowed. Raises `RenderRefused` when the document has no title or language, when it tries to
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
                with self._kept(job):
                    document = html.render(self._fonts, stylesheets=[style_sheet])
                if not document.metadata.title or not document.metadata.lang:
                    lines.append("The document has no title or no language.")
                if tight := _tightness(document, job.pages):
                    raise RenderTight(tight)
                texts = self._lettering.attend(document)
                pdf = _write(document, job, texts, lines)
        except FatalURLFetchingError as error:  # no Exception: it would end the process
            raise RenderRefused([str(error)]) from None
        if lines:
            raise RenderRefused(lines)
        return pdf

    def _kept(self, job: Job):
        """Certificates of a design have the same styles; hand-outs have nothing in common."""
        return nullcontext() if job.profile == Profile.HANDOUT else self._styles.in_use()

    def _style_sheet(self, css: str, fetcher, lines: list[str]):
        from weasyprint import CSS

        if css in self._style_sheets:
            return self._style_sheets[css]
        style_sheet = CSS(string=css, url_fetcher=fetcher, font_config=self._fonts)
        if not lines:  # a faulty one is parsed, and complained of, each time
            self._style_sheets[css] = style_sheet
        return style_sheet


def _tightness(document, most_pages: int) -> list[str]:
    count = len(document.pages)
    too_long = [f"The document takes {count} pages."] if 0 < most_pages < count else []
    return too_long + _collisions(document)


def _collisions(document) -> list[str]:
    """Return a complaint where texts or pictures of parts marked data-apart meet on a page."""
    return [
        "Two parts of the page run into each other."
        for page in document.pages
        for one, other in combinations(_places(page), 2)
        if one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
    ]


def _places(page) -> list[tuple[float, ...]]:
    """Return left, top, right and bottom of all that is seen of each marked part of a page."""
    from weasyprint.formatting_structure.boxes import ReplacedBox, TextBox

    places = {}
    for part in page._page_box.descendants(placeholders=True):
        if part.element is None or "data-apart" not in part.element.attrib:
            continue
        for box in part.descendants(placeholders=True):
            if isinstance(box, TextBox | ReplacedBox):
                left, top = box.position_x, box.position_y
                corners = (left, top, left + box.width, top + box.height)
                places.setdefault(part.element, []).append(corners)
    return [
        (min(lefts), min(tops), max(rights), max(bottoms))
        for lefts, tops, rights, bottoms in (zip(*boxes, strict=True) for boxes in places.values())
    ]


def _write(document, job: Job, texts: list, lines: list[str]) -> bytes:
    variant, also_ua = _VARIANTS[job.profile]

    def finish(document, pdf) -> None:
        finishing.finish(pdf, texts, also_ua=also_ua, signature_field=job.signature_field)
        if finishing.embedded_files(pdf) != len(job.attachments):
            lines.append("The document embeds a file that does not belong to it.")

    return document.write_pdf(
        pdf_variant=variant,
        pdf_tags=True,
        attachments=[_attachment(item) for item in job.attachments],
        finisher=finish,
    )


def _attachment(item: Attachment):
    """Return WeasyPrint's form of it, which can be used once."""
    from weasyprint import Attachment as WeasyAttachment

    day = datetime.fromisoformat(item.created)
    return WeasyAttachment(
        file_obj=io.BytesIO(item.content),
        name=item.name,
        description=item.description,
        relationship=item.relationship,
        created=day,
        modified=day,
    )


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
