"""What the judge answers."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from typing import Literal


class Answer(Enum):
    """Three-valued: what is unknown never grants."""

    MET = "met"
    NOT_MET = "not met"
    UNKNOWN = "unknown"


FactKind = Literal["nomination", "thanks", "outcome", "verification", "usage_week"]


@dataclass(frozen=True, order=True)
class Evidence:
    """A fact that counted, by kind and id."""

    kind: FactKind
    id: int


@dataclass(frozen=True)
class Discount:
    """Why a fact counts less than in full, about one nomination, thanks or outcome of the person.

    `code` is a reason code of scoring.md (`attention`, `repeat`, `reciprocity`, `same_team`, `to_manager`,
    `manager_word`, `tied_voices`, `cap`, `pair_fades`, `unverified`, `source_only`, `settling`, `reversed`,
    `withdrawn`, `own_word`, ...); `factor` is what remains, in [0, 1].
    """

    code: str
    about: Evidence
    factor: float


@dataclass(frozen=True)
class Told:
    """Which facts counted, and why some counted less."""

    evidence: tuple[Evidence, ...] = ()
    discounts: tuple[Discount, ...] = ()


@dataclass(frozen=True)
class CriterionResult:
    """One condition of a rule for one person: what was measured, what was asked, what is missing.

    Evidence and discounts are worked out when first read (up to a millisecond), since most answers of a large
    company are stored without anybody asking why.
    """

    path: str  # e.g. "criteria.all[0].peer_support"
    kind: str
    answer: Answer
    measures: Mapping[str, float]
    asked: Mapping[str, float]
    next_check_at: int | None  # when time alone could change the answer
    tell: Callable[[], Told] = field(compare=False, repr=False)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, CriterionResult):
            return NotImplemented
        return all(
            getattr(self, name) == getattr(other, name)
            for name in ("path", "kind", "answer", "measures", "asked", "next_check_at", "evidence", "discounts")
        )

    __hash__ = None  # type: ignore[assignment]

    @cached_property
    def _told(self) -> Told:
        return self.tell()

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        return self._told.evidence

    @property
    def discounts(self) -> tuple[Discount, ...]:
        return self._told.discounts


@dataclass(frozen=True)
class Decision:
    """For one person, one badge, one rule version.

    `tier` is "" when the rule has no tiers or the person none of them. `inputs_digest` is a SHA-256 over
    all that decided: the same facts, rule and moment give the same digest on every machine.
    Digest and criteria are worked out when first read.
    """

    person: int
    badge: int
    eligible: bool
    tier: str
    next_check_at: int | None
    digest: Callable[[], str] = field(compare=False, repr=False)
    results: Callable[[], tuple[CriterionResult, ...]] = field(compare=False, repr=False)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Decision):
            return NotImplemented
        return all(
            getattr(self, name) == getattr(other, name)
            for name in ("person", "badge", "eligible", "tier", "next_check_at", "inputs_digest", "criteria")
        )

    __hash__ = None  # type: ignore[assignment]

    @cached_property
    def inputs_digest(self) -> str:
        return self.digest()

    @cached_property
    def criteria(self) -> tuple[CriterionResult, ...]:
        """In the order of the rule."""
        return self.results()

    @cached_property
    def measures(self) -> Mapping[str, float]:
        """By "kind.measure"; a second condition of one kind that reads other facts gets "#2"."""
        measures: dict[str, float] = {}
        for result in self.criteria:
            for name, value in result.measures.items():
                plain, number = f"{result.kind}.{name}", 2
                key = plain
                while measures.get(key, value) != value:
                    key, number = f"{plain}#{number}", number + 1
                measures[key] = value
        return measures

    @cached_property
    def evidence(self) -> tuple[Evidence, ...]:
        return tuple(sorted({fact for result in self.criteria for fact in result.evidence}))


class Decisions(Mapping[tuple[int, int], Decision]):
    """By (person, badge)."""

    @abstractmethod
    def about(self, persons: Collection[int]) -> dict[tuple[int, int], Decision]:
        """Those of some persons; looks at nobody else."""

    @abstractmethod
    def eligible(self, persons: Collection[int]) -> set[tuple[int, int]]:
        """Those of some persons that say yes."""


@dataclass(frozen=True)
class Verdict:
    """Decisions by (person, badge). A pair that is absent was judged and is blank: nothing counted,
    not eligible, and time alone changes nothing."""

    at: int
    decisions: Decisions
