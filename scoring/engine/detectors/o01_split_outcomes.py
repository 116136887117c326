"""O01 `split_outcomes`: one piece of work landed as many small changes.

    more than 3 changes of one author in 48 h under one root (without a root: in one area), each smaller than
    25 % of the author's own median size; at least 10 earlier outcomes, else the company's median

Source: split pull requests under targets for their number; sizes measured against the person's own habit.
Effect: merged into one work item (outcome credit, P9): nothing is lost beyond what splitting gained. Factor 1.
p: (1/4)^changes is far above what chance gives; a matter of fact, 0.
"""

from __future__ import annotations

import numpy as np

from scoring.engine.detector import Detector
from scoring.engine.facts import UNKNOWN, Ints
from scoring.engine.findings import About, Finding
from scoring.engine.fixed import found
from scoring.engine.language import gettext_noop
from scoring.engine.policy import Policy
from scoring.engine.standing import Standing
from scoring.engine.verdict import Evidence


def find(standing: Standing, policy: Policy) -> list[Finding]:
    numbers, outcomes, contributions = policy.detectors, standing.outcomes, standing.contributions
    order = np.argsort(outcomes.id, kind="stable")
    row = order[found(outcomes.id[order], contributions.outcome)[0]]
    sized = (outcomes.size[row] != UNKNOWN) & standing.is_human(contributions.person)
    if not np.any(sized):
        return []
    author, row = contributions.person[sized], row[sized]
    small = outcomes.size[row] < numbers.split_part * _own_median(author, outcomes.size[row], numbers.split_history)
    small &= outcomes.at[row] > standing.at - numbers.window_days * 86_400
    author, row = author[small], row[small]
    # One root, or one area where the source knows no root; without either an outcome stands alone.
    place = np.where(outcomes.root[row] != UNKNOWN, outcomes.root[row], outcomes.area[row])
    by_root = (outcomes.root[row] != UNKNOWN).astype(np.int64)
    order = np.lexsort((outcomes.id[row], outcomes.at[row], place, by_root, author))
    findings: list[Finding] = []
    run: list[int] = []
    for at in order[place[order] != UNKNOWN].tolist():
        same = run and (author[run[0]], by_root[run[0]], place[run[0]]) == (author[at], by_root[at], place[at])
        if same and outcomes.at[row[at]] - outcomes.at[row[run[0]]] <= numbers.split_hours * 3600:
            run.append(at)
            continue
        findings += _findings(standing, author, row[np.array(run, np.int64)], run, numbers.split_changes)
        run = [at]
    return findings + _findings(standing, author, row[np.array(run, np.int64)], run, numbers.split_changes)


def _own_median(author: Ints, size: Ints, least: int) -> Ints:
    """By contribution: the author's median size, the company's where there are too few."""
    authors, index = np.unique(author, return_inverse=True)
    order = np.lexsort((size, index))
    starts = np.searchsorted(index[order], np.arange(len(authors)))
    count = np.bincount(index)
    median = np.where(count >= least, size[order][starts + count // 2], int(np.median(size)))
    return np.asarray(median[index])


def _findings(standing: Standing, author: Ints, rows: Ints, run: list[int], changes: int) -> list[Finding]:
    if len(run) <= changes:
        return []
    ids = sorted(standing.outcomes.id[rows].tolist())
    return [
        Finding(
            code="O01",
            about=tuple((About.OUTCOME, number) for number in ids),
            people=(int(author[run[0]]),),
            severity="inform",
            factor=1.0,
            p_value=0.0,
            at=int(standing.outcomes.at[rows].max()),
            evidence=tuple(Evidence("outcome", number) for number in ids),
            numbers={"changes": len(ids)},
            identity=(int(author[run[0]]), ids[0]),
        )
    ]


DETECTOR = Detector(
    code="O01",
    name="split_outcomes",
    family="outcomes",
    sentence=gettext_noop(
        "{changes:.0f} small changes within two days are one piece of work and are credited together."
    ),
    local=False,
    find=find,
)
