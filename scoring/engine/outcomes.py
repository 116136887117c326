"""Outcome credit: what a person brought about, confirmed by others and still standing.

    credit(root) = integral over t in [0, 1] of g(total size of the parts with v_o >= t)
    v_o = verified_o x vested_o        g(s) = min(4, log2(1 + s/50)), s in changed lines

The unit is the work item (work_items.py), not the single change: v x g(S) when all parts have the same v
(S: their total size). Adding a part never lowers it, and splitting a part never raises it (P9; of parts whose
size the source knows, each unknown one counts as 50 lines). See proofs.py for verified and vested.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from scoring.engine.facts import NEVER, Floats, Ints
from scoring.engine.fingerprints import Prints
from scoring.engine.fixed import ONE, Pairs, add_up
from scoring.engine.merged_work import joined_units
from scoring.engine.outcome_reasons import OutcomeReasons
from scoring.engine.proofs import Proofs
from scoring.engine.standing import Standing
from scoring.engine.verdict import Discount, Evidence
from scoring.engine.work_items import WorkItems


@dataclass(frozen=True)
class OutcomeQuery:
    """Outcomes of these kinds (positions in OUTCOME_KINDS) since an epoch.

    `exclude`: author -> verifiers whose verification is not read, because they act as nominators.
    """

    kinds: frozenset[int]
    since_epoch: int | None = None
    exclude: Mapping[int, frozenset[int]] = field(default_factory=dict)


@dataclass(frozen=True)
class OutcomeMeasure:
    """By person (ids, sorted; everybody absent measures 0).

    `roots`: work items with credit. `verifiers_count`: distinct independent people who verified outcomes that
    have credit. `next_check_at`: the first moment at which settling can raise the credit, NEVER
    where time changes nothing.
    """

    person: Ints
    credit: Floats
    roots: Ints
    verifiers_count: Ints
    next_check_at: Ints
    reasons: OutcomeReasons = field(repr=False)

    def verifying(self, among: Pairs) -> Pairs:
        """Those of (person, verifier) that matter: their word raises an outcome of the person above what it has
        without everybody named for that person."""
        return self.reasons.verifying(among)

    def evidence(self, person: int) -> tuple[Evidence, ...]:
        """Outcomes with credit, and for each the verification that counts."""
        return self.reasons.evidence(person)

    def discounts(self, person: int) -> tuple[Discount, ...]:
        return self.reasons.discounts(person)

    def prints(self, persons: Ints) -> Prints:
        return self.reasons.prints(persons)


def outcome_credit(standing: Standing, query: OutcomeQuery, persons: Ints | None = None) -> OutcomeMeasure:
    """Measure everybody who contributed to an outcome that the query asks for, or those of them in `persons`."""
    outcomes, contributions, policy = standing.outcomes, standing.contributions, standing.policy
    asked = np.isin(outcomes.kind, sorted(query.kinds))
    if query.since_epoch is not None:
        asked &= outcomes.at >= policy.epoch_start(query.since_epoch)
    outcome, sharing = standing.outcome_of, standing.sharing
    mine = standing.by_human & asked[outcome]
    if persons is not None:
        mine &= np.isin(contributions.person, persons)
    row = np.flatnonzero(mine)

    people, owner = np.unique(contributions.person[row], return_inverse=True)
    proofs = Proofs.of(standing, row, outcome[row], query.exclude)
    size = outcomes.size[outcome[row]]
    unit = joined_units(standing, owner, outcome[row], standing.work_units[outcome[row]])
    items = WorkItems.of(policy, owner, unit, size, sharing[outcome[row]], proofs.value)
    has_credit = items.credit > 0
    next_check = np.full(len(people), NEVER)
    np.minimum.at(next_check, owner, proofs.next_settling())
    return OutcomeMeasure(
        person=people,
        credit=add_up(items.owner, items.credit, len(people)) / ONE,
        roots=add_up(items.owner, has_credit.astype(np.int64), len(people)),
        verifiers_count=proofs.distinct_verifiers(owner, has_credit[items.item], len(people)),
        next_check_at=next_check,
        reasons=OutcomeReasons(standing, people, owner, outcome[row], sharing[outcome[row]], proofs, items),
    )
