"""What every detector of gifts begins with: recent gifts, and how many passed between each two people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from scoring.engine.facts import DAY, Bools, GiftKind, Gifts, Ints
from scoring.engine.findings import About
from scoring.engine.fixed import distinct, found, spread
from scoring.engine.standing import Standing
from scoring.engine.verdict import Evidence


def recent(standing: Standing, days: int) -> Gifts:
    """Standing gifts of the last `days` before the moment, by time, kind and id."""
    gifts = standing.gifts.take(standing.gifts.at > standing.at - days * DAY)
    return gifts.take(np.lexsort((gifts.id, gifts.kind, gifts.at)))


def about(gifts: Gifts) -> tuple[tuple[About, int], ...]:
    """What a finding says it is about, sorted."""
    kinds = (About.NOMINATION if kind == GiftKind.NOMINATION else About.THANKS for kind in gifts.kind.tolist())
    return tuple(sorted(zip(kinds, gifts.id.tolist(), strict=True)))


def evidence(gifts: Gifts) -> tuple[Evidence, ...]:
    return tuple(
        sorted(
            Evidence("nomination" if kind == GiftKind.NOMINATION else "thanks", number)
            for kind, number in zip(gifts.kind.tolist(), gifts.id.tolist(), strict=True)
        )
    )


@dataclass(frozen=True)
class Pairs:
    """Distinct (giver, receiver), sorted; people as person ids."""

    giver: Ints
    receiver: Ints
    count: Ints  # gifts
    of_gift: Ints  # for every gift: its row here
    given: Ints  # by row: all gifts of this giver
    received: Ints  # by row: all gifts to this receiver

    @classmethod
    def of(cls, gifts: Gifts) -> Pairs:
        (giver, receiver), of_gift, count = np.unique(
            np.stack([gifts.giver, gifts.receiver]), axis=1, return_inverse=True, return_counts=True
        )
        return cls(giver, receiver, count, of_gift, _per_person(giver, count), _per_person(receiver, count))

    @cached_property
    def _gifts_by_pair(self) -> Ints:
        return np.argsort(self.of_gift, kind="stable")

    def gifts_of(self, rows: Sequence[int] | Ints) -> Ints:
        """Places of the gifts of these pairs, in their own order."""
        wanted = np.asarray(rows, np.int64)
        ends = np.cumsum(self.count)
        _, place = spread((ends - self.count)[wanted], self.count[wanted])
        return np.sort(self._gifts_by_pair[place])

    def reverse(self) -> tuple[Ints, Bools]:
        """By row: the row of the opposite pair, and whether there is one."""
        people = distinct(np.concatenate([self.giver, self.receiver]))
        giver, receiver = np.searchsorted(people, self.giver), np.searchsorted(people, self.receiver)
        return found(giver * len(people) + receiver, receiver * len(people) + giver)


def _per_person(person: Ints, count: Ints) -> Ints:
    _, index = np.unique(person, return_inverse=True)
    return np.bincount(index, weights=count).astype(np.int64)[index] if len(person) else count
