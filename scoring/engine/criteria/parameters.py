"""Parameters of a criterion kind, declared once for parser, form, explanation and documentation."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Value = float | int | str | tuple[str, ...]
Values = Mapping[str, Value]

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
SLUG_MAX_CHARACTERS = 80  # as Badge.slug


@dataclass(frozen=True)
class Parameter:
    """One named value of a criterion.

    A parameter with a `measure` is a lower bound: the criterion asks measure >= value. `scaled` bounds are
    multiplied by the tier. The others say what is read (kinds of facts, a badge).
    """

    name: str
    type: Literal["number", "count", "choices", "slug"]
    help: str
    unit: str = ""
    required: bool = False
    default: Value | None = None
    least: float = 0.0
    most: float = 0.0
    choices: tuple[str, ...] = ()
    measure: str = ""
    scaled: bool = False

    def read(self, raw: Any) -> Value:
        """The checked value. Raises ValueError(message, hint)."""
        if self.type == "choices":
            return self._read_choices(raw)
        if self.type == "slug":
            return read_slug(raw)
        return self._read_number(raw)

    def _read_number(self, raw: Any) -> float | int:
        bounds = f"give a {'whole number' if self.type == 'count' else 'number'} from {self.least:g} to {self.most:g}"
        if isinstance(raw, bool) or not isinstance(raw, int | float):
            raise ValueError(f"expected a number, found {kind_of(raw)}", bounds)
        if isinstance(raw, float) and not math.isfinite(raw):
            raise ValueError("expected a finite number", bounds)
        if self.type == "count" and raw != int(raw):
            raise ValueError(f"expected a whole number, found {raw:g}", bounds)
        if not self.least <= raw <= self.most:
            raise ValueError("out of bounds", bounds)
        return int(raw) if self.type == "count" else float(raw)

    def _read_choices(self, raw: Any) -> tuple[str, ...]:
        known = f"known are {', '.join(self.choices)}"
        if not isinstance(raw, list | tuple) or not raw:
            raise ValueError(f"expected a list of words, found {kind_of(raw)}", known)
        for word in raw:
            if not isinstance(word, str) or word not in self.choices:
                shown = repr(word[:40]) if isinstance(word, str) else kind_of(word)
                raise ValueError(f"unknown word {shown}", known)
        if len(set(raw)) != len(raw):
            raise ValueError("a word is there twice", "name each once")
        # The order of declaration: one meaning has one canonical form.
        return tuple(word for word in self.choices if word in raw)

    def asked(self, value: Value, multiple: float) -> float:
        """The lower bound at a tier. A named badge asks for 1: that it is held."""
        if not isinstance(value, int | float):
            return 1.0
        return float(value) * (multiple if self.scaled else 1.0)


def read_slug(raw: Any) -> str:
    """A badge's short name. Raises ValueError(message, hint)."""
    if not isinstance(raw, str):
        raise ValueError(f"expected a badge's short name, found {kind_of(raw)}", "for example bridge-builder")
    if len(raw) > SLUG_MAX_CHARACTERS or not SLUG.fullmatch(raw):
        raise ValueError(
            "not a badge's short name", f"small letters, digits and hyphens, up to {SLUG_MAX_CHARACTERS} characters"
        )
    return raw


def kind_of(raw: Any) -> str:
    """What was found, in words and without repeating it: the text may be long or hostile."""
    if raw is None:
        return "nothing"
    words = {bool: "yes or no", str: "text", int: "a number", float: "a number", dict: "a mapping"}
    if isinstance(raw, list | tuple):
        return "a list" if raw else "an empty list"
    return words.get(type(raw), "something else")
