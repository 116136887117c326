"""What an attack has to look like: the habits of a company in the year before a moment.

Attacks that differ from their background by repetition, hours or degree are found for the wrong reason: repeated
gifts planted where nobody repeats give AUC 0.98-1.00 whatever the detector (research, C6). So people, number of
gifts a pair, weekday and hour, number of words and size of work are all drawn from the background.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.random import Generator

from scoring.engine.facts import DAY, UNKNOWN, Facts, GiftKind, Gifts, Ints

YEAR = 365
POPULAR = 100  # people whom many recognise: where honest-looking gifts go
TEAM = 5  # members of a team in which a surge is possible at all


@dataclass(frozen=True)
class Population:
    """`single`: in this background nobody recognises anybody twice."""

    facts: Facts
    at: int  # seconds: the end of the year
    single: bool = False
    badge: int = 1  # the badge that planted nominations are for
    # Invented groups, from whom attackers are taken instead of from everybody; and one whose people share a team.
    actors: tuple[tuple[int, ...], ...] = ()
    team_actors: tuple[int, ...] = ()

    @cached_property
    def year(self) -> Gifts:
        gifts = self.facts.gifts
        kept = (gifts.at <= self.at) & (gifts.at > self.at - YEAR * DAY) & (gifts.giver != gifts.receiver)
        return gifts.take(kept)

    @cached_property
    def people(self) -> Ints:
        """Humans who gave or received in the year; everybody present where nobody did. Sorted."""
        people = self.facts.people
        out = people.id[people.automated | (people.left_on <= self.at)]
        active = np.unique(np.concatenate([self.year.giver, self.year.receiver]))
        active = active[~np.isin(active, out)]
        return active if len(active) > 1 else np.unique(people.id[~np.isin(people.id, out)])

    @cached_property
    def multiplicity(self) -> Ints:
        """Gifts of every pair of the year."""
        pairs = np.stack([self.year.giver, self.year.receiver])
        count: Ints = np.unique(pairs, axis=1, return_counts=True)[1]
        return count if len(count) else np.ones(1, np.int64)

    @cached_property
    def popular(self) -> Ints:
        receivers, number = np.unique(self.year.receiver, return_counts=True)
        known = np.isin(receivers, self.people)
        receivers, number = receivers[known], number[known]
        most = receivers[np.argsort(-number, kind="stable")][:POPULAR]
        return most if len(most) else self.people

    @cached_property
    def team_of(self) -> dict[int, int]:
        return dict(zip(self.facts.people.id.tolist(), self.facts.people.team.tolist(), strict=True))

    @cached_property
    def manager_of(self) -> dict[int, int]:
        managers = self.facts.managers
        return dict(zip(managers.person.tolist(), managers.manager.tolist(), strict=True))

    @cached_property
    def teams(self) -> list[list[int]]:
        """Members, of teams with five or more active people."""
        members: dict[int, list[int]] = defaultdict(list)
        for person in self.people.tolist():
            if self.team_of.get(person, UNKNOWN) != UNKNOWN:
                members[self.team_of[person]].append(person)
        return [found for _team, found in sorted(members.items()) if len(found) >= TEAM]

    @cached_property
    def friends(self) -> dict[int, set[int]]:
        """Whom each person ever gave to or received from."""
        gifts = self.facts.gifts.take(self.facts.gifts.at <= self.at)
        friends: dict[int, set[int]] = defaultdict(set)
        for one, other in zip(gifts.giver.tolist(), gifts.receiver.tolist(), strict=True):
            friends[one].add(other)
            friends[other].add(one)
        return friends

    @cached_property
    def words(self) -> Ints:
        """Numbers of words of the background's texts."""
        return self.facts.texts.words[self.facts.texts.words > 0]

    @cached_property
    def sizes(self) -> Ints:
        """Changed lines of the background's outcomes."""
        sizes = self.facts.outcomes.size
        known = sizes[sizes > 0]
        return known if len(known) else np.full(1, 50, np.int64)

    @cached_property
    def gift_kind(self) -> int:
        """What most gifts of the year are."""
        thanks = int(np.count_nonzero(self.year.kind == GiftKind.THANKS))
        return int(GiftKind.THANKS if thanks * 2 > len(self.year) else GiftKind.NOMINATION)

    @cached_property
    def next_person(self) -> int:
        facts = self.facts
        every = (facts.people.id, facts.gifts.giver, facts.gifts.receiver, facts.contributions.person,
                 facts.verifications.verifier)  # fmt: skip
        return 1 + max((int(ids.max()) for ids in every if len(ids)), default=0)

    def moment(self, rng: Generator, since: int, days: int) -> int:
        """Within `days` after `since`: the day at random, the hour that of a gift of the background.

        Over a week or longer the weekday is the background's too.
        """
        at = since + int(rng.integers(0, days * DAY))
        if not len(self.year):
            return at
        model = int(self.year.at[int(rng.integers(len(self.year)))])
        cycle = 7 * DAY if days >= 7 else DAY
        moved = at - at % cycle + model % cycle
        return moved if since <= moved < since + days * DAY else at - at % DAY + model % DAY

    def near(self, rng: Generator, person: int) -> Ints:
        """People with a common friend of this person, sorted."""
        circle = set().union(*(self.friends[friend] for friend in self.friends[person]))
        return np.array(sorted(circle & set(self.people.tolist()) - {person}), np.int64)
