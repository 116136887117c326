"""O03 `revert_and_reland`: work that was taken back comes again and would be credited twice.

    an outcome within 30 days of the reversal of another by the same author, with the same root, or without roots
    in the same area and of nearly the same size (5 %)

Source: revert chains in public histories (harbour: 151 reverts in 36,395 changes, 30 % by the same author).
Effect: credited once: both are one work item, and what was reversed adds nothing to it. Factor 1; p = 0, a
matter of fact.
"""

from __future__ import annotations

import numpy as np

from scoring.engine.detector import Detector
from scoring.engine.facts import DAY, NEVER, UNKNOWN, Ints
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
    by_person = np.lexsort((outcomes.at[row], contributions.person))
    person, row = contributions.person[by_person], row[by_person]
    findings: dict[tuple[int, int], Finding] = {}
    for place in np.flatnonzero(standing.is_reversed[row] & (outcomes.reversed_at[row] != NEVER)).tolist():
        first, last = np.searchsorted(person, [person[place], person[place] + 1])
        others = row[first:last]
        gone = int(row[place])
        since = outcomes.at[others] - outcomes.reversed_at[gone]
        again = others[(since >= 0) & (since <= numbers.reland_days * DAY)]
        for other in again[_alike(standing, gone, again, numbers.reland_size)].tolist():
            pair = (int(outcomes.id[gone]), int(outcomes.id[other]))
            findings[pair] = Finding(
                code="O03",
                about=tuple((About.OUTCOME, number) for number in sorted(pair)),
                people=tuple(sorted({int(person[place])})),
                severity="inform",
                factor=1.0,
                p_value=0.0,
                at=int(outcomes.at[other]),
                evidence=tuple(Evidence("outcome", number) for number in sorted(pair)),
                numbers={"days": float(outcomes.at[other] - outcomes.reversed_at[gone]) / DAY},
                identity=pair,
            )
    return list(findings.values())


def _alike(standing: Standing, gone: int, again: Ints, part: float) -> Ints:
    """Places in `again` of what is the same work as the outcome row `gone`."""
    outcomes = standing.outcomes
    rooted = outcomes.root[gone] != UNKNOWN
    same_root = rooted & (outcomes.root[again] == outcomes.root[gone])
    size, sizes = int(outcomes.size[gone]), outcomes.size[again]
    near = (size != UNKNOWN) & (sizes != UNKNOWN) & (np.abs(sizes - size) <= part * size)
    same_area = (outcomes.area[gone] != UNKNOWN) & (outcomes.area[again] == outcomes.area[gone])
    without_roots = (not rooted) & (outcomes.root[again] == UNKNOWN)
    return np.flatnonzero(same_root | (without_roots & same_area & near))


DETECTOR = Detector(
    code="O03",
    name="revert_and_reland",
    family="outcomes",
    sentence=gettext_noop("It was taken back and landed again {days:.0f} days later; it is credited once."),
    local=True,
    find=find,
)
