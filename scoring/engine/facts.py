"""What the judge is given: facts as columns.

One row a fact, one numpy array a column; rows in any order. Ids are the caller's (database ids in the
product, any distinct non-negative integers elsewhere). Times are whole seconds since 1970-01-01 UTC;
`NEVER` stands for "has not happened". `UNKNOWN` (-1) stands for a team, badge or root that is not known.

The judge reads nothing else: no clock, no database, no network.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from enum import IntEnum
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

NEVER = np.iinfo(np.int64).max
UNKNOWN = -1
DAY = 86_400
SIGNATURE_SIZE = 64  # hashes a text: similarity is estimated within 1/16 (one standard error, at worst)


class GiftKind(IntEnum):
    NOMINATION = 0
    THANKS = 1


class Relation(IntEnum):
    """Numbers as in recognition.models.Relation."""

    PEER = 0
    TO_MANAGER = 1
    TO_REPORT = 2


def _ints() -> Any:
    return field(default_factory=lambda: np.empty(0, np.int64))


def _bools() -> Any:
    return field(default_factory=lambda: np.empty(0, np.bool_))


def _floats() -> Any:
    return field(default_factory=lambda: np.empty(0, np.float64))


@dataclass(frozen=True)
class Columns:
    """Columns of equal length. Build from rows with `of`, keep a part with `take`."""

    def __post_init__(self) -> None:
        lengths = {f.name: len(getattr(self, f.name)) for f in fields(self)}
        if len(set(lengths.values())) > 1:
            raise ValueError(f"{type(self).__name__}: columns differ in length: {lengths}")

    def __len__(self) -> int:
        return len(getattr(self, fields(self)[0].name))

    @classmethod
    def of(cls, rows: Iterable[tuple[Any, ...]]) -> Self:
        """Rows of plain numbers in the order of the fields; None becomes NEVER for times,
        NaN for measured numbers, else UNKNOWN."""
        columns = list(zip(*rows, strict=True))
        if not columns:
            return cls()
        names = [f.name for f in fields(cls)]
        if len(columns) != len(names):
            raise ValueError(f"{cls.__name__} has {len(names)} columns, rows have {len(columns)}")
        arrays = {}
        for name, values in zip(names, columns, strict=True):
            kind = cls().__getattribute__(name).dtype
            empty: float = NEVER if name == "at" or name.endswith(("_at", "_on", "_until")) else UNKNOWN
            if kind == np.float64:
                empty = np.nan
            arrays[name] = np.array([empty if v is None else v for v in values], dtype=kind)
        return cls(**arrays)

    def take(self, which: Bools | Ints) -> Self:
        if which.dtype == np.bool_ and which.all():
            return self  # nothing is left out: no second copy of a million rows
        return type(self)(**{f.name: getattr(self, f.name)[which] for f in fields(self)})


@dataclass(frozen=True)
class People(Columns):
    id: Ints = _ints()
    team: Ints = _ints()  # today's; facts carry the team of their day
    automated: Bools = _bools()
    started_on: Ints = _ints()  # midnight UTC of the first day, NEVER when not known
    left_on: Ints = _ints()


@dataclass(frozen=True)
class Teams(Columns):
    id: Ints = _ints()
    parent: Ints = _ints()


@dataclass(frozen=True)
class Gifts(Columns):
    """Nominations and thanks: what one person gave to another."""

    id: Ints = _ints()  # unique within its kind
    kind: Ints = _ints()  # GiftKind
    badge: Ints = _ints()  # UNKNOWN for thanks
    label: Ints = _ints()  # position of the kind of thanks in THANKS_KINDS; UNKNOWN for nominations
    giver: Ints = _ints()
    receiver: Ints = _ints()
    at: Ints = _ints()
    giver_team: Ints = _ints()
    receiver_team: Ints = _ints()
    relation: Ints = _ints()  # Relation
    withdrawn_at: Ints = _ints()


@dataclass(frozen=True)
class Outcomes(Columns):
    id: Ints = _ints()
    kind: Ints = _ints()  # position in OUTCOME_KINDS
    at: Ints = _ints()
    root: Ints = _ints()  # work item, UNKNOWN where the source knows none
    area: Ints = _ints()
    size: Ints = _ints()  # changed lines, UNKNOWN where the source does not know them
    vouched: Bools = _bools()  # the source itself vouches: not claimed, and not merged by its author alone
    reversed_at: Ints = _ints()


@dataclass(frozen=True)
class Contributions(Columns):
    """Authors and co-authors of outcomes."""

    outcome: Ints = _ints()
    person: Ints = _ints()
    team: Ints = _ints()  # the person's team on that day


@dataclass(frozen=True)
class Verifications(Columns):
    id: Ints = _ints()
    outcome: Ints = _ints()
    verifier: Ints = _ints()
    at: Ints = _ints()
    verifier_team: Ints = _ints()  # on that day
    withdrawn_at: Ints = _ints()


@dataclass(frozen=True)
class Held(Columns):
    """Badges that people hold now (active or frozen awards), for the criterion `holds`."""

    person: Ints = _ints()
    badge: Ints = _ints()
    given_at: Ints = _ints()


@dataclass(frozen=True)
class GiftTexts(Columns):
    """What detectors may know of the texts of gifts: sizes and hashes, never a word. The judge reads none of it."""

    kind: Ints = _ints()  # GiftKind
    gift: Ints = _ints()
    words: Ints = _ints()
    signature: NDArray[np.uint32] = field(default_factory=lambda: np.empty((0, SIGNATURE_SIZE), np.uint32))


@dataclass(frozen=True)
class Managers(Columns):
    """Who manages whom today. Only detectors read it: gifts carry the relation of their day."""

    person: Ints = _ints()
    manager: Ints = _ints()


@dataclass(frozen=True)
class Thresholds(Columns):
    """What live rules ask of peer support, tier by tier. Only detectors read it."""

    id: Ints = _ints()
    badge: Ints = _ints()
    at_least: Floats = _floats()


@dataclass(frozen=True)
class UsageDays(Columns):
    """Consumption of one person with one tool on one day. Never a measure of anybody."""

    person: Ints = _ints()
    tool: Ints = _ints()
    day: Ints = _ints()  # midnight UTC, seconds
    requests: Ints = _ints()
    input_tokens: Ints = _ints()
    output_tokens: Ints = _ints()
    active_seconds: Ints = _ints()  # in which the person was active; UNKNOWN where the source does not say


@dataclass(frozen=True)
class UsageWeeks(Columns):
    """One person's week (Monday, UTC): days of activity, and a sketch of the times and hashes of its requests.

    What a tool did in a week for which its person declared a batch job is in none of it, nor in `UsageDays`.
    """

    person: Ints = _ints()
    week: Ints = _ints()  # number since the policy's anchor: Policy.weeks_of
    active_days: Ints = _ints()
    requests: Ints = _ints()
    burstiness: Floats = _floats()  # (sigma - mu) / (sigma + mu) of the gaps, in [-1, 1]; NaN: not known
    gap_entropy: Floats = _floats()  # of the histogram of log gaps, in bits; NaN: not known
    duplicate_share: Floats = _floats()  # largest cluster of near-equal prompts, in [0, 1]; NaN: not known


class Ruled(IntEnum):
    """What a person has said about a finding."""

    OPEN = 0
    CONFIRMED = 1
    DISMISSED = 2
    SNOOZED = 3


@dataclass(frozen=True)
class FindingRows(Columns):
    """Stored findings, one row a fact that each of them is about. The judge reads these and runs no detector."""

    about_kind: Ints = _ints()  # engine.findings.About
    about_id: Ints = _ints()
    code: Ints = _ints()  # position in engine.findings.CODES
    factor: Floats = _floats()
    p_value: Floats = _floats()
    ruling: Ints = _ints()  # Ruled
    hold_until: Ints = _ints()  # seconds, NEVER where nothing is held
    at: Ints = _ints()  # seconds: of the latest evidence
    finding: Ints = _ints()  # rows of one finding share this number


# Positions in these tuples are the codes in the columns. Append only: golden data refers to them.
THANKS_KINDS = ("thanked", "helped", "mentored", "reported", "suggested")
OUTCOME_KINDS = (
    "change_merged",
    "change_reverted",
    "incident_resolved",
    "ticket_closed",
    "service_deployed",
    "document_published",
    "case_solved",
)


@dataclass(frozen=True)
class Facts:
    """All that the judge may read about a company, or about some persons and their surroundings."""

    people: People = field(default_factory=People)
    teams: Teams = field(default_factory=Teams)
    gifts: Gifts = field(default_factory=Gifts)
    outcomes: Outcomes = field(default_factory=Outcomes)
    contributions: Contributions = field(default_factory=Contributions)
    verifications: Verifications = field(default_factory=Verifications)
    held: Held = field(default_factory=Held)
    findings: FindingRows = field(default_factory=FindingRows)
    usage_weeks: UsageWeeks = field(default_factory=UsageWeeks)
    # Read by detectors only; a judgement may leave them empty.
    usage_days: UsageDays = field(default_factory=UsageDays)
    texts: GiftTexts = field(default_factory=GiftTexts)
    managers: Managers = field(default_factory=Managers)
    thresholds: Thresholds = field(default_factory=Thresholds)
