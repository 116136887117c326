"""The colours: ten enamels, three metals, one ivory for every symbol.

Every `base` and `deep` carries the ivory symbol with a contrast of at least 3 to 1 (WCAG 1.4.11);
tests/recognition/art/test_palettes.py measures it.
"""

from dataclasses import dataclass

IVORY = "#fffaf0"
IVORY_SHADE = "#fdf2e0"  # the foot of a large symbol


@dataclass(frozen=True)
class Palette:
    """An enamel: `glow` where the light falls, `base`, `deep` in the shade, `dark` for rims and folds."""

    glow: str
    base: str
    deep: str
    dark: str
    trim: str  # a light relative for rings and ribbon edges


@dataclass(frozen=True)
class Metal:
    """The rim of a tier. Light falls from the upper left, as on the enamel."""

    light: str
    base: str
    shade: str
    dark: str


PALETTES: dict[str, Palette] = {
    "ember": Palette("#d9623a", "#b8431f", "#8c2b12", "#5f1a0a", "#ffd2b3"),
    "ocean": Palette("#2b84b4", "#17648f", "#0d466a", "#082d47", "#bfe6fa"),
    "forest": Palette("#3f8a5a", "#276a42", "#174a2d", "#0d301c", "#c6ebcf"),
    "plum": Palette("#8f5aa8", "#6f3c88", "#502563", "#341640", "#ecd1f5"),
    "sun": Palette("#c58a14", "#986408", "#744804", "#523202", "#ffe9a8"),
    "rose": Palette("#cf5a7d", "#ac3a5e", "#822543", "#57152b", "#ffd3df"),
    "slate": Palette("#66788c", "#4a5b6e", "#334152", "#202b38", "#d7e1ec"),
    "sky": Palette("#4b86d6", "#2f66b5", "#1e488a", "#12305f", "#cfe2ff"),
    "moss": Palette("#7c8a38", "#5f6c22", "#434e13", "#2b330a", "#e6edb6"),
    "copper": Palette("#b26a44", "#8f4e2d", "#6a351b", "#45200e", "#f8d5bf"),
}

METALS: dict[str, Metal] = {
    "bronze": Metal("#f0bd92", "#c07a47", "#84471f", "#55290c"),
    "silver": Metal("#ffffff", "#c3cad2", "#818b97", "#4d5661"),
    "gold": Metal("#fff3b8", "#eab833", "#a9740d", "#6c4703"),
}
