"""What managers say of their own reports: counted by itself, never as peer support."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from scoring.engine.facts import GiftKind, Gifts, Ints, Relation
from scoring.engine.fingerprints import Prints, added, print_of
from scoring.engine.fixed import Pairs
from scoring.engine.standing import Standing
from scoring.engine.verdict import Evidence


@dataclass(frozen=True)
class StatementMeasure:
    """By person (ids, sorted; everybody absent has none): distinct managers of the day who nominated."""

    person: Ints
    managers: Ints
    gifts: Gifts = field(repr=False)

    def spoken(self) -> Pairs:
        """Everybody with everybody who managed them and nominated; a pair may come twice."""
        return self.gifts.receiver, self.gifts.giver

    def evidence(self, person: int) -> tuple[Evidence, ...]:
        ids = self.gifts.id[self.gifts.receiver == person].tolist()
        return tuple(Evidence("nomination", number) for number in sorted(ids))

    def prints(self, persons: Ints) -> Prints:
        """By person (sorted ids): the evidence, as a fingerprint."""
        return added(persons, [(self.gifts.receiver, print_of(self.gifts.id))])


def manager_statements(
    standing: Standing, badge: int, since_epoch: int | None, persons: Ints | None = None
) -> StatementMeasure:
    """Nominations for the badge (id) by people who managed the nominee when they wrote."""
    gifts = standing.gifts
    wanted = (gifts.kind == GiftKind.NOMINATION) & (gifts.badge == badge) & (gifts.relation == Relation.TO_REPORT)
    if since_epoch is not None:
        wanted &= gifts.at >= standing.policy.epoch_start(since_epoch)
    if persons is not None:
        wanted &= np.isin(gifts.receiver, persons)
    gifts = gifts.take(wanted)
    pairs = np.unique(np.stack([gifts.receiver, gifts.giver]), axis=1)
    person, managers = np.unique(pairs[0], return_counts=True)
    return StatementMeasure(person=person, managers=managers.astype(np.int64), gifts=gifts)
