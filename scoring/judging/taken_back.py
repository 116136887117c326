"""Which facts do not stand any more."""

from __future__ import annotations

import numpy as np

from scoring.engine.facts import Facts, GiftKind


def taken_back(facts: Facts, at: int) -> set[tuple[str, int]]:
    """(kind, id) of the facts that were withdrawn or reversed by `at`, as in an award's evidence.

    An outcome counts as taken back too when a verification of it was withdrawn.
    """
    gifts = facts.gifts.take(facts.gifts.withdrawn_at <= at)
    verifications = facts.verifications.take(facts.verifications.withdrawn_at <= at)
    is_nomination = gifts.kind == GiftKind.NOMINATION
    return {
        *(("nomination", i) for i in gifts.id[is_nomination].tolist()),
        *(("thanks", i) for i in gifts.id[~is_nomination].tolist()),
        *(("outcome", i) for i in facts.outcomes.id[facts.outcomes.reversed_at <= at].tolist()),
        *(("outcome", i) for i in verifications.outcome.tolist()),
        *(("verification", i) for i in verifications.id.tolist()),
        *(("verification", i) for i in _of_reversed_outcomes(facts, at)),
    }


def _of_reversed_outcomes(facts: Facts, at: int) -> list[int]:
    gone = facts.outcomes.id[facts.outcomes.reversed_at <= at]
    of_gone: list[int] = facts.verifications.id[np.isin(facts.verifications.outcome, gone)].tolist()
    return of_gone
