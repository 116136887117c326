"""The face of a medal: enamel in a recess, engraved rays under it, a gloss over it."""

import math

from recognition.art.geometry import Point, number, outline
from recognition.art.metal import FACE
from recognition.art.palettes import IVORY, Palette

RAYS = 36
REACH = 58  # of the rays: past the farthest corner of any outline


def gradients(prefix: str, palette: Palette, centre: Point) -> str:
    """`{prefix}f` for the enamel, `{prefix}y` for the rays: nothing in the middle, where the symbol stands."""
    return (
        f'<radialGradient id="{prefix}f" cx=".38" cy=".28" r=".86"><stop offset="0%" stop-color="{palette.glow}"/>'
        f'<stop offset="52%" stop-color="{palette.base}"/>'
        f'<stop offset="100%" stop-color="{palette.deep}"/></radialGradient>'
        f'<radialGradient id="{prefix}y" gradientUnits="userSpaceOnUse" cx="{number(centre[0])}" '
        f'cy="{number(centre[1])}" r="48"><stop offset="30%" stop-color="{IVORY}" stop-opacity="0"/>'
        f'<stop offset="100%" stop-color="{IVORY}" stop-opacity=".2"/></radialGradient>'
    )


def face(shape: str, centre: Point, prefix: str, dark: str, *, fine: bool) -> str:
    edge = outline(shape, centre, FACE)
    parts = [
        f'<path d="{edge}" fill="url(#{prefix}f)" stroke="{dark}" stroke-width=".8" stroke-opacity=".6"/>',
    ]
    if fine:
        # The rim throws its shadow into the recess, deeper under the upper edge.
        low = outline(shape, (centre[0], centre[1] + 1.6), FACE)
        parts.append(_rays(centre, prefix))
        parts.append(
            f'<path d="{low}" fill="none" stroke="#150b04" stroke-width="4.6" opacity=".26" '
            f'clip-path="url(#{prefix}c)"/>'
        )
    return "".join(parts)


def gloss(centre: Point, prefix: str) -> str:
    x, y = centre
    arc = (
        f"M{number(x - 70)} {number(y - 70)}H{number(x + 70)}V{number(y - 24)}"
        f"Q{number(x)} {number(y + 6)} {number(x - 70)} {number(y - 4)}Z"
    )
    return f'<path d="{arc}" fill="#fff" opacity=".075" clip-path="url(#{prefix}c)"/>'


def _rays(centre: Point, prefix: str) -> str:
    """Wedges: the dashes of a circle's line that is as broad as the circle."""
    wedge = math.pi * REACH / RAYS / 2
    return (
        f'<circle cx="{number(centre[0])}" cy="{number(centre[1])}" r="{number(REACH / 2)}" fill="none" '
        f'stroke="url(#{prefix}y)" stroke-width="{number(REACH)}" stroke-dasharray="{wedge:.4f}" '
        f'clip-path="url(#{prefix}c)"/>'
    )
