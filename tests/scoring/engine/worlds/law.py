"""What a law is: a change that is drawn for every world, and an answer whether the law holds under it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from scoring.engine.facts import Bools, Facts, Floats, Ints
from scoring.engine.policy import CURRENT
from scoring.engine.standing import Standing, stand
from scoring.engine.support import SupportQuery, peer_support
from tests.scoring.engine.companies import AT, BADGE
from tests.scoring.engine.worlds.drawing import GIVING, Busy
from tests.scoring.engine.worlds.packing import EVE, SLOTS, Worlds

# Some sums of a few hundred numbers, each rounded to 2^-20: only bounds that compare two sums need it.
ROUNDING = 2.0**-12

Change = tuple[Ints, ...]  # arrays whose first axis is the world; ids in them are local, so that it can be moved


@dataclass(frozen=True)
class Setting:
    """What is asked, and when; the same for all worlds of a batch."""

    query: SupportQuery
    at: int


@dataclass(frozen=True)
class Answer:
    """By world. A case is a world that the law `applies` to: a giver's word cannot be taken out where nobody gave.

    `before` and `after` are told when the law is broken, of shape (worlds, numbers).
    """

    applies: Bools
    holds: Bools
    before: Floats
    after: Floats


@dataclass(frozen=True)
class Law:
    code: str
    says: str
    draw: Callable[[Generator, Worlds, Setting], Change]
    check: Callable[[Worlds, Change, Setting], Answer]
    busy: Busy = GIVING


def draw_setting(rng: Generator) -> Setting:
    """A rule counts nominations, thanks, or both, of all time or since a quarter; the moment is the middle of a
    quarter, its first second or its last."""
    both = frozenset({"nominations", "thanks"})
    start = CURRENT.epoch_start(CURRENT.epoch_of(AT))
    moment = (AT, AT, start, start - 1, AT - 400 * 86_400)[rng.integers(0, 5)]
    sources = (frozenset({"nominations"}), both, both, frozenset({"thanks"}))[rng.integers(0, 4)]
    since = (None, None, CURRENT.epoch_of(moment) - 3)[rng.integers(0, 3)]
    return Setting(SupportQuery(BADGE, sources, since_epoch=since), int(moment))


def standing_of(worlds: Worlds, setting: Setting) -> Standing:
    return stand(worlds.facts, CURRENT, at=setting.at)


def support_of_eves(worlds: Worlds, setting: Setting) -> Floats:
    """(worlds, 3): support, teams and voices of each world's Eve."""
    found = np.zeros((worlds.n, 3))
    measure = peer_support(standing_of(worlds, setting), setting.query, worlds.eves)
    rows = (measure.person - EVE) // SLOTS
    found[rows] = np.stack([measure.support, measure.teams, measure.voices], axis=1)
    return found


def by_person(n: int, person: Ints, *columns: Ints | Floats) -> Floats:
    """Measures of everybody of all worlds, of shape (worlds, SLOTS x columns); who is absent measures 0."""
    found = np.zeros((n * SLOTS, len(columns)))
    found[person] = np.stack(columns, axis=1)
    return found.reshape(n, SLOTS * len(columns))


def given_to_eve(facts: Facts, giver: Ints) -> Bools:
    """By gift: from the slot `giver` (by world) to Eve."""
    gifts = facts.gifts
    world = gifts.giver // SLOTS
    return (gifts.receiver % SLOTS == EVE) & (gifts.giver % SLOTS == giver[world])


def all_of(hold: Bools) -> Bools:
    """By world, of shape (worlds, numbers)."""
    answer: Bools = hold.all(axis=1)
    return answer


def everywhere(worlds: Worlds) -> Bools:
    return np.ones(worlds.n, np.bool_)
