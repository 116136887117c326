"""Crafted companies for detectors: 40 teams of six, everybody praised now and then by somebody elsewhere.

People are numbered 0..239, team t holds 6t..6t+5. `AT` is the moment; `day` counts back from it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from scoring.engine.facts import DAY, UNKNOWN, Facts, GiftKind, Gifts, People, Relation, Teams
from scoring.engine.policy import CURRENT
from scoring.engine.standing import stand

AT = CURRENT.epoch_start(40) + 60 * DAY
SIZE, TEAM_SIZE = 240, 6


@dataclass
class Crowd:
    """Facts to which gifts are added; the first ones are the everyday giving of everybody."""

    rows: list = field(default_factory=list)
    started: dict = field(default_factory=dict)
    more: dict = field(default_factory=dict)  # further columns of Facts

    @classmethod
    def everyday(cls, gifts_each=4, seed=1):
        crowd, rng = cls(), np.random.default_rng(seed)
        for giver in range(SIZE):
            others = rng.choice([p for p in range(SIZE) if p != giver], gifts_each, replace=False)
            for receiver, day in zip(others.tolist(), rng.integers(1, 170, gifts_each).tolist(), strict=True):
                crowd.gives(giver, receiver, day)
        return crowd

    def gives(self, giver, receiver, day, *, thanks=False, relation=Relation.PEER, hour=0):
        number = len(self.rows)
        at = AT - day * DAY + hour * 3600
        kind, badge, label = (GiftKind.THANKS, UNKNOWN, 0) if thanks else (GiftKind.NOMINATION, 1, UNKNOWN)
        self.rows.append(
            (number, int(kind), badge, label, giver, receiver, at, giver // TEAM_SIZE, receiver // TEAM_SIZE,
             int(relation), None)
        )  # fmt: skip
        return number

    def facts(self):
        everybody = {giver for row in self.rows for giver in row[4:6]} | set(range(SIZE))
        return Facts(
            people=People.of((p, p // TEAM_SIZE, False, self.started.get(p), None) for p in sorted(everybody)),
            teams=Teams.of((team, None) for team in range(SIZE // TEAM_SIZE)),
            gifts=Gifts.of(self.rows),
            **self.more,
        )

    def standing(self):
        return stand(self.facts(), CURRENT, at=AT)

    def found(self, detector):
        return detector.find(self.standing(), CURRENT)
