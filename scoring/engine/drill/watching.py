"""What the detectors would have found in the facts, night after night, as the judge reads it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

import numpy as np

from scoring.engine.detector import Detector
from scoring.engine.facts import DAY, Facts, FindingRows, Ruled
from scoring.engine.findings import About, Finding, rows_of
from scoring.engine.policy import Policy
from scoring.engine.standing import stand

AboutFacts = tuple[tuple[About, int], ...]
Seen = Mapping[str, Finding]  # by key
NOTHING: Seen = MappingProxyType({})

STEP = 90  # days: detectors look back 180, so that every fact of the year is seen twice (the last quarter: once)
LOOKS = 4  # a year


def found_over_a_year(
    facts: Facts,
    detectors: Mapping[str, Detector],
    policy: Policy,
    *,
    at: int,
    since: int | None = None,
    known: Seen = NOTHING,
) -> Seen:
    """Findings of four looks in the year before `at` (seconds), later versions with what earlier ones named (ADR 13).

    `known`: what was found in the same facts without those after `since`; earlier looks are then left out.
    """
    found = dict(known)
    for look in reversed(range(LOOKS)):
        moment = at - look * STEP * DAY
        if since is not None and moment <= since:
            continue
        standing = stand(facts, policy, at=moment, known_until=at)
        for detector in detectors.values():
            for one in detector.find(standing, policy):
                before = found.get(one.key)
                found[one.key] = one if before is None else replace(one, about=_both(before.about, one.about))
    return found


def watched(facts: Facts, seen: Seen) -> Facts:
    """The same facts with these findings, under the rulings that people have given (on the same code and fact)."""
    rows, ruled = rows_of(list(seen.values())), facts.findings
    ruled = ruled.take(ruled.ruling != Ruled.OPEN)
    named = zip(ruled.about_kind.tolist(), ruled.about_id.tolist(), ruled.code.tolist(), strict=True)
    said = dict(zip(named, ruled.ruling.tolist(), strict=True))
    keys = zip(rows.about_kind.tolist(), rows.about_id.tolist(), rows.code.tolist(), strict=True)
    ruling = np.array([said.get(key, int(Ruled.OPEN)) for key in keys], np.int64)
    if not len(rows):
        return replace(facts, findings=FindingRows())
    return replace(facts, findings=replace(rows, ruling=ruling))


def _both(one: AboutFacts, other: AboutFacts) -> AboutFacts:
    return tuple(sorted({*one, *other}))
