"""One mistake for every law, as somebody might make it: with it in place, the law must be seen to break."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from scoring.engine import caps, edges, findings, pair_voices, roles, standing
from scoring.engine.affected import GiftChange
from scoring.engine.edges import PairEpochs
from scoring.engine.facts import Floats, Ints, Ruled
from scoring.engine.fixed import distinct_pairs
from scoring.engine.pairs import VerifiedPairs
from scoring.engine.policy import CURRENT
from scoring.engine.standing import Standing
from tests.scoring.engine.worlds import law, step_by_step

Mutation = Callable[[pytest.MonkeyPatch], None]


def _policy(**numbers: float) -> Mutation:
    """The judge has other numbers than the law."""
    return lambda patch: patch.setattr(law, "CURRENT", replace(CURRENT, **numbers))


def _instead(owner: object, name: str, other: Any) -> Mutation:
    return lambda patch: patch.setattr(owner, name, other)


def _returns_of_the_open_epoch_too(pairs: PairEpochs) -> Ints:
    opposite = pairs.receiver * pairs.n_people + pairs.giver
    start = opposite * pairs.n_epochs
    until = start + pairs.key % pairs.n_epochs + 1
    answer: Ints = np.searchsorted(pairs.key, until) - np.searchsorted(pairs.key, start)
    return answer


_returns = PairEpochs.returns


def _a_favour_returned_is_worth_more(pairs: PairEpochs) -> Ints:
    return np.maximum(0, 1 - _returns(pairs))


def _voices_as_they_stand_in_the_table(gifts: Any) -> Ints:
    """What one giver said is one voice only where it stands together."""
    return np.argsort(gifts.receiver, kind="stable")


def _own_gifts_speak(patch: pytest.MonkeyPatch) -> None:
    true = standing.stand
    patch.setattr(law, "stand", lambda *a, **k: (lambda s: replace(s, gifts=s.facts.gifts))(true(*a, **k)))


def _dismissed_ones_act(patch: pytest.MonkeyPatch) -> None:
    true = standing.stand

    def other(facts: Any, *a: Any, **k: Any) -> Standing:
        rows = facts.findings
        ruling = np.where(rows.ruling == Ruled.DISMISSED, Ruled.OPEN, rows.ruling)
        return true(replace(facts, findings=replace(rows, ruling=ruling)), *a, **k)

    patch.setattr(law, "stand", other)


_verified = VerifiedPairs.of


def _own_word_counts(facts: Any, persons: Ints, human: Any, policy: Any) -> VerifiedPairs:
    pairs = _verified(facts, persons, human, policy)
    everybody = human[pairs.verifier]
    return replace(pairs, independent=everybody, counted=everybody & human[pairs.author])


_simes = findings._simes


def _simes_over_what_was_found(fact: Ints, rows: Any, n_facts: int, n_detectors: int) -> Floats:
    fact_of, _, _ = distinct_pairs(fact, rows.code)
    return _simes(fact, rows, n_facts, 1) * np.bincount(fact_of, minlength=n_facts)


_finding_factors = pair_voices.finding_factors


def _the_victim_is_suspect(gifts: Any, query: Any, stored: Any, policy: Any) -> Floats:
    """What was found about one gift weighs on everything that its receiver got."""
    own = _finding_factors(gifts, query, stored, policy)
    _, receiver = np.unique(gifts.receiver, return_inverse=True)
    least = np.ones(int(receiver.max(initial=-1)) + 1)
    np.minimum.at(least, receiver, own)
    answer: Floats = least[receiver]
    return answer


def _reaches_only_the_two(patch: pytest.MonkeyPatch) -> None:
    true = step_by_step.affected

    def other(change: Any, neighbours: Any) -> set[int]:
        return {change.giver, change.receiver} if isinstance(change, GiftChange) else true(change, neighbours)

    patch.setattr(step_by_step, "affected", other)


def _number_of_outcomes(rows_each: int) -> property:
    """So many neighbours in the table are one work item."""
    return property(lambda self: np.arange(len(self.outcomes)) // rows_each)


MUTATIONS: dict[str, Mutation] = {
    "P1": _policy(other_team=1.5),
    "P2": _instead(PairEpochs, "repeats", lambda pairs: np.zeros(len(pairs.key), np.int64)),
    "P3": _policy(team_cap=3.0),
    "P4": _instead(caps, "fixed_log2_1p", lambda sums: sums),
    "P5": _policy(tied_exact=1),
    # Whoever nominates is no verifier any more.
    "P5b": _instead(roles, "_masks", lambda full, row, others: (0,)),
    "P6": _instead(PairEpochs, "returns", _returns_of_the_open_epoch_too),
    "P7": _instead(PairEpochs, "returns", _a_favour_returned_is_worth_more),
    "P8": _instead(edges, "_order", _voices_as_they_stand_in_the_table),
    "P8b": _own_gifts_speak,
    "P8c": _instead(Standing, "work_units", _number_of_outcomes(2)),
    "P8d": _instead(VerifiedPairs, "of", _own_word_counts),
    "P9": _instead(Standing, "work_units", _number_of_outcomes(1)),
    "P10": _instead(findings, "_simes", _simes_over_what_was_found),
    "P11": _reaches_only_the_two,
    "P12": _instead(pair_voices, "finding_factors", _the_victim_is_suspect),
    "P12b": _instead(pair_voices, "finding_factors", _the_victim_is_suspect),
    "P12c": _dismissed_ones_act,
    "P12d": _instead(pair_voices, "finding_factors", _the_victim_is_suspect),
}
