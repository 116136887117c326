"""Surges: many people of one team speak for one person within a few days."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scoring.engine.chance import poisson_tail
from scoring.engine.facts import DAY, UNKNOWN, Gifts
from scoring.engine.policy import Policy
from scoring.engine.recent_gifts import recent
from scoring.engine.standing import Standing


@dataclass(frozen=True)
class Surge:
    team: int
    receiver: int
    gifts: Gifts  # by time
    givers: tuple[int, ...]
    expected: float  # gifts of the whole team in as many days, by its own rate
    p_value: float


def surges(standing: Standing, policy: Policy) -> list[Surge]:
    """The strongest window of each team and receiver, where chance gives it less than once in a thousand.

    The team's rate is read from its gifts outside the window: a surge must not excuse itself.
    """
    numbers = policy.detectors
    gifts = recent(standing, numbers.window_days)
    gifts = gifts.take(gifts.giver_team != UNKNOWN)
    of_team = dict(zip(*(part.tolist() for part in np.unique(gifts.giver_team, return_counts=True)), strict=True))
    order = np.lexsort((gifts.at, gifts.receiver, gifts.giver_team))
    gifts = gifts.take(order)
    key = np.stack([gifts.giver_team, gifts.receiver])
    starts = [0, *(np.flatnonzero(np.any(key[:, 1:] != key[:, :-1], axis=0)) + 1).tolist()]
    found = []
    for start, end in zip(starts, [*starts[1:], len(gifts)], strict=True):
        if end - start >= numbers.surge_givers:
            strongest = _strongest(gifts.take(np.arange(start, end)), policy)
            if strongest is not None:
                rate = (of_team[int(strongest.giver_team[0])] - len(strongest)) / numbers.window_days
                surge = _surge(strongest, rate * numbers.surge_days)
                if surge.p_value < numbers.surge_level:
                    found.append(surge)
    return found


def _strongest(gifts: Gifts, policy: Policy) -> Gifts | None:
    """The window with the most distinct givers; the earliest of equals."""
    numbers = policy.detectors
    best, most = None, numbers.surge_givers - 1
    for first in range(len(gifts)):
        last = int(np.searchsorted(gifts.at, gifts.at[first] + numbers.surge_days * DAY))
        if last - first > most:
            distinct = len(set(gifts.giver[first:last].tolist()))
            if distinct > most:
                best, most = np.arange(first, last), distinct
    return None if best is None else gifts.take(best)


def _surge(gifts: Gifts, expected: float) -> Surge:
    givers = tuple(sorted(set(gifts.giver.tolist())))
    p_value = float(poisson_tail(np.array([len(givers)]), np.array([expected]))[0])
    return Surge(int(gifts.giver_team[0]), int(gifts.receiver[0]), gifts, givers, expected, p_value)
