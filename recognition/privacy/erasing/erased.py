"""Who is erased, and the words that say who it was. Each floor of the house adds what it keeps of a person."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from recognition.forgetting import ERASED
from recognition.models import Person

SHORTEST_NAME = 3  # a shorter one stands inside other words


@dataclass(frozen=True)
class Erased:
    """`person` is the row as it was when the work began; `pseudonym` its new key; `logins` names of its login."""

    person: Person
    pseudonym: str
    logins: tuple[str, ...] = ()

    @cached_property
    def ids(self) -> frozenset[str]:
        """What stands for the person by itself, as a whole."""
        return frozenset(word for word in (self.person.key, self.person.email or "", *self.logins) if word)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """What names the person inside a text: the whole name, the address, and ids that cannot be words."""
        words = [self.person.display_name, self.person.email or ""]
        words += [word for word in (self.person.key, *self.logins) if not word.isalpha()]
        return tuple(sorted({word for word in words if len(word) >= SHORTEST_NAME}, key=len, reverse=True))

    @cached_property
    def spellings(self) -> tuple[str, ...]:
        """The names as a column may hold them: SQLite keeps JSON with letters beyond ASCII escaped."""
        return tuple(dict.fromkeys(one for name in self.names for one in (name, json.dumps(name)[1:-1])))

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, self.names))})(?!\w)", re.IGNORECASE)

    def without_names(self, text: str) -> str:
        """The text, with a sign where the person was named."""
        return self._pattern.sub(ERASED, text) if self.names else text

    def without_names_in(self, told: Any) -> Any:
        """The same for a JSON value."""
        if isinstance(told, str):
            return self.without_names(told)
        if isinstance(told, list):
            return [self.without_names_in(one) for one in told]
        if isinstance(told, dict):
            return {key: self.without_names_in(one) for key, one in told.items()}
        return told


@dataclass(frozen=True, slots=True)
class Eraser:
    """What becomes of the rows of some tables. `models` are their labels, for the test that none is forgotten."""

    name: str
    models: tuple[str, ...]
    erase: Callable[[Erased], int]


ERASERS: list[Eraser] = []
# label of a table -> why nothing in it has to go.
KEPT: dict[str, str] = {}


def add(*erasers: Eraser, kept: dict[str, str] | None = None) -> None:
    """Add erasers, and tables that stay as they are with the reason."""
    for eraser in erasers:
        if any(known.name == eraser.name for known in ERASERS):
            raise ValueError(f"There are two erasers called {eraser.name}.")
        ERASERS.append(eraser)
    KEPT.update(kept or {})
