"""Random people: teams in trees of several depths, some who move, managers, one automated account."""

from __future__ import annotations

import numpy as np
from numpy.random import Generator

from scoring.engine.facts import NEVER, UNKNOWN, Facts, People, Teams
from tests.scoring.engine.companies import LAST_DAY, TREES
from tests.scoring.engine.worlds.packing import PEOPLE, ROBO, SLOTS, TEAMS, Worlds, day

UNLISTED = 9  # a team that no tree knows
CHOICE = np.array([0, 2, 3, 4, 5, 6, UNLISTED])  # 0: not known
PARENTS = np.array([[tree.get(team) or 0 for team in range(1, 7)] for tree in TREES])


def draw_staff(rng: Generator, n: int) -> Worlds:
    world = np.arange(n)[:, None]
    teams = (world * TEAMS + np.arange(1, 7)).ravel()
    parent = PARENTS[rng.integers(0, len(TREES), n)]
    parents = np.where(parent > 0, world * TEAMS + parent, UNKNOWN).ravel()

    # A third of the worlds are one or two teams, where nearly everybody is a colleague.
    crowded = rng.random((n, 1)) < 1 / 3
    before, after = (
        np.where(crowded, CHOICE[rng.integers(3, 5, (n, SLOTS))], CHOICE[rng.integers(0, len(CHOICE), (n, SLOTS))])
        for _ in range(2)
    )
    after = np.where(rng.random((n, SLOTS)) < 0.5, before, after)
    manager = rng.integers(0, PEOPLE + 1, (n, SLOTS))
    # Lower numbers manage higher ones: no circles, and nobody is managed by an automated account.
    manager[(manager >= np.arange(SLOTS)) | (manager == ROBO)] = 0
    manager[:, PEOPLE + 1 :] = 0

    def ids(local: np.ndarray) -> np.ndarray:
        return np.where(local > 0, world * TEAMS + local, UNKNOWN)

    slots = np.arange(1, PEOPLE + 1)
    left = np.where(rng.random((n, PEOPLE)) < 0.03, day(rng.integers(0, LAST_DAY, (n, PEOPLE))), NEVER)
    people = People(
        id=(world * SLOTS + slots).ravel(),
        team=ids(after)[:, slots].ravel(),
        automated=np.tile(slots == ROBO, n),
        started_on=np.where(rng.random(n * PEOPLE) < 0.5, day(0), NEVER),
        left_on=left.ravel(),
    )
    return Worlds(
        n=n,
        facts=Facts(people=people, teams=Teams(id=teams, parent=parents)),
        team=ids(before),
        team_later=ids(after),
        moved_at=day(rng.integers(0, LAST_DAY, (n, SLOTS))),
        manager=manager,
    )
