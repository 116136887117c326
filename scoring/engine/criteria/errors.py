"""What is wrong with a rule, all of it at once."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scoring.engine.language import say

if TYPE_CHECKING:
    from scoring.engine.criteria.nodes import Rule


@dataclass(frozen=True)
class RuleError:
    """One mistake: where it is, what is wrong, and how to mend it."""

    path: str  # e.g. "criteria.all[0].peer_support.at_least"; "" for the whole document
    message: str
    hint: str = ""

    def __str__(self) -> str:
        where = f"{self.path}: " if self.path else ""
        return f"{where}{self.message}; {self.hint}" if self.hint else f"{where}{self.message}"


class RuleErrors(ValueError):  # noqa: N818 - it is several
    """A rule that cannot be read. `errors` has every mistake in the order of the document.

    `readable` is what could be read of it, where that is enough to try it further; `badge` its slug, or "".
    """

    def __init__(self, errors: Iterable[RuleError], *, readable: Rule | None = None, badge: str = "") -> None:
        self.errors = tuple(errors)
        self.readable = readable
        self.badge = badge
        super().__init__("\n".join(str(error) for error in self.errors))


def unknown_name(path: str, name: str, known: Iterable[str]) -> RuleError:
    """An unknown word, with the known one that was probably meant."""
    choices = list(known)
    near = probably_meant(name, choices)
    hint = say("did you mean {word}?", word=near) if near else say("known are {words}", words=", ".join(choices))
    return RuleError(path, say("unknown"), hint)


def probably_meant(name: str, known: Iterable[str]) -> str | None:
    near = difflib.get_close_matches(name, list(known), n=1)
    return near[0] if near else None
