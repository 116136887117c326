"""What the judge answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
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
class CriterionResult:
    """One condition of a rule for one person: what was measured, what was asked, what is missing."""

    path: str  # e.g. "criteria.all[0].peer_support"
    kind: str
    answer: Answer
    measures: Mapping[str, float] = field(default_factory=dict)
    asked: Mapping[str, float] = field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()
    discounts: tuple[Discount, ...] = ()
    next_check_at: int | None = None  # when time alone could change the answer


@dataclass(frozen=True)
class Decision:
    """For one person, one badge, one rule version.

    `tier` is "" when the rule has no tiers or the person none of them. `inputs_digest` is a SHA-256 over
    all that decided: the same facts, rule and moment give the same digest on every machine.
    """

    person: int
    badge: int
    eligible: bool
    tier: str
    measures: Mapping[str, float]
    criteria: tuple[CriterionResult, ...]
    evidence: tuple[Evidence, ...]
    inputs_digest: str
    next_check_at: int | None


@dataclass(frozen=True)
class Verdict:
    """Decisions by (person, badge). A pair that is absent was judged and is blank: nothing counted,
    not eligible, and time alone changes nothing."""

    at: int
    decisions: Mapping[tuple[int, int], Decision]
