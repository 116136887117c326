"""N02 `closed_ring`: a few people pass far more recognition around among themselves than chance gives.

    edges with Poisson p significant at 0.01 (Benjamini-Hochberg) under the null of surprising_graph.py;
    strongly connected groups of 3-8 in them; members with max(donor, recipient share) < 0.15 leave, repeatedly

Source: CIDRE (citation cartels, Scientific Reports 2021): precision 1.00, recall 0.72 on its own example; blind
under a share of 0.10. On real praise its edges had AUC 0.86, the best, and precision to 0.34: so it is reviewed.
Effect: review, and 0.5 on gifts inside the group, unless most of its members are known to work in the same areas:
shared work explains much giving, so there a person decides first (without this 9 % of the honest receivers of
harbour would lose more than a tenth). p: Poisson tail of all gifts inside against all expected inside.

Small companies: it stays silent there, since everybody's gifts are a large part of all. With four other gifts a
person in half a year, a ring of four with five gifts each is found from about 100 people (8 of 8 at 96, 1 of 8 at
48), one with three gifts each at no size up to 384. There the formula's caps and ties protect, not this.
"""

from __future__ import annotations

import numpy as np

from scoring.engine.chance import poisson_tail
from scoring.engine.common_ground import CommonGround
from scoring.engine.detector import Detector
from scoring.engine.findings import Finding
from scoring.engine.language import gettext_noop
from scoring.engine.policy import Policy
from scoring.engine.recent_gifts import about, evidence, recent
from scoring.engine.standing import Standing
from scoring.engine.surprising_graph import SurprisingGraph


def find(standing: Standing, policy: Policy) -> list[Finding]:
    numbers = policy.detectors
    graph = SurprisingGraph.of(recent(standing, numbers.window_days), numbers.edge_level)
    findings, ground = [], CommonGround(standing)
    for circle in graph.circles(numbers.ring_most):
        members = _without_bystanders(graph, circle, numbers.ring_share)
        if len(members) < numbers.ring_least:
            continue
        inside = graph.rows_inside(members)
        mine = graph.gifts_of(inside)
        expected = graph.expected_inside(members)
        people = tuple(sorted(members))
        findings.append(
            Finding(
                code="N02",
                about=about(mine),
                people=people,
                severity="review",
                factor=1.0 if ground.explains(members) else numbers.group_factor,
                p_value=float(poisson_tail(np.array([len(mine)]), np.array([expected]))[0]),
                at=int(mine.at.max()),
                evidence=evidence(mine),
                numbers={"people": len(people), "gifts": len(mine), "expected": float(expected)},
                identity=people,
            )
        )
    return findings


def _without_bystanders(graph: SurprisingGraph, circle: frozenset[int], share: float) -> frozenset[int]:
    members = circle
    while True:
        inside = graph.rows_inside(members)
        kept = frozenset(person for person in members if max(graph.shares(person, inside)) >= share)
        if kept == members:
            return members
        members = kept


DETECTOR = Detector(
    code="N02",
    name="closed_ring",
    family="nominations",
    sentence=gettext_noop(
        "{people:.0f} people passed {gifts:.0f} recognitions among themselves where {expected:.1f} would be usual."
    ),
    local=False,
    find=find,
)
