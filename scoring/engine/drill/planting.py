"""A plot's rows beside the facts of its background. Every planted row has an id that no real one has."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TypeVar

import numpy as np

from scoring.engine.drill.plot import HONEST, Plot
from scoring.engine.facts import (
    UNKNOWN,
    Columns,
    Contributions,
    Facts,
    GiftKind,
    Gifts,
    GiftTexts,
    Ints,
    Outcomes,
    People,
    Relation,
    Verifications,
)

C = TypeVar("C", bound=Columns)


def plant(plot: Plot) -> tuple[Facts, Ints]:
    """The background with the attack, and of every gift: HONEST, PLANTED or COVER."""
    facts = plot.population.facts
    gifts, texts = _gifts(plot)
    outcomes, contributions, verifications = _work(plot)
    usage_weeks, usage_days = facts.usage_weeks, facts.usage_days
    for week in plot.weeks:
        usage_weeks, usage_days = joined(usage_weeks, week.sketch()), joined(usage_days, week.days())
    people = People.of((n.person, n.team, False, n.first_day, None) for n in plot.newcomers)
    labels = [HONEST] * len(facts.gifts) + [gift.label for gift in plot.gifts]
    return (
        replace(
            facts,
            people=joined(facts.people, people),
            gifts=joined(facts.gifts, gifts),
            texts=joined(facts.texts, texts),
            outcomes=joined(facts.outcomes, outcomes),
            contributions=joined(facts.contributions, contributions),
            verifications=joined(facts.verifications, verifications),
            usage_weeks=usage_weeks,
            usage_days=usage_days,
        ),
        np.array(labels, np.int64),
    )


def joined(one: C, *others: C) -> C:
    """The rows of all."""
    every = [one, *(other for other in others if len(other))]
    if len(every) == 1:
        return one
    return type(one)(**{f.name: np.concatenate([getattr(some, f.name) for some in every]) for f in fields(one)})


def _gifts(plot: Plot) -> tuple[Gifts, GiftTexts]:
    population = plot.population
    kind, first = population.gift_kind, int(population.facts.gifts.id.max(initial=0)) + 1
    badge, label = (UNKNOWN, 0) if kind == GiftKind.THANKS else (population.badge, UNKNOWN)
    gifts = Gifts.of(
        (first + n, kind, badge, label, gift.giver, gift.receiver, gift.at, _team(plot, gift.giver),
         _team(plot, gift.receiver), _relation(plot, gift.giver, gift.receiver), None)
        for n, gift in enumerate(plot.gifts)
    )  # fmt: skip
    if not len(gifts):
        return gifts, GiftTexts()
    words = np.array([gift.text.words for gift in plot.gifts], np.int64)
    return gifts, GiftTexts(gifts.kind, gifts.id, words, np.stack([gift.text.signature for gift in plot.gifts]))


def _work(plot: Plot) -> tuple[Outcomes, Contributions, Verifications]:
    facts = plot.population.facts
    first, signed = int(facts.outcomes.id.max(initial=0)) + 1, int(facts.verifications.id.max(initial=0)) + 1
    made = list(enumerate(plot.outcomes, start=first))
    return (
        Outcomes.of((n, 0, o.at, o.root, o.area, o.size, o.vouched, o.reversed_at) for n, o in made),
        Contributions.of((n, o.person, _team(plot, o.person)) for n, o in made),
        Verifications.of(
            (n, first + v.outcome, v.verifier, v.at, _team(plot, v.verifier), None)
            for n, v in enumerate(plot.verifications, start=signed)
        ),
    )


def _team(plot: Plot, person: int) -> int:
    joining = (newcomer.team for newcomer in plot.newcomers if newcomer.person == person)
    return next(joining, plot.population.team_of.get(person, UNKNOWN))


def _relation(plot: Plot, giver: int, receiver: int) -> int:
    managers = plot.population.manager_of
    if managers.get(giver) == receiver:
        return int(Relation.TO_MANAGER)
    return int(Relation.TO_REPORT if managers.get(receiver) == giver else Relation.PEER)
