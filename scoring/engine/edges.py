"""The graph of giving: who gave to whom in which quarter, and what follows from it for every gift.

For a pair i -> j in epoch e (all counted on distinct pairs, whatever the badge):

    attention  = min(1, B / max(1, n_i - 1))   n_i: distinct people i gave this kind of gift to in e
    repeat     = 1 / (1 + h)                   h: epochs before e in which i gave to j
    reciprocity = 1 / (1 + m)                  m: epochs before e in which j gave to i

Epochs before e are closed by then: the open epoch is never read, so that what a person gives cannot change
what the person receives in the same quarter.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from scoring.engine.facts import Floats, GiftKind, Gifts, Ints
from scoring.engine.fixed import one_over
from scoring.engine.pairs import VerifiedPairs
from scoring.engine.policy import Policy
from scoring.engine.windows import Windows


@dataclass(frozen=True)
class PairEpochs:
    """Distinct (giver, receiver, epoch), sorted by key; people as dense numbers, epochs from `first_epoch`."""

    key: Ints
    n_people: int
    n_epochs: int
    first_epoch: int
    row: Ints  # for every fact it was made from: its place in `key`

    @classmethod
    def of(cls, giver: Ints, receiver: Ints, epoch: Ints, n_people: int) -> PairEpochs:
        first = int(epoch.min()) if len(epoch) else 0
        n_epochs = int(epoch.max()) - first + 1 if len(epoch) else 1
        key, row = np.unique((giver * n_people + receiver) * n_epochs + (epoch - first), return_inverse=True)
        return cls(key, n_people, n_epochs, first, row)

    @cached_property
    def pair(self) -> Ints:
        return self.key // self.n_epochs

    @cached_property
    def giver(self) -> Ints:
        return self.pair // self.n_people

    @cached_property
    def receiver(self) -> Ints:
        return self.pair % self.n_people

    @cached_property
    def epoch(self) -> Ints:
        return self.key % self.n_epochs + self.first_epoch

    def repeats(self) -> Ints:
        """Earlier epochs of the same pair, by row of `key`."""
        return np.arange(len(self.key)) - np.searchsorted(self.key, self.pair * self.n_epochs)

    def returns(self) -> Ints:
        """Earlier epochs of the opposite pair, by row of `key`."""
        start = (self.receiver * self.n_people + self.giver) * self.n_epochs
        until = start + self.key % self.n_epochs
        # Asked in order: a million answers in a tenth of the time, since neighbours lie in the same cache lines.
        order = np.argsort(start, kind="stable")
        earlier = np.empty_like(start)
        earlier[order] = np.searchsorted(self.key, until[order]) - np.searchsorted(self.key, start[order])
        return earlier


@dataclass(frozen=True)
class GiftGraph:
    # By receiver, giver, time, kind and id: a part of the company is a slice, a voice is a run of rows that begins
    # with its earliest gift, and no query sorts again.
    gifts: Gifts
    pairs: PairEpochs  # `pairs.row` by gift
    attention: Floats  # by gift
    repeat: Floats  # by row of pairs
    reciprocity: Floats  # by row of pairs
    windows: Windows

    @classmethod
    def of(cls, gifts: Gifts, persons: Ints, policy: Policy) -> GiftGraph:
        """`persons`: sorted ids of everybody; givers and receivers become their places in it."""
        gifts = gifts.take(_order(gifts))
        giver, receiver = np.searchsorted(persons, gifts.giver), np.searchsorted(persons, gifts.receiver)
        epoch = policy.epochs_of(gifts.at)
        pairs = PairEpochs.of(giver, receiver, epoch, len(persons))
        return cls(
            gifts=gifts,
            pairs=pairs,
            attention=_attention(gifts.kind, pairs, policy),
            repeat=one_over(pairs.repeats()),
            reciprocity=one_over(pairs.returns()),
            windows=Windows.of(pairs.giver, pairs.receiver, pairs.epoch, pairs.n_people, policy),
        )


def _order(gifts: Gifts) -> Ints:
    return np.lexsort((gifts.id, gifts.kind, gifts.at, gifts.giver, gifts.receiver))


def _attention(kind: Ints, pairs: PairEpochs, policy: Policy) -> Floats:
    """By gift; the two kinds of gifts have budgets of their own, since a thank-you takes less thought."""
    of_gift = np.ones(len(kind))
    budgets = ((GiftKind.NOMINATION, policy.attention_nominations), (GiftKind.THANKS, policy.attention_thanks))
    moment = pairs.giver * pairs.n_epochs + pairs.key % pairs.n_epochs
    for gift_kind, budget in budgets:
        rows = np.flatnonzero(kind == gift_kind)
        if not len(rows):
            continue
        given = np.zeros(len(pairs.key), np.bool_)  # by row of pairs
        given[pairs.row[rows]] = True
        moments, receivers = np.unique(moment[given], return_counts=True)
        others = np.zeros(len(pairs.key), np.int64)
        others[given] = receivers[np.searchsorted(moments, moment[given])] - 1
        of_gift[rows] = np.minimum(1.0, budget / np.maximum(1, others[pairs.row[rows]]))
    return of_gift


@dataclass(frozen=True)
class CarefulGraph:
    """Who verified whose work in which quarter, everything that stands, counted or not."""

    pairs: PairEpochs
    voice: Ints  # by row of standing.verified_pairs: row of `pairs`, -1 where it does not count
    repeat: Floats  # by row of pairs
    reciprocity: Floats  # by row of pairs

    @classmethod
    def of(cls, verified: VerifiedPairs) -> CarefulGraph:
        base = np.flatnonzero(verified.counted)
        pairs = PairEpochs.of(verified.verifier[base], verified.author[base], verified.epoch[base], verified.n_people)
        voice = np.full(len(verified.counted), -1)
        voice[base] = pairs.row
        return cls(pairs, voice, one_over(pairs.repeats()), one_over(pairs.returns()))
