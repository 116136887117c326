"""The honest counterpart of a plot: as much for the same people, by others who have nothing to do with each other."""

from __future__ import annotations

import numpy as np

from scoring.engine.drill.plot import PLANTED, PlantedGift, PlantedOutcome, PlantedVerification, Plot
from scoring.engine.facts import DAY, NEVER, UNKNOWN


def honest_counterpart(plot: Plot) -> Plot:
    """As many gifts at the same times, each of another person of another team who never met the receiver; as many
    outcomes, each a work item of its own that somebody else verified a day later; as many ordinary weeks of use.

    Where there are too few strangers the same ones come again.
    """
    honest = Plot(plot.population, plot.rng)
    honest.beneficiaries = list(plot.beneficiaries)
    strangers: dict[int, list[int]] = {}
    for gift in (gift for gift in plot.gifts if gift.label == PLANTED):
        who = _next(plot, gift.receiver, strangers)
        honest.gifts.append(PlantedGift(who, gift.receiver, gift.at, PLANTED, plot.text()))
    for number, outcome in enumerate(plot.outcomes):
        whole = PlantedOutcome(
            outcome.person, outcome.at, plot.size(), honest.work_item(), UNKNOWN, outcome.vouched, NEVER
        )
        honest.outcomes.append(whole)
        verifier = _next(plot, outcome.person, strangers)
        at = min(plot.population.at, outcome.at + DAY)
        honest.verifications.append(PlantedVerification(verifier, number, at))
    for week in plot.weeks:
        sessions = honest.own_moments(week.monday, SESSIONS)
        pauses = np.cumsum(plot.rng.exponential(90, (SESSIONS, TURNS)), axis=1).astype(np.int64)
        moments = (sessions[:, None] + pauses).ravel()
        honest.uses(week.person, week.monday, moments, honest.new_prompts(len(moments)), attended=60)
    return honest


SESSIONS, TURNS = 6, 8  # of an ordinary week


def _next(plot: Plot, person: int, strangers: dict[int, list[int]]) -> int:
    """Another stranger of this person: of a known other team where there are enough, in random order."""
    if not strangers.get(person):
        population = plot.population
        outside = {person, *plot.beneficiaries, *(gift.giver for gift in plot.gifts), *population.friends[person]}
        people = np.array([p for p in population.people.tolist() if p not in outside], np.int64)
        if not len(people):
            people = population.people[population.people != person]
        team = population.team_of.get(person, UNKNOWN)
        other = np.array([population.team_of.get(p, UNKNOWN) not in (team, UNKNOWN) for p in people.tolist()])
        # Popped from the end: people of other, known teams first.
        ordered = [*plot.rng.permutation(people[~other]).tolist(), *plot.rng.permutation(people[other]).tolist()]
        strangers[person] = ordered
    return strangers[person].pop()
