"""The vocabulary of a badge picture, and what happens with words it does not know."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from recognition.art.palettes import PALETTES
from recognition.art.symbols import has_symbol

SHAPES = ("circle", "hexagon", "shield", "diamond", "star", "scallop", "squircle")
RINGS = ("plain", "double", "rope", "laurel", "beads")
RIBBONS = ("none", "tails", "banner")
PALETTE_NAMES = tuple(PALETTES)
FALLBACK_SYMBOL = "award"
# Of the way of drawing. Raise it with every change of a line: browsers keep a picture for a year by its digest.
EDITION = 5
PICTURE_DIGEST_LENGTH = 16
_PICTURE = re.compile(rf"[0-9a-f]{{{PICTURE_DIGEST_LENGTH}}}")
# What stands in the middle: the symbol, or an uploaded picture on the enamel, or one that covers the face.
MIDDLES = ("symbol", "emblem", "face")

CHOICES: dict[str, tuple[str, ...]] = {
    "shape": SHAPES,
    "ring": RINGS,
    "ribbon": RIBBONS,
    "palette": PALETTE_NAMES,
}


@dataclass(frozen=True)
class ArtParameters:
    """What is drawn. Every value is one of the vocabulary; `symbol` is the name of a lucide icon, `picture` the digest
    of an uploaded one, which is looked up by whoever draws."""

    shape: str
    ring: str
    ribbon: str
    symbol: str
    palette: str
    picture: str = ""
    middle: str = "symbol"

    @classmethod
    def from_json(cls, stored: Mapping[str, Any], *, seed: str) -> ArtParameters:
        """Read what a badge stores; missing or unknown words are chosen from `seed` (the badge's slug).

        A badge made in a hurry, or imported with words of a later version, still gets its own picture
        and always the same one.
        """
        chosen = {name: _known_or_chosen(stored.get(name), name, seed) for name in CHOICES}
        symbol, picture, middle = stored.get("symbol"), stored.get("picture"), stored.get("middle")
        uploaded = isinstance(picture, str) and _PICTURE.fullmatch(picture) is not None
        return cls(
            symbol=symbol if isinstance(symbol, str) and has_symbol(symbol) else FALLBACK_SYMBOL,
            picture=str(picture) if uploaded else "",
            middle=str(middle) if uploaded and middle in MIDDLES else "symbol",
            **chosen,
        )

    @property
    def shows_picture(self) -> bool:
        return self.middle != "symbol"

    @property
    def digest(self) -> str:
        """Short name of the picture: changes when the picture changes."""
        words = json.dumps([EDITION, asdict(self)], sort_keys=True)
        return hashlib.sha256(words.encode()).hexdigest()[:12]


def _known_or_chosen(word: object, name: str, seed: str) -> str:
    choices = CHOICES[name]
    if isinstance(word, str) and word in choices:
        return word
    place = int.from_bytes(hashlib.sha256(f"{name}:{seed}".encode()).digest()[:4])
    return choices[place % len(choices)]


def check_art(stored: Mapping[str, Any]) -> None:
    """Refuse words that are not in the vocabulary.

    Raises:
        ValidationError: every unknown word at once, each with what could be said instead.
    """
    problems = []
    for name, word in stored.items():
        if name == "symbol":
            if not (isinstance(word, str) and has_symbol(word)):
                problems.append(
                    ValidationError(
                        _("symbol: there is no icon “%(word)s”. Take a name from lucide.dev/icons, e.g. award."),
                        code="unknown_symbol",
                        params={"word": word},
                    )
                )
        elif name == "picture":
            # Whether there is such a picture is known where the badge is known: `recognition.actions.badges`.
            if word and not (isinstance(word, str) and _PICTURE.fullmatch(word)):
                problems.append(ValidationError(_("There is no such picture: upload it first."), "unknown_picture"))
        elif name not in CHOICES and name != "middle":
            known = ", ".join([*CHOICES, "symbol", "picture", "middle"])
            problems.append(
                ValidationError(
                    _("“%(name)s” is not a part of a picture. Parts: %(known)s."),
                    code="unknown_part",
                    params={"name": name, "known": known},
                )
            )
        elif word not in (choices := MIDDLES if name == "middle" else CHOICES[name]):
            problems.append(
                ValidationError(
                    _("%(name)s: “%(word)s” is unknown. Choose one of: %(known)s."),
                    code="unknown_word",
                    params={"name": name, "word": word, "known": ", ".join(choices)},
                )
            )
    if problems:
        raise ValidationError(problems)
