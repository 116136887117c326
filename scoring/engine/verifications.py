"""Verifications given: the work of those who check other people's work, bounded like peer support.

Distinct authors a per epoch of the verification, of outcomes that are not reversed and have held for the
settling period:

    w_va = 1/(1 + h) x 1/(1 + m)     h, m: earlier epochs in which v verified a, and a verified v

summed by the author's team under the same caps. Verifying what one contributed to counts nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from scoring.engine.caps import CapPlan
from scoring.engine.facts import NEVER, Bools, Floats, Ints
from scoring.engine.fingerprints import Prints
from scoring.engine.fixed import ONE, add_up, distinct, distinct_pairs, fixed
from scoring.engine.standing import Standing
from scoring.engine.verdict import Discount, Evidence
from scoring.engine.verification_reasons import VerificationReasons


@dataclass(frozen=True)
class VerificationMeasure:
    """By verifier (ids, sorted; everybody absent measures 0).

    `authors`: distinct people whose work counted. `teams`: distinct teams of theirs with a large enough part.
    `next_check_at`: when the next verified outcome will have held long enough, NEVER where none is waiting.
    """

    person: Ints
    support: Floats
    authors: Ints
    teams: Ints
    next_check_at: Ints
    reasons: VerificationReasons = field(repr=False)

    def evidence(self, person: int) -> tuple[Evidence, ...]:
        return self.reasons.evidence(person)

    def discounts(self, person: int) -> tuple[Discount, ...]:
        return self.reasons.discounts(person)

    def prints(self, persons: Ints) -> Prints:
        return self.reasons.prints(persons)


def verifications_given(
    standing: Standing, since_epoch: int | None, persons: Ints | None = None
) -> VerificationMeasure:
    """Measure every human who verified something since the epoch, or those of them in `persons` (ids)."""
    policy, pairs = standing.policy, standing.verified_pairs
    human = standing.is_human(standing.persons)
    asked = human[pairs.verifier]
    if since_epoch is not None:
        asked &= pairs.epoch >= since_epoch
    if persons is not None:
        asked &= np.isin(standing.persons[pairs.verifier], persons)
    counts = pairs.counted
    stands = ~standing.is_reversed[pairs.outcome]
    settles_at = standing.outcomes.at[pairs.outcome] + policy.settling_seconds
    waiting = asked & counts & stands & (settles_at > standing.at)
    held = asked & counts & stands & ~waiting

    careful = standing.careful_graph
    graph, voice, repeat, reciprocity = careful.pairs, careful.voice, careful.repeat, careful.reciprocity

    rows = np.flatnonzero(held)
    verifications = standing.verifications
    given = pairs.verification[rows]
    rows = rows[np.lexsort((verifications.id[given], verifications.at[given], voice[rows]))]
    used, first = np.unique(voice[rows], return_index=True)
    people = distinct(pairs.verifier[asked])
    giver, receiver, epoch = graph.giver[used], graph.receiver[used], graph.epoch[used]
    owner = np.searchsorted(people, giver)
    weight = fixed(repeat[used] * reciprocity[used])
    team = standing.contributions.team[pairs.contribution[rows[first]]]
    plan = CapPlan.of(owner, epoch, team, len(people), standing.tree, policy)
    cells = plan.cell_values(weight)
    next_check = np.full(len(people), NEVER)
    np.minimum.at(next_check, np.searchsorted(people, pairs.verifier[waiting]), settles_at[waiting])
    return VerificationMeasure(
        person=standing.persons[people],
        support=plan.totals(cells) / ONE,
        authors=_distinct(owner, receiver, np.ones(len(used), np.int64), 1, len(people)),
        teams=_distinct(plan.cell_owner, plan.cell_team, cells, int(policy.team_part * ONE), len(people)),
        next_check_at=next_check,
        reasons=VerificationReasons(
            standing, asked, counts, waiting, voice, used, repeat, reciprocity, plan.kept(cells, weight)
        ),
    )


def _distinct(owner: Ints, about: Ints, parts: Ints, least: int, n_owners: int) -> Ints:
    """How many (owner, about) have parts that add up to the least, by owner."""
    owners, _, index = distinct_pairs(owner, about)
    enough: Bools = add_up(index, parts, len(owners)) >= least
    return np.bincount(owners[enough], minlength=n_owners).astype(np.int64)
