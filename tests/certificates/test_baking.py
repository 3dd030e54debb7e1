"""Badges: pictures that stay pictures, and credentials that stay credentials."""

import io
from xml.etree import ElementTree

import pytest
from PIL import Image

from certificates import baking, credential

SIGNED = {"name": "Ayşe & <Müller>", "proof": [{"proofValue": "z"}]}


@pytest.fixture
def png() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "navy").save(out, "PNG")
    return out.getvalue()


def test_png(png):
    baked = baking.bake_png(png, SIGNED)
    assert baking.from_png(baked) == SIGNED
    picture = Image.open(io.BytesIO(baked))
    picture.load()
    assert (picture.size, picture.getpixel((5, 5))) == ((40, 30), (0, 0, 128))
    assert "Ayşe" in picture.text["openbadgecredential"]


def test_png_holds_one_credential(png):
    twice = baking.bake_png(baking.bake_png(png, {"old": 1}), SIGNED)
    assert baking.from_png(twice) == SIGNED
    assert twice.count(baking.KEYWORD) == 1


@pytest.mark.parametrize("picture", [b"", b"GIF89a", b"\x89PNG\r\n\x1a\n\0\0"])
def test_no_png(picture):
    with pytest.raises(ValueError):
        baking.bake_png(picture, SIGNED) and baking.from_png(picture)


def test_nothing_baked(png):
    with pytest.raises(ValueError):
        baking.from_png(png)


def test_svg():
    picture = '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" width="9"><path/></svg>'
    root = ElementTree.fromstring(baking.bake_svg(picture, SIGNED))
    element = root.find(f"{{{baking.NAMESPACE}}}credential")
    assert element.text == baking._compact(SIGNED)
    assert root.get("width") == "9"
    assert root.find("{http://www.w3.org/2000/svg}path") is not None


def test_file_name_is_the_standard_one():
    assert credential.FILE_NAME == "openbadgecredential.json"
