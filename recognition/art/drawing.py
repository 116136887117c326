"""Parameters to SVG: the order in which the parts of a medal are laid on each other.

Presentation attributes only (a strict Content-Security-Policy forbids <style>), every id carries the
picture's own prefix so that several can stand inline in one page.
"""

from html import escape
from math import cos, radians, sin

from recognition.art.geometry import Point, number, on_circle, outline, rounded
from recognition.art.palettes import IVORY, METALS, PALETTES, Metal, Palette
from recognition.art.parameters import ArtParameters
from recognition.art.ribbons import banner, tails
from recognition.art.rings import ring
from recognition.art.symbols import symbol_elements

MARK_UP_TO = 24  # px: beside a name; outline, enamel and a bolder symbol only
SMALL_UP_TO = 56  # px: ornaments this small would only be noise
TIER_STARS = {"": 0, "bronze": 1, "silver": 2, "gold": 3}
_CENTRE: Point = (64, 64)
# The medal moves up to make room for its ribbon, so that the whole stays in the box.
_CENTRES: dict[str, Point] = {"none": _CENTRE, "tails": (64, 58), "banner": (64, 58)}
_STAR_LIFT = 5  # the symbol makes room for the stars, or for the banner


def draw(art: ArtParameters, *, tier: str = "", size: int = 128, title: str = "", description: str = "") -> str:
    """The picture as an SVG document of `size` pixels (width and height; the drawing scales freely).

    Up to 24 px a simplified drawing is given. An unknown `tier` is drawn as none.
    """
    tier = tier if tier in METALS else ""
    prefix = f"a{art.digest}{tier[:1]}{'m' if size <= MARK_UP_TO else ''}"
    body = _mark(art, tier, prefix) if size <= MARK_UP_TO else _medal(art, tier, prefix, fine=size > SMALL_UP_TO)
    words = f'<title id="{prefix}t">{escape(title)}</title>' if title else ""
    words += f'<desc id="{prefix}d">{escape(description)}</desc>' if description else ""
    labelled = f' role="img" aria-labelledby="{prefix}t"' if title else ' aria-hidden="true"'
    labelled += f' aria-describedby="{prefix}d"' if title and description else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 128 128" width="{size}" height="{size}"{labelled}>'
        f"{words}{body}</svg>"
    )


def _mark(art: ArtParameters, tier: str, prefix: str) -> str:
    """For 16 to 24 px: as large as the box allows, thick lines, no ornament."""
    palette = PALETTES[art.palette]
    rim = METALS[tier].base if tier else palette.dark
    radius = 54 if art.shape in ("circle", "squircle") else 51
    return (
        f"<defs>{_face_gradient(prefix, palette)}</defs>"
        f'<path d="{outline(art.shape, _CENTRE, radius)}" fill="url(#{prefix}f)" stroke="{rim}" '
        f'stroke-width="{12 if tier else 8}" stroke-linejoin="round"/>{_symbol(art.symbol, _CENTRE, 64, 2.5)}'
    )


def _medal(art: ArtParameters, tier: str, prefix: str, *, fine: bool) -> str:
    palette = PALETTES[art.palette]
    centre: Point = _CENTRES[art.ribbon]
    metal = METALS[tier] if tier else _enamel_rim(palette)
    face = outline(art.shape, centre, 43.5)
    lift = _STAR_LIFT if fine and (tier or art.ribbon == "banner") else 0
    symbol_size = 34 if art.ring == "laurel" and fine else 40
    parts = [
        f"<defs>{_rim_gradient(prefix, metal)}{_face_gradient(prefix, palette)}"
        f'<clipPath id="{prefix}c"><path d="{face}"/></clipPath></defs>',
        tails(centre, palette) if art.ribbon == "tails" else "",
        _shadow(art.shape, centre),
        f'<path d="{outline(art.shape, centre, 50)}" fill="url(#{prefix}r)" stroke="{metal.dark}" stroke-width="1"/>',
        f'<path d="{face}" fill="url(#{prefix}f)" stroke="{metal.dark}" stroke-width="1" stroke-opacity=".55"/>',
        _sunburst(centre, prefix) if fine else "",
        ring(art.ring, art.shape, centre, palette.trim) if fine else "",
        _symbol(art.symbol, (centre[0], centre[1] - lift), symbol_size if fine else 48, 1.9 if fine else 2.1),
        _gloss(centre, prefix) if fine else "",
        banner(centre, palette) if art.ribbon == "banner" else "",
    ]
    if fine:
        parts.append(_stars(tier, centre, banner_below=art.ribbon == "banner"))
    return "".join(parts)


