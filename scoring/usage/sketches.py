"""Requests into the sketches of their weeks."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from scoring.models import UsageSketch
from scoring.usage import rhythm
from scoring.usage.rows import as_parameter, json_table, upsert

Key = tuple[int, str, int]  # account, tool, week
UNIQUE = ("account_id", "tool", "week")
FIGURES = (
    "requests", "gap_sum", "gap_squares", "log_sum", "log_squares", "histogram",
    "keyed_requests", "key_counts", "times",
)  # fmt: skip


@dataclass
class Arrived:
    """New requests of one sketch: milliseconds within the week, and prompt keys by count."""

    times: list[int] = field(default_factory=list)
    prompts: Counter[str] = field(default_factory=Counter)


def arrivals(requests: Iterable[tuple[Key, int, str]]) -> dict[Key, Arrived]:
    """From (sketch, milliseconds within its week, prompt key or "")."""
    found: dict[Key, Arrived] = defaultdict(Arrived)
    for key, time, prompt in requests:
        found[key].times.append(time)
        if prompt:
            found[key].prompts[prompt] += 1
    return found


def keep(new: dict[Key, Arrived]) -> None:
    """Merge into what is known; three statements. A week whose moments are forgotten gains nothing more."""
    if not new:
        return
    known = _locked(new)
    rows = [_merged(row, new[key]) for key, row in known.items() if not row["folded"]]
    upsert(UsageSketch, rows, UNIQUE, dict.fromkeys(FIGURES, "replace"))


def _merged(row: dict[str, Any], new: Arrived) -> dict[str, Any]:
    times = rhythm.merged_times(rhythm.unpack(row["times"]), new.times)
    gaps = rhythm.gaps_of(times)
    counts = rhythm.merged_keys(rhythm.keys_from_text(row["key_counts"]), new.prompts)
    return {
        **row,
        "requests": gaps.requests,
        "gap_sum": gaps.gap_sum,
        "gap_squares": gaps.gap_squares,
        "log_sum": gaps.log_sum,
        "log_squares": gaps.log_squares,
        "histogram": " ".join(map(str, gaps.histogram.tolist())),
        "keyed_requests": row["keyed_requests"] + new.prompts.total(),
        "key_counts": rhythm.keys_to_text(counts),
        "times": rhythm.pack(times),
    }


def _locked(keys: Iterable[Key]) -> dict[Key, dict[str, Any]]:
    """The rows, made where they are new, and held until the end of the transaction."""
    wanted = [dict(zip(UNIQUE, key, strict=True)) for key in keys]
    empty = {name: "" if name in ("histogram", "key_counts", "times") else 0 for name in (*FIGURES, "folded")}
    upsert(UsageSketch, [one | empty for one in wanted], UNIQUE, {})
    columns = (*UNIQUE, *FIGURES, "folded")
    # SQLite has no row locks and needs none: one writer at a time.
    lock = " FOR UPDATE OF known" if connection.vendor == "postgresql" else ""
    statement = (
        f"SELECT {', '.join(f'known.{column}' for column in columns)} FROM {json_table(UsageSketch, UNIQUE)} "  # noqa: S608
        f"JOIN scoring_usagesketch known ON {' AND '.join(f'known.{c} = given.{c}' for c in UNIQUE)} "
        f"ORDER BY {', '.join(f'known.{c}' for c in UNIQUE)}{lock}"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [as_parameter(wanted)])
        rows = [dict(zip(columns, found, strict=True)) for found in cursor.fetchall()]
    return {(row["account_id"], row["tool"], row["week"]): row for row in rows}
