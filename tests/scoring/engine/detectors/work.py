"""Crafted outcomes and verifications for detectors, told back from `AT` in days and hours."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from scoring.engine.facts import DAY, Contributions, Facts, Outcomes, People, Verifications
from scoring.engine.policy import CURRENT
from scoring.engine.standing import stand

from .crowd import AT


@dataclass
class Work:
    outcomes: list = field(default_factory=list)
    contributions: list = field(default_factory=list)
    verifications: list = field(default_factory=list)

    def lands(self, author, day, lines, *, hour=0, root=None, area=None, reversed_day=None):
        number = len(self.outcomes)
        gone = None if reversed_day is None else AT - reversed_day * DAY
        self.outcomes.append((number, 0, AT - day * DAY + hour * 3600, root, area, lines, True, gone))
        self.contributions.append((number, author, author // 6))
        return number

    def verifies(self, verifier, outcome, minutes=600):
        number = len(self.verifications)
        at = self.outcomes[outcome][2] + minutes * 60
        self.verifications.append((number, outcome, verifier, at, verifier // 6, None))
        return number

    @classmethod
    def everyday(cls, people=240, each=6, seed=2):
        """Everybody lands changes of their own and has them verified by different colleagues."""
        work, rng = cls(), np.random.default_rng(seed)
        for author in range(people):
            for turn in range(each):
                outcome = work.lands(author, int(rng.integers(3, 170)), int(rng.integers(20, 200)), area=author)
                work.verifies((author + 7 + 13 * turn) % people, outcome, minutes=int(rng.integers(30, 3000)))
        return work

    def found(self, detector):
        facts = Facts(
            people=People.of((p, p // 6, False, None, None) for p in range(240)),
            outcomes=Outcomes.of(self.outcomes),
            contributions=Contributions.of(self.contributions),
            verifications=Verifications.of(self.verifications),
        )
        return detector.find(stand(facts, CURRENT, at=AT), CURRENT)
