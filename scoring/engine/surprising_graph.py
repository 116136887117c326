"""Edges of giving that neither how much people give and receive nor their teams explain, and groups in them.

Null (degree-corrected, after CIDRE): expected gifts i -> j = out_i x in_j / all gifts x r, where r is one number
for pairs of the same team and one for the others, so that all expected gifts of each kind add up to the seen
ones. CIDRE's own blocks by team would explain a ring inside a team of six by the team: the ring is most of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import permutations

import numpy as np

from scoring.engine.chance import poisson_tail, significant
from scoring.engine.facts import UNKNOWN, Floats, Gifts, Ints
from scoring.engine.fixed import add_up, spread
from scoring.engine.recent_gifts import Pairs


@dataclass(frozen=True)
class SurprisingGraph:
    gifts: Gifts
    pairs: Pairs
    ratios: tuple[float, float]  # r of other teams and of the same team
    p_value: Floats  # by pair, given that there is a gift at all
    edges: Ints  # rows of pairs that stand out

    @classmethod
    def of(cls, gifts: Gifts, level: float) -> SurprisingGraph:
        pairs = Pairs.of(gifts)
        ratios = _ratios(gifts)
        same = np.zeros(len(pairs.giver), np.bool_)
        same[pairs.of_gift[(gifts.giver_team == gifts.receiver_team) & (gifts.giver_team != UNKNOWN)]] = True
        expected = pairs.given * pairs.received / max(1, len(gifts)) * np.where(same, ratios[1], ratios[0])
        # Only pairs with a gift are looked at, so one gift alone is no surprise.
        some = poisson_tail(np.ones(len(expected), np.int64), expected)
        p_value = poisson_tail(pairs.count, expected) / np.maximum(some, 1e-300)
        return cls(gifts, pairs, ratios, p_value, np.flatnonzero(significant(p_value, level)))

    @cached_property
    def _people(self) -> dict[int, tuple[int, int, int]]:
        """Person -> (gifts given, gifts received, team)."""
        gifts, pairs = self.gifts, self.pairs
        given = dict(zip(pairs.giver.tolist(), pairs.given.tolist(), strict=True))
        received = dict(zip(pairs.receiver.tolist(), pairs.received.tolist(), strict=True))
        team = dict(zip(gifts.receiver.tolist(), gifts.receiver_team.tolist(), strict=True))
        team |= dict(zip(gifts.giver.tolist(), gifts.giver_team.tolist(), strict=True))
        return {person: (given.get(person, 0), received.get(person, 0), team[person]) for person in team}

    @property
    def n_people(self) -> int:
        return len(self._people)

    def expected_inside(self, members: frozenset[int]) -> float:
        """Gifts among the members that degrees and teams explain, over all ordered pairs of them."""
        total, expected = max(1, len(self.gifts)), 0.0
        for giver, receiver in permutations(sorted(members), 2):
            given, _, team = self._people[giver]
            _, received, other = self._people[receiver]
            expected += given * received / total * self.ratios[int(team == other and team != UNKNOWN)]
        return expected

    def rows_inside(self, members: frozenset[int]) -> Ints:
        """Pairs (rows) with both ends among the members."""
        among = np.array(sorted(members), np.int64)
        # Pairs are sorted by giver.
        first = np.searchsorted(self.pairs.giver, among)
        _, rows = spread(first, np.searchsorted(self.pairs.giver, among, side="right") - first)
        return rows[np.isin(self.pairs.receiver[rows], among)]

    def gifts_of(self, rows: Ints) -> Gifts:
        return self.gifts.take(self.pairs.gifts_of(rows))

    def shares(self, person: int, inside: Ints) -> tuple[float, float]:
        """Of what the person gives (donor) and receives (recipient): the share that stays in these pairs."""
        pairs = self.pairs
        mine, to_me = inside[pairs.giver[inside] == person], inside[pairs.receiver[inside] == person]
        donor = float(pairs.count[mine].sum() / pairs.given[mine[0]]) if len(mine) else 0.0
        recipient = float(pairs.count[to_me].sum() / pairs.received[to_me[0]]) if len(to_me) else 0.0
        return donor, recipient

    def circles(self, most: int) -> list[frozenset[int]]:
        """Groups of at most `most` people whose surprising edges lead from everybody to everybody."""
        return self._groups(self.edges, most, both_ways=False)

    def clusters(self, most: int, level: float) -> list[frozenset[int]]:
        """Groups of at most `most` people connected in any direction by edges of p < level, each by itself."""
        return self._groups(np.flatnonzero(self.p_value < level), most, both_ways=True)

    def _groups(self, edges: Ints, most: int, *, both_ways: bool) -> list[frozenset[int]]:
        """A larger group is taken apart at its least surprising edges until its parts are small enough: a small
        ring must not hide in a busy core."""
        found = []
        waiting = [edges[np.argsort(self.p_value[edges], kind="stable")]]
        while waiting:
            edges = waiting.pop()
            giver, receiver = self.pairs.giver[edges].tolist(), self.pairs.receiver[edges].tolist()
            arrows = list(zip(giver, receiver, strict=True))
            back = list(zip(receiver, giver, strict=True)) if both_ways else []
            for members in strongly_connected(arrows + back):
                if len(members) <= most:
                    found.append(members)
                    continue
                among = sorted(members)
                kept = edges[np.isin(giver, among) & np.isin(receiver, among)]
                # The weaker eighth, at least one: a few dozen rounds at worst.
                waiting.append(kept[: len(kept) - max(1, len(kept) // 8)])
        return sorted(found, key=sorted)


def _ratios(gifts: Gifts) -> tuple[float, float]:
    """r of pairs of other teams (at most 1) and of the same team (at least 1)."""
    total = max(1, len(gifts))
    seen = int(((gifts.giver_team == gifts.receiver_team) & (gifts.giver_team != UNKNOWN)).sum())
    inside = _inside_teams(gifts) / total
    same = seen / inside if inside else 1.0
    return min((total - seen) / max(1.0, total - inside), 1.0), max(same, 1.0)


def _inside_teams(gifts: Gifts) -> float:
    """Sum over teams of gifts given x gifts received by its members, seen pairs or not."""
    known = np.unique(np.concatenate([gifts.giver_team, gifts.receiver_team]))
    ones = np.ones(len(gifts), np.int64)
    given = add_up(np.searchsorted(known, gifts.giver_team), ones, len(known))
    received = add_up(np.searchsorted(known, gifts.receiver_team), ones, len(known))
    return float((given * received)[known != UNKNOWN].sum())


def strongly_connected(edges: list[tuple[int, int]]) -> Iterator[frozenset[int]]:
    """Strongly connected groups of two or more (Tarjan, without recursion)."""
    after: dict[int, list[int]] = {}
    for one, other in sorted(edges):
        after.setdefault(one, []).append(other)
    order: dict[int, int] = {}
    low: dict[int, int] = {}
    open_path: list[int] = []
    is_open: set[int] = set()
    for start in sorted(after):
        if start in order:
            continue
        work = [(start, iter(after[start]))]
        order[start] = low[start] = len(order)
        open_path.append(start)
        is_open.add(start)
        while work:
            here, rest = work[-1]
            there = next(rest, None)
            if there is None:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[here])
                if low[here] == order[here]:
                    place = open_path.index(here)
                    group = frozenset(open_path[place:])
                    del open_path[place:]
                    is_open -= group
                    if len(group) > 1:
                        yield group
            elif there not in order:
                order[there] = low[there] = len(order)
                open_path.append(there)
                is_open.add(there)
                work.append((there, iter(after.get(there, ()))))
            elif there in is_open:
                low[here] = min(low[here], order[there])
