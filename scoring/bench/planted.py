"""Attacks on a year of gifts, matched to it: as many gifts a pair as its own pairs have, among its own people.

Half of the groups are people with common friends, half are strangers; every group chooses a time of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.random import Generator

from scoring.engine.facts import DAY, UNKNOWN, Facts, GiftKind, Gifts, Ints

YEAR = 365
NEWCOMERS = 1_000_000  # ids of accounts that an attack makes


@dataclass(frozen=True)
class Background:
    facts: Facts
    at: int  # seconds: the end of the year
    single: bool

    @cached_property
    def year(self) -> Gifts:
        gifts = self.facts.gifts
        return gifts.take((gifts.at <= self.at) & (gifts.at > self.at - YEAR * DAY))

    @cached_property
    def people(self) -> Ints:
        people = self.facts.people
        active = np.unique(np.concatenate([self.year.giver, self.year.receiver]))
        return active[~np.isin(active, people.id[people.automated])]

    @cached_property
    def multiplicity(self) -> Ints:
        return np.unique(np.stack([self.year.giver, self.year.receiver]), axis=1, return_counts=True)[1]

    @cached_property
    def popular(self) -> Ints:
        receivers, number = np.unique(self.year.receiver, return_counts=True)
        return receivers[np.argsort(-number, kind="stable")][:100]

    @cached_property
    def team_of(self) -> dict[int, int]:
        return dict(zip(self.facts.people.id.tolist(), self.facts.people.team.tolist(), strict=True))

    @cached_property
    def teams(self) -> list[list[int]]:
        """Members, of teams with five or more active people."""
        members: dict[int, list[int]] = defaultdict(list)
        for person in self.people.tolist():
            if self.team_of[person] != UNKNOWN:
                members[self.team_of[person]].append(person)
        return [found for _team, found in sorted(members.items()) if len(found) >= 5]

    @cached_property
    def friends(self) -> dict[int, set[int]]:
        gifts = self.facts.gifts.take(self.facts.gifts.at <= self.at)
        friends: dict[int, set[int]] = defaultdict(set)
        for one, other in zip(gifts.giver.tolist(), gifts.receiver.tolist(), strict=True):
            friends[one].add(other)
            friends[other].add(one)
        return friends


class Attack:
    """Gathers the gifts of one attack."""

    def __init__(self, background: Background, rng: Generator) -> None:
        self.background, self.rng = background, rng
        self.start = background.at - YEAR * DAY + int(rng.integers(20, 240)) * DAY
        self.rows: list[tuple[int, int, int]] = []  # giver, receiver, at
        self.camouflage: list[tuple[int, int, int]] = []

    def group(self, size: int) -> list[int]:
        near = self.rng.random() < 0.5
        people, friends = self.background.people, self.background.friends
        while True:
            first = int(self.rng.choice(people))
            if not near:
                return [first, *self.rng.choice(people[people != first], size - 1, replace=False).tolist()]
            circle = set().union(*(friends[friend] for friend in friends[first])) & set(people.tolist()) - {first}
            if len(circle) >= size - 1:
                return [first, *self.rng.choice(sorted(circle), size - 1, replace=False).tolist()]

    def times(self) -> int:
        return 1 if self.background.single else int(self.rng.choice(self.background.multiplicity))

    def gives(self, giver: int, receiver: int, times: int, days: int = 90, start: int | None = None) -> None:
        since = self.start if start is None else start
        for _ in range(times):
            self.rows.append((giver, receiver, since + int(self.rng.integers(0, days * DAY))))

    def facts(self) -> tuple[Facts, Ints]:
        """The background with the attack, and 1 for planted gifts, 2 for their camouflage, 0 for honest ones."""
        gifts, team_of = self.background.facts.gifts, self.background.team_of
        planted = Gifts.of(
            (int(gifts.id.max()) + 1 + n, GiftKind.NOMINATION, 1, None, giver, receiver, at,
             team_of.get(giver, UNKNOWN), team_of.get(receiver, UNKNOWN), 0, None)
            for n, (giver, receiver, at) in enumerate(self.rows + self.camouflage)
        )  # fmt: skip
        joined = Gifts(*(np.concatenate([getattr(gifts, f), getattr(planted, f)]) for f in gifts.__dataclass_fields__))
        label = np.repeat([0, 1, 2], [len(gifts), len(self.rows), len(self.camouflage)])
        return Facts(**{**self.background.facts.__dict__, "gifts": joined}), label


def pair(a: Attack) -> None:
    one, other = a.group(2)
    for giver, receiver in ((one, other), (other, one)):
        a.gives(giver, receiver, 1 if a.background.single else max(2, a.times()))


def ring(a: Attack) -> None:
    members = a.group(int(a.rng.integers(3, 8)))
    for place, giver in enumerate(members):
        a.gives(giver, members[(place + 1) % len(members)], a.times())


def clique(a: Attack, days: int = 90, start: int | None = None) -> None:
    members = a.group(int(a.rng.integers(3, 7)))
    for giver in members:
        for receiver in members:
            if giver != receiver:
                a.gives(giver, receiver, a.times(), days, start)


def slow_drip(a: Attack) -> None:
    clique(a, 360, a.background.at - 364 * DAY)


def camouflage(a: Attack) -> None:
    clique(a)
    for giver in sorted({row[0] for row in a.rows}):
        for honest in a.rng.choice(a.background.popular, 10, replace=False).tolist():
            a.camouflage.append((giver, honest, a.start + int(a.rng.integers(0, 90 * DAY))))


def star(a: Attack) -> None:
    """Accounts made for it; nobody knows them."""
    [receiver] = a.group(1)
    for n in range(int(a.rng.integers(4, 9))):
        a.gives(NEWCOMERS + n, receiver, a.times())


def team_surge(a: Attack) -> None:
    team = a.background.teams[int(a.rng.integers(len(a.background.teams)))]
    size = min(len(team) - 1, int(a.rng.integers(4, 9)))
    receiver, *givers = a.rng.choice(team, size + 1, replace=False).tolist()
    for giver in givers:
        a.gives(giver, receiver, 1, days=3)


def bloc(a: Attack) -> None:
    receiver, *givers = a.group(1 + int(a.rng.integers(4, 9)))
    for giver in givers:
        a.gives(giver, receiver, a.times(), days=30)


def hugging(a: Attack) -> None:
    """Just enough: three givers, one gift a quarter each."""
    receiver, *givers = a.group(4)
    for giver in givers:
        for quarter in range(1 if a.background.single else 3):
            a.gives(giver, receiver, 1, 20, a.background.at - (355 - 90 * quarter) * DAY)


def two_receivers(a: Attack) -> None:
    one, other, *givers = a.group(7)
    for giver in givers:
        a.gives(giver, one, a.times())
        a.gives(giver, other, a.times())


ATTACKS: dict[str, Callable[[Attack], None]] = {
    "pair": pair, "ring": ring, "clique": clique, "star": star, "camouflage": camouflage, "slow drip": slow_drip,
    "team surge": team_surge, "bloc": bloc, "hugging": hugging, "two receivers": two_receivers,
}  # fmt: skip
TUNED_ON = ("pair", "ring", "camouflage", "star", "team surge")  # and on the year before
EIGHT = ("pair", "ring", "clique", "star", "camouflage", "slow drip", "team surge", "bloc")
