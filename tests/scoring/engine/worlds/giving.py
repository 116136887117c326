"""Random gifts: loose ones, and patterns that people make together, once or quarter after quarter.

Numbers of gifts are places in a template, so that each keeps its number when others are taken out.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from scoring.engine.facts import DAY, NEVER, UNKNOWN, Gifts, Ints
from scoring.engine.policy import CURRENT
from tests.scoring.engine.companies import BADGE, LAST_DAY
from tests.scoring.engine.worlds.packing import EVE, PEOPLE, Worlds, day

GROUP, TIMES = 6, 5  # the largest pattern, and in how many quarters at most it comes again
CLIQUE, PRAISE, RING, STAR, FAN, PAIR, NOTHING = range(7)
KINDS = np.array([CLIQUE, PRAISE, PRAISE, RING, STAR, FAN, PAIR, NOTHING, NOTHING])
OTHER_BADGE = BADGE + 1
ANYBODY = PEOPLE + 1


@dataclass(frozen=True)
class Drawn:
    """Arrays of shape (worlds, places); `there` says which places hold a gift."""

    there: np.ndarray
    giver: Ints
    receiver: Ints
    day: Ints
    flavour: Ints


def draw_gifts(rng: Generator, worlds: Worlds, loose: int, patterns: int) -> Gifts:
    parts = [_loose(rng, worlds.n, loose), *(_pattern(rng, worlds.n) for _ in range(patterns))]
    columns = {name: np.concatenate([getattr(part, name) for part in parts], axis=1) for name in Drawn.__annotations__}
    world, number = np.nonzero(columns.pop("there"))
    giver, receiver, of_day, flavour = (column[world, number] for column in columns.values())
    at = _at_borders(rng, day(of_day) + number)
    withdrawn = np.where(flavour >= 10, at + (flavour - 9) * 200 * DAY, NEVER)
    return worlds.gifts(
        world, number, giver, receiver, at,
        badge=np.where(np.isin(flavour, (5, 6)), OTHER_BADGE, BADGE),
        label=np.where(np.isin(flavour, (7, 8, 9)), flavour - 7, UNKNOWN),
        withdrawn_at=withdrawn,
    )  # fmt: skip


def _at_borders(rng: Generator, at: Ints) -> Ints:
    """One in eight falls on the first or the last second of its quarter."""
    first = CURRENT.anchor + CURRENT.epochs_of(at) * CURRENT.epoch_seconds
    luck = rng.integers(0, 16, len(at))
    return np.select([luck == 0, luck == 1], [first, first + CURRENT.epoch_seconds - 1], at)


def _loose(rng: Generator, n: int, most: int) -> Drawn:
    """Of anybody to anybody, oneself and the automated account included; every third to Eve."""
    shape = (n, most)
    busy = (most + 1) * rng.random((n, 1))
    to_eve = rng.random(shape) < 1 / 3
    return Drawn(
        there=np.arange(most) < busy,
        giver=rng.integers(1, ANYBODY, shape),
        receiver=np.where(to_eve, EVE, rng.integers(1, ANYBODY, shape)),
        day=rng.integers(0, LAST_DAY + 1, shape),
        flavour=rng.integers(0, 12, shape),
    )


def _pattern(rng: Generator, n: int) -> Drawn:
    """A circle, a circle that praises Eve, a ring, a star around Eve, one who gives to all, or a patient pair."""
    kind = KINDS[rng.integers(0, len(KINDS), (n, 1, 1, 1))]
    size = np.where(kind == PAIR, 2, rng.integers(2, GROUP + 1, (n, 1, 1, 1)))
    members = np.argsort(rng.random((n, PEOPLE)), axis=1)[:, :GROUP] + 1
    one, other = np.indices((GROUP, GROUP))[:, None, None]
    in_group = (one < size) & (other < size)
    everybody_else = in_group & (one != other)
    praising_eve = (one < size) & (one == other)  # the diagonal is free: nobody in it praises themselves
    there = np.select(
        [kind == CLIQUE, kind == PRAISE, kind == RING, kind == STAR, kind == FAN, kind == PAIR],
        [
            everybody_else,
            everybody_else | praising_eve,
            in_group & (other == (one + 1) % size),
            praising_eve,
            everybody_else & (one == 0),
            everybody_else,
        ],
        False,
    )
    times = rng.integers(1, TIMES + 1, (n, 1, 1, 1))
    turn = np.arange(TIMES)[None, :, None, None]
    start, gap = rng.integers(0, 11, (n, 1, 1, 1)), rng.integers(1, 3, (n, 1, 1, 1))
    of_day = (start + turn * gap) * CURRENT.epoch_days + rng.integers(0, CURRENT.epoch_days, (n, 1, 1, 1))
    giver = np.broadcast_to(members[:, None, :, None], (n, TIMES, GROUP, GROUP))
    receiver = np.broadcast_to(members[:, None, None, :], (n, TIMES, GROUP, GROUP))
    mixed = rng.integers(0, 12, (n, TIMES, GROUP, GROUP))
    flavour = np.where(rng.random((n, 1, 1, 1)) < 0.6, 0, mixed)
    shape = (n, TIMES * GROUP * GROUP)
    there = there & (turn < times)
    return Drawn(
        there=np.broadcast_to(there, mixed.shape).reshape(shape),
        giver=giver.reshape(shape),
        receiver=np.where(one == other, EVE, receiver).reshape(shape),
        day=np.broadcast_to(of_day, mixed.shape).reshape(shape),
        flavour=flavour.reshape(shape),
    )
