"""Findings: what a detector saw, about which facts, and how little they may weigh because of it.

A finding never judges a person: it names facts that weigh less, or only informs. What detectors return
(`Finding`) is stored with what people say of it, and comes back to the judge as rows (`FindingRows`).

Of one fact, the findings of one family are combined by Simes over the fixed number of the family's detectors

    p = min over k of n x p_(k) / k,      p_(1) <= p_(2) <= ...      (a detector that saw nothing has p = 1)

and act, with the least of their factors, when p is at most `family_level`. Families multiply, down to the
floor: that of people's words and work, or that of usage weeks, which may be nothing (ADR 18). n is the number
of detectors and not of findings: otherwise one more finding could raise a credit (P10).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from hashlib import blake2b
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from scoring.engine.facts import NEVER, FindingRows, Floats, Ints, Ruled
from scoring.engine.fixed import found
from scoring.engine.policy import Policy
from scoring.engine.verdict import Evidence

Severity = Literal["inform", "review", "hold", "alarm"]
Family = Literal["nominations", "usage", "outcomes"]

# Positions are the codes in the columns. Append only.
CODES = (
    *("N01", "N02", "N03", "N04", "N05", "N06", "N07", "N08", "N09"),
    *("U01", "U02", "U03", "U04", "U05"),
    *("O01", "O02", "O03"),
    "N10",
)
FAMILIES: Mapping[str, Family] = {"N": "nominations", "U": "usage", "O": "outcomes"}
MERGING = ("O01", "O03")  # what they are about counts as one piece of work, whatever their factor
WEEKS_A_PERSON = 10_000  # usage weeks are numbered person id x this + week


class About(IntEnum):
    NOMINATION = 0
    THANKS = 1
    OUTCOME = 2
    VERIFICATION = 3
    USAGE_WEEK = 4  # person id x WEEKS_A_PERSON + week number since the policy's anchor
    PERSON = 5
    THRESHOLD = 6


@dataclass(frozen=True)
class Finding:
    code: str
    about: tuple[tuple[About, int], ...]  # what loses weight, or what is spoken of where `factor` is 1
    people: tuple[int, ...]  # whom it concerns; private
    severity: Severity
    factor: float  # in [0, 1]; 1 informs only
    p_value: float  # 0: a matter of fact, not of chance
    at: int  # seconds, of the latest evidence: facts after it are never touched
    evidence: tuple[Evidence, ...]
    numbers: Mapping[str, float] = field(default_factory=dict)  # for the detector's sentence
    hold_until: int | None = None  # seconds; until then the facts weigh `factor`, afterwards in full
    identity: tuple[int, ...] = ()  # what stays when more evidence arrives; default: everything

    @property
    def key(self) -> str:
        """The same in every sweep, so that nothing is stored twice: code and 32 hexadecimal digits."""
        same = self.identity or (*self.people, -1, *(number for pair in self.about for number in pair))
        text = ",".join(str(int(number)) for number in same)
        return f"{self.code}-{blake2b(text.encode('ascii'), digest_size=16).hexdigest()}"


def usage_week_ids(person: Ints, week: Ints) -> Ints:
    """Ids of usage weeks, as findings are about them."""
    return person * WEEKS_A_PERSON + week


@dataclass(frozen=True)
class Factors:
    """What findings leave of every fact they are about; everything else keeps all of its weight."""

    key: Ints  # sorted (kind, id) of facts with a factor below 1
    factor: Floats
    hold_until: Ints  # when the factor ends by time alone, NEVER where it does not
    code: Ints  # position in CODES of the finding that weighs most

    @property
    def is_empty(self) -> bool:
        return not len(self.key)

    def of(self, kind: About, ids: Ints) -> Floats:
        """Factor in [0, 1] of each fact of one kind."""
        place, present = found(self.key, _keys(np.full(len(ids), kind), ids))
        return np.where(present, self.factor[place], 1.0) if len(self.key) else np.ones(len(ids))

    def held_until(self, kind: About, ids: Ints) -> Ints:
        """When what holds each fact back ends by time alone (seconds), NEVER where nothing does."""
        place, present = found(self.key, _keys(np.full(len(ids), kind), ids))
        return np.where(present, self.hold_until[place], NEVER) if len(self.key) else np.full(len(ids), NEVER)

    def codes(self, kind: About, ids: Ints) -> NDArray[np.str_]:
        """The finding that weighs most on each fact, "" where none does."""
        place, present = found(self.key, _keys(np.full(len(ids), kind), ids))
        return np.where(present, _WORDS[self.code[place]], "") if len(self.key) else np.full(len(ids), "", "<U3")


_KINDS = 16
_WORDS: NDArray[np.str_] = np.array(CODES)


def _keys(kind: Ints, ids: Ints) -> Ints:
    return ids * _KINDS + kind


def factors(rows: FindingRows, policy: Policy, *, at: int = NEVER - 1) -> Factors:
    """Combine findings by fact, as they stand at the moment `at` (seconds): holds that are over act no more."""
    acts = (rows.ruling != Ruled.DISMISSED) & (rows.ruling != Ruled.SNOOZED) & (rows.factor < 1.0)
    acts &= rows.hold_until > at
    rows = rows.take(acts)
    keys, fact = np.unique(_keys(rows.about_kind, rows.about_id), return_inverse=True)
    families = np.array([_FAMILY_NUMBERS[code[0]] for code in CODES], np.int64)
    total, confirmed = np.ones(len(keys)), np.zeros(len(keys), np.bool_)
    until, heaviest, code = np.full(len(keys), NEVER), np.ones(len(keys)), np.full(len(keys), len(CODES))
    for letter, number in _FAMILY_NUMBERS.items():
        mine = rows.take(families[rows.code] == number)
        of = fact[families[rows.code] == number]
        size = policy.family_sizes[FAMILIES[letter]]
        level = policy.usage_level if FAMILIES[letter] == "usage" else policy.family_level
        significant = _simes(of, mine, len(keys), size) <= level
        by_person = mine.ruling == Ruled.CONFIRMED
        confirmed[of[by_person]] = True
        counts = significant[of] | by_person
        least = np.ones(len(keys))
        np.minimum.at(least, of[counts], mine.factor[counts])
        np.minimum.at(until, of[counts], mine.hold_until[counts])
        total *= least
        heavier = counts & (mine.factor == least[of]) & (mine.factor < heaviest[of])
        code[of[heavier]] = len(CODES)
        np.minimum.at(code, of[heavier], mine.code[heavier])
        heaviest = np.minimum(heaviest, least)
    floor = np.where(keys % _KINDS == About.USAGE_WEEK, policy.usage_floor, policy.findings_floor)
    total = np.where(confirmed, total, np.maximum(total, floor))
    acting = total < 1.0
    return Factors(keys[acting], total[acting], until[acting], code[acting])


def merges(rows: FindingRows) -> tuple[Ints, Ints]:
    """(outcome id, finding): outcomes with the same finding are one piece of work for whoever did them."""
    lifted = (rows.ruling == Ruled.DISMISSED) | (rows.ruling == Ruled.SNOOZED)
    merging = ~lifted & (rows.about_kind == About.OUTCOME) & np.isin(rows.code, [CODES.index(c) for c in MERGING])
    return rows.about_id[merging], rows.finding[merging]


def rows_of(findings: Sequence[Finding]) -> FindingRows:
    """Findings on which nobody has ruled yet, as the judge reads them."""
    return FindingRows.of(
        (kind, number, CODES.index(f.code), f.factor, f.p_value, Ruled.OPEN, f.hold_until, f.at, place)
        for place, f in enumerate(findings)
        for kind, number in f.about
    )


_FAMILY_NUMBERS = {"N": 0, "U": 1, "O": 2}


def _simes(fact: Ints, rows: FindingRows, n_facts: int, n_detectors: int) -> Floats:
    """Combined p by fact: the least p of each detector counts."""
    combined = np.ones(n_facts)
    if not len(rows):
        return combined
    pair, index = np.unique(fact * len(CODES) + rows.code, return_inverse=True)
    p = np.ones(len(pair))
    np.minimum.at(p, index, rows.p_value)
    owner = pair // len(CODES)
    order = np.lexsort((p, owner))
    owner, p = owner[order], p[order]
    rank = np.arange(len(p)) - np.searchsorted(owner, owner) + 1
    np.minimum.at(combined, owner, np.minimum(1.0, n_detectors * p / rank))
    return combined
