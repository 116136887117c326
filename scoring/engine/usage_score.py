"""One score of every usage week: the sum of its signs (usage_signs.py), so that half signs add up.

    score = rhythm + repetition + unattended + unearned        acts from 1 on
    p     = honest_level x exp(-(score - 1) x tail)            below 1: 1

`honest_level` and `tail` are the share of honest weeks at 1 and how fast it falls beyond, as measured on simulated
honest weeks (docs/benchmarks/usage.md). The score grows with every sign, so more to see never raises a week (P10).
A week that acts is told by those signs that are at least `told_sign` (one always is). The score already is the family
taken together, so a finding carries p / n: Simes over the n detectors of the family then gives p again where one sign
tells the week, and less where several do. Every week that acts is below `usage_level` either way.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scoring.engine.facts import Bools, Floats
from scoring.engine.standing import Standing
from scoring.engine.usage_signs import SIGNS, UsageSigns


@dataclass(frozen=True)
class UsageScore:
    """By row of `signs`."""

    signs: UsageSigns
    score: Floats
    acts: Bools
    told: dict[str, Bools]  # by sign
    p_value: Floats  # of each finding about the week


def usage_score(standing: Standing) -> UsageScore:
    policy = standing.policy
    numbers, found = policy.detectors, UsageSigns.of(standing, policy)
    score = sum((found.signs[name] for name in SIGNS), np.zeros(len(found.person)))
    acts = score >= 1.0
    told = {name: acts & (found.signs[name] >= numbers.told_sign) for name in SIGNS}
    chance = numbers.usage_level * np.exp(-np.maximum(score - 1.0, 0.0) * numbers.usage_tail)
    p_value = np.where(acts, chance / policy.family_sizes["usage"], 1.0)
    return UsageScore(found, score, acts, told, p_value)
