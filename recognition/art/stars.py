"""One star for bronze, two for silver, three for gold: the tier is not told by colour alone."""

from math import cos, radians, sin

from recognition.art.geometry import Point, rounded
from recognition.art.palettes import METALS

ON_BANNER = 47.2  # below the centre
DROPS = {"diamond": 21.5}  # it narrows towards its foot: lower down three stars would lie on the ring
TIER_STARS = {"": 0, "bronze": 1, "silver": 2, "gold": 3}


def stars(tier: str, shape: str, centre: Point, *, banner_below: bool) -> str:
    """On the face under the symbol, or on the banner where there is one."""
    count = TIER_STARS[tier]
    if not count:
        return ""
    metal = METALS[tier]
    x, y = centre[0], centre[1] + (ON_BANNER if banner_below else DROPS.get(shape, 29.5))
    placed = []
    for place in range(count):
        offset = (place - (count - 1) / 2) * 10.5
        dip = 0 if abs(offset) < 1 else (-1.4 if abs(offset) > 8 else -0.4)
        placed.append(_star_at((x + offset, y + dip), 4.6))
    return (
        f'<path d="{"".join(placed)}" fill="{metal.light}" stroke="{metal.dark}" '
        f'stroke-width=".7" stroke-linejoin="round"/>'
    )


def _star_at(centre: Point, radius: float) -> str:
    corners = [
        (centre[0] + r * sin(radians(36 * k)), centre[1] - r * cos(radians(36 * k)))
        for k, r in ((k, radius if k % 2 == 0 else radius * 0.5) for k in range(10))
    ]
    return rounded(corners, 0.5)
