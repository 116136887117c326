"""Counting a counter once: delta points by receipt, cumulative ones by what they add to the last value known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter

from django.db import connection

from scoring.models import UsageReceipt, UsageSeries
from scoring.usage.readings import NANOSECONDS, Reading, digest
from scoring.usage.rows import as_parameter, insert_new, json_table, upsert
from scoring.usage.weeks import day_of


def fresh(readings: Sequence[Reading]) -> list[Reading]:
    """The readings that add something, with the amount that they add. At most four statements.

    To be called inside the transaction that keeps the amounts: a delivery that fails leaves no receipt.
    """
    deltas = [reading for reading in readings if not reading.cumulative]
    return [*_fresh_deltas(deltas), *_additions([reading for reading in readings if reading.cumulative])]


def new_keys(keyed: Iterable[tuple[str, int]]) -> set[str]:
    """Of (digest, moment in seconds) those that have no receipt yet; they have one afterwards. One statement."""
    rows = {key: {"digest": key, "day": day_of(at)} for key, at in keyed}
    return insert_new(UsageReceipt, list(rows.values()), "digest")


def _fresh_deltas(deltas: list[Reading]) -> list[Reading]:
    by_key = {digest(reading.series, reading.start, reading.end): reading for reading in deltas}
    new = new_keys((key, reading.end // NANOSECONDS) for key, reading in by_key.items())
    return [reading for key, reading in by_key.items() if key in new]


def _additions(cumulative: list[Reading]) -> list[Reading]:
    if not cumulative:
        return []
    known = _locked({reading.series for reading in cumulative})
    before = dict(known)
    added = list(_walk(cumulative, known))
    changed = [
        {"digest": series, "started": started, "ended": ended, "value": value}
        for series, (started, ended, value) in known.items()
        if known[series] != before[series]
    ]
    upsert(UsageSeries, changed, ("digest",), {"started": "replace", "ended": "replace", "value": "replace"})
    return added


def _walk(cumulative: list[Reading], known: dict[str, tuple[int, int, int]]) -> Iterator[Reading]:
    """A later point adds the difference; a new start, or a value that fell, is a counter that began again at 0."""
    for reading in sorted(cumulative, key=attrgetter("series", "end", "start")):
        started, ended, value = known[reading.series]
        if reading.end <= ended or 0 < reading.start < started:
            continue  # delivered before, or late: a later value has it included
        began_again = reading.start > started or reading.amount < value
        known[reading.series] = (reading.start or started, reading.end, reading.amount)
        amount = reading.amount if began_again else reading.amount - value
        if amount:
            yield reading._replace(amount=amount)


def _locked(series: set[str]) -> dict[str, tuple[int, int, int]]:
    """(started, ended, value) of each series, made where it is new, and held until the end of the transaction."""
    found = _select_locked(series)
    new = series - found.keys()
    if new:
        upsert(UsageSeries, [{"digest": one, "started": 0, "ended": 0, "value": 0} for one in new], ("digest",), {})
        # All again, in one order: two deliveries never wait for each other crosswise.
        found = _select_locked(series)
    return found


def _select_locked(series: set[str]) -> dict[str, tuple[int, int, int]]:
    # SQLite has no row locks and needs none: one writer at a time.
    lock = " FOR UPDATE OF known" if connection.vendor == "postgresql" else ""
    statement = (
        f"SELECT known.digest, known.started, known.ended, known.value FROM {json_table(UsageSeries, ['digest'])} "  # noqa: S608
        f"JOIN scoring_usageseries known ON known.digest = given.digest ORDER BY known.digest{lock}"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [as_parameter({"digest": one} for one in series)])
        return {one: (started, ended, value) for one, started, ended, value in cursor.fetchall()}
