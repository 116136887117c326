"""Consumption that stays above the person's own usual for weeks, while what it brings about does not.

    a   = sqrt(tokens x requests) of a week          u = its median over the person's own weeks, q = its 30 % quantile
    c   = credit of the work items merged from 2 weeks before to 6 weeks after, a week (c0: median of everybody)
    x   = log((a + u/10) / (q + u/10)) - 0.4 (log(c + 0.3 c0) - its own median)
    rise = median of x over the nine weeks around - 0.4 x standard deviation of x over the five weeks around
    above = z of log(tokens / (c + 0.3 c0)) among everybody, by median and MAD; at least 200 people
    sign = max(rise / rise_full, (above - above_from) / (above_full - above_from))

Source: own measurements (docs/benchmarks/usage.md). What a week brings is settled only weeks later, and honest work
comes in bursts: tokens for each outcome in four weeks told little (recall 0.04 to 0.12 at 1 % of honest weeks), a
rise that lasts tells most. Credit is that of work items, as the judge counts it: parts of one item add nothing. Own
usual and own credit are of the same person, so that nobody is measured by the kind of work others do.
`above` is for those whose whole half-year is a machine's: their own usual would excuse them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scoring.engine.detector_policy import DetectorPolicy
from scoring.engine.earned_weeks import credit_by_week
from scoring.engine.facts import DAY, Bools, Floats
from scoring.engine.policy import WEEK, Policy
from scoring.engine.standing import Standing
from scoring.engine.usage_grid import UsageGrid, around, quantile, rolled

# People at once: 20,000 x 26 weeks x 9 neighbours x 8 bytes = 37 MB.
AT_ONCE = 20_000
MAD_TO_DEVIATION = 1.4826  # of a normal distribution
# Of the logarithm of tokens: where everybody consumes nearly the same, twice as much is still nothing special.
LEAST_DEVIATION = 0.7


@dataclass(frozen=True)
class Unearned:
    """By person and week."""

    active: Bools
    sign: Floats
    times: Floats  # consumption against the own usual, or against everybody where that is the sign


def unearned(standing: Standing, policy: Policy, grid: UsageGrid) -> Unearned:
    numbers = policy.detectors
    tokens = grid.sums(grid.days.input_tokens + grid.days.output_tokens)
    amount = np.sqrt(tokens * np.maximum(grid.sums(grid.days.requests), 1.0))
    active = amount > 0
    earned = rolled(credit_by_week(standing, grid), numbers.earned_before, numbers.earned_after)
    usual_credit = float(np.median(earned[active])) if active.any() else 0.0
    share = np.log1p(earned / (0.3 * usual_credit)) if usual_credit > 0 else np.zeros(grid.shape)

    own = np.where(active, amount, np.nan)
    usual, low = quantile(own, 0.5, 1)[:, None], quantile(own, numbers.usual_share, 1)[:, None]
    times = (amount + 0.1 * usual) / (low + 0.1 * usual)
    own_share = quantile(np.where(active, share, np.nan), 0.5, 1)[:, None]
    x = np.log(times) - numbers.earned_part * (share - own_share)
    rise = np.concatenate([_rise(x[start : start + AT_ONCE]) for start in range(0, max(len(x), 1), AT_ONCE)])
    rise[active.sum(axis=1) < numbers.history_weeks] = 0.0

    above, times_others = _above(tokens, active, share, numbers)
    times = np.where(above > rise / numbers.rise_full, times_others, times)
    sign = np.maximum(rise / numbers.rise_full, above)
    start = policy.week_start(grid.first_week + np.arange(grid.shape[1]))
    settled = start + WEEK + numbers.unearned_days * DAY <= standing.at
    return Unearned(active, np.where(settled & active, np.maximum(np.nan_to_num(sign), 0.0), 0.0), np.nan_to_num(times))


def _rise(x: Floats) -> Floats:
    nine = around(x, 4)
    five = nine[2:7]
    count = np.maximum(np.sum(~np.isnan(five), axis=0), 1)
    mean = np.nansum(five, axis=0) / count
    deviation = np.sqrt(np.nansum((five - mean) ** 2, axis=0) / count)
    rise: Floats = quantile(nine, 0.5, 0) - 0.4 * deviation
    return rise


def _above(tokens: Floats, active: Bools, share: Floats, numbers: DetectorPolicy) -> tuple[Floats, Floats]:
    """(sign, times what everybody needs in the median for as much)."""
    level = np.log1p(rolled(tokens, 4, 4)) - share
    people = quantile(np.where(active, level, np.nan), 0.5, 1)
    people = people[~np.isnan(people)]
    if len(people) < numbers.least_peers:
        return np.zeros_like(tokens), np.ones_like(tokens)
    middle = np.median(people)
    deviation = MAD_TO_DEVIATION * np.median(np.abs(people - middle))
    z = (level - middle) / max(float(deviation), LEAST_DEVIATION)
    return (z - numbers.above_from) / (numbers.above_full - numbers.above_from), np.exp(level - middle)
