"""Parameters to SVG: the order in which the parts of a medal are laid on each other.

Presentation attributes only (a strict Content-Security-Policy forbids <style>), every id carries the
picture's own prefix so that several can stand inline in one page.
"""

from base64 import b64encode
from html import escape

from recognition.art import enamel, metal
from recognition.art.geometry import Point, number, outline
from recognition.art.palettes import IVORY, IVORY_SHADE, METALS, PALETTES
from recognition.art.parameters import ArtParameters
from recognition.art.ribbons import banner, tails
from recognition.art.rings import ring
from recognition.art.stars import stars
from recognition.art.symbols import symbol_elements

MARK_UP_TO = 32  # px: beside a name and in lists; outline, enamel and a bold symbol only
SMALL_UP_TO = 56  # px: ornaments this small would only be noise
_CENTRE: Point = (64, 64)
# The medal moves up to make room for its ribbon, so that the whole stays in the box.
_CENTRES: dict[str, Point] = {"none": _CENTRE, "tails": (64, 58), "banner": (64, 58)}
_STAR_LIFT = 6  # the symbol makes room for the stars, or for the banner
# How far an outline reaches from its centre, in radii: an uploaded picture has to cover all of it.
_REACH = {
    "circle": 1.0,
    "hexagon": 1.1,
    "diamond": 1.15,
    "star": 1.12,
    "scallop": 1.08,
    "shield": 1.1,
    "squircle": 0.94,
}
# px of 128: an uploaded picture on the enamel; it has air of its own at its edge
_EMBLEM, _EMBLEM_IN_LAUREL, _EMBLEM_ALONE, _EMBLEM_ON_MARK = 62, 54, 70, 86
# A square symbol as wide as it can stand in each outline, as a share of what a circle holds.
_ROOM = {"diamond": 0.84, "star": 0.96, "shield": 0.96}


def draw(
    art: ArtParameters, *, tier: str = "", size: int = 128, title: str = "", description: str = "", png: bytes = b""
) -> str:
    """The picture as an SVG document of `size` pixels (width and height; the drawing scales freely).

    Up to 32 px a simplified drawing is given. An unknown `tier` is drawn as none. `png` is the uploaded picture where
    `art.shows_picture`; without it the symbol stands in its place.
    """
    tier = tier if tier in METALS else ""
    prefix = f"a{art.digest}{tier[:1]}{'m' if size <= MARK_UP_TO else ''}"
    middle = art.middle if png else "symbol"
    body = (
        _mark(art, tier, prefix, middle, png)
        if size <= MARK_UP_TO
        else _medal(art, tier, prefix, middle, png, fine=size > SMALL_UP_TO)
    )
    words = f'<title id="{prefix}t">{escape(title)}</title>' if title else ""
    words += f'<desc id="{prefix}d">{escape(description)}</desc>' if description else ""
    labelled = f' role="img" aria-labelledby="{prefix}t"' if title else ' aria-hidden="true"'
    labelled += f' aria-describedby="{prefix}d"' if title and description else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 128 128" width="{size}" height="{size}"{labelled}>'
        f"{words}{body}</svg>"
    )


def _mark(art: ArtParameters, tier: str, prefix: str, middle: str, png: bytes) -> str:
    """For 16 to 32 px: as large as the box allows, thick lines, no ornament."""
    palette = PALETTES[art.palette]
    # Not the darkest enamel: on a dark page that line would be lost, and the mark a third smaller.
    rim = METALS[tier].base if tier else palette.deep
    radius = 54 if art.shape in ("circle", "squircle") else 51
    edge = outline(art.shape, _CENTRE, radius)
    face = f'<path d="{edge}" fill="{palette.base}"/>'
    if middle == "face":
        face += f'<clipPath id="{prefix}c"><path d="{edge}"/></clipPath>'
        face += _picture(png, _CENTRE, 2 * radius * _REACH[art.shape], clip=f"{prefix}c")
    rim_line = (
        f'<path d="{edge}" fill="none" stroke="{rim}" stroke-width="{12 if tier else 7}" stroke-linejoin="round"/>'
    )
    room = _ROOM.get(art.shape, 1)
    if middle == "emblem":
        return face + rim_line + _picture(png, _CENTRE, _EMBLEM_ON_MARK * room)
    return (
        face
        + rim_line
        + ("" if middle == "face" else _symbol(art.symbol, _CENTRE, (74 if tier else 78) * room, 2.8, IVORY))
    )


