"""Drawings (SVG) that are shown to readers: shapes and texts, and nothing that acts.

Pure: no Django. Only what is known is taken over; whatever could load, run or multiply
something refuses the whole file.
"""

import re
from xml.etree import ElementTree

MAX_BYTES = 300_000
MAX_ELEMENTS = 3000
_SVG = "http://www.w3.org/2000/svg"
_ELEMENTS = frozenset(
    re.findall(
        r"\S+",
        "svg g path rect circle ellipse line polyline polygon text tspan title desc defs marker "
        "linearGradient radialGradient stop clipPath",
    )
)
_SILENT = {"metadata", "namedview"}  # draws nothing and is left out
_ATTRIBUTES = frozenset(
    re.findall(
        r"\S+",
        "id d x y dx dy x1 y1 x2 y2 cx cy r rx ry fx fy width height points transform viewBox fill "
        "fill-rule fill-opacity clip-rule stroke stroke-width stroke-linecap stroke-linejoin "
        "stroke-miterlimit stroke-dasharray stroke-dashoffset stroke-opacity opacity offset "
        "stop-color stop-opacity gradientUnits gradientTransform spreadMethod clip-path "
        "clipPathUnits preserveAspectRatio font-family font-size font-weight font-style "
        "letter-spacing text-anchor dominant-baseline marker-start marker-mid marker-end "
        "markerWidth markerHeight markerUnits refX refY orient",
    )
)
_OWN_REFERENCE = re.compile(r"url\(#[\w-]+\)")


class DrawingRefused(ValueError):
    """The file cannot be shown; the message says why, in English."""


def clean_drawing(data: bytes) -> bytes:
    """Return the drawing with known shapes and texts alone. Cleaning twice changes nothing."""
    if len(data) > MAX_BYTES:
        raise DrawingRefused("the drawing is too big")
    # Without these no parser can be made to expand, load or misread anything.
    if re.search(rb"<!(DOCTYPE|ENTITY)|<\?xml-stylesheet|\0", data, re.IGNORECASE):
        raise DrawingRefused("it declares more than shapes")
    try:
        root = ElementTree.fromstring(data)  # noqa: S314  no declarations left to expand
    except (ElementTree.ParseError, ValueError, LookupError):
        raise DrawingRefused("it is no SVG") from None
    if root.tag != f"{{{_SVG}}}svg":
        raise DrawingRefused("it is no SVG")
    if sum(1 for _element in root.iter()) > MAX_ELEMENTS:
        raise DrawingRefused("it has too many parts")
    if not root.get("viewBox"):
        raise DrawingRefused("it has no viewBox, so that it cannot be scaled")
    ElementTree.register_namespace("", _SVG)
    return ElementTree.tostring(_clean(root, 0), encoding="utf-8", xml_declaration=False)


def _clean(element, depth: int):
    if depth > 40:
        raise DrawingRefused("its parts are nested too deeply")
    clean = ElementTree.Element(element.tag, _attributes(element))
    clean.text, clean.tail = element.text, element.tail
    for child in element:
        name = str(child.tag).rpartition("}")[2]
        if child.tag == f"{{{_SVG}}}{name}" and name in _ELEMENTS:
            clean.append(_clean(child, depth + 1))
        elif name not in _SILENT:
            raise DrawingRefused(f"it has an element that is not allowed: {name}")
    return clean


def _attributes(element) -> dict[str, str]:
    kept = {}
    for name, value in element.attrib.items():
        if name.lower().startswith("on") or name.rpartition("}")[2] == "href":
            raise DrawingRefused(f"it has an attribute that is not allowed: {name}")
        if name == "style":
            kept |= _declarations(value)
        elif name in _ATTRIBUTES:
            kept[name] = value
    for name, value in kept.items():
        if re.search(r"url|:|var\(|expression", _OWN_REFERENCE.sub("", value), re.IGNORECASE):
            raise DrawingRefused(f"it refers to something outside: {name}")
    return kept


def _declarations(style: str) -> dict[str, str]:
    pairs = (part.partition(":") for part in style.split(";"))
    found = {name.strip(): value.strip() for name, _colon, value in pairs}
    return {name: value for name, value in found.items() if name in _ATTRIBUTES}
