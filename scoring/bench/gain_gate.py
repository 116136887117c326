"""The outcome gate of a rule: recognition counts only beside work that others verified.

outcomes: {credit: 2, roots: 2, verifiers: 2}     of the year, not verified by who speaks for the person
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from scoring.engine.drill.gains import ALL_OUTCOMES
from scoring.engine.drill.plot import PLANTED, Plot
from scoring.engine.drill.population import Population
from scoring.engine.facts import Ints
from scoring.engine.outcomes import OutcomeQuery, outcome_credit
from scoring.engine.policy import CURRENT
from scoring.engine.standing import stand

CREDIT, ROOTS, VERIFIERS, EPOCHS = 2.0, 2, 2, 4


def proven_share(population: Population) -> float:
    """Of the year's gifts, those whose receiver passes by work of their own."""
    receivers = population.year.receiver
    return float(np.isin(receivers, _passing(population, {})).mean())


def passes(plot: Plot, person: int) -> bool:
    """By real work that nobody verified who speaks for the person in this plot."""
    speakers = frozenset(gift.giver for gift in plot.gifts if gift.receiver == person)
    return person in _passing(plot.population, {person: speakers}).tolist()


def _passing(population: Population, exclude: dict[int, frozenset[int]]) -> Ints:
    standing = stand(population.facts, CURRENT, at=population.at)
    query = OutcomeQuery(ALL_OUTCOMES, CURRENT.epoch_of(population.at) - EPOCHS + 1, exclude)
    some = np.array(sorted(exclude), np.int64) if exclude else None
    found = outcome_credit(standing, query, some)
    enough = (found.credit >= CREDIT) & (found.roots >= ROOTS) & (found.verifiers_count >= VERIFIERS)
    return found.person[enough]


def gated(plot: Plot) -> tuple[Plot, list[int]]:
    """The plot as it must be behind the gate, and for whom it still counts.

    Who has no work of their own needs invented work, verified by as many colluders as the gate asks for: those who
    would have given least do not speak for this person (nobody is read in both roles). Effort is no object here.
    """
    through = Plot(plot.population, plot.rng)
    through.newcomers = plot.newcomers
    people = []
    for person in plot.beneficiaries:
        speaking = [gift for gift in plot.gifts if gift.receiver == person and gift.label == PLANTED]
        givers = sorted({g.giver for g in speaking}, key=lambda g: (sum(x.giver == g for x in speaking), g))
        silent = set() if passes(plot, person) else set(givers[:VERIFIERS])
        if len(silent) < VERIFIERS and silent:
            continue
        kept = [replace(gift) for gift in speaking if gift.giver not in silent]
        if kept:
            people.append(person)
            through.gifts += kept
    through.gifts += [gift for gift in plot.gifts if gift.label != PLANTED]
    return through, people
