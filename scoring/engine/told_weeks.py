"""Usage weeks that act, told by one of their signs: one finding a person and quarter."""

from __future__ import annotations

import numpy as np

from scoring.engine.facts import Floats
from scoring.engine.findings import About, Finding, usage_week_ids
from scoring.engine.policy import WEEK, Policy
from scoring.engine.standing import Standing
from scoring.engine.usage_score import usage_score
from scoring.engine.verdict import Evidence


def told_weeks(code: str, sign: str, factor: float, standing: Standing, policy: Policy) -> list[Finding]:
    """A finding keeps its key while weeks of the same quarter join it, so that what somebody ruled on it stays; a
    quarter that is dismissed says nothing about the next one."""
    score = standing.once(usage_score)
    found, told = score.signs, np.flatnonzero(score.told[sign])
    start = policy.week_start(found.week)
    quarter = policy.epochs_of(start)
    ids = usage_week_ids(found.person, found.week)
    by_quarter: dict[tuple[int, int], list[int]] = {}
    for row in told.tolist():
        by_quarter.setdefault((int(found.person[row]), int(quarter[row])), []).append(row)
    findings = []
    for identity, rows in sorted(by_quarter.items()):
        weeks = ids[rows].tolist()
        findings.append(
            Finding(
                code=code,
                about=tuple((About.USAGE_WEEK, number) for number in weeks),
                people=identity[:1],
                severity="inform",
                factor=factor,
                p_value=float(score.p_value[rows].max()),
                at=int(start[rows].max()) + WEEK - 1,
                evidence=tuple(Evidence("usage_week", number) for number in weeks),
                numbers={
                    "weeks": len(rows),
                    "share": _of(found.measured["share"][rows], np.fmax),
                    "seconds": _of(found.measured["seconds"][rows], np.fmin),
                    "times": _of(found.measured["times"][rows], np.fmax),
                },
                identity=identity,
            )
        )
    return findings


def _of(values: Floats, pick: np.ufunc) -> float:
    """The greatest or least that is known; 0 where nothing is, and then no sentence tells it."""
    return float(np.nan_to_num(pick.reduce(values)))
