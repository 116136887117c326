"""P5 to P8: what further gifts, own gifts, repetition and order may change."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.random import Generator

from scoring.engine.facts import UNKNOWN, Ints
from scoring.engine.policy import CURRENT
from scoring.engine.support import peer_support
from tests.scoring.engine.companies import BADGE, LAST_DAY, joined
from tests.scoring.engine.worlds.law import (
    Answer,
    Change,
    Law,
    Setting,
    all_of,
    by_person,
    everywhere,
    standing_of,
    support_of_eves,
)
from tests.scoring.engine.worlds.packing import EVE, NEWCOMERS, NUMBERS, PEOPLE, ROBO, Worlds, day
from tests.scoring.engine.worlds.shuffling import any_seed, shuffled

SOME = 5


def gifts_now(rng: Generator, worlds: Worlds, setting: Setting) -> Change:
    """Up to five slots (a newcomer among them, 0 for nobody), the badge of each, and whether it is thanks."""
    shape = (worlds.n, SOME)
    slots = rng.choice([0, 0, 2, 3, 4, 5, 6, 8, 9, NEWCOMERS], shape)
    slots[:, 0] = rng.choice([2, 3, 4, 5, 6, 8, 9, NEWCOMERS], worlds.n)
    return slots, rng.choice([BADGE, BADGE, BADGE + 1], shape), rng.choice([UNKNOWN, UNKNOWN, 0, 2], shape)


def _own_gifts(rng: Generator, worlds: Worlds, setting: Setting) -> Change:
    """As `gifts_now`, and a day of any time and of the open quarter for each."""
    slots, badge, label = gifts_now(rng, worlds, setting)
    first = CURRENT.epoch_start(CURRENT.epoch_of(setting.at))
    open_at = rng.integers(first, setting.at + 1, slots.shape)
    return slots, badge, label, day(rng.integers(0, LAST_DAY + 1, slots.shape)), open_at


def _to_eve_now(worlds: Worlds, change: Change, setting: Setting) -> Answer:
    slots, badge, label = change
    worlds = _with_a_stranger(worlds)
    after = worlds.with_gifts(slots, np.full(slots.shape, EVE), setting.at, badge=badge, label=label)
    before, after = support_of_eves(worlds, setting), support_of_eves(after, setting)
    return Answer(everywhere(worlds), all_of(after >= before), before, after)


def _by_eve_now(worlds: Worlds, change: Change, setting: Setting) -> Answer:
    slots, badge, label, _, open_at = change
    worlds = _with_a_stranger(worlds)
    # She is given something in that quarter too, before and after her own gift.
    first = CURRENT.epoch_start(CURRENT.epoch_of(setting.at))
    givers = np.broadcast_to([2, 3, 4], (worlds.n, 3))
    worlds = worlds.with_gifts(givers, np.full(givers.shape, EVE), np.array([first, setting.at, setting.at]))
    more = worlds.with_gifts(_eve_where(slots), slots, open_at, badge=badge, label=label)
    before, after = support_of_eves(worlds, setting), support_of_eves(more, setting)
    return Answer(everywhere(worlds), all_of(after == before), before, after)


def _by_eve_ever(worlds: Worlds, change: Change, setting: Setting) -> Answer:
    slots, badge, label, at, _ = change
    worlds = _with_a_stranger(worlds)
    more = worlds.with_gifts(_eve_where(slots), slots, at, badge=badge, label=label)
    before, after = support_of_eves(worlds, setting), support_of_eves(more, setting)
    return Answer(everywhere(worlds), all_of(after <= before), before, after)


def _with_a_stranger(worlds: Worlds) -> Worlds:
    return worlds.with_newcomers(np.zeros((worlds.n, 1), np.int64))


def _eve_where(slots: Ints) -> Ints:
    return np.where(slots > 0, EVE, 0)


def _in_another_order(worlds: Worlds, change: Change, setting: Setting) -> Answer:
    (seed,) = change
    gifts = worlds.facts.gifts
    return _same(worlds, worlds.changed(gifts=shuffled(gifts, worlds.world_of("gifts"), seed)), setting, True)


def _twice_and_to_oneself(worlds: Worlds, change: Change, setting: Setting) -> Answer:
    gifts = worlds.facts.gifts
    world, number = gifts.id // NUMBERS, gifts.id % NUMBERS
    again = replace(gifts, id=world * NUMBERS + (number + NUMBERS // 2) % NUMBERS)
    slots = np.broadcast_to(np.arange(1, PEOPLE + 1), (worlds.n, PEOPLE))
    to_oneself = worlds.gifts(
        np.repeat(np.arange(worlds.n), PEOPLE), np.tile(slots[0] + NUMBERS // 2 - 20, worlds.n), slots.ravel(),
        slots.ravel(), np.full(slots.size, setting.at),
    )  # fmt: skip
    to_robo = np.where(slots == ROBO, 0, slots)
    more = worlds.changed(gifts=joined(joined(gifts, again), to_oneself))
    more = more.with_gifts(to_robo, np.full(slots.shape, ROBO), setting.at)
    return _same(worlds, more, setting, False)


def _same(worlds: Worlds, other: Worlds, setting: Setting, told: bool) -> Answer:
    """Everybody measures the same; `told`: the same facts count, for the same reasons."""
    before, after = (_of_all(w, setting, told) for w in (worlds, other))
    return Answer(everywhere(worlds), all_of(before == after), before, after)


def _of_all(worlds: Worlds, setting: Setting, told: bool) -> np.ndarray:
    measure = peer_support(standing_of(worlds, setting), setting.query)
    columns = [measure.support, measure.teams, measure.voices]
    if told:
        # A part of the fingerprint that a float holds exactly.
        columns.extend((measure.prints(measure.person) >> np.uint64(12)).astype(np.float64).T)
    return by_person(worlds.n, measure.person, *columns)


GIVING_LAWS = (
    Law("P5", "one more nomination never lowers the receiver", gifts_now, _to_eve_now),
    Law("P6", "own giving of the open quarter changes nothing of one's own", _own_gifts, _by_eve_now),
    Law("P7", "own giving of any time never raises one's own", _own_gifts, _by_eve_ever),
    Law("P8", "another order of the gifts changes nothing, nor its reasons", any_seed, _in_another_order),
    Law("P8b", "a second time, to oneself and to machines: nothing", any_seed, _twice_and_to_oneself),
)
