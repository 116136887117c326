"""People who keep nominating each other count as one voice for a third person.

Facts about a receiver j are judged per block, a year of four epochs. Two supporters a, b of j in the same
block are *tied* when each gave to the other within the block and two epochs around it, and for at least one
of them at least a quarter of the other giving in that window (distinct receivers, without j) goes to the
other or to common friends (people, not j, who exchange gifts both ways with a and with b).

A tie reads neither who supports j nor any gift from or to j. A further nomination of j can therefore only
add a supporter, never a tie between others: that is what makes P5, P6, P7 and P12 hold exactly.

Among the supporters of a block an untied set A is chosen, one choice for the whole block: its members count
in full, the others keep a tenth. Chosen is the set that maximises the block's support F(A) itself. The set
of greatest weight would not do: under the concave caps it can have the lower F, and then a new nomination
that changes the choice would lower the support. F never falls when A grows, so the best A is a maximal
untied set; these are enumerated exactly (at most 3^(n/3)) for up to `tied_exact` tied supporters of one
person in one year. Beyond that only the heaviest stay candidates (ties by lowest id) and the others keep a
tenth; a new nomination can then displace one candidate, who costs the receiver at most 1 per epoch.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scoring.engine.facts import Bools, Ints
from scoring.engine.fixed import distinct, found
from scoring.engine.policy import Policy
from scoring.engine.windows import Windows


@dataclass(frozen=True)
class Ties:
    """Tied pairs of supporters, one < other, sorted by (receiver, block, one, other); dense person numbers."""

    receiver: Ints
    block: Ints
    one: Ints
    other: Ints


def find_ties(receiver: Ints, block: Ints, giver: Ints, windows: Windows, policy: Policy) -> Ties:
    """Among supporters given as rows (receiver, block, giver), repetition allowed."""
    n = max(windows.n_people, 1)
    support = distinct(((block - windows.first_block) * n + receiver) * n + giver)
    group, supporter = np.divmod(support, n)
    _, place, size = np.unique(group, return_inverse=True, return_counts=True)
    support, group, supporter = (column[size[place] > 1] for column in (support, group, supporter))
    in_block, of_receiver = group // n + windows.first_block, group % n
    row, friend = windows.friends(in_block, supporter)
    is_pair = (supporter[row] < friend) & found(support, group[row] * n + friend)[1]
    row, friend = row[is_pair], friend[is_pair]
    tied = _share_enough(of_receiver[row], in_block[row], supporter[row], friend, windows, policy)
    row, friend = row[tied], friend[tied]
    columns = (of_receiver[row], in_block[row], supporter[row], friend)
    order = np.lexsort(columns[::-1])
    return Ties(*(column[order] for column in columns))


def _share_enough(receiver: Ints, block: Ints, one: Ints, other: Ints, windows: Windows, policy: Policy) -> Bools:
    """Whether for one of the two a quarter of the giving without j stays in their circle without j."""
    pairs, index = np.unique(np.stack([block, one, other]), axis=1, return_inverse=True)
    common = windows.common_friends(*pairs)[index]
    common -= windows.exchanged(block, one, receiver) & windows.exchanged(block, other, receiver)
    enough = np.zeros(len(one), np.bool_)
    for person in (one, other):
        giving = windows.receivers(block, person) - windows.gave(block, person, receiver)
        enough |= (1 + common) * policy.tie_share_whole >= giving * policy.tie_share_parts
    return enough


def maximal_untied_sets(n: int, ties: list[tuple[int, int]]) -> Bools:
    """All maximal independent sets of a graph on 0..n-1 as rows of booleans (Bron-Kerbosch with pivot)."""
    free = [((1 << n) - 1) & ~(1 << v) for v in range(n)]
    for a, b in ties:
        free[a] &= ~(1 << b)
        free[b] &= ~(1 << a)
    sets: list[int] = []

    def grow(chosen: int, open_: int, closed: int) -> None:
        if not open_ and not closed:
            sets.append(chosen)
            return
        pivot = max(_members(open_ | closed), key=lambda v: ((open_ & free[v]).bit_count(), -v))
        for v in _members(open_ & ~free[pivot]):
            bit = 1 << v
            grow(chosen | bit, open_ & free[v], closed & free[v])
            open_ &= ~bit
            closed |= bit

    grow(0, (1 << n) - 1, 0)
    return np.array([[bool(s >> v & 1) for v in range(n)] for s in sets], dtype=np.bool_).reshape(len(sets), n)


def _members(bits: int) -> list[int]:
    return [v for v in range(bits.bit_length()) if bits >> v & 1]


def kept_tenth(weights: Ints, policy: Policy) -> Ints:
    """What tied voices keep, in fixed point."""
    kept: Ints = np.rint(weights * policy.tied_keep).astype(np.int64)
    return kept


def candidates(tied: Ints, weights: Ints, limit: int) -> Ints:
    """The tied supporters that may be chosen, by id: the heaviest (then lowest id) when there are too many."""
    order = np.lexsort((tied, -weights))[:limit]
    return np.sort(tied[order])
