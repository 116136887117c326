"""Invented people with ordinary lives: each is the double of a real person, with copies of that person's facts.

A drill speaks of nobody real. An invented person needs a past all the same, or every detector of thin accounts
would see the attack: so a double joins the model's team on the model's first day, gives what the model gave, gets
what the model got, did the same work and had it verified by the same people. Between two doubles of one group the
copies run between the doubles.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
from numpy.random import Generator

from scoring.engine.drill.planting import joined
from scoring.engine.drill.population import Population
from scoring.engine.drill.texts import hashes
from scoring.engine.facts import SIGNATURE_SIZE, UNKNOWN, Bools, Columns, Facts, Gifts, GiftTexts, Ints

GROUP = 11  # people the largest attack needs
C = TypeVar("C", bound=Columns)


@dataclass(frozen=True)
class Cast:
    """`population`: the company with the doubles in it, from whom alone attackers are taken."""

    population: Population
    doubles: tuple[int, ...]


def with_doubles(population: Population, rng: Generator) -> Cast:
    """Three groups: people with common friends, strangers, and (where one is large enough) members of one team."""
    near, strangers = _circle(population, rng), rng.choice(population.people, GROUP, replace=False)
    teams = sorted(population.teams, key=len)
    team = np.array(teams[-1][:GROUP] if teams else [], np.int64)
    facts, groups, first = population.facts, [], population.next_person
    for models in (near, strangers, team):
        doubles = np.arange(first, first + len(models))
        facts = _doubled(facts, population.facts, np.sort(models), doubles, rng)
        groups.append(tuple(doubles.tolist()))
        first += len(models)
    added = replace(population, facts=facts, actors=(groups[0], groups[1]), team_actors=groups[2])
    return Cast(added, tuple(person for group in groups for person in group))


def _circle(population: Population, rng: Generator) -> Ints:
    """Somebody with ten people around who have common friends; of a few tries the largest circle, filled up."""
    largest = np.empty(0, np.int64)
    for first in rng.permutation(population.people)[:20].tolist():
        circle = np.append(population.near(rng, first), first)
        if len(circle) > len(largest):
            largest = circle
        if len(largest) >= GROUP:
            break
    chosen = rng.choice(largest, min(GROUP, len(largest)), replace=False)
    others = population.people[~np.isin(population.people, chosen)]
    return np.concatenate([chosen, rng.choice(others, GROUP - len(chosen), replace=False)])


def _doubled(facts: Facts, originals: Facts, models: Ints, doubles: Ints, rng: Generator) -> Facts:
    """`facts` with copies of what `originals` know of the models (sorted ids), told of the doubles instead."""
    if not len(models):
        return facts

    def double(persons: Ints) -> Ints:
        place = np.minimum(np.searchsorted(models, persons), len(models) - 1)
        return np.where(models[place] == persons, doubles[place], persons)

    def about(rows: C, *columns: str) -> C:
        named = np.zeros(len(rows), np.bool_)
        for column in columns:
            named |= np.isin(getattr(rows, column), models)
        some = rows.take(named)
        return replace(some, **{column: double(getattr(some, column)) for column in columns})

    people = about(originals.people, "id")
    gifts = about(originals.gifts, "giver", "receiver")
    copies = replace(gifts, id=_new_ids(facts.gifts.id, len(gifts)))
    contributions = about(originals.contributions, "person")
    # Work is copied whole: a second author of the same outcome would take from the first.
    mine = originals.outcomes.take(np.isin(originals.outcomes.id, contributions.outcome))
    ids = _new_ids(facts.outcomes.id, len(mine))
    roots = np.where(mine.root == UNKNOWN, UNKNOWN, mine.root ^ int(rng.integers(1, 1 << 40)))
    contributions = replace(contributions, outcome=_renamed(contributions.outcome, mine.id, ids))
    of_mine = originals.verifications.take(np.isin(originals.verifications.outcome, mine.id))
    of_mine = replace(of_mine, verifier=double(of_mine.verifier), outcome=_renamed(of_mine.outcome, mine.id, ids))
    by_me = about(originals.verifications, "verifier")
    by_me = by_me.take(~np.isin(by_me.outcome, mine.id))
    verifications = joined(of_mine, by_me)
    verifications = replace(verifications, id=_new_ids(facts.verifications.id, len(verifications)))
    return replace(
        facts,
        people=joined(facts.people, people),
        gifts=joined(facts.gifts, copies),
        texts=joined(facts.texts, _texts(originals.texts, gifts, copies, rng)),
        outcomes=joined(facts.outcomes, replace(mine, id=ids, root=roots)),
        contributions=joined(facts.contributions, contributions),
        verifications=joined(facts.verifications, verifications),
        held=joined(facts.held, about(originals.held, "person")),
        managers=joined(facts.managers, about(originals.managers, "person")),
        usage_weeks=joined(facts.usage_weeks, about(originals.usage_weeks, "person")),
        usage_days=joined(facts.usage_days, about(originals.usage_days, "person")),
    )


def _new_ids(taken: Ints, number: int) -> Ints:
    return np.arange(1, number + 1) + int(taken.max(initial=0))


def _renamed(ids: Ints, old: Ints, new: Ints) -> Ints:
    order = np.argsort(old, kind="stable")
    return new[order[np.searchsorted(old[order], ids)]]


def _texts(texts: GiftTexts, old: Gifts, new: Gifts, rng: Generator) -> GiftTexts:
    """As long as the model's, in other words: a copy word for word would be a finding of its own."""
    place = {key: row for row, key in enumerate(zip(texts.kind.tolist(), texts.gift.tolist(), strict=True))}
    rows = [place.get(key, -1) for key in zip(old.kind.tolist(), old.id.tolist(), strict=True)]
    written: Bools = np.array(rows, np.int64) >= 0
    if not np.any(written):
        return GiftTexts()
    words = texts.words[np.array(rows, np.int64)[written]]
    signature = np.stack([hashes(rng) for _ in range(len(words))]).reshape(len(words), SIGNATURE_SIZE)
    return GiftTexts(new.kind[written], new.id[written], words, signature)
