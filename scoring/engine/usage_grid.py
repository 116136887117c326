"""Usage of the last half-year laid out as people x weeks, so that a sum over weeks is one step for everybody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from scoring.engine.facts import Bools, Floats, Ints, UsageDays, UsageWeeks
from scoring.engine.fixed import distinct, found
from scoring.engine.policy import WEEK, Policy
from scoring.engine.standing import Standing

SKETCHED = ("requests", "burstiness", "gap_entropy", "duplicate_share")


@dataclass(frozen=True)
class UsageGrid:
    """Matrices have a row a person (`people`, sorted ids) and a column a week, from `first_week` to the one of `at`."""

    people: Ints
    first_week: int  # since the policy's anchor
    is_over: Bools  # by week
    days: UsageDays  # those of these weeks
    cell: Ints  # by row of `days`: its place in a matrix, row by row
    sketch: Mapping[str, Floats]  # NaN where nothing is known

    @classmethod
    def of(cls, standing: Standing, policy: Policy) -> UsageGrid:
        last = (standing.at - policy.anchor) // WEEK
        weeks = last + 1 - np.arange(-(-policy.detectors.window_days // 7), 0, -1)
        days, known = standing.facts.usage_days, standing.facts.usage_weeks
        now = (policy.weeks_of(days.day) >= weeks[0]) & (days.day <= standing.at)
        of_week = (known.week >= weeks[0]) & (known.week <= last)
        people = distinct(np.concatenate([days.person[now], known.person[of_week]]))
        people = people[standing.is_human(people)]
        days = _part(days, now & found(people, days.person)[1])
        known = known.take(of_week & found(people, known.person)[1])
        return cls(
            people=people,
            first_week=int(weeks[0]),
            is_over=policy.week_start(weeks) + WEEK <= standing.at,
            days=days,
            cell=np.searchsorted(people, days.person) * len(weeks) + policy.weeks_of(days.day) - weeks[0],
            sketch=_laid_out(known, people, weeks),
        )

    @property
    def shape(self) -> tuple[int, int]:
        return len(self.people), len(self.is_over)

    def sums(self, of_days: Ints | Floats) -> Floats:
        """Of a column of `days`, by person and week."""
        flat = np.bincount(self.cell, weights=of_days, minlength=self.shape[0] * self.shape[1])
        return flat.astype(np.float64).reshape(self.shape)


def usage_grid(standing: Standing) -> UsageGrid:
    """By the policy of these facts; ask by `standing.once`, since N05 and the score of usage both read it."""
    return UsageGrid.of(standing, standing.policy)


def rolled(values: Floats, before: int, after: int) -> Floats:
    """Means over the weeks from `before` earlier to `after` later, as far as the matrix goes."""
    total = np.concatenate([np.zeros((len(values), 1)), np.cumsum(values, axis=1)], axis=1)
    week = np.arange(values.shape[1])
    until, since = np.minimum(week + after + 1, values.shape[1]), np.maximum(week - before, 0)
    means: Floats = (total[:, until] - total[:, since]) / (until - since)
    return means


def around(values: Floats, reach: int) -> Floats:
    """(2 x reach + 1, people, weeks): the values of the weeks around each, NaN beyond the matrix."""
    beyond = np.pad(values, ((0, 0), (reach, reach)), constant_values=np.nan)
    return np.stack([beyond[:, step : step + values.shape[1]] for step in range(2 * reach + 1)])


def quantile(values: Floats, share: float, axis: int) -> Floats:
    """The value at this share of those that are numbers (the lower of two), NaN where there are none."""
    ordered = np.sort(values, axis=axis)  # NaN last
    count = np.sum(~np.isnan(ordered), axis=axis, keepdims=True)
    place = np.floor(share * np.maximum(count - 1, 0)).astype(np.int64)
    found: Floats = np.take_along_axis(ordered, place, axis=axis)
    return found.squeeze(axis)


def _part(days: UsageDays, which: Bools) -> UsageDays:
    """Without a copy where all of them are meant: ten million rows are half a gigabyte."""
    return days if bool(which.all()) else days.take(which)


def _laid_out(known: UsageWeeks, people: Ints, weeks: Ints) -> Mapping[str, Floats]:
    place = np.searchsorted(people, known.person), known.week - weeks[0]
    matrices = {name: np.full((len(people), len(weeks)), np.nan) for name in SKETCHED}
    for name, matrix in matrices.items():
        matrix[place] = getattr(known, name)
    return MappingProxyType(matrices)
