"""Parameters of a criterion kind, declared once for parser, form, explanation and documentation."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from scoring.engine.language import say

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
        between = {"least": self.least, "most": self.most}
        bounds = (
            say("give a whole number from {least:g} to {most:g}", **between)
            if self.type == "count"
            else say("give a number from {least:g} to {most:g}", **between)
        )
        if isinstance(raw, bool) or not isinstance(raw, int | float):
            raise ValueError(say("expected a number, found {found}", found=kind_of(raw)), bounds)
        if isinstance(raw, float) and not math.isfinite(raw):
            raise ValueError(say("expected a finite number"), bounds)
        if self.type == "count" and raw != int(raw):
            raise ValueError(say("expected a whole number, found {found:g}", found=raw), bounds)
        if not self.least <= raw <= self.most:
            raise ValueError(say("out of bounds"), bounds)
        return int(raw) if self.type == "count" else float(raw)

    def _read_choices(self, raw: Any) -> tuple[str, ...]:
        known = say("known are {words}", words=", ".join(self.choices))
        if not isinstance(raw, list | tuple) or not raw:
            raise ValueError(say("expected a list of words, found {found}", found=kind_of(raw)), known)
        for word in raw:
            if not isinstance(word, str) or word not in self.choices:
                shown = repr(word[:40]) if isinstance(word, str) else kind_of(word)
                raise ValueError(say("unknown word {word}", word=shown), known)
        if len(set(raw)) != len(raw):
            raise ValueError(say("a word is there twice"), say("name each once"))
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
        problem = say("expected a badge's short name, found {found}", found=kind_of(raw))
        raise ValueError(problem, say("for example bridge-builder"))
    if len(raw) > SLUG_MAX_CHARACTERS or not SLUG.fullmatch(raw):
        raise ValueError(
            say("not a badge's short name"),
            say("small letters, digits and hyphens, up to {n} characters", n=SLUG_MAX_CHARACTERS),
        )
    return raw


def kind_of(raw: Any) -> str:
    """What was found, in words and without repeating it: the text may be long or hostile."""
    if raw is None:
        return say("nothing")
    if isinstance(raw, bool):
        return say("yes or no")
    if isinstance(raw, str):
        return say("text")
    if isinstance(raw, int | float):
        return say("a number")
    if isinstance(raw, dict):
        return say("a mapping")
    if isinstance(raw, list | tuple):
        return say("a list") if raw else say("an empty list")
    return say("something else")
