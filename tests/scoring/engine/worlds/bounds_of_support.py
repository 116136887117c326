"""P1 to P4: how much one giver, a team and a coalition can add, whatever else happened."""

from __future__ import annotations

import numpy as np
from numpy.random import Generator

from scoring.engine.facts import Ints
from scoring.engine.policy import CURRENT
from tests.scoring.engine.companies import LAST_DAY
from tests.scoring.engine.worlds.law import (
    ROUNDING,
    Answer,
    Change,
    Law,
    Setting,
    everywhere,
    given_to_eve,
    support_of_eves,
)
from tests.scoring.engine.worlds.packing import EVE, NEWCOMERS, SLOTS, Worlds, day
from tests.scoring.engine.worlds.staff import CHOICE
from tests.scoring.engine.worlds.suspicion import some_of

MOST = 12  # newcomers


def one_gift_to_eve(rng: Generator, worlds: Worlds, setting: Setting) -> Change:
    """The giver (slot, 0 where Eve has nothing) and the quarter of one of Eve's gifts."""
    gifts = worlds.facts.gifts
    to_eve = np.flatnonzero((gifts.receiver % SLOTS == EVE) & (gifts.giver != gifts.receiver))
    row = some_of(rng, to_eve, gifts.receiver[to_eve] // SLOTS, np.arange(worlds.n))
    giver, at = (np.append(column, 0)[row] for column in (gifts.giver % SLOTS, gifts.at))
    return giver, CURRENT.epochs_of(at)


def _one_epoch(worlds: Worlds, change: Change, setting: Setting) -> Answer:
    giver, epoch = change
    gifts = worlds.facts.gifts
    taken = given_to_eve(worlds.facts, giver) & (CURRENT.epochs_of(gifts.at) == epoch[worlds.world_of("gifts")])
    return _added_at_most(worlds.changed(gifts=gifts.take(~taken)), worlds, setting, np.ones(worlds.n), giver > 0)


def _all_epochs(worlds: Worlds, change: Change, setting: Setting) -> Answer:
    giver, _ = change
    gifts = worlds.facts.gifts
    taken = given_to_eve(worlds.facts, giver)
    moments = np.unique(gifts.giver[taken] // SLOTS * 10_000 + CURRENT.epochs_of(gifts.at[taken]))
    epochs = np.bincount(moments // 10_000, minlength=worlds.n)
    return _added_at_most(worlds.changed(gifts=gifts.take(~taken)), worlds, setting, np.log2(1 + epochs), giver > 0)


def _newcomers(rng: Generator, worlds: Worlds, setting: Setting) -> Change:
    """Their teams of shape (worlds, MOST), -1 for nobody; their moment; whom each also gives to (0 for nobody), and
    which of them give to which (worlds, MOST x MOST): none, some or all."""
    n = worlds.n
    teams = CHOICE[rng.integers(0, len(CHOICE), (n, MOST))]
    # Few teams in half of the worlds, so that a team has many.
    teams = np.where(rng.random((n, 1)) < 0.5, CHOICE[rng.integers(3, 5, (n, MOST))], teams)
    teams[np.arange(MOST) >= rng.integers(1, MOST + 1, (n, 1))] = -1
    friend = rng.choice([0, 2, 3, 4, 5, 6], (n, MOST))
    each_other = rng.random((n, MOST * MOST)) < rng.choice([0.0, 0.2, 1.0], (n, 1))
    return teams, day(rng.integers(0, LAST_DAY + 1, n)), friend, each_other.astype(np.int64)


def _one_team(worlds: Worlds, change: Change, setting: Setting) -> Answer:
    teams, at, _, _ = change
    there = teams >= 0
    joined = worlds.with_newcomers(np.where(there, teams[:, :1], 0))
    k = there.sum(axis=1)
    bound = np.minimum(CURRENT.team_cap, np.log2(1 + k))
    return _added_at_most(worlds, _all_nominate_eve(joined, there, at), setting, bound, everywhere(worlds))


def _coalition(worlds: Worlds, change: Change, setting: Setting) -> Answer:
    """They may also give to each other and to somebody of the company."""
    teams, at, friend, each_other = change
    there = teams >= 0
    joined = _all_nominate_eve(worlds.with_newcomers(np.maximum(teams, 0)), there, at)
    one, other = (index.ravel() for index in np.indices((MOST, MOST)))
    pairs = there[:, one] & there[:, other] & (one != other) & (each_other > 0)
    joined = joined.with_gifts(np.where(pairs, NEWCOMERS + one, 0), NEWCOMERS + other, at[:, None])
    joined = joined.with_gifts(np.where(there & (friend > 0), NEWCOMERS + np.arange(MOST), 0), friend, at[:, None])
    k = there.sum(axis=1)
    t = np.array([len({team for team in row if team >= 0}) for row in teams.tolist()])
    return _added_at_most(worlds, joined, setting, t * np.log2(1 + k / t), everywhere(worlds))


def _all_nominate_eve(joined: Worlds, there: np.ndarray, at: Ints) -> Worlds:
    return joined.with_gifts(np.where(there, NEWCOMERS + np.arange(MOST), 0), np.full(there.shape, EVE), at[:, None])


def _added_at_most(less: Worlds, more: Worlds, setting: Setting, bound: np.ndarray, applies: np.ndarray) -> Answer:
    before, after = support_of_eves(less, setting), support_of_eves(more, setting)
    return Answer(applies, after[:, 0] - before[:, 0] <= bound + ROUNDING, before, after)


BOUNDS = (
    Law("P1", "one giver adds at most 1 in a quarter", one_gift_to_eve, _one_epoch),
    Law("P2", "one giver adds at most log2(1 + E) in E quarters", one_gift_to_eve, _all_epochs),
    Law("P3", f"k of one team add at most min({CURRENT.team_cap:g}, log2(1 + k))", _newcomers, _one_team),
    Law("P4", "k of t teams add at most t log2(1 + k/t)", _newcomers, _coalition),
)
