"""What people's work brought, week by week: credit of work items, as the judge counts them."""

from __future__ import annotations

import numpy as np

from scoring.engine.facts import Floats, Ints
from scoring.engine.fixed import ONE, found
from scoring.engine.standing import Standing
from scoring.engine.usage_grid import UsageGrid
from scoring.engine.work_items import WorkItems


def credit_by_week(standing: Standing, grid: UsageGrid) -> Floats:
    """By person and week of the grid. A work item counts once, in the week of its first part, as if it had settled:
    parts of one item add nothing, and a change of yesterday is not half a change."""
    outcomes, person_id = standing.outcomes, standing.contributions.person
    people, weeks = grid.shape
    week = standing.policy.weeks_of(outcomes.at)[standing.outcome_of] - grid.first_week
    person, known = found(grid.people, person_id)
    row = np.flatnonzero(standing.by_human & known & (week >= 0) & (week < weeks))
    of = standing.outcome_of[row]
    items = WorkItems.of(
        standing.policy, person[row], standing.work_units[of], outcomes.size[of], standing.sharing[of],
        _worth(standing)[row],
    )  # fmt: skip
    first = np.full(len(items.owner), weeks)
    np.minimum.at(first, items.item, week[row])
    earned = np.bincount(items.owner * weeks + first, weights=items.credit / ONE, minlength=people * weeks)
    return earned.astype(np.float64).reshape(grid.shape)


def _worth(standing: Standing) -> Ints:
    """By contribution, fixed point: the best word for it once it has settled, 0 for what was reversed."""
    pairs, outcome = standing.verified_pairs, standing.outcome_of
    worth = np.where(standing.outcomes.vouched[outcome], round(standing.policy.source_only * ONE), 0)
    told = pairs.independent
    np.maximum.at(worth, pairs.contribution[told], standing.pair_factors[told])
    return np.where(standing.is_reversed[outcome], 0, worth)
