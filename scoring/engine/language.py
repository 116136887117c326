"""The language in which the judge's sentences are said: English, until somebody at the door tells it another one.

The engine knows neither Django nor a reader. `scoring.apps` tells it once how words are looked up and how numbers are
written in the language of whoever reads at the moment (`use`); the tests and the benchmarks need nothing of that.
Sentences are whole messages with named places, so that a translation may turn them round (ADR 25).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from string import Formatter
from typing import Any

Place = str | int | float
PYTHONS = (".", ",")  # how Python itself separates decimals and thousands


def gettext_noop(message: str) -> str:
    """Marks a message that is looked up later, where it is said."""
    return message


def _one_or_many(one: str, many: str, number: int) -> str:
    return one if number == 1 else many


@dataclass(frozen=True)
class Language:
    """How to say it to the reader of the moment. Each is asked anew for every sentence."""

    gettext: Callable[[str], str] = gettext_noop
    ngettext: Callable[[str, str, int], str] = _one_or_many
    separators: Callable[[], tuple[str, str]] = lambda: (".", ",")  # of decimals, of thousands


_spoken = Language()


def use(language: Language) -> None:
    """For the whole process, once, while it starts."""
    global _spoken
    _spoken = language


def gettext(message: str) -> str:
    return _spoken.gettext(message)


def say(message: str, /, **places: Place) -> str:
    """The message in the reader's language, its places filled in; numbers are written as the language writes them."""
    return fill(_spoken.gettext(message), **places)


def say_count(one: str, many: str, number: int, /, **places: Place) -> str:
    """The same for a message that hangs on a number, which is the place `n` where no other is given."""
    return fill(_spoken.ngettext(one, many, number), **({"n": number} | places))


def fill(template: str, /, **places: Place) -> str:
    """Raises KeyError for a place that is not given."""
    if "{" not in template:
        return template
    if _spoken.separators() == PYTHONS and "%}" not in template:
        return template.format(**places)  # ten times as fast, and the judge keeps a sentence a decision
    return _LOCAL.vformat(template, (), places)


def written(number: float, spec: str) -> str:
    """A number by a format of Python, with the signs of the language, e.g. (2.5, ".4g") as "2,5" in German."""
    if spec.endswith("%"):
        return _spoken.gettext("{number}%").replace("{number}", written(number * 100, f"{spec[:-1]}f"))
    decimal, thousands = _spoken.separators()
    return format(number, spec).translate({ord("."): decimal, ord(","): thousands})


class _Local(Formatter):
    def format_field(self, value: Any, format_spec: str) -> str:
        if isinstance(value, int | float):
            return written(value, format_spec)
        return format(value, format_spec)


_LOCAL = _Local()
