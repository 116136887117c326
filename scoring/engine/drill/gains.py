"""What an attack brings those it is for: the measure it aims at, with it and without."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from scoring.engine.drill.attack import Aim
from scoring.engine.facts import OUTCOME_KINDS, Facts, GiftKind
from scoring.engine.outcomes import OutcomeQuery, outcome_credit
from scoring.engine.policy import Policy
from scoring.engine.standing import stand
from scoring.engine.support import SupportQuery, peer_support
from scoring.engine.usage import credited_weeks

ALL_OUTCOMES = frozenset(range(len(OUTCOME_KINDS)))


def measured(
    facts: Facts, aim: Aim, people: Collection[int], policy: Policy, *, at: int, said: tuple[int, int]
) -> float:
    """Sum over these people. `said`: kind of gift and badge in which the planted words are said."""
    standing, some = stand(facts, policy, at=at), np.array(sorted(people), np.int64)
    if aim == "credit":
        return float(outcome_credit(standing, OutcomeQuery(ALL_OUTCOMES), some).credit.sum())
    if aim == "weeks":
        return float(credited_weeks(standing, None, some).credited.sum())
    kind, badge = said
    source = frozenset({"thanks" if kind == GiftKind.THANKS else "nominations"})
    return float(peer_support(standing, SupportQuery(badge, source), some).support.sum())
