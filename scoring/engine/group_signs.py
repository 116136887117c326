"""What the other recognitions around a (giver, receiver) add: one strange voice is a stranger, five are a pattern.

    q = what the pair's own suspicion has above what any pair has; of one person at most 32 pairs, largest q first

    voices       sum of q of the receiver's other voices that began within 45 days of this one
    receiver     q-weighted share of the receiver's other gifts
    returned     q of the opposite pair
    received     q-weighted share of what the giver received
    tied         sum over the receiver's other voices x of q(x -> receiver) x max q between giver and x
    round        sum over x of q(receiver -> x) x q(x -> giver): a circle of three
    circle       over how suspicious pairs a way of two to six steps leads back from the receiver to the giver: the
                 number of the highest of twelve levels that all of them reach, in twelfths
    together     q x (voices + returned + received + tied + round + circle, at most 1): neither is much alone

Cost: O(pairs x 32), and one search of at most 150 people for each suspicious pair and level.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from scoring.engine.facts import DAY, Bools, Floats, Ints
from scoring.engine.fixed import distinct, found, spread
from scoring.engine.recent_gifts import Pairs

USUAL = 0.02  # of the pairs of a year that anybody would look at; less than this says nothing
SUSPICIOUS = 0.03
MOST = 32  # pairs of one person that are looked at: a hub with thousands costs no more
NEAR = 45 * DAY
LEVELS = (-4.5, -4.0, -3.5, -3.0, -2.5, -2.0, -1.5, -1.0, -0.5, 0.0, 1.0, 2.0)  # logistic scale: 1 to 88 %
LEAST_CIRCLE, LARGEST_CIRCLE = 3, 7
CORE = 150
MOST_AT_ONCE = 20_000  # pairs; a level that more of them reach says nothing, and would take minutes
GROUP_SIGNS = ("voices", "receiver", "returned", "received", "tied", "round", "circle", "together")


@dataclass(frozen=True)
class _Ends:
    """Pairs with people as dense numbers."""

    giver: Ints
    receiver: Ints
    size: int

    def sums(self, person: Ints, weights: Floats) -> Floats:
        return _sums(person, weights, self.size)


def group_signs(pairs: Pairs, began: Ints, own: Floats) -> Mapping[str, Floats]:
    """By pair. `began`: seconds of its first gift; `own`: its suspicion by itself, on the logistic scale."""
    people = distinct(np.concatenate([pairs.giver, pairs.receiver]))
    ends = _Ends(np.searchsorted(people, pairs.giver), np.searchsorted(people, pairs.receiver), len(people))
    q = np.maximum(1.0 / (1.0 + np.exp(-own)) - USUAL, 0.0)
    strong = q > SUSPICIOUS
    signs = _shares(pairs, ends, q)
    row, voice = _listed(ends.receiver, ends.receiver, q, strong, ends.size)
    other = row != voice
    row, voice = row[other], voice[other]
    near = np.abs(began[row] - began[voice]) < NEAR
    lookup = _Lookup(ends, q)
    n = len(own)
    signs["voices"] = _sums(row, q[voice] * near, n)
    one, two = ends.giver[row], ends.giver[voice]
    tie = np.maximum(lookup.of(one, two), lookup.of(two, one))
    signs["tied"] = _sums(row, q[voice] * tie, n)
    signs["returned"] = lookup.of(ends.receiver, ends.giver)
    row, onward = _listed(ends.receiver, ends.giver, q, strong, ends.size)
    home = q[onward] * lookup.of(ends.receiver[onward], ends.giver[row])
    signs["round"] = _sums(row, home, n)
    signs["circle"] = _circles(ends, own)
    around = sum((signs[name] for name in ("voices", "returned", "received", "tied", "round")), signs["circle"])
    signs["together"] = q * np.minimum(around, 1.0)
    return signs


def _sums(index: Ints, weights: Floats, size: int) -> Floats:
    return np.bincount(index, weights=weights, minlength=size).astype(np.float64)


def _shares(pairs: Pairs, ends: _Ends, q: Floats) -> dict[str, Floats]:
    count = pairs.count.astype(np.float64)
    received, doubtful = ends.sums(ends.receiver, count), ends.sums(ends.receiver, q * count)
    return {
        "receiver": (doubtful[ends.receiver] - q * count) / np.maximum(pairs.received, 1),
        "received": (doubtful / np.maximum(received, 1.0))[ends.giver],
    }


def _listed(whose: Ints, by: Ints, q: Floats, strong: Bools, size: int) -> tuple[Ints, Ints]:
    """For every pair: the most suspicious pairs that person `whose` has on the side `by`, as (row, other row)."""
    rows = np.flatnonzero(strong)
    rows = rows[np.lexsort((rows, -q[rows], by[rows]))]
    start = np.searchsorted(by[rows], np.arange(size))
    number = np.minimum(np.searchsorted(by[rows], np.arange(size), side="right") - start, MOST)
    row, place = spread(start[whose], number[whose])
    return row, rows[place]


@dataclass(frozen=True)
class _Lookup:
    ends: _Ends
    q: Floats

    def of(self, giver: Ints, receiver: Ints) -> Floats:
        """q of these pairs, 0 where there is none. Pairs are sorted by giver and receiver."""
        size = self.ends.size
        place, there = found(self.ends.giver * size + self.ends.receiver, giver * size + receiver)
        return np.where(there, self.q[place], 0.0) if len(self.q) else np.zeros(len(giver))


def _circles(ends: _Ends, own: Floats) -> Floats:
    value = np.zeros(len(own))
    for number, level in enumerate(LEVELS, start=1):
        rows = np.flatnonzero(own >= level).tolist()
        if len(rows) > MOST_AT_ONCE:
            continue
        after: dict[int, list[int]] = defaultdict(list)
        for row in rows:
            after[int(ends.giver[row])].append(int(ends.receiver[row]))
        for row in rows:
            if _leads(after, int(ends.receiver[row]), int(ends.giver[row])):
                value[row] = number / len(LEVELS)
    return value


def _leads(after: Mapping[int, list[int]], start: int, goal: int) -> bool:
    """Whether somebody is reached over two to six others; not through a busy core of more than 150 people."""
    seen, edge = {start}, {start}
    for step in range(1, LARGEST_CIRCLE):
        reached = {there for here in edge for there in after.get(here, ())} - seen
        if goal in reached and step >= LEAST_CIRCLE - 1:
            return True
        edge = reached - {goal}
        seen |= edge
        if not edge or len(seen) > CORE:
            return False
    return False
