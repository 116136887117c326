"""The rim of a medal: a bevel that catches the light from the upper left, and its edge work.

Metal is told by more than colour: silver is engraved, gold is engraved and set with pearls.
"""

from recognition.art.geometry import Point, number, outline
from recognition.art.palettes import METALS, Metal, Palette

RIM, BEVEL, FACE = 50.0, 44.9, 43.2  # radii from outside in, of a box of 128


def metal_of(tier: str, palette: Palette) -> Metal:
    """Without a tier the rim is the enamel itself, so that metal stays something to be earned."""
    return METALS[tier] if tier else Metal(palette.trim, palette.glow, palette.deep, palette.dark)


def gradients(prefix: str, metal: Metal) -> str:
    """`{prefix}r` for the rim, `{prefix}b` for the bevel inside it, which the light meets from the other side."""
    rim = ((0, metal.light), (26, metal.base), (48, metal.light), (70, metal.base), (100, metal.shade))
    bevel = ((0, metal.shade), (45, metal.base), (100, metal.light))
    return _diagonal(f"{prefix}r", rim) + _diagonal(f"{prefix}b", bevel)


def rim(shape: str, centre: Point, prefix: str, metal: Metal, *, tier: str, fine: bool) -> str:
    """Shadow, rim, and in a drawing of some size also the bevel and the edge work of the tier."""
    low = outline(shape, (centre[0], centre[1] + 2.2), RIM)
    edge = outline(shape, centre, RIM)
    parts = [
        f'<path d="{low}" fill="#1c120a" opacity=".22"/>',
        f'<path d="{edge}" fill="url(#{prefix}r)" stroke="{metal.dark}" stroke-width="1"/>',
    ]
    if fine:
        parts.append(_line(shape, centre, RIM - 1.3, "#fff", 0.8, ".5"))
        parts.append(_edge_work(shape, centre, metal, tier))
        parts.append(f'<path d="{outline(shape, centre, BEVEL)}" fill="url(#{prefix}b)"/>')
    return "".join(parts)


def _edge_work(shape: str, centre: Point, metal: Metal, tier: str) -> str:
    middle = (RIM + BEVEL) / 2
    if tier == "silver":
        return _line(shape, centre, middle, metal.shade, 0.6, ".8")
    if tier == "gold":
        return _line(shape, centre, middle, metal.shade, 2.5, ".5", ' stroke-linecap="round"', "0 4.4") + _line(
            shape, centre, middle, metal.light, 1.8, "1", ' stroke-linecap="round"', "0 4.4"
        )
    return ""


def _line(
    shape: str, centre: Point, radius: float, colour: str, width: float, opacity: str, more: str = "", dashes: str = ""
) -> str:
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return (
        f'<path d="{outline(shape, centre, radius)}" fill="none" stroke="{colour}" stroke-width="{number(width)}" '
        f'opacity="{opacity}"{more}{dashed}/>'
    )


def _diagonal(name: str, stops: tuple[tuple[int, str], ...]) -> str:
    inner = "".join(f'<stop offset="{offset}%" stop-color="{colour}"/>' for offset, colour in stops)
    return f'<linearGradient id="{name}" x1="0" y1="0" x2="1" y2="1">{inner}</linearGradient>'
