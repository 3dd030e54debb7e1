"""Drawings keep shapes and texts; whatever acts or loads refuses them."""

import pytest

from core.drawings import DrawingRefused, clean_drawing

HEAD = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 100">'


def drawing(inner: bytes) -> bytes:
    return HEAD + inner + b"</svg>"


def test_shapes_texts_and_arrows_stay():
    source = drawing(
        b'<title>Weg</title><defs><marker id="a" orient="auto"><path d="M0 0"/></marker></defs>'
        b'<rect style="fill:#fff;foo:bar" class="x" width="4" height="4"/>'
        b'<text x="3" text-anchor="middle">Meldeweg<tspan dy="4">!</tspan></text>'
        b'<path d="M0 0" marker-end="url(#a)"/>'
    )
    clean = clean_drawing(source)
    for kept in (b"Meldeweg", b'fill="#fff"', b"url(#a)", b"<title>Weg</title>", b"viewBox"):
        assert kept in clean
    assert b"class" not in clean
    assert b"foo" not in clean
    assert clean_drawing(clean) == clean


@pytest.mark.parametrize(
    "inner",
    [
        b"<script>alert(1)</script>",
        b'<rect onclick="alert(1)"/>',
        b"<style>rect { fill: url(http://x) }</style>",
        b'<image href="http://example.org/x.png"/>',
        b'<use href="#a"/>',
        b"<foreignObject/>",
        b'<rect fill="url(http://example.org)"/>',
        b'<a href="javascript:alert(1)"/>',
        b'<animate attributeName="x"/>',
    ],
)
def test_what_acts_or_loads_refuses_the_drawing(inner):
    with pytest.raises(DrawingRefused):
        clean_drawing(drawing(inner))


@pytest.mark.parametrize(
    "data",
    [
        b"no drawing",
        b"<html/>",
        b'<svg xmlns="http://www.w3.org/2000/svg"/>',  # cannot be scaled
        b"<!DOCTYPE svg>" + drawing(b""),
        drawing(b"<g/>" * 4000),
    ],
)
def test_what_is_no_drawing_is_refused(data):
    with pytest.raises(DrawingRefused):
        clean_drawing(data)
