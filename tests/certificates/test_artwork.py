"""Uploaded pictures: what becomes of good ones, and what is refused of bad ones."""

import io

import pytest
from PIL import Image, PngImagePlugin

from certificates.artwork import MAX_EDGE, ArtworkRefused, prepare

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def svg(content: str, attributes: str = 'viewBox="0 0 10 10"') -> bytes:
    return f"{HEAD} {attributes}>{content}</svg>".encode()


def raster(kind: str, picture: Image.Image, **options) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


SHAPE = '<path d="M0 0h5v5z" fill="#123456"/>'
BAD = {
    "script": "<script>alert(1)</script>",
    "handler": '<path d="M0 0h5" onclick="alert(1)"/>',
    "handler in capitals": '<path d="M0 0h5" onLoad="alert(1)"/>',
    "foreign object": "<foreignObject><p>x</p></foreignObject>",
    "picture of elsewhere": '<image href="http://evil.example/a.png"/>',
    "picture within": '<image xlink:href="data:image/png;base64,AAAA"/>',
    "copies": '<defs><g id="a"><path d="M0 0"/></g></defs><use href="#a"/>',
    "copies by the old name": '<use xlink:href="#a"/>',
    "link": '<a href="javascript:alert(1)"><path d="M0 0h5"/></a>',
    "style sheet": "<style>@import url(http://evil.example)</style>",
    "style that loads": '<path d="M0 0h5" style="fill:url(http://evil.example/#a)"/>',
    "fill that loads": '<path d="M0 0h5" fill="url(http://evil.example/#a)"/>',
    "animation": '<path d="M0 0h5"><animate attributeName="d"/></path>',
    "event set": '<set attributeName="onload"/>',
    "filter": '<filter id="f"><feImage href="x"/></filter>',
    "pattern": '<pattern id="p"><path d="M0 0"/></pattern>',
    "marker": '<marker id="m"><path d="M0 0"/></marker>',
    "symbol": '<symbol id="m"><path d="M0 0"/></symbol>',
    "foreign element": '<x:y xmlns:x="urn:x"/>',
    "html": '<p xmlns="http://www.w3.org/1999/xhtml">x</p>',
    "inherited gradient": '<linearGradient id="a" xlink:href="#b"/>',
}


@pytest.mark.parametrize("name", BAD)
def test_whatever_could_load_run_or_multiply_refuses_the_file(name):
    with pytest.raises(ArtworkRefused) as refused:
        prepare(svg(SHAPE + BAD[name]))
    assert refused.value.code == "active"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b'<!DOCTYPE svg [<!ENTITY a "b">]>' + svg(SHAPE), "active"),
        (b'<?xml-stylesheet href="x.css"?>' + svg(SHAPE), "active"),
        (svg(SHAPE).decode().encode("utf-16"), "unreadable"),
        (svg(SHAPE)[:-3], "unreadable"),
        (b"<html><body>x</body></html>", "unreadable"),
        (svg("<text>Hallo</text>"), "text"),
        (svg(SHAPE * 2001), "too_complex"),
        (svg("<g>" * 60 + SHAPE + "</g>" * 60), "too_complex"),
        (svg(f'<path d="{"M0 0" * 60000}"/>'), "too_complex"),
        (svg("<g/>"), "empty"),
        (svg(SHAPE, 'width="100%"'), "no_size"),
        (svg(SHAPE, 'viewBox="a b c d"'), "no_size"),
        (svg(SHAPE, 'viewBox="0 0 10"'), "no_size"),
        (svg(SHAPE, 'viewBox="0 0 0 10"'), "no_size"),
        (svg(SHAPE, 'viewBox="0 0 -9 10"'), "no_size"),
        (svg(SHAPE, 'viewBox="0 0 1e300 10"'), "unreadable"),
        (svg(SHAPE, 'fill="device-cmyk(0,1,1,0)"'), "colours"),
        (svg(SHAPE, 'style="fill:#cd853f icc-color(cmyk, 0.1, 0.2)"'), "colours"),
        (svg(SHAPE, 'transform="scale(1e308) rotate(nan)"'), "unreadable"),
        (svg('<path d="M0 0L-inf 5"/>'), "unreadable"),
        (b"", "unreadable"),
        (b"GIF89a" + b"0" * 50, "unreadable"),
        (b"%PDF-1.7", "unreadable"),
        (b"\x89PNG\r\n\x1a\n" + b"0" * 50, "unreadable"),
        (b"0" * (8 * 1024 * 1024 + 1), "too_big"),
    ],
)
def test_files_that_cannot_be_used(data, code):
    with pytest.raises(ArtworkRefused) as refused:
        prepare(data)
    assert refused.value.code == code


def test_a_drawing_keeps_its_shapes_and_nothing_else():
    drawing = svg(
        "<!-- made by X --><title>T</title><metadata>who</metadata><defs>"
        '<linearGradient id="a"><stop offset="0" style="stop-color:#fff"/></linearGradient></defs>'
        '<g transform="scale(2)" data-x="1" class="c">'
        '<path d="M0 0h5v5z" style="fill:url(#a);-inkscape-x:1"/></g>',
        'width="20px" height="10" version="1.1"',
    )
    picture = prepare(drawing)
    text = picture.data.decode()
    assert picture.ending == "svg"
    assert 'viewBox="0 0 20 10"' in text
    assert 'fill="url(#a)"' in text
    assert all(word not in text for word in ("made by", "who", "title", "class", "data-", "ink"))
    assert prepare(picture.data).data == picture.data


def test_a_png_that_shines_through_lies_on_white():
    picture = Image.new("RGBA", (40, 20), (255, 0, 0, 0))
    picture.paste((0, 0, 255, 255), (0, 0, 20, 20))
    prepared = prepare(raster("PNG", picture))
    assert prepared.ending == "jpg"
    with Image.open(io.BytesIO(prepared.data)) as flat:
        assert flat.format == "JPEG"
        assert min(flat.getpixel((35, 10))) > 245
        assert flat.getpixel((5, 10))[2] > 200 > flat.getpixel((5, 10))[0]


@pytest.mark.parametrize("mode", ["L", "P", "1", "LA", "CMYK", "I;16"])
def test_every_kind_of_picture(mode):
    kind = "JPEG" if mode == "CMYK" else "PNG"
    with Image.open(io.BytesIO(prepare(raster(kind, Image.new(mode, (8, 8)))).data)) as flat:
        assert flat.mode == "RGB"


def test_what_was_not_to_be_seen_is_gone():
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", "SECRET-AUTHOR")
    exif = Image.Exif()
    exif[0x010E] = "SECRET-PLACE"
    picture = Image.new("RGB", (30, 30))
    for data in (raster("PNG", picture, pnginfo=notes), raster("JPEG", picture, exif=exif)):
        prepared = prepare(data).data
        assert b"SECRET" not in prepared
        assert b"Exif" not in prepared


def test_a_picture_is_scaled_to_what_a_printer_shows():
    prepared = prepare(raster("PNG", Image.new("RGB", (4000, 1000), "navy")))
    with Image.open(io.BytesIO(prepared.data)) as flat:
        assert flat.size == (MAX_EDGE, MAX_EDGE // 4)


def test_a_picture_that_would_fill_the_memory_is_not_unpacked():
    bomb = raster("PNG", Image.new("1", (9000, 9000)))
    assert len(bomb) < 100_000
    with pytest.raises(ArtworkRefused) as refused:
        prepare(bomb)
    assert refused.value.code == "too_big"
