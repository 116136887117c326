"""The ornament between rim and face. Most follow the outline by the dashes of one stroke."""

from recognition.art.geometry import Point, number, on_circle, outline

RING_RADIUS = 38.2  # middle of the ornament, in a medal of radius 50
LEAVES = 7  # pairs on each branch of a laurel


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
    radius = 29.2 if shape == "diamond" else 33  # its sides come nearer to the middle
    leaves, stems = [], []
    for side in (1, -1):
        for step in range(LEAVES):
            degrees = 180 - side * (38 + 13.5 * step)
            along, size = degrees - 90 * side, 7.4 - 0.32 * step
            for lean in (34, -34) if step < LEAVES - 1 else (0,):
                leaves.append(_leaf(on_circle(centre, radius, degrees), along + side * lean, size))
        first, last = (on_circle(centre, radius, 180 - side * turn) for turn in (30, 38 + 13.5 * (LEAVES - 1)))
        reach = number(radius)
        stems.append(
            f"M{number(first[0])} {number(first[1])}A{reach} {reach} 0 0 {0 if side == 1 else 1} "
            f"{number(last[0])} {number(last[1])}"
        )
    return _stroke(shape, centre, RING_RADIUS + 1.6, colour, 0.8, ' opacity=".55"') + (
        f'<path d="{"".join(leaves)}" fill="{colour}" opacity=".92"/>'
        f'<path d="{"".join(stems)}" fill="none" stroke="{colour}" stroke-width=".8" stroke-linecap="round"/>'
    )


def _leaf(base: Point, direction: float, length: float) -> str:
    """A pointed oval that grows from `base`."""
    tip = on_circle(base, length, direction)
    middle = on_circle(base, length * 0.55, direction)
    left, right = (on_circle(middle, length * 0.36, direction + turn) for turn in (-90, 90))
    at = [f"{number(x)} {number(y)}" for x, y in (base, left, tip, right)]
    return f"M{at[0]}Q{at[1]} {at[2]}Q{at[3]} {at[0]}Z"


_RINGS = {"plain": _plain, "double": _double, "rope": _rope, "beads": _beads, "laurel": _laurel}
