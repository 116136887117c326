"""Attacks of the drill in a year of harbour: groups of one kind until a share of the year's gifts is planted."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scoring.engine.drill.attacks import ATTACKS
from scoring.engine.drill.planting import plant
from scoring.engine.drill.plot import PLANTED, Plot
from scoring.engine.drill.population import YEAR, Population
from scoring.engine.facts import DAY, Facts, Ints

# Of the year's gifts. The research planted between 0.1 and 2 %.
EFFORT = 0.01
EIGHT = (
    "reciprocal_pair", "ring", "clique", "thin_star", "camouflage", "slow_drip", "manager_surge", "cross_team_bloc",
)  # fmt: skip
KINDS = (
    *EIGHT,
    "copied_text", "varied_text", "threshold_hugging", "two_receivers", "single_edge_bloc", "hijacked_account",
)  # fmt: skip
TUNED_ON = (
    "reciprocal_pair", "ring", "thin_star", "camouflage", "manager_surge", "copied_text", "hijacked_account",
)  # fmt: skip


@dataclass(frozen=True)
class Planted:
    facts: Facts
    label: Ints  # by gift: HONEST, PLANTED or COVER
    people: frozenset[int]  # who takes part
    groups: int


def planted(population: Population, kind: str, seed: int, effort: float = EFFORT) -> Planted:
    """At least one group; with `effort` 0 exactly one."""
    rng = np.random.default_rng([seed, KINDS.index(kind)])
    plot, groups = Plot(population, rng), 0
    while not groups or _gifts(plot) < effort * len(population.year):
        plot.start = population.at - YEAR * DAY + int(rng.integers(20, 240)) * DAY
        ATTACKS[kind].plan(plot)
        groups += 1
    facts, label = plant(plot)
    mine = (end for gift in plot.gifts if gift.label == PLANTED for end in (gift.giver, gift.receiver))
    return Planted(facts, label, frozenset(mine), groups)


def _gifts(plot: Plot) -> int:
    return sum(gift.label == PLANTED for gift in plot.gifts)
