"""Random work: outcomes with roots, areas, sizes, co-authors and reversals; who verified them; weeks of usage."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.random import Generator

from scoring.engine.facts import DAY, NEVER, UNKNOWN, Contributions, Facts, Outcomes, UsageWeeks, Verifications
from scoring.engine.policy import CURRENT
from tests.scoring.engine.companies import AT, LAST_DAY
from tests.scoring.engine.worlds.packing import NUMBERS, PEOPLE, SLOTS, Worlds, day

SIZES = np.array([UNKNOWN, 0, 1, 10, 60, 200, 900, 10_000])
OF_WEEKS = 6


def draw_work(rng: Generator, worlds: Worlds, outcomes: int, verifications: int) -> Facts:
    n, shape = worlds.n, (worlds.n, outcomes)
    # In a third of the worlds a few people do all of the work and pass it to each other.
    most = np.where(rng.random((n, 1)) < 1 / 3, 3, PEOPLE)
    count = rng.integers(0, outcomes + 1, n)
    world, number = np.nonzero(np.arange(outcomes) < count[:, None])

    def drawn(values: np.ndarray) -> np.ndarray:
        picked: np.ndarray = values[world, number]
        return picked

    at = day(rng.integers(0, LAST_DAY + 1, shape))
    flavour = drawn(rng.integers(0, 8, shape))
    root, area = (drawn(rng.integers(0, 3, shape)) for _ in range(2))
    table = Outcomes(
        id=world * NUMBERS + number,
        kind=flavour % 3,
        at=drawn(at),
        root=np.where(root > 0, world * NUMBERS + root, UNKNOWN),
        area=np.where(area > 0, world * NUMBERS + area, UNKNOWN),
        size=SIZES[drawn(rng.integers(0, len(SIZES), shape))],
        vouched=flavour >= 4,
        reversed_at=np.where(flavour < 2, drawn(at) + 40 * DAY, NEVER),
    )
    authors = [drawn(1 + rng.integers(0, most, shape)) for _ in range(2)]
    authors[1] = np.where(rng.random(len(world)) < 0.7, authors[0], authors[1])
    pair = np.unique(
        np.concatenate([world * NUMBERS + number, world * NUMBERS + number]) * SLOTS + np.concatenate(authors)
    )
    outcome, slot = np.divmod(pair, SLOTS)
    of_world, when = outcome // NUMBERS, at[outcome // NUMBERS, outcome % NUMBERS]
    contributions = Contributions(
        outcome=outcome, person=of_world * SLOTS + slot, team=worlds.team_at(of_world, slot, when)
    )
    return replace(
        worlds.facts,
        outcomes=table,
        contributions=contributions,
        verifications=_verifications(rng, worlds, at, count, most, verifications),
    )


def _verifications(
    rng: Generator, worlds: Worlds, at: np.ndarray, count: np.ndarray, most: np.ndarray, number: int
) -> Verifications:
    shape = (worlds.n, number)
    there = (np.arange(number) < (number + 1) * rng.random((worlds.n, 1))) & (count[:, None] > 0)
    world, place = np.nonzero(there)
    of = (rng.random(shape) * count[:, None]).astype(np.int64)[world, place]
    verifier = (1 + rng.integers(0, most, shape))[world, place]
    when = at[world, of] + DAY * rng.integers(0, 121, len(world))
    withdrawn = np.where(rng.random(len(world)) < 0.1, when + 100 * DAY, NEVER)
    return Verifications(
        id=world * NUMBERS + place,
        outcome=world * NUMBERS + of,
        verifier=world * SLOTS + verifier,
        at=when,
        verifier_team=worlds.team_at(world, verifier, when),
        withdrawn_at=withdrawn,
    )


def draw_weeks(rng: Generator, worlds: Worlds) -> UsageWeeks:
    """Up to six of the last eight weeks of everybody; some with two accounts."""
    shape = (worlds.n, PEOPLE, OF_WEEKS)
    world, slot, _ = np.nonzero(rng.random(shape) < 0.6)
    last = int(CURRENT.weeks_of(np.array([AT]))[0])
    rows, unknown = len(world), np.full(len(world), np.nan)
    return UsageWeeks(
        person=world * SLOTS + slot + 1,
        week=last - rng.integers(0, 8, rows),
        active_days=rng.integers(0, 8, rows),
        requests=rng.integers(0, 10_000, rows),
        burstiness=unknown,
        gap_entropy=unknown,
        duplicate_share=unknown,
    )
