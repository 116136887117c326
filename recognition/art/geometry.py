"""Outlines as path data. Everything is drawn in a box of 128 x 128 around a centre."""

import math
from collections.abc import Sequence

Point = tuple[float, float]

LOBES = 12  # of the scallop
STAR_POINTS = 8  # an order star: enough face left for the symbol, unlike one with five points


def number(value: float) -> str:
    """Two decimals are a fiftieth of a pixel at 128 px; more would only be weight."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def on_circle(centre: Point, radius: float, degrees: float) -> Point:
    """The point at an angle; 0 is up, clockwise."""
    angle = math.radians(degrees - 90)
    return centre[0] + radius * math.cos(angle), centre[1] + radius * math.sin(angle)


def rounded(corners: Sequence[Point], radius: float) -> str:
    """A closed polygon whose corners are rounded with a curve that begins `radius` before each."""
    parts: list[str] = []
    for place, corner in enumerate(corners):
        start = _towards(corner, corners[place - 1], radius)
        end = _towards(corner, corners[(place + 1) % len(corners)], radius)
        parts.append(f"{'L' if parts else 'M'}{_at(start)}Q{_at(corner)} {_at(end)}")
    return "".join(parts) + "Z"


def outline(shape: str, centre: Point, radius: float) -> str:
    """Path data of a shape that fills about the same area as a circle of this radius.

    Raises:
        KeyError: the shape is unknown.
    """
    return _OUTLINES[shape](centre, radius)


def _towards(start: Point, goal: Point, distance: float) -> Point:
    length = math.dist(start, goal)
    share = min(distance / length, 0.5)
    return start[0] + (goal[0] - start[0]) * share, start[1] + (goal[1] - start[1]) * share


def _at(point: Point) -> str:
    return f"{number(point[0])} {number(point[1])}"


def _circle(centre: Point, radius: float) -> str:
    r = number(radius)
    top, bottom = on_circle(centre, radius, 0), on_circle(centre, radius, 180)
    return f"M{_at(top)}A{r} {r} 0 1 1 {_at(bottom)}A{r} {r} 0 1 1 {_at(top)}Z"


def _hexagon(centre: Point, radius: float) -> str:
    corners = [on_circle(centre, radius * 1.1, 60 * step) for step in range(6)]
    return rounded(corners, radius * 0.22)


def _diamond(centre: Point, radius: float) -> str:
    corners = [on_circle(centre, radius * 1.15, 90 * step) for step in range(4)]
    return rounded(corners, radius * 0.44)


def _star(centre: Point, radius: float) -> str:
    step = 180 / STAR_POINTS
    corners = [
        on_circle(centre, radius * (1.12 if place % 2 == 0 else 0.93), step * place) for place in range(2 * STAR_POINTS)
    ]
    return rounded(corners, radius * 0.09)


def _scallop(centre: Point, radius: float) -> str:
    step = 360 / LOBES
    notch = radius * 0.96
    # Each lobe is an arc between two notches, a little fuller than half a circle's bulge.
    bulge = number(notch * math.sin(math.radians(step / 2)) * 1.12)
    points = [on_circle(centre, notch, step * place - step / 2) for place in range(LOBES)]
    arcs = "".join(f"A{bulge} {bulge} 0 0 1 {_at(points[(place + 1) % LOBES])}" for place in range(LOBES))
    return f"M{_at(points[0])}{arcs}Z"


def _squircle(centre: Point, radius: float) -> str:
    x, y = centre
    half = radius * 0.94
    pull = half * 0.86  # how far the curve is pulled into the corner
    corners = [(0, -half), (half, 0), (0, half), (-half, 0)]
    handles = [
        ((pull, -half), (half, -pull)),
        ((half, pull), (pull, half)),
        ((-pull, half), (-half, pull)),
        ((-half, -pull), (-pull, -half)),
    ]
    path = f"M{_at((x + corners[0][0], y + corners[0][1]))}"
    for place, (first, second) in enumerate(handles):
        end = corners[(place + 1) % 4]
        path += "C" + " ".join(_at((x + p[0], y + p[1])) for p in (first, second, end))
    return path + "Z"


def _shield(centre: Point, radius: float) -> str:
    x, y = centre
    w, top, r = radius * 0.92, y - radius * 0.98, radius * 0.2
    left, right, waist, tip = x - w, x + w, y + radius * 0.12, y + radius * 1.1
    return (
        f"M{_at((left + r, top))}Q{_at((x - r, top))} {_at((x, top - r * 0.55))}"
        f"Q{_at((x + r, top))} {_at((right - r, top))}Q{_at((right, top))} {_at((right, top + r))}"
        f"L{_at((right, waist))}"
        f"C{_at((right, y + radius * 0.66))} {_at((x + w * 0.5, y + radius * 0.9))} {_at((x, tip))}"
        f"C{_at((x - w * 0.5, y + radius * 0.9))} {_at((left, y + radius * 0.66))} {_at((left, waist))}"
        f"L{_at((left, top + r))}Q{_at((left, top))} {_at((left + r, top))}Z"
    )


_OUTLINES = {
    "circle": _circle,
    "hexagon": _hexagon,
    "shield": _shield,
    "diamond": _diamond,
    "star": _star,
    "scallop": _scallop,
    "squircle": _squircle,
}
