"""Pictures that people upload, made fit for print: JPEG, or an SVG of which only shapes are left.

Pure: no Django. A raster picture is flattened on white and scaled down; nothing that was not
to be seen (place, camera, comments) stays in it. PNG is never printed: the engine would pack
it anew for every certificate, half a second each. Of an SVG only known shapes are taken over;
whatever could load, run or multiply something refuses the whole file.
"""

import io
import re
from dataclasses import dataclass
from xml.etree import ElementTree

from PIL import Image, ImageOps, UnidentifiedImageError

MAX_BYTES = 8 * 1024 * 1024
MAX_PIXELS = 40_000_000
MAX_SVG_BYTES = 200_000
MAX_SVG_ELEMENTS = 2000
MAX_EDGE = 1200  # 300 dpi at 10 cm: wider than any place for a picture
_QUALITY = 88
_SVG = "http://www.w3.org/2000/svg"
_DRAWN = {"g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon"}
_DEFINED = {"defs", "linearGradient", "radialGradient", "stop", "clipPath"}
_SILENT = {"title", "desc", "metadata", "namedview"}  # say something, draw nothing: left out
# As one text: a name a line would fill a page.
_ATTRIBUTES = frozenset(
    re.findall(
        r"\S+",
        "id d x y x1 y1 x2 y2 cx cy r rx ry fx fy width height points transform viewBox fill "
        "fill-rule fill-opacity clip-rule stroke stroke-width stroke-linecap stroke-linejoin "
        "stroke-miterlimit stroke-dasharray stroke-dashoffset stroke-opacity opacity offset "
        "stop-color stop-opacity gradientUnits gradientTransform spreadMethod clip-path "
        "clipPathUnits preserveAspectRatio",
    )
)
_STYLED = {name for name in _ATTRIBUTES if "-" in name} | {"fill", "stroke", "opacity"}
_OWN_REFERENCE = re.compile(r"url\(#[\w-]+\)")
# What the engine would write as it stands, and no archive accepts: colours of printing presses,
# numbers without end. The names of things and colours hold digits that are no numbers.
_FUNCTIONS = re.compile(r"matrix|translate|scale|rotate|skew[xy]|rgba?|hsla?|url")
_NUMBER = re.compile(r"\b(?:nan|inf\w*)\b|(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?", re.IGNORECASE)
_LARGEST_NUMBER = 1e6
_NUMBERLESS = {"id", "fill", "stroke", "stop-color", "clip-path"}


class ArtworkRefused(Exception):
    """The file cannot be used. `code` says why: see the messages of the form."""

    def __init__(self, code: str):
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Artwork:
    """A picture that is fit for print, and the ending of its name."""

    data: bytes
    ending: str


def prepare(data: bytes) -> Artwork:
    """Return the picture as JPEG or as a cleaned SVG; raise `ArtworkRefused` for all else."""
    if len(data) > MAX_BYTES:
        raise ArtworkRefused("too_big")
    if re.match(rb"\s*(\xef\xbb\xbf)?\s*<", data):
        return Artwork(_clean_svg(data), "svg")
    return Artwork(_jpeg(data), "jpg")


def _jpeg(data: bytes) -> bytes:
    try:
        with Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "WEBP")) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise ArtworkRefused("too_big")
            flat = _on_white(ImageOps.exif_transpose(picture))
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError):
        raise ArtworkRefused("unreadable") from None
    except ValueError:
        raise ArtworkRefused("unreadable") from None
    flat.thumbnail((MAX_EDGE, MAX_EDGE), Image.Resampling.LANCZOS)
    buffer = io.BytesIO()
    flat.save(buffer, "JPEG", quality=_QUALITY, optimize=True, subsampling=0)
    return buffer.getvalue()


def _on_white(picture: Image.Image) -> Image.Image:
    """Return the picture in RGB; what shines through shows paper. Nothing else is copied."""
    seen = picture.convert("RGBA")
    flat = Image.new("RGB", seen.size, "white")
    flat.paste(seen, mask=seen.getchannel("A"))
    return flat


# --- SVG --------------------------------------------------------------------------------


