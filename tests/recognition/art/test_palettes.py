"""The ivory symbol can be told from every enamel (WCAG 1.4.11 asks 3 to 1)."""

import pytest

from recognition.art.palettes import IVORY, IVORY_SHADE, PALETTES
from recognition.templatetags.plaudit import AVATAR_COLOURS


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", PALETTES)
def test_the_symbol_stands_out_from_the_enamel(name):
    palette = PALETTES[name]
    assert contrast(IVORY, palette.base) >= 4.5
    assert contrast(IVORY, palette.deep) >= 4.5
    # The shaded foot of a large symbol never reaches the deepest enamel at the rim.
    assert contrast(IVORY_SHADE, palette.base) >= 4.5
    assert contrast(IVORY, palette.glow) >= 2.7  # the light spot of the upper left, never under the whole symbol


@pytest.mark.parametrize("colour", AVATAR_COLOURS)
def test_initials_can_be_read_on_every_colour(colour):
    assert contrast("#ffffff", colour) >= 4.5
