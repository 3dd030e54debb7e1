"""Frame, divider and rosette of certificates, drawn as SVG. Pure: no Django.

They are decoration: style sheets use them as backgrounds, so that nobody hears of them. The
same arguments give the same bytes.
"""

from math import cos, gcd, pi, sin

_SIZES = {"portrait": (210, 297), "landscape": (297, 210)}
_OUTER, _INNER = 9, 12.2  # mm from the edge of the paper
_CORNER = 8


def frame(orientation: str, accent: str, tint: str) -> bytes:
    """Return the frame of a page: two lines whose corners bend inwards, and a faint rosette."""
    width, height = _SIZES[orientation]
    corners = "".join(
        f'<circle cx="{x}" cy="{y}" r="1.15" fill="{accent}"/>'
        for x in (_OUTER + 2.1, width - _OUTER - 2.1)
        for y in (_OUTER + 2.1, height - _OUTER - 2.1)
    )
    radius = min(width, height) * 0.33
    return _svg(
        width,
        height,
        f'<path d="{_rosette(width / 2, height / 2, radius)}" fill="none" stroke="{tint}" '
        'stroke-width="0.16"/>'
        f'<path d="{_bent(width, height, _OUTER, _CORNER)}" fill="none" stroke="{accent}" '
        'stroke-width="0.9"/>'
        f'<path d="{_bent(width, height, _INNER, _CORNER)}" fill="none" stroke="{accent}" '
        'stroke-width="0.22"/>' + corners,
    )


def divider(accent: str) -> bytes:
    """Return a fine line with a lozenge in its middle."""
    return _svg(
        46,
        3.2,
        f'<path d="M0 1.6H19.5M26.5 1.6H46" stroke="{accent}" stroke-width="0.25"/>'
        f'<path d="M23 0.2L24.4 1.6L23 3L21.6 1.6Z" fill="{accent}"/>'
        f'<circle cx="20.4" cy="1.6" r="0.4" fill="{accent}"/>'
        f'<circle cx="25.6" cy="1.6" r="0.4" fill="{accent}"/>',
    )


def _svg(width: float, height: float, content: str) -> bytes:
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
    return f"{head}{content}</svg>".encode()


def _bent(width: float, height: float, edge: float, corner: float) -> str:
    """Return a rectangle whose corners are quarter circles bent inwards."""
    right, bottom, arc = width - edge, height - edge, f"A{corner} {corner} 0 0 0"
    return (
        f"M{edge + corner} {edge}H{right - corner}{arc} {right} {edge + corner}"
        f"V{bottom - corner}{arc} {right - corner} {bottom}"
        f"H{edge + corner}{arc} {edge} {bottom - corner}"
        f"V{edge + corner}{arc} {edge + corner} {edge}Z"
    )


def _rosette(x: float, y: float, radius: float, wheel: int = 37, ring: int = 60) -> str:
    """Return a line as of a pen in a wheel that rolls inside a ring (a hypotrochoid).

    Seven bends a round come nearer to it than many straight lines do, to 0.06 mm, and each
    point takes time: the engine reads them anew for each document.
    """
    arm, pen, rounds = ring - wheel, 33, wheel // gcd(wheel, ring)
    scale, step, ratio = radius / (arm + pen), 2 * pi / 7, arm / wheel

    def place(number: int, ahead: float = 0) -> str:
        turn = number * step
        rolled = turn * ratio
        across = arm * cos(turn) + pen * cos(rolled)
        down = arm * sin(turn) - pen * sin(rolled)
        across -= ahead * step / 3 * (arm * sin(turn) + pen * ratio * sin(rolled))
        down += ahead * step / 3 * (arm * cos(turn) - pen * ratio * cos(rolled))
        return f"{across * scale + x:.2f} {down * scale + y:.2f}"

    bends = (f"{place(number, -1)} {place(number)}" for number in range(2, rounds * 7 + 1))
    first = f"M{place(0)}C{place(0, 1)} {place(1, -1)} {place(1)}"
    return first + "S" + " ".join(bends) + "Z"
