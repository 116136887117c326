"""N03 `insular_group`: a group that gives mostly to itself, five times denser than teams and degrees explain.

    groups of 3-12 connected by edges of p < 0.01 (either direction, each by itself); the givers' giving mostly
    inside (> 0.5); gifts inside / expected inside >= 5

Source: CIDRE's null with density instead of cycles; covers what passes in one direction (no strong connection).
Effect: review, and 0.5 on gifts inside, unless most members are known to work in the same areas (as N02).
p: Poisson tail of all gifts inside against all expected inside, times the number of people: each of them could
have been the heart of such a group.

Small companies: as N02. A group of four who all give each other three times is found from about 200 people (8 of 8
at 192, 1 of 8 at 96), twice each at no size up to 384; a ring of four with five gifts each from about 100.
"""

from __future__ import annotations

import numpy as np

from scoring.engine.chance import poisson_tail
from scoring.engine.common_ground import CommonGround
from scoring.engine.detector import Detector
from scoring.engine.facts import Gifts
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
    for group in graph.clusters(numbers.insular_most, numbers.insular_level):
        members = _who_give_inside(graph, group, numbers.insular_share)
        inside = graph.rows_inside(members)
        if not numbers.ring_least <= len(members) <= numbers.insular_most:
            continue
        mine, expected = graph.gifts_of(inside), graph.expected_inside(members)
        if len(mine) < numbers.insular_density * expected:
            continue
        findings.append(
            _finding(
                graph, mine, tuple(sorted(members)), expected, 1.0 if ground.explains(members) else numbers.group_factor
            )
        )
    return findings


def _who_give_inside(graph: SurprisingGraph, group: frozenset[int], share: float) -> frozenset[int]:
    """Members of whose giving more than `share` stays inside, and those they give to."""
    members = group
    while members:
        inside = graph.rows_inside(members)
        givers = {person for person in members if graph.shares(person, inside)[0] > share}
        inside = inside[np.isin(graph.pairs.giver[inside], sorted(givers))]
        kept = frozenset(givers | set(graph.pairs.receiver[inside].tolist()))
        if kept == members:
            break
        members = kept
    return members


def _finding(graph: SurprisingGraph, mine: Gifts, people: tuple[int, ...], expected: float, factor: float) -> Finding:
    by_chance = float(poisson_tail(np.array([len(mine)]), np.array([expected]))[0])
    return Finding(
        code="N03",
        about=about(mine),
        people=people,
        severity="review",
        factor=factor,
        p_value=min(1.0, by_chance * graph.n_people),
        at=int(mine.at.max()),
        evidence=evidence(mine),
        numbers={"people": len(people), "gifts": len(mine), "times": len(mine) / max(expected, 0.01)},
        identity=people,
    )


DETECTOR = Detector(
    code="N03",
    name="insular_group",
    family="nominations",
    sentence=gettext_noop(
        "{people:.0f} people give mostly to each other: {gifts:.0f} recognitions, {times:.0f} times the usual."
    ),
    local=False,
    find=find,
)
