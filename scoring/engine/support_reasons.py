"""Which gifts counted for a person, and why some counted less: worked out for one person when asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np

from scoring.engine.facts import Bools, Floats, GiftKind, Gifts, Ints, Relation
from scoring.engine.fingerprints import Prints, added, code_numbers, print_of, rounded
from scoring.engine.fixed import ByPerson, Pairs, by_person, rows_of
from scoring.engine.pair_voices import PairVoices
from scoring.engine.standing import Standing
from scoring.engine.support_query import SupportQuery, by_kind, finding_factors
from scoring.engine.verdict import Discount, Evidence


def gift_evidence(gifts: Gifts, row: int) -> Evidence:
    kind: Literal["nomination", "thanks"] = "nomination" if gifts.kind[row] == GiftKind.NOMINATION else "thanks"
    return Evidence(kind, int(gifts.id[row]))


@dataclass(frozen=True)
class SupportReasons:
    standing: Standing
    query: SupportQuery
    voices: PairVoices
    in_full: Bools  # by voice, as the next
    cap: Floats

    def _range(self, person: int) -> tuple[int, int]:
        """Voices of the person: supports are sorted by receiver."""
        dense = np.searchsorted(self.standing.persons, person)
        if dense == len(self.standing.persons) or self.standing.persons[dense] != person:
            return 0, 0
        first, last = np.searchsorted(self.voices.supports.receiver, [dense, dense + 1])
        return int(first), int(last)

    @cached_property
    def _asked_of(self) -> ByPerson:
        return by_person(self.voices.graph.gifts.receiver[self.voices.asked])

    def _counted(self, person: int) -> Ints:
        """Positions in `voices.gift`."""
        first, last = self._range(person)
        start, end = np.searchsorted(self.voices.voice, [first, last])
        return np.arange(start, end)

    def prints(self, persons: Ints) -> Prints:
        """By person (sorted ids): all that `evidence` and `discounts` tell, as a fingerprint."""
        voices, gifts = self.voices, self.voices.graph.gifts
        counted = np.zeros(len(gifts), np.bool_)
        counted[voices.gift] = True
        unread = gifts.take(voices.asked[~counted[voices.asked]])
        return added(
            persons,
            [
                (gifts.receiver[voices.gift], self._counted_prints()),
                (unread.receiver, print_of(np.full(len(unread), 2), unread.kind, unread.id, unread.relation)),
                *self._unspoken_prints(),
            ],
        )

    def _counted_prints(self) -> Prints:
        voices, stored = self.voices, self.standing.factors
        gifts, voice = self.voices.graph.gifts.take(voices.gift), voices.voice
        found = finding_factors(gifts, self.query, stored, self.standing.policy)
        codes = np.full(len(gifts), -1) if stored.is_empty else code_numbers(by_kind(gifts, stored.codes))
        return print_of(
            np.ones(len(gifts), np.int64), gifts.kind, gifts.id, gifts.relation,
            gifts.giver_team == gifts.receiver_team, rounded(voices.attention)[voice], rounded(voices.repeat)[voice],
            rounded(voices.reciprocity)[voice], self.in_full[voice], rounded(self.cap)[voice], rounded(found), codes,
        )  # fmt: skip

    def _unspoken_prints(self) -> Iterator[tuple[Ints, Prints]]:
        for number, gifts in ((3, self.standing.withdrawn), (4, self.standing.silent)):
            mine = gifts.take(self.query.asks_for(gifts, self.standing.policy))
            own = mine.giver == mine.receiver
            yield mine.receiver, print_of(np.full(len(mine), number), mine.kind, mine.id, own)

    def spoken(self) -> Pairs:
        """Everybody with everybody whose gifts add to their support."""
        supports, persons = self.voices.supports, self.standing.persons
        return persons[supports.receiver], persons[supports.giver]

    def evidence(self, person: int) -> tuple[Evidence, ...]:
        gifts = self.voices.graph.gifts
        return tuple(sorted(gift_evidence(gifts, int(self.voices.gift[p])) for p in self._counted(person)))

    def discounts(self, person: int) -> tuple[Discount, ...]:
        """Sorted by fact and code; a fact that does not count at all has the factor 0."""
        every = (*self._of_counted(person), *self._of_uncounted(person), *self._of_unspoken(person))
        return tuple(sorted(every, key=lambda d: (d.about, d.code)))

    def _of_counted(self, person: int) -> Iterator[Discount]:
        gifts, policy = self.voices.graph.gifts, self.standing.policy
        counted, stored = self._counted(person), self.standing.factors
        mine = gifts.take(self.voices.gift[counted])
        left = finding_factors(mine, self.query, stored, policy).tolist()
        codes = by_kind(mine, stored.codes).tolist()
        for position, finding, code in zip(counted.tolist(), left, codes, strict=True):
            row, voice = int(self.voices.gift[position]), int(self.voices.voice[position])
            same_team = gifts.relation[row] == Relation.PEER and gifts.giver_team[row] == gifts.receiver_team[row]
            factors = {
                "attention": self.voices.attention[voice],
                "repeat": self.voices.repeat[voice],
                "reciprocity": self.voices.reciprocity[voice],
                "same_team": policy.same_team if same_team else 1.0,
                "to_manager": policy.to_manager if gifts.relation[row] == Relation.TO_MANAGER else 1.0,
                code or "finding": finding,
                "tied_voices": 1.0 if self.in_full[voice] else policy.tied_keep,
                "cap": self.cap[voice],
            }
            about = gift_evidence(gifts, row)
            yield from (Discount(why, about, float(factor)) for why, factor in factors.items() if factor < 1.0)

    def _of_uncounted(self, person: int) -> Iterator[Discount]:
        gifts = self.voices.graph.gifts
        counted = set(self.voices.gift[self._counted(person)].tolist())
        for row in self.voices.asked[rows_of(person, self._asked_of)].tolist():
            if row not in counted:
                code = "manager_word" if gifts.relation[row] == Relation.TO_REPORT else "other_role"
                yield Discount(code, gift_evidence(gifts, row), 0.0)

    def _of_unspoken(self, person: int) -> Iterator[Discount]:
        standing = self.standing
        for gifts, by_receiver, is_withdrawn in (
            (standing.withdrawn, standing.withdrawn_by_receiver, True),
            (standing.silent, standing.silent_by_receiver, False),
        ):
            rows = rows_of(person, by_receiver)
            if not len(rows):
                continue
            mine = gifts.take(rows)
            for row in np.flatnonzero(self.query.asks_for(mine, self.standing.policy)).tolist():
                code = "own_word" if mine.giver[row] == person else "automated"
                yield Discount("withdrawn" if is_withdrawn else code, gift_evidence(mine, row), 0.0)
