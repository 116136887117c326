"""A batch of random worlds."""

from __future__ import annotations

from dataclasses import dataclass

from numpy.random import Generator

from tests.scoring.engine.worlds.giving import draw_gifts
from tests.scoring.engine.worlds.packing import Worlds
from tests.scoring.engine.worlds.staff import draw_staff
from tests.scoring.engine.worlds.suspicion import draw_findings
from tests.scoring.engine.worlds.work import draw_weeks, draw_work


@dataclass(frozen=True)
class Busy:
    """How much happens in a world, at most: loose gifts, patterns of gifts, outcomes, verifications, findings."""

    loose: int = 0
    patterns: int = 0
    outcomes: int = 0
    verifications: int = 0
    findings: int = 0
    weeks: bool = False


GIVING = Busy(loose=14, patterns=2)
WORKING = Busy(outcomes=12, verifications=24)
EVERYTHING = Busy(loose=14, patterns=1, outcomes=12, verifications=20, findings=12, weeks=True)
A_LITTLE = Busy(loose=10, patterns=1, outcomes=5, verifications=8, findings=4)


def draw_worlds(rng: Generator, n: int, busy: Busy) -> Worlds:
    """The same generator draws the same worlds."""
    worlds = draw_staff(rng, n)
    if busy.loose:
        worlds = worlds.changed(gifts=draw_gifts(rng, worlds, busy.loose, busy.patterns))
    if busy.outcomes:
        facts = draw_work(rng, worlds, busy.outcomes, busy.verifications)
        worlds = worlds.changed(
            outcomes=facts.outcomes, contributions=facts.contributions, verifications=facts.verifications
        )
    if busy.weeks:
        worlds = worlds.changed(usage_weeks=draw_weeks(rng, worlds))
    if busy.findings:
        worlds = worlds.changed(findings=draw_findings(rng, worlds, busy.findings))
    return worlds
