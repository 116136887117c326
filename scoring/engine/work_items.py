"""Outcomes to work items, and the credit of each.

An outcome belongs to its root. Without a root, the changes of one author to one known area in one calendar
week are one work item. A chain over "within 7 days of the next" has no bound: steady work in one area would be
one item for ever, and one late arrival could join two items of the past and lower their credit. (On the sample
history harbour the longest such chain is 26 days, so little is at stake either way; without the area it would
be 128.) Without an area either, each outcome is its own.

The size of an outcome is shared equally among its human contributors, rounded down in fixed point so that
shares of parts never exceed the share of the whole.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scoring.engine.facts import UNKNOWN, Ints, Outcomes
from scoring.engine.fixed import ONE, add_up, fixed
from scoring.engine.policy import Policy

# No size in the world is larger in lines; keeps sums of shares inside 64 bits.
_LARGEST = 1 << 40


@dataclass(frozen=True)
class WorkItems:
    """Rows are contributions (one person, one outcome), items are numbered by (owner, unit)."""

    item: Ints  # by row
    share: Ints  # by row: lines in fixed point
    owner: Ints  # by item, sorted
    credit: Ints  # by item, fixed point

    @classmethod
    def of(cls, policy: Policy, owner: Ints, unit: Ints, size: Ints, sharing: Ints, value: Ints) -> WorkItems:
        """Rows by owner number, work unit, size in lines, number of human contributors, and v in fixed point."""
        n_units = int(unit.max()) + 1 if len(unit) else 1
        keys, item = np.unique(owner * n_units + unit, return_inverse=True)
        share = _shares(size, sharing, policy)

        # Parts by falling v: credit = sum of v_k x (g(S_k) - g(S_k-1)). Equal v telescope, so that their order
        # changes nothing; in whole numbers exactly so.
        order = np.lexsort((-value, item))
        sorted_item = item[order]
        running = np.cumsum(share[order])
        before = running - share[order]
        first = np.searchsorted(sorted_item, sorted_item)
        base = before[first]
        gain = size_value(running - base, policy) - size_value(before - base, policy)
        credit = add_up(sorted_item, value[order] * gain, len(keys)) // ONE
        return cls(item=item, share=share, owner=keys // n_units, credit=credit)


def size_value(lines: Ints, policy: Policy) -> Ints:
    """g of a size in lines, both in fixed point."""
    return np.minimum(fixed(np.log2(1.0 + lines / (ONE * policy.size_unit))), int(policy.size_cap * ONE))


def _shares(size: Ints, sharing: Ints, policy: Policy) -> Ints:
    lines = np.where(size == UNKNOWN, policy.size_unit, np.clip(size, 0, _LARGEST))
    # A part larger than the size at which g is capped changes nothing more.
    enough = int(policy.size_unit * 2**policy.size_cap) * ONE
    share: Ints = np.minimum(lines * ONE // np.maximum(sharing, 1), enough)
    return share


def work_units(outcomes: Outcomes, policy: Policy) -> Ints:
    """A number for each outcome; equal for outcomes that are one work item of the same author."""
    roots, root = np.unique(outcomes.root, return_inverse=True)
    areas, area = np.unique(outcomes.area, return_inverse=True)
    weeks, week = np.unique(policy.weeks_of(outcomes.at), return_inverse=True)
    of_area = len(roots) + area * max(len(weeks), 1) + week
    own = len(roots) + len(areas) * max(len(weeks), 1) + np.arange(len(outcomes))
    return np.where(outcomes.root != UNKNOWN, root, np.where(outcomes.area != UNKNOWN, of_area, own))
