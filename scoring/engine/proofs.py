"""Who stands for an outcome: v_o = verified x vested, the best over all who do.

    verified = max(0.3, 1/(1 + log10(1 + c_va)) x 1/(1 + log10(1 + c_av)))   by an independent human v of author a
             = 0.5 by the source alone, 0 otherwise
    vested   = 0.5, 1 after the settling period, 0 once reversed

c_va counts the verifications v -> a in the 4 epochs before the outcome's: a pair that always passes each
other's work fades, and who reviewed you three years ago is independent again. Independent: contributed
nothing to the outcome, not automated. Settling runs from the outcome or the verification, whichever is
later, and from the outcome where the source vouches.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from scoring.engine.facts import NEVER, UNKNOWN, Bools, Ints
from scoring.engine.findings import About
from scoring.engine.fixed import ONE, distinct_pairs, is_pair, listed
from scoring.engine.standing import Standing

BY_SOURCE = -1  # in place of the row of a verification


@dataclass(frozen=True)
class Proofs:
    """`value` by contribution row; the other columns by proof: one verification, or the word of the source.

    Proofs that are not read (`read` false: the verifier acts as nominator) stay for the explanation.
    """

    value: Ints  # best v of each contribution, fixed point
    row: Ints  # contribution
    verification: Ints  # row of standing.verifications or BY_SOURCE
    verifier: Ints  # person id or UNKNOWN
    factor: Ints  # verified x what findings leave of it, fixed point
    settles_at: Ints
    worth: Ints  # verified x vested now, fixed point; 0 when reversed
    read: Bools

    @classmethod
    def of(cls, standing: Standing, contribution: Ints, outcome: Ints, exclude: Mapping[int, frozenset[int]]) -> Proofs:
        """For contributions (rows of the standing's) and the rows of their outcomes."""
        outcomes, policy = standing.outcomes, standing.policy
        pairs = standing.verified_pairs
        place = np.full(len(standing.contributions), UNKNOWN)
        place[contribution] = np.arange(len(contribution))
        picked = np.flatnonzero(pairs.independent & (place[pairs.contribution] != UNKNOWN))
        row = place[pairs.contribution[picked]]
        vouched = np.flatnonzero(outcomes.vouched[outcome])

        verification = pairs.verification[picked]
        verifier = standing.verifications.verifier[verification]
        author = standing.contributions.person[contribution[row]]
        start = outcomes.at[outcome]
        row_of_proof = np.concatenate([row, vouched])
        from_ = np.concatenate([np.maximum(start[row], standing.verifications.at[verification]), start[vouched]])
        factor = np.concatenate(
            [_verified(standing, picked), np.full(len(vouched), round(policy.source_only * ONE), np.int64)]
        )
        read = np.ones(len(row_of_proof), np.bool_)
        read[: len(row)] = ~is_pair((author, verifier), listed(exclude))
        settles_at = from_ + policy.settling_seconds
        vested = np.where(settles_at <= standing.at, factor, np.rint(factor * policy.settling_share).astype(np.int64))
        worth = np.where(standing.is_reversed[outcome[row_of_proof]], 0, vested)
        value = np.zeros(len(contribution), np.int64)
        np.maximum.at(value, row_of_proof[read], worth[read])
        return cls(
            value=value,
            row=row_of_proof,
            verification=np.concatenate([verification, np.full(len(vouched), BY_SOURCE)]),
            verifier=np.concatenate([verifier, np.full(len(vouched), UNKNOWN)]),
            factor=factor,
            settles_at=settles_at,
            worth=worth,
            read=read,
        )

    def next_settling(self) -> Ints:
        """By contribution: when a proof settles that is then worth more than the best one now."""
        best = self.value[self.row]
        # What is reversed is worth 0 for good; `worth` of a standing proof is never 0.
        waits = self.read & (self.worth > 0) & (self.worth < self.factor) & (self.factor > best)
        moments = np.full(len(self.value), NEVER)
        np.minimum.at(moments, self.row[waits], self.settles_at[waits])
        return moments

    def distinct_verifiers(self, owner: Ints, counts: Bools, n_owners: int) -> Ints:
        """People who verified what counts, by owner; `owner` and `counts` by contribution."""
        useful = self.read & (self.verification != BY_SOURCE) & (self.worth > 0) & counts[self.row]
        owners, _, _ = distinct_pairs(owner[self.row[useful]], self.verifier[useful])
        return np.bincount(owners, minlength=n_owners).astype(np.int64)


def _verified(standing: Standing, picked: Ints) -> Ints:
    """By row of standing.verified_pairs; a verification that findings speak of weighs less (O02)."""
    pairs, stored = standing.verified_pairs, standing.factors
    factor = standing.pair_factors[picked]
    if stored.is_empty:
        return factor
    left = stored.of(About.VERIFICATION, standing.verifications.id[pairs.verification[picked]])
    return np.rint(factor * left).astype(np.int64)
