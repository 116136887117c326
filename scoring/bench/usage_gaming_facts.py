"""Requests and changes of simulated people as the columns that detectors read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from scoring.bench.usage_gaming_company import START, WEEKS, Change
from scoring.bench.usage_gaming_traces import Requests
from scoring.engine.facts import (
    DAY,
    UNKNOWN,
    Contributions,
    Facts,
    Ints,
    Outcomes,
    People,
    UsageDays,
    UsageWeeks,
    Verifications,
)
from scoring.engine.policy import CURRENT
from scoring.usage.rhythm import burstiness, entropy, gaps_of

AT = START + WEEKS * 7 * DAY
VERIFIER = 1_000_000  # added to the numbers of real people who only verify


UsageRows = tuple[Ints, list[tuple[float, ...]]]  # columns of UsageDays, rows of UsageWeeks


def usage_rows(person: int, requests: Requests, declared: set[int]) -> UsageRows:
    """What is kept of one person, as the product's own intake keeps them. `declared`: weeks of a batch job."""
    inside = (requests.at >= START) & (requests.at < AT)
    inside &= ~np.isin((requests.at - START) // (7 * DAY), list(declared))
    at, prompt = requests.at[inside], requests.prompt[inside]
    days, day, count = np.unique(at // DAY, return_inverse=True, return_counts=True)
    of_days = np.stack(
        [
            np.full(len(days), person), np.ones(len(days), np.int64), days * DAY, count,
            np.bincount(day, weights=requests.tokens_in[inside], minlength=len(days)).astype(np.int64),
            np.bincount(day, weights=requests.tokens_out[inside], minlength=len(days)).astype(np.int64),
            np.full(len(days), UNKNOWN),
        ]
    )  # fmt: skip
    rows: list[tuple[float, ...]] = []
    week = CURRENT.weeks_of(at)
    for number in np.unique(week).tolist():
        mine = week == number
        gaps = gaps_of(np.sort(at[mine]) % (7 * DAY) * 1000)
        share = float(np.unique(prompt[mine], return_counts=True)[1].max() / gaps.requests)
        rows.append(
            (person, number, len(np.unique(at[mine] // DAY)), gaps.requests,
             burstiness(gaps.requests - 1, gaps.gap_sum, gaps.gap_squares), entropy(gaps.histogram), share)
        )  # fmt: skip
    return of_days, rows


def facts_of(usage: Sequence[UsageRows], changes: Mapping[int, Sequence[Change]]) -> Facts:
    """`changes` by person number."""
    done = [(person, one) for person in sorted(changes) for one in changes[person] if one.at <= AT]
    seen = [(n, VERIFIER + v, one.at) for n, (_, one) in enumerate(done) for v in one.verifiers]
    verifiers = sorted({verifier for _, verifier, _ in seen})
    return Facts(
        people=People.of((person, None, False, None, None) for person in [*sorted(changes), *verifiers]),
        outcomes=Outcomes.of(
            (n, 0, one.at, None, one.area, one.lines, one.vouched, None) for n, (_, one) in enumerate(done)
        ),
        contributions=Contributions.of((n, person, None) for n, (person, _) in enumerate(done)),
        verifications=Verifications.of((n, of, who, at, None, None) for n, (of, who, at) in enumerate(seen)),
        usage_days=UsageDays(*np.concatenate([days for days, _ in usage], axis=1)),
        usage_weeks=UsageWeeks.of(row for _, rows in usage for row in rows),
    )