def _clean_svg(data: bytes) -> bytes:
    if len(data) > MAX_SVG_BYTES:
        raise ArtworkRefused("too_complex")
    # Without these no parser can be made to expand, load or misread anything.
    if re.search(rb"<!(DOCTYPE|ENTITY)|<\?xml-stylesheet", data, re.IGNORECASE):
        raise ArtworkRefused("active")
    if b"\0" in data:  # UTF-16 would hide the above
        raise ArtworkRefused("unreadable")
    try:
        root = ElementTree.fromstring(data)  # noqa: S314  no declarations left to expand
    except (ElementTree.ParseError, ValueError, LookupError):
        raise ArtworkRefused("unreadable") from None
    if root.tag != f"{{{_SVG}}}svg":
        raise ArtworkRefused("unreadable")
    if sum(1 for _element in root.iter()) > MAX_SVG_ELEMENTS:
        raise ArtworkRefused("too_complex")
    clean = _clean(root, 0)
    if not any(element.tag.endswith(tuple(_DRAWN - {"g"})) for element in clean.iter()):
        raise ArtworkRefused("empty")
    clean.set("viewBox", _box(root))
    ElementTree.register_namespace("", _SVG)
    return ElementTree.tostring(clean, encoding="utf-8")


def _box(root) -> str:
    """Return the box of a drawing; where it names only its size, from that."""
    if box := root.get("viewBox"):
        if not _BOX.fullmatch(box):
            raise ArtworkRefused("no_size")
        return box
    sizes = [re.fullmatch(r"\s*([\d.]+)(px)?\s*", root.get(name, "")) for name in _SIZE]
    if not all(sizes):
        raise ArtworkRefused("no_size")
    return f"0 0 {sizes[0][1]} {sizes[1][1]}"


_SIZE = ("width", "height")
# A place, and a size that is not nothing.
_NUMERAL = r"(?:\d+\.?\d*|\.\d+)"
_SOME = rf"(?=[\d.]*[1-9]){_NUMERAL}"
_BOX = re.compile(rf"\s*(-?{_NUMERAL}[\s,]+){{2}}{_SOME}[\s,]+{_SOME}\s*")


def _clean(element, depth: int):
    if depth > 40:
        raise ArtworkRefused("too_complex")
    name = element.tag.removeprefix(f"{{{_SVG}}}")
    clean = ElementTree.Element(f"{{{_SVG}}}{name}", _attributes(element, root=depth == 0))
    for child in element:
        kind = child.tag.rpartition("}")[2]
        if child.tag == f"{{{_SVG}}}{kind}" and kind in _DRAWN | _DEFINED:
            clean.append(_clean(child, depth + 1))
        elif kind == "text" or kind == "tspan":
            raise ArtworkRefused("text")
        elif kind not in _SILENT:
            raise ArtworkRefused("active")
    return clean


def _attributes(element, *, root: bool) -> dict[str, str]:
    kept = {}
    for name, value in element.attrib.items():
        if name.lower().startswith("on") or name.rpartition("}")[2] == "href":
            raise ArtworkRefused("active")
        if name == "style":
            kept |= _declarations(value)
        elif name in _ATTRIBUTES and not (root and name in _SIZE):
            kept[name] = value
    for name, value in kept.items():
        _refuse_odd(name, value)
    return kept


def _refuse_odd(name: str, value: str) -> None:
    if "url" in _OWN_REFERENCE.sub("", value.lower()) or ":" in value or "var(" in value:
        raise ArtworkRefused("active")
    if not all(map(_FUNCTIONS.fullmatch, re.findall(r"([\w-]+)\s*\(", value.lower()))):
        raise ArtworkRefused("colours")
    if name not in _NUMBERLESS and not all(map(_is_sane, _NUMBER.findall(value))):
        raise ArtworkRefused("unreadable")


def _is_sane(number: str) -> bool:
    return float(number) <= _LARGEST_NUMBER  # and not so for "nan"


def _declarations(style: str) -> dict[str, str]:
    pairs = (part.partition(":") for part in style.split(";"))
    found = {name.strip(): value.strip() for name, _colon, value in pairs}
    if any("url" in value.lower() and name not in _STYLED for name, value in found.items()):
        raise ArtworkRefused("active")
    return {name: value for name, value in found.items() if name in _STYLED}
