"""Outcomes that findings put together are one work item for each person who did them (O01, O03).

Whole work items are joined, not the named outcomes alone: taking a part out of its item could raise a credit,
and more suspicion must never do that (P10).
"""

from __future__ import annotations

import numpy as np

from scoring.engine.facts import Ints
from scoring.engine.findings import merges
from scoring.engine.fixed import spread
from scoring.engine.standing import Standing


def joined_units(standing: Standing, owner: Ints, outcome: Ints, unit: Ints) -> Ints:
    """Work units by contribution row (owner number, row of standing.outcomes, unit as given), joined per owner."""
    named, finding = merges(standing.facts.findings)
    if not len(named) or not len(unit):
        return unit
    order = np.argsort(named, kind="stable")
    ids = standing.outcomes.id[outcome]
    first = np.searchsorted(named[order], ids)
    row, place = spread(first, np.searchsorted(named[order], ids, side="right") - first)
    by_pattern: dict[tuple[int, int], list[int]] = {}
    for r, f in zip(row.tolist(), finding[order][place].tolist(), strict=True):
        by_pattern.setdefault((int(owner[r]), f), []).append(int(unit[r]))
    joined = unit.copy()
    for (person, _), units in sorted(by_pattern.items()):
        mine = owner == person
        current = {int(joined[mine & (unit == u)][0]) for u in units}
        joined[mine & np.isin(joined, sorted(current))] = min(current)
    return joined
