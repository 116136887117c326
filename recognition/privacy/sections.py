"""The sections of "everything about me". Each floor adds its own at start."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from recognition.models import Person

# Rows read at once: a long history is never whole in memory.
ROWS_AT_ONCE = 2000


@dataclass(frozen=True, slots=True)
class Section:
    """One list of the export. `models` are the tables it tells of, for the test that none is forgotten."""

    name: str
    models: tuple[str, ...]
    rows: Callable[[Person], Iterable[Mapping[str, Any]]]


SECTIONS: list[Section] = []


def add(*sections: Section) -> None:
    """Add sections; a name is given once."""
    for section in sections:
        if any(known.name == section.name for known in SECTIONS):
            raise ValueError(f"There are two sections called {section.name}.")
        SECTIONS.append(section)


def columns(rows: QuerySet[Any], *names: str, **renamed: str) -> Iterable[Mapping[str, Any]]:
    """Rows as mappings, read piece by piece. `renamed`: name in the file -> path of the field."""
    paths = {name: name for name in names} | renamed
    for row in rows.values_list(*paths.values()).iterator(ROWS_AT_ONCE):
        yield dict(zip(paths, row, strict=True))
