"""The picture of a badge: a seal with a tick, in the accent of the certificate. Pure: no Django.

One list of shapes is both: the template `certificates/badge.svg` writes them down, `png` draws
them. There is no text in it, so that every script looks right and no font is needed; which
course it is about stands in the title of the SVG and in the credential.
"""

import functools
import io
from collections.abc import Iterator
from dataclasses import dataclass
from math import cos, pi, sin

from certificates.designs import tint

SIZE = 512
_FINER = 4  # drawn larger and scaled down, which smooths the edges
_SCALLOPS, _STEPS = 18, 360
_PAPER = "#ffffff"


@dataclass(frozen=True)
class Shape:
    """An area, or a line of this width with round ends, through these points."""

    points: tuple[tuple[float, float], ...]
    colour: str
    width: float = 0

    @property
    def written(self) -> str:
        """The points as an SVG has them."""
        return " ".join(f"{x:g},{y:g}" for x, y in self.points)


def shapes(accent: str) -> tuple[Shape, ...]:
    """Return what the picture consists of, from the back to the front."""
    ribbon = ((166, 330), (128, 500), (188, 470), (226, 508), (256, 380))
    mirrored = tuple((SIZE - x, y) for x, y in ribbon)
    return (
        Shape(ribbon, tint(accent, 0.7)),
        Shape(mirrored, tint(accent, 0.7)),
        Shape(tuple(_around(196, 9)), accent),
        Shape(tuple(_around(164)), _PAPER),
        Shape(tuple(_around(152)), tint(accent, 0.12)),
        Shape(((184, 212), (236, 264), (334, 150)), accent, 40),
    )


@functools.lru_cache(maxsize=64)
def png(accent: str) -> bytes:
    """Return the picture as a PNG with a transparent background."""
    from PIL import Image, ImageDraw

    picture = Image.new("RGBA", (SIZE * _FINER,) * 2, (255, 255, 255, 0))
    draw = ImageDraw.Draw(picture)
    for shape in shapes(accent):
        points = [(x * _FINER, y * _FINER) for x, y in shape.points]
        if shape.width:
            _line(draw, points, shape.colour, shape.width * _FINER)
        else:
            draw.polygon(points, fill=shape.colour)
    file = io.BytesIO()
    picture.resize((SIZE, SIZE), Image.Resampling.LANCZOS).save(file, "PNG", optimize=True)
    return file.getvalue()


def _around(radius: float, wave: float = 0) -> Iterator[tuple[float, float]]:
    for step in range(_STEPS):
        angle = 2 * pi * step / _STEPS
        distance = radius + wave * cos(_SCALLOPS * angle)
        yield round(256 + distance * cos(angle), 1), round(210 + distance * sin(angle), 1)


def _line(draw, points, colour: str, width: float) -> None:
    draw.line(points, fill=colour, width=round(width))
    half = width / 2
    for x, y in points:
        draw.ellipse((x - half, y - half, x + half, y + half), fill=colour)
