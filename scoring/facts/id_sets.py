"""Large sets of ids as ONE parameter of a query.

`id__in=[...]` makes one parameter an id: SQLite takes 32,766, and the statement differs with each length.
Both databases can unfold a set by themselves.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection
from django.db.models.expressions import RawSQL


@dataclass(frozen=True)
class IdSlot:
    """Where a set of ids will stand in a statement that is compiled before they are known (see `prepared`)."""

    name: str


def among(ids: Iterable[int] | IdSlot) -> RawSQL:
    """For `field__in=among(ids)`: a sub-select that yields the ids."""
    value = ids if isinstance(ids, IdSlot) else id_parameter(ids)
    if connection.vendor == "postgresql":
        return RawSQL("SELECT unnest(%s::bigint[])", [value])
    return RawSQL("SELECT value FROM json_each(%s)", [value])


def id_table() -> str:
    """SQL of the same set for statements written by hand: one placeholder, to be filled with `id_parameter`."""
    return "SELECT unnest(%s::bigint[])" if connection.vendor == "postgresql" else "SELECT value FROM json_each(%s)"


def id_parameter(ids: Iterable[int]) -> object:
    wanted = sorted({int(i) for i in ids})
    return wanted if connection.vendor == "postgresql" else json.dumps(wanted)
