"""Random findings of every code and ruling, about facts that there are."""

from __future__ import annotations

import numpy as np
from numpy.random import Generator

from scoring.engine.facts import NEVER, FindingRows, GiftKind, Ints, Ruled
from scoring.engine.findings import CODES, About, usage_week_ids
from tests.scoring.engine.companies import AT, START
from tests.scoring.engine.worlds.packing import NUMBERS, Worlds

# Alone, together with others, or never significant at the family's level (engine/findings.py).
P_VALUES = np.array([0.0, 0.0004, 0.001, 0.004, 0.004, 0.5])
HOLDS = np.array([NEVER, NEVER, AT - 1, AT + 1000])
SEEN = np.array([START, START, START, AT - 1000, AT + 1])
RULINGS = np.array([*([Ruled.OPEN] * 4), Ruled.CONFIRMED, Ruled.DISMISSED, Ruled.SNOOZED])


def draw_findings(rng: Generator, worlds: Worlds, places: int, *, first: int = 0, acting: bool = False) -> FindingRows:
    """`places` a world, as many rows as there are facts to speak of; numbers from `first` on.

    `acting`: only such as nobody has lifted.
    """
    world = np.repeat(np.arange(worlds.n), places)
    kind, about = _about(rng, worlds, world)
    there = about >= 0
    world, kind, about = world[there], kind[there], about[there]
    rows = len(world)
    rulings = RULINGS[:5] if acting else RULINGS
    return FindingRows(
        about_kind=kind,
        about_id=about,
        code=_codes(rng, kind),
        factor=np.where(rng.random(rows) < 0.2, 0.0, rng.random(rows)),
        p_value=P_VALUES[rng.integers(0, len(P_VALUES), rows)],
        ruling=rulings[rng.integers(0, len(rulings), rows)].astype(np.int64),
        hold_until=HOLDS[rng.integers(0, len(HOLDS), rows)],
        at=SEEN[rng.integers(0, len(SEEN), rows)],
        # A few numbers, so that some findings are about several facts.
        finding=world * NUMBERS + first + rng.integers(0, 5, rows),
    )


def _codes(rng: Generator, kind: Ints) -> Ints:
    """Mostly of the detectors that look at such facts, now and then of any."""
    first = np.array([0, 0, 14, 14, 9])[kind]
    number = np.array([9, 9, 3, 3, 5])[kind]
    own = first + (rng.random(len(kind)) * number).astype(np.int64)
    return np.where(rng.random(len(kind)) < 0.8, own, rng.integers(0, len(CODES), len(kind)))


def _about(rng: Generator, worlds: Worlds, world: Ints) -> tuple[Ints, Ints]:
    """A kind of fact, and the id of one of the world; -1 where it has none of the kind. Few facts are chosen often,
    since what matters is how findings of one fact act together."""
    facts = worlds.facts
    weeks = usage_week_ids(facts.usage_weeks.person, facts.usage_weeks.week)
    thanks = facts.gifts.kind == GiftKind.THANKS
    of_gift, of_outcome = worlds.world_of("gifts"), worlds.world_of("outcomes")
    tables = {
        About.NOMINATION: (facts.gifts.id[~thanks], of_gift[~thanks]),
        About.THANKS: (facts.gifts.id[thanks], of_gift[thanks]),
        About.OUTCOME: (facts.outcomes.id, of_outcome),
        About.VERIFICATION: (facts.verifications.id, worlds.world_of("verifications")),
        About.USAGE_WEEK: (weeks, worlds.world_of("usage_weeks")),
    }
    kinds = np.array(list(tables))[rng.integers(0, len(tables), len(world))]
    about = np.full(len(world), -1)
    for kind, (ids, owner) in tables.items():
        rows = np.flatnonzero(kinds == kind)
        about[rows] = some_of(rng, ids, owner, world[rows], skew=4)
    return kinds, about


def some_of(rng: Generator, values: Ints, owner: Ints, world: Ints, skew: int = 1) -> Ints:
    """One of the values of each world, at random; -1 where it has none. `owner`: world of each value.

    `skew`: how much more often the first ones come; 1 for all alike, 4 for half from the first sixteenth.
    """
    order = np.argsort(owner, kind="stable")
    first, end = (np.searchsorted(owner[order], world, side=side) for side in ("left", "right"))
    place = first + (rng.random(len(world)) ** skew * (end - first)).astype(np.int64)
    picked = np.full(len(world), -1)
    some = end > first
    picked[some] = values[order[place[some]]]
    return picked
