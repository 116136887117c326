"""Badge pictures from a few parameters: one family, drawn by one hand.

`ArtParameters.from_json` reads what a badge stores, `draw` gives the SVG. Pure Python, deterministic:
the same parameters give the same bytes, so that a picture can be cached for a year.
"""

from recognition.art.drawing import draw
from recognition.art.parameters import ArtParameters, check_art

__all__ = ["ArtParameters", "check_art", "draw"]
