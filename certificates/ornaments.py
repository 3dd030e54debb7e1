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
    """Return a line as of a pen in a wheel that rolls inside a ring (a hypotrochoid)."""
    rounds = wheel // gcd(wheel, ring)
    arm, pen = ring - wheel, 33
    scale = radius / (arm + pen)
    points = []
    for number in range(rounds * 36):
        turn = number * 2 * pi / 36
        rolled = turn * arm / wheel
        across = (arm * cos(turn) + pen * cos(rolled)) * scale + x
        down = (arm * sin(turn) - pen * sin(rolled)) * scale + y
        points.append(f"{across:.1f} {down:.1f}")
    return "M" + "L".join(points) + "Z"