def _medal(art: ArtParameters, tier: str, prefix: str, middle: str, png: bytes, *, fine: bool) -> str:
    palette = PALETTES[art.palette]
    centre: Point = _CENTRES[art.ribbon]
    rim = metal.metal_of(tier, palette)
    with_banner = art.ribbon == "banner"
    lift = _STAR_LIFT if fine and (tier or with_banner) else 0
    room = _ROOM.get(art.shape, 1)
    emblem = _EMBLEM_ALONE if not fine else _EMBLEM_IN_LAUREL if art.ring == "laurel" else _EMBLEM
    symbol_size = (56 if not fine else 40 if art.ring == "laurel" else 46) * room
    parts = [
        f"<defs>{metal.gradients(prefix, rim)}{enamel.gradients(prefix, palette, centre)}{_light(prefix)}"
        f'<clipPath id="{prefix}c"><path d="{outline(art.shape, centre, metal.FACE)}"/></clipPath></defs>',
        tails(centre, palette) if art.ribbon == "tails" else "",
        metal.rim(art.shape, centre, prefix, rim, tier=tier, fine=fine),
        enamel.face(art.shape, centre, prefix, rim.dark, fine=fine),
        _picture(png, centre, 2 * metal.FACE * _REACH[art.shape], clip=f"{prefix}c") if middle == "face" else "",
        ring(art.ring, art.shape, centre, palette.trim) if fine and middle != "face" else "",
        _picture(png, (centre[0], centre[1] - lift), emblem * room) if middle == "emblem" else "",
        _symbol(
            art.symbol, (centre[0], centre[1] - lift), symbol_size, 1.9 if fine else 2.3,
            f"url(#{prefix}i)" if fine else IVORY,
        ) if middle == "symbol" else "",
        enamel.gloss(centre, prefix) if fine else "",
        banner(centre, palette, plain=bool(tier) or not fine) if with_banner else "",
        stars(tier, art.shape, centre, banner_below=with_banner) if fine else "",
    ]  # fmt: skip
    return "".join(parts)


def _light(prefix: str) -> str:
    """`{prefix}i`: the ivory of the symbol, a little warmer at its foot. In the symbol's own box of 24."""
    return (
        f'<linearGradient id="{prefix}i" gradientUnits="userSpaceOnUse" x1="0" y1="2" x2="0" y2="22">'
        f'<stop offset="35%" stop-color="{IVORY}"/><stop offset="100%" stop-color="{IVORY_SHADE}"/></linearGradient>'
    )


def _symbol(name: str, centre: Point, size: float, stroke: float, colour: str) -> str:
    """The symbol with a soft imprint below it. `stroke` is in units of its 24 x 24 box."""
    scale = size / 24
    x, y = centre[0] - size / 2, centre[1] - size / 2
    shapes = symbol_elements(name)
    lines = f'fill="none" stroke-width="{number(stroke)}" stroke-linecap="round" stroke-linejoin="round"'
    imprint = f"translate({number(x)} {number(y + 1.4)}) scale({number(scale)})"
    placed = f"translate({number(x)} {number(y)}) scale({number(scale)})"
    return (
        f'<g {lines} stroke="#1c120a" opacity=".3" transform="{imprint}">{shapes}</g>'
        f'<g {lines} stroke="{colour}" transform="{placed}">{shapes}</g>'
    )


def _picture(png: bytes, centre: Point, size: float, *, clip: str = "") -> str:
    """An uploaded picture inside the drawing: a drawing shown as an image may fetch nothing."""
    x, y = centre[0] - size / 2, centre[1] - size / 2
    clipped = f' clip-path="url(#{clip})"' if clip else ""
    return (
        f'<image x="{number(x)}" y="{number(y)}" width="{number(size)}" height="{number(size)}"{clipped} '
        f'href="data:image/png;base64,{b64encode(png).decode("ascii")}"/>'
    )
