"""Which outcomes counted for a person, and why some counted less: worked out for one person when asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from scoring.engine.facts import UNKNOWN, Ints
from scoring.engine.findings import About
from scoring.engine.fingerprints import Prints, added, code_numbers, print_of, rounded
from scoring.engine.fixed import ONE, Pairs, add_up, distinct_pairs, is_pair, spread
from scoring.engine.proofs import BY_SOURCE, Proofs
from scoring.engine.standing import Standing
from scoring.engine.verdict import Discount, Evidence
from scoring.engine.work_items import WorkItems, size_value


@dataclass(frozen=True)
class OutcomeReasons:
    standing: Standing
    people: Ints  # ids by owner number
    owner: Ints  # by contribution, as the next three
    outcome: Ints  # row of standing.outcomes
    sharing: Ints
    proofs: Proofs
    items: WorkItems

    @cached_property
    def _rows_by_owner(self) -> tuple[Ints, Ints]:
        order = np.argsort(self.owner, kind="stable")
        return order, self.owner[order]

    @cached_property
    def _proofs_by_row(self) -> tuple[Ints, Ints]:
        order = np.argsort(self.proofs.row, kind="stable")
        return order, self.proofs.row[order]

    @cached_property
    def _separate_credit(self) -> Ints:
        """By item: what its parts would earn if each were alone, fixed point."""
        alone = self.proofs.value * size_value(self.items.share, self.standing.policy) // ONE
        return add_up(self.items.item, alone, len(self.items.credit))

    @cached_property
    def _parts(self) -> Ints:
        """By item: how many outcomes of the person are in it."""
        return np.bincount(self.items.item, minlength=len(self.items.credit)).astype(np.int64)

    def _rows(self, person: int) -> list[int]:
        place = int(np.searchsorted(self.people, person))
        if place == len(self.people) or self.people[place] != person:
            return []
        order, owners = self._rows_by_owner
        first, last = np.searchsorted(owners, [place, place + 1])
        return [int(row) for row in order[first:last]]

    def _proofs_of(self, rows: Ints) -> Ints:
        order, sorted_rows = self._proofs_by_row
        first = np.searchsorted(sorted_rows, rows)
        return order[spread(first, np.searchsorted(sorted_rows, rows, side="right") - first)[1]]

    def _best(self, row: int) -> int | None:
        """The proof that counts: worth most, then the largest factor, then the earliest verification."""
        proofs = self.proofs
        some = [int(p) for p in self._proofs_of(np.array([row])) if proofs.read[p] and proofs.worth[p] > 0]
        ids = self.standing.verifications.id
        return min(
            some,
            default=None,
            key=lambda p: (
                -int(proofs.worth[p]),
                -int(proofs.factor[p]),
                int(ids[proofs.verification[p]]) if proofs.verification[p] != BY_SOURCE else -1,
            ),
        )

    def prints(self, persons: Ints) -> Prints:
        """By person (sorted ids): all that `evidence` and `discounts` tell, as a fingerprint."""
        proofs, standing, items = self.proofs, self.standing, self.items
        verification, factor, unread = self._best_of_all()
        ids = np.append(standing.verifications.id, BY_SOURCE)[verification]
        left, codes = np.ones(len(ids)), np.full(len(ids), -1)
        if not standing.factors.is_empty:
            left = standing.factors.of(About.VERIFICATION, ids)
            codes = code_numbers(standing.factors.codes(About.VERIFICATION, ids))
        prints = print_of(
            standing.outcomes.id[self.outcome], standing.is_reversed[self.outcome], ids, factor, proofs.value, unread,
            rounded(left), codes, self.sharing, items.share == 0, items.credit[items.item],
            self._separate_credit[items.item], self._parts[items.item],
        )  # fmt: skip
        return added(persons, [(self.people[self.owner], prints)])

    def _best_of_all(self) -> tuple[Ints, Ints, Ints]:
        """By contribution, as `_best` finds it for one: the verification that counts (BY_SOURCE: the source, or
        none, then with factor 0), its factor, and the most that a proof would be worth which is not read."""
        proofs, n = self.proofs, len(self.owner)
        factor, unread = np.zeros((2, n), np.int64)
        best = proofs.read & (proofs.worth > 0) & (proofs.worth == proofs.value[proofs.row])
        np.maximum.at(factor, proofs.row[best], proofs.factor[best])
        np.maximum.at(unread, proofs.row[~proofs.read], proofs.worth[~proofs.read])
        best &= proofs.factor == factor[proofs.row]
        # The earliest verification; the source before any.
        order = np.argsort(self.standing.verifications.id, kind="stable")
        rank = np.empty(len(order) + 1, np.int64)
        rank[order] = np.arange(len(order))
        rank[BY_SOURCE] = UNKNOWN
        first = np.full(n, len(order))
        np.minimum.at(first, proofs.row[best], rank[proofs.verification[best]])
        return np.append(order, BY_SOURCE)[np.where(first == UNKNOWN, len(order), first)], factor, unread

    def verifying(self, among: Pairs) -> Pairs:
        proofs, author = self.proofs, self.people[self.owner[self.proofs.row]]
        near = np.flatnonzero(proofs.read & (proofs.worth > 0))
        row, worth, factor = proofs.row[near], proofs.worth[near], proofs.factor[near]
        pairs = author[near], proofs.verifier[near]
        asked = (proofs.verification[near] != BY_SOURCE) & is_pair(pairs, among)
        now, settled = np.zeros((2, len(self.owner)), np.int64)
        np.maximum.at(now, row[~asked], worth[~asked])
        np.maximum.at(settled, row[~asked], factor[~asked])
        # More than the others now, or once all have settled.
        more = asked & ((worth > now[row]) | (factor > settled[row]))
        one, other, _ = distinct_pairs(pairs[0][more], pairs[1][more])
        return one, other

    def evidence(self, person: int) -> tuple[Evidence, ...]:
        found: list[Evidence] = []
        for row in self._rows(person):
            best = self._best(row)
            if best is None or self.items.share[row] == 0:
                continue
            found.append(self._about(row))
            if self.proofs.verification[best] != BY_SOURCE:
                verification = self.standing.verifications.id[self.proofs.verification[best]]
                found.append(Evidence("verification", int(verification)))
        return tuple(sorted(found))

    def discounts(self, person: int) -> tuple[Discount, ...]:
        """Sorted by fact and code; what does not count at all has the factor 0."""
        every = (discount for row in self._rows(person) for discount in self._of_row(row))
        return tuple(sorted(every, key=lambda d: (d.about, d.code)))

    def _about(self, row: int) -> Evidence:
        return Evidence("outcome", int(self.standing.outcomes.id[self.outcome[row]]))

    def _of_verified(self, proof: int, about: Evidence) -> Iterator[Discount]:
        """The pair and a finding share what is missing."""
        verification = self.standing.verifications.id[[self.proofs.verification[proof]]]
        stored, factor = self.standing.factors, self.proofs.factor[proof] / ONE
        left = float(stored.of(About.VERIFICATION, verification)[0])
        if left < 1.0:
            yield Discount(str(stored.codes(About.VERIFICATION, verification)[0]), about, left)
        if left > 0.0 and round(factor / left, 6) < 1.0:
            yield Discount("pair_fades", about, factor / left)

    def _of_row(self, row: int) -> Iterator[Discount]:
        about, proofs, item = self._about(row), self.proofs, int(self.items.item[row])
        if self.standing.is_reversed[self.outcome[row]]:
            yield Discount("reversed", about, 0.0)
            return
        best, value = self._best(row), int(proofs.value[row])
        unread = [int(proofs.worth[p]) for p in self._proofs_of(np.array([row])) if not proofs.read[p]]
        if max(unread, default=0) > value:
            yield Discount("other_role", about, value / max(unread))
        if best is None:
            if not unread:
                yield Discount("unverified", about, 0.0)
            return
        if proofs.verification[best] == BY_SOURCE:
            yield Discount("source_only", about, proofs.factor[best] / ONE)
        else:
            yield from self._of_verified(best, about)
        if proofs.worth[best] < proofs.factor[best]:
            yield Discount("settling", about, self.standing.policy.settling_share)
        if self.sharing[row] > 1:
            yield Discount("co_authored", about, 1 / int(self.sharing[row]))
        if self.items.share[row] == 0:
            yield Discount("empty", about, 0.0)
        elif self.items.credit[item] < self._separate_credit[item] - self._parts[item]:
            yield Discount("shared_root", about, self.items.credit[item] / int(self._separate_credit[item]))
