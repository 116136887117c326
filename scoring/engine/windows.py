"""Who gave to whom around a year: the part of the graph of giving that ties are judged on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from scoring.engine.facts import Bools, Ints
from scoring.engine.fixed import add_up, distinct, found, spread
from scoring.engine.policy import Policy


@dataclass(frozen=True)
class Windows:
    """Distinct (block, giver, receiver) with a gift in the block or up to `tie_reach` epochs around it.

    A block is a year of `block_epochs` quarters; with a reach of two every gift lies in two windows.
    """

    key: Ints  # sorted
    n_people: int
    first_block: int

    @classmethod
    def of(cls, giver: Ints, receiver: Ints, epoch: Ints, n_people: int, policy: Policy) -> Windows:
        last = (epoch + policy.tie_reach) // policy.block_epochs
        first_block = int(last.min()) - 2 if len(last) else 0
        keys = []
        for back in range((policy.block_epochs + 2 * policy.tie_reach - 1) // policy.block_epochs + 1):
            block = last - back
            inside = epoch <= block * policy.block_epochs + policy.block_epochs - 1 + policy.tie_reach
            keys.append((((block - first_block) * n_people + giver) * n_people + receiver)[inside])
        return cls(distinct(np.concatenate(keys)), n_people, first_block)

    def _keys(self, block: Ints, giver: Ints, receiver: Ints) -> Ints:
        keys: Ints = ((block - self.first_block) * self.n_people + giver) * self.n_people + receiver
        return keys

    def gave(self, block: Ints, giver: Ints, receiver: Ints) -> Bools:
        return found(self.key, self._keys(block, giver, receiver))[1]

    def exchanged(self, block: Ints, one: Ints, other: Ints) -> Bools:
        """Each gave to the other."""
        return found(self.mutual, self._keys(block, one, other))[1]

    @cached_property
    def mutual(self) -> Ints:
        """The keys whose opposite is there too, sorted."""
        block_giver, receiver = np.divmod(self.key, self.n_people) if self.n_people else (self.key, self.key)
        block, giver = np.divmod(block_giver, self.n_people) if self.n_people else (self.key, self.key)
        opposite = (block * self.n_people + receiver) * self.n_people + giver
        # Looked up in order: neighbours lie in the same cache lines.
        both: Ints = self.key[found(np.sort(opposite), self.key)[1]]
        return both

    def receivers(self, block: Ints, giver: Ints) -> Ints:
        """How many distinct people the giver gave to in the window."""
        start = self._keys(block, giver, np.zeros_like(giver))
        return np.searchsorted(self.key, start + self.n_people) - np.searchsorted(self.key, start)

    def friends(self, block: Ints, person: Ints) -> tuple[Ints, Ints]:
        """Everybody each person exchanged gifts with: (row of the question, friend)."""
        start = self._keys(block, person, np.zeros_like(person))
        first = np.searchsorted(self.mutual, start)
        row, place = spread(first, np.searchsorted(self.mutual, start + self.n_people) - first)
        return row, self.mutual[place] % self.n_people if self.n_people else place

    def common_friends(self, block: Ints, one: Ints, other: Ints) -> Ints:
        """How many people exchanged gifts with both."""
        start_one = self._keys(block, one, np.zeros_like(one))
        start_other = self._keys(block, other, np.zeros_like(other))
        size_one = np.searchsorted(self.mutual, start_one + self.n_people) - np.searchsorted(self.mutual, start_one)
        size_other = np.searchsorted(self.mutual, start_other + self.n_people) - np.searchsorted(
            self.mutual, start_other
        )
        # Walk the friends of whoever has fewer: a hub with thousands of friends is asked, not walked.
        fewer = np.where(size_one <= size_other, one, other)
        more = np.where(size_one <= size_other, other, one)
        row, friend = self.friends(block, fewer)
        both = self.exchanged(block[row], more[row], friend)
        return add_up(row, both.astype(np.int64), len(block))
