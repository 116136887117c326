"""What the criteria of one rule read: measures of chosen persons, each worked out once a verdict."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, Protocol, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from scoring.engine.facts import NEVER, OUTCOME_KINDS, THANKS_KINDS, Floats, Ints, People
from scoring.engine.fingerprints import Prints
from scoring.engine.fixed import Pairs, is_pair
from scoring.engine.outcomes import OutcomeMeasure, OutcomeQuery, outcome_credit
from scoring.engine.policy import Policy
from scoring.engine.standing import Standing
from scoring.engine.support import StatementMeasure, SupportMeasure, SupportQuery, manager_statements, peer_support
from scoring.engine.usage import UsageMeasure, credited_weeks
from scoring.engine.verdict import Discount, Evidence
from scoring.engine.verifications import VerificationMeasure, verifications_given

M = TypeVar("M")


class _Telling(Protocol):
    def evidence(self, person: int) -> tuple[Evidence, ...]: ...

    def discounts(self, person: int) -> tuple[Discount, ...]: ...


class _Printed(Protocol):
    def prints(self, persons: Ints) -> Prints: ...


LeftOut = Mapping[int, frozenset[int]]


@dataclass(frozen=True)
class Reading:
    """One rule's view of the standing facts, for sorted `persons` (all of them in `people`)."""

    standing: Standing
    people: People  # sorted by id
    policy: Policy
    at: int  # seconds
    persons: Ints
    badge: int
    since_epoch: int | None
    badge_ids: Mapping[str, int]
    holders: Mapping[int, frozenset[int]]  # badge -> persons
    # Receiver -> others whose word, or whose verification, is not read: they act in their other role.
    givers_left_out: LeftOut = field(default_factory=dict)
    verifiers_left_out: LeftOut = field(default_factory=dict)
    shared: dict[Hashable, Any] = field(default_factory=dict)

    def of(self, persons: Ints, givers: LeftOut, verifiers: LeftOut) -> Reading:
        """The same rule for fewer persons, with some words left out. What leaves nobody out is shared."""
        shared = {key: found for key, found in self.shared.items() if key in (self._verifications, self._usage)}
        return replace(self, persons=persons, givers_left_out=givers, verifiers_left_out=verifiers, shared=shared)

    @property
    def _verifications(self) -> Hashable:
        return "verifications", self.since_epoch

    @property
    def _usage(self) -> Hashable:
        return "usage", self.since_epoch

    def _once(self, key: Hashable, work: Callable[[], M]) -> M:
        if key not in self.shared:
            self.shared[key] = work()
        return cast(M, self.shared[key])

    def told(
        self, found: _Telling
    ) -> tuple[Callable[[int], tuple[Evidence, ...]], Callable[[int], tuple[Discount, ...]]]:
        """Evidence and discounts of a measure, each person's worked out once for all rules that read it."""
        # The measure itself is kept in the answer, so that its id stays its own.
        return self._once(("told", id(found)), lambda: (found, cache(found.evidence), cache(found.discounts)))[1:]

    def prints(self, found: _Printed) -> Callable[[], Prints]:
        """Fingerprints of a measure for `persons`, worked out once for all rules that read it, and only when asked."""

        def work() -> tuple[_Printed, Prints]:
            return found, found.prints(self.persons)

        return lambda: self._once(("prints", id(found)), work)[1]

    def support(self, sources: tuple[str, ...], thanks: tuple[str, ...]) -> SupportMeasure:
        kinds = frozenset(THANKS_KINDS.index(word) for word in thanks)
        query = SupportQuery(
            badge=self.badge,
            sources=frozenset(sources),
            thanks_kinds=kinds,
            since_epoch=self.since_epoch,
            exclude=self.givers_left_out,
        )
        key = ("support", self.badge, query.sources, kinds, self.since_epoch)
        return self._once(key, lambda: peer_support(self.standing, query, self.persons))

    def statements(self) -> StatementMeasure:
        key = ("statements", self.badge, self.since_epoch)
        return self._once(key, lambda: manager_statements(self.standing, self.badge, self.since_epoch, self.persons))

    def outcomes(self, kinds: tuple[str, ...]) -> OutcomeMeasure:
        numbers = frozenset(OUTCOME_KINDS.index(word) for word in kinds)
        query = OutcomeQuery(kinds=numbers, since_epoch=self.since_epoch, exclude=self.verifiers_left_out)
        key = ("outcomes", numbers, self.since_epoch)
        return self._once(key, lambda: outcome_credit(self.standing, query, self.persons))

    def verifications(self) -> VerificationMeasure:
        return self._once(
            self._verifications, lambda: verifications_given(self.standing, self.since_epoch, self.persons)
        )

    def usage(self) -> UsageMeasure:
        return self._once(self._usage, lambda: credited_weeks(self.standing, self.since_epoch, self.persons))

    def verified(self, among: Pairs) -> Pairs:
        """Those of (person, other) of whom the other verified an outcome of the person's, independently."""
        ids, verified = self.standing.persons, self.standing.verified_pairs.by_author
        some = is_pair(among, (ids[verified[0]], ids[verified[1]]))
        return among[0][some], among[1][some]

    def started_on(self) -> Ints:
        return self.people.started_on[np.searchsorted(self.people.id, self.persons)]

    def left_on(self) -> Ints:
        return self.people.left_on[np.searchsorted(self.people.id, self.persons)]

    def holds(self, slug: str) -> Floats:
        """1 or 0; NaN for a badge that nobody knows."""
        badge = self.badge_ids.get(slug)
        if badge is None:
            return np.full(len(self.persons), np.nan)
        holders = self.holders.get(badge, frozenset())
        return np.fromiter((float(p in holders) for p in self.persons.tolist()), np.float64, len(self.persons))

    def never(self) -> Ints:
        return np.full(len(self.persons), NEVER, np.int64)

    def aligned(self, person: Ints, values: NDArray[Any]) -> Floats:
        """A measure's column for `persons`; 0 for those it does not speak of."""
        return self._aligned(person, values, np.zeros(len(self.persons)))

    def aligned_times(self, person: Ints, times: Ints) -> Ints:
        return self._aligned(person, times, self.never())

    def _aligned(self, person: Ints, values: NDArray[Any], column: NDArray[Any]) -> NDArray[Any]:
        if not len(person):
            return column
        at = np.minimum(np.searchsorted(person, self.persons), len(person) - 1)
        there = person[at] == self.persons
        column[there] = values[at[there]]
        return column
