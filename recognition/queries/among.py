"""A condition on many ids as ONE parameter.

`id__in=[...]` makes one parameter an id: thousands of them take longer to write down than to look up. As one array
PostgreSQL still sees how many there are, and so whether to read by them or by time; SQLite unfolds a list.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, F, Func, Value
from django.db.models.sql.compiler import SQLCompiler


class Among(Func):
    """For `filter(Among("receiver_team", ids))`: true where the field is one of the ids."""

    template = "%(expressions)s))"
    arg_joiner = " IN (SELECT value FROM json_each("

    def __init__(self, field: str, ids: Iterable[int]) -> None:
        super().__init__(F(field), Value(json.dumps(sorted(set(ids)))), output_field=BooleanField())

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_more: Any) -> tuple[str, Any]:
        field, ids = self.get_source_expressions()
        sql, params = compiler.compile(field)
        return f"{sql} = ANY(%s::bigint[])", [*params, f"{{{ids.value[1:-1]}}}"]
