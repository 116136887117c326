"""What was proposed before, one signal at a time: the baselines of the usage benchmark.

Larger is more suspicious. Rows as in `UsageSigns`.
"""

from __future__ import annotations

import numpy as np

from scoring.bench.usage_gaming_company import WEEKS
from scoring.engine.facts import DAY, Bools, Facts, Floats, Ints
from scoring.engine.policy import CURRENT
from scoring.engine.usage_grid import quantile
from scoring.engine.usage_signs import UsageSigns

MONTH = 4  # weeks up to each, as in the study


def single_signals(facts: Facts, signs: UsageSigns, start: int) -> dict[str, Floats]:
    """`start`: number of the first week."""
    row, week = signs.person, signs.week - start
    people = int(max(facts.usage_weeks.person.max(), facts.contributions.person.max())) + 1
    days, outcomes = facts.usage_days, facts.outcomes
    tokens = _laid_out(days.person, days.day, days.input_tokens + days.output_tokens, people, start)
    count = _laid_out(facts.contributions.person, outcomes.at, np.ones(len(outcomes), np.int64), people, start)
    size = _laid_out(facts.contributions.person, outcomes.at, outcomes.size, people, start)
    alone = _without_outcome(facts, people, start)
    share = _month(alone) / np.maximum(_month(tokens), 1.0)
    by_size = _against_own(np.log1p(_month(tokens)) - np.log1p(_month(size)), tokens > 0)
    by_count = _against_own(np.log1p(_month(tokens)) - np.log1p(_month(count)), tokens > 0)
    enough = signs.measured["requests"] >= CURRENT.detectors.least_requests  # fewer would only harm these signals
    return {
        "burstiness low": np.where(enough, np.nan_to_num(-signs.measured["burstiness"], nan=-1.0), -1.0),
        "gap entropy low": np.where(enough, np.nan_to_num(-signs.measured["entropy"], nan=-9.0), -9.0),
        "share of one prompt": np.where(enough, np.nan_to_num(signs.measured["share"]), 0.0),
        "log tokens": np.log1p(tokens[row, week]),
        "tokens for an outcome, own": by_count[row, week],
        "tokens for its size + 2 unworked": (by_size + 2 * share)[row, week],
    }


def _laid_out(person: Ints, at: Ints, values: Ints, people: int, start: int) -> Floats:
    week = CURRENT.weeks_of(at) - start
    inside = (week >= 0) & (week < WEEKS)
    flat = np.bincount((person * WEEKS + week)[inside], weights=values[inside], minlength=people * WEEKS)
    return flat.astype(np.float64).reshape(people, WEEKS)


def _month(values: Floats) -> Floats:
    total = np.cumsum(values, axis=1)
    before: Floats = total - np.pad(total, ((0, 0), (MONTH, 0)))[:, : values.shape[1]]
    return before


def _against_own(values: Floats, active: Bools) -> Floats:
    own: Floats = np.nan_to_num(values - quantile(np.where(active, values, np.nan), 0.5, 1)[:, None])
    return own


def _without_outcome(facts: Facts, people: int, start: int) -> Floats:
    """Tokens of days that no outcome of the person follows within 14 days, by person and week."""
    days, span = facts.usage_days, WEEKS * 7
    first = CURRENT.anchor + start * 7 * DAY
    day = (facts.outcomes.at - first) // DAY
    inside = (day >= 0) & (day < span)
    counted = np.zeros((people, span + 1))
    np.add.at(counted, (facts.contributions.person[inside], day[inside] + 1), 1)
    known = np.cumsum(counted, axis=1)
    of = (days.day - first) // DAY
    follows = known[days.person, np.minimum(of + 15, span)] - known[days.person, of] > 0
    tokens = np.where(follows, 0, days.input_tokens + days.output_tokens)
    return _laid_out(days.person, days.day, tokens, people, start)
