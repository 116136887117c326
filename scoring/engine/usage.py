"""Credited weeks: the only thing that a rule may know of usage (scoring.md 3).

    credited = sum over weeks of (active on >= `active_days` days, and over) x (what findings leave of the week)

A week (Monday to Sunday, UTC) is at most 1 for a person, over all tools and accounts; it belongs to the quarter in
which it begins. Amounts are never read. A week counts once it is over, so that a moment of the past is judged without
the days that came after it, and detectors have seen all of it. A signal is no evidence of merit: an award is never
given "for" a week, and its evidence names none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from scoring.engine.facts import NEVER, Bools, Floats, Ints
from scoring.engine.findings import WEEKS_A_PERSON, About, usage_week_ids
from scoring.engine.fingerprints import Prints, added, code_numbers, print_of, rounded
from scoring.engine.fixed import ONE, add_up, fixed
from scoring.engine.policy import WEEK
from scoring.engine.standing import Standing
from scoring.engine.verdict import Discount, Evidence


@dataclass(frozen=True)
class UsageMeasure:
    """By person (ids, sorted; everybody absent measures 0).

    `credited`: weeks, parts of a week included. `next_check_at`: when the week that is running counts or something
    that holds a week back ends, NEVER where neither is.
    """

    person: Ints
    credited: Floats
    next_check_at: Ints
    week_id: Ints = field(repr=False)  # sorted; of everything active, as `usage_week_ids` numbers it
    is_over: Bools = field(repr=False)
    kept: Floats = field(repr=False)
    code: NDArray[np.str_] = field(repr=False)

    def prints(self, persons: Ints) -> Prints:
        """By person (sorted ids): which weeks counted, and what each kept and why."""
        prints = print_of(self.week_id, self.is_over, rounded(self.kept), code_numbers(self.code))
        return added(persons, [(self.week_id // WEEKS_A_PERSON, prints)])

    def discounts(self, person: int) -> tuple[Discount, ...]:
        """Weeks that count less than in full, in order."""
        return tuple(self._discounts(person))

    def _discounts(self, person: int) -> Iterator[Discount]:
        first, end = np.searchsorted(self.week_id, [person * WEEKS_A_PERSON, (person + 1) * WEEKS_A_PERSON])
        for row in range(int(first), int(end)):
            about = Evidence("usage_week", int(self.week_id[row]))
            if not self.is_over[row]:
                yield Discount("open_week", about, 0.0)
            elif self.kept[row] < 1.0:
                yield Discount(str(self.code[row]), about, float(self.kept[row]))


def credited_weeks(standing: Standing, since_epoch: int | None, persons: Ints | None = None) -> UsageMeasure:
    """Measure everybody who was active in enough days of some week since the epoch, or those in `persons` (ids)."""
    policy, weeks = standing.policy, standing.facts.usage_weeks
    start = policy.week_start(weeks.week)
    active = (weeks.active_days >= policy.active_days) & (start <= standing.at)
    if since_epoch is not None:
        active &= policy.epochs_of(start) >= since_epoch
    if persons is not None:
        active &= np.isin(weeks.person, persons)
    # np.unique hashes (numpy 2.4): 2.1 s for 1.6 million such ids, where sorting takes 0.1 s.
    ids = np.sort(usage_week_ids(weeks.person[active], weeks.week[active]))
    ids = ids[np.diff(ids, prepend=-1) != 0]
    end = policy.week_start(ids % WEEKS_A_PERSON) + WEEK
    is_over = end <= standing.at
    kept = standing.factors.of(About.USAGE_WEEK, ids)
    whose = ids // WEEKS_A_PERSON
    is_first = np.diff(whose, prepend=-1) != 0
    people, owner = whose[is_first], np.cumsum(is_first) - 1
    counted = np.where(is_over, fixed(kept), 0)
    next_check_at = np.full(len(people), NEVER)
    np.minimum.at(next_check_at, owner[~is_over], end[~is_over])
    np.minimum.at(next_check_at, owner, standing.factors.held_until(About.USAGE_WEEK, ids))
    return UsageMeasure(
        person=people,
        credited=add_up(owner, counted, len(people)) / ONE,
        next_check_at=next_check_at,
        week_id=ids,
        is_over=is_over,
        kept=kept,
        code=standing.factors.codes(About.USAGE_WEEK, ids),
    )