def _enamel_rim(palette: Palette) -> Metal:
    """Without a tier the rim is the enamel itself, so that metal stays something to be earned."""
    return Metal(palette.trim, palette.glow, palette.deep, palette.dark)


def _rim_gradient(prefix: str, metal: Metal) -> str:
    stops = ((0, metal.light), (28, metal.base), (52, metal.light), (72, metal.base), (100, metal.shade))
    inner = "".join(f'<stop offset="{offset}%" stop-color="{colour}"/>' for offset, colour in stops)
    return f'<linearGradient id="{prefix}r" x1="0" y1="0" x2="1" y2="1">{inner}</linearGradient>'


def _face_gradient(prefix: str, palette: Palette) -> str:
    return (
        f'<radialGradient id="{prefix}f" cx=".38" cy=".28" r=".86"><stop offset="0%" stop-color="{palette.glow}"/>'
        f'<stop offset="52%" stop-color="{palette.base}"/>'
        f'<stop offset="100%" stop-color="{palette.deep}"/></radialGradient>'
    )


def _shadow(shape: str, centre: Point) -> str:
    return f'<path d="{outline(shape, (centre[0], centre[1] + 2.2), 50)}" fill="#1c120a" opacity=".22"/>'


def _sunburst(centre: Point, prefix: str) -> str:
    """Engraved rays under the enamel."""
    rays = []
    for step in range(24):
        first, second = on_circle(centre, 66, step * 15 - 2.2), on_circle(centre, 66, step * 15 + 2.2)
        rays.append(
            f"M{number(centre[0])} {number(centre[1])}L{number(first[0])} {number(first[1])}"
            f"L{number(second[0])} {number(second[1])}Z"
        )
    return f'<path d="{"".join(rays)}" fill="{IVORY}" opacity=".075" clip-path="url(#{prefix}c)"/>'


def _gloss(centre: Point, prefix: str) -> str:
    x, y = centre
    arc = (
        f"M{number(x - 70)} {number(y - 70)}H{number(x + 70)}V{number(y - 22)}"
        f"Q{number(x)} {number(y + 4)} {number(x - 70)} {number(y - 6)}Z"
    )
    return f'<path d="{arc}" fill="#fff" opacity=".085" clip-path="url(#{prefix}c)"/>'


def _symbol(name: str, centre: Point, size: float, stroke: float) -> str:
    """The symbol with a soft imprint below it. `stroke` is in units of its 24 x 24 box."""
    scale = size / 24
    x, y = centre[0] - size / 2, centre[1] - size / 2
    shapes = symbol_elements(name)
    lines = f'fill="none" stroke-width="{number(stroke)}" stroke-linecap="round" stroke-linejoin="round"'
    imprint = f"translate({number(x)} {number(y + 1.4)}) scale({number(scale)})"
    placed = f"translate({number(x)} {number(y)}) scale({number(scale)})"
    return (
        f'<g {lines} stroke="#1c120a" opacity=".28" transform="{imprint}">{shapes}</g>'
        f'<g {lines} stroke="{IVORY}" transform="{placed}">{shapes}</g>'
    )


def _stars(tier: str, centre: Point, *, banner_below: bool) -> str:
    """One star for bronze, two for silver, three for gold: the tier is not told by colour alone."""
    count = TIER_STARS[tier]
    if not count:
        return ""
    metal = METALS[tier]
    x, y = centre[0], centre[1] + (47.2 if banner_below else 28)
    stars = []
    for place in range(count):
        offset = (place - (count - 1) / 2) * 10.5
        dip = 0 if abs(offset) < 1 else (-1.4 if abs(offset) > 8 else -0.4)
        stars.append(_star_at((x + offset, y + dip), 4.6))
    return (
        f'<path d="{"".join(stars)}" fill="{metal.light}" stroke="{metal.dark}" '
        f'stroke-width=".7" stroke-linejoin="round"/>'
    )


def _star_at(centre: Point, radius: float) -> str:
    corners = [
        (centre[0] + r * sin(radians(36 * k)), centre[1] - r * cos(radians(36 * k)))
        for k, r in ((k, radius if k % 2 == 0 else radius * 0.5) for k in range(10))
    ]
    return rounded(corners, 0.5)
