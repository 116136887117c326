"""Ribbons: tails hang behind the medal, a banner runs across its foot."""

from recognition.art.geometry import Point, number
from recognition.art.palettes import Palette


def tails(centre: Point, palette: Palette) -> str:
    """Two strips behind the medal, each with a notched end and a light edge."""
    x, y = centre
    strips = []
    for side in (-1, 1):
        strips.append(
            f'<g transform="translate({number(x + side * 15)} {number(y + 10)}) rotate({-side * 17})">'
            f'<path d="M-10.5 0H10.5V58L0 49.5L-10.5 58Z" fill="{palette.base if side < 0 else palette.deep}"/>'
            f'<path d="M-8.2 0V55.4M8.2 0V55.4" stroke="{palette.trim}" stroke-width="1" opacity=".8"/>'
            f'<path d="M0 0V49.5" stroke="{palette.trim}" stroke-width="4.4" opacity=".85"/>'
            # what the medal throws on its ribbon
            f'<path d="M-10.5 0H10.5V{42 if side < 0 else 38}L-10.5 {38 if side < 0 else 42}Z" '
            f'fill="{palette.dark}" opacity=".45"/></g>'
        )
    return "".join(strips)


def banner(centre: Point, palette: Palette, *, plain: bool) -> str:
    """A curved strip in front of the medal's foot with its ends folded behind; `plain` keeps its middle free."""
    x, y = centre[0], centre[1] + 38
    ends = "".join(
        f'<path d="M{number(x + s * 34)} {number(y - 2)}L{number(x + s * 58)} {number(y - 9)}'
        f"L{number(x + s * 52)} {number(y + 3)}L{number(x + s * 60)} {number(y + 13)}"
        f'L{number(x + s * 34)} {number(y + 17)}Z" fill="{palette.deep}"/>'
        f'<path d="M{number(x + s * 44)} {number(y + 12.6)}L{number(x + s * 34)} {number(y + 17)}'
        f'L{number(x + s * 34)} {number(y + 9)}Z" fill="{palette.dark}"/>'
        for s in (-1, 1)
    )
    left, right = number(x - 44), number(x + 44)
    strip = (
        f"M{left} {number(y - 6)}Q{number(x)} {number(y + 6)} {right} {number(y - 6)}V{number(y + 12.6)}"
        f"Q{number(x)} {number(y + 24.6)} {left} {number(y + 12.6)}Z"
    )
    edges = (
        f"M{left} {number(y - 3.4)}Q{number(x)} {number(y + 8.6)} {right} {number(y - 3.4)}"
        f"M{left} {number(y + 10)}Q{number(x)} {number(y + 22)} {right} {number(y + 10)}"
    )
    return (
        f'{ends}<path d="{strip}" fill="{palette.base}" '
        f'stroke="{palette.dark}" stroke-width=".8" stroke-linejoin="round"/>'
        f'<path d="{edges}" fill="none" stroke="{palette.trim}" stroke-width="1" opacity=".75"/>'
        f"{'' if plain else _flourish((x, y + 9.2), palette.trim)}"
    )


def _flourish(centre: Point, colour: str) -> str:
    """A lozenge between two tapering lines, where no stars stand."""
    x, y = centre
    lozenge = f"M{number(x)} {number(y - 4)}l4 4l-4 4l-4 -4Z"
    lines = "".join(
        f"M{number(x + s * 7)} {number(y - 0.9)}Q{number(x + s * 18)} {number(y - 1.6)} "
        f"{number(x + s * 31)} {number(y - 3.4)}Q{number(x + s * 18)} {number(y + 0.6)} "
        f"{number(x + s * 7)} {number(y + 0.9)}Z"
        for s in (-1, 1)
    )
    return f'<path d="{lozenge}{lines}" fill="{colour}" opacity=".9"/>'
