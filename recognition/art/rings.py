"""The ornament between rim and face. Most follow the outline by the dashes of one stroke."""

from recognition.art.geometry import Point, number, on_circle, outline

RING_RADIUS = 38.5  # middle of the ornament, in a medal of radius 50


def ring(name: str, shape: str, centre: Point, colour: str) -> str:
    """Elements of a ring in `colour`.

    Raises:
        KeyError: the ring is unknown.
    """
    return _RINGS[name](shape, centre, colour)


def _stroke(shape: str, centre: Point, radius: float, colour: str, width: float, more: str = "") -> str:
    return (
        f'<path d="{outline(shape, centre, radius)}" fill="none" stroke="{colour}" '
        f'stroke-width="{number(width)}" stroke-linejoin="round"{more}/>'
    )


def _plain(shape: str, centre: Point, colour: str) -> str:
    return _stroke(shape, centre, RING_RADIUS, colour, 1.4, ' opacity=".85"')


def _double(shape: str, centre: Point, colour: str) -> str:
    return _stroke(shape, centre, RING_RADIUS + 0.8, colour, 1.5, ' opacity=".9"') + _stroke(
        shape, centre, RING_RADIUS - 2.6, colour, 0.8, ' opacity=".7"'
    )


def _rope(shape: str, centre: Point, colour: str) -> str:
    return _stroke(shape, centre, RING_RADIUS, colour, 3, ' stroke-dasharray="2.6 1.4" opacity=".85"') + _stroke(
        shape, centre, RING_RADIUS - 2.7, colour, 0.6, ' opacity=".6"'
    )


def _beads(shape: str, centre: Point, colour: str) -> str:
    return _stroke(
        shape, centre, RING_RADIUS, colour, 2.7, ' stroke-linecap="round" stroke-dasharray="0 4.9" opacity=".9"'
    )


def _laurel(shape: str, centre: Point, colour: str) -> str:
    """Two branches that rise from the foot and leave the head open, inside any outline."""
    radius = 29.8 if shape == "diamond" else 32.6  # its sides come nearer to the middle
    leaves = []
    for side in (1, -1):
        for step in range(7):
            degrees = 180 - side * (36 + 15.5 * step)
            x, y = on_circle(centre, radius, degrees)
            lean = degrees - 90 * side + side * 24
            size = 1 - 0.05 * step
            leaves.append(
                f'<path d="M0 -4.6C2.5 -2.2 2.5 2.2 0 4.6C-2.5 2.2 -2.5 -2.2 0 -4.6Z" '
                f'transform="translate({number(x)} {number(y)}) rotate({number(lean + 90)}) scale({number(size)})"/>'
            )
    return _stroke(shape, centre, RING_RADIUS + 0.8, colour, 0.9, ' opacity=".6"') + (
        f'<g fill="{colour}" opacity=".9">{"".join(leaves)}</g>'
    )


_RINGS = {"plain": _plain, "double": _double, "rope": _rope, "beads": _beads, "laurel": _laurel}
