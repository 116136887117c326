from dataclasses import replace

import pytest

from scoring.engine.common_ground import UNKNOWN_GROUND, CommonGround
from scoring.engine.detectors.n02_closed_ring import DETECTOR
from scoring.engine.facts import Contributions, Outcomes, Verifications
from scoring.engine.policy import CURRENT
from scoring.engine.standing import stand

from .detectors.crowd import AT, Crowd

RING = (3, 50, 100, 150)


def working(areas, verified=()):
    """Facts in which people authored one outcome in each of their areas; `verified`: (verifier, outcome)."""
    rows = [(person, area) for person, known in areas.items() for area in known]
    return {
        "outcomes": Outcomes.of((n, 0, AT - 86_400, None, area, 50, True, None) for n, (_, area) in enumerate(rows)),
        "contributions": Contributions.of((n, person, 1) for n, (person, _) in enumerate(rows)),
        "verifications": Verifications.of((n, o, v, AT - 80_000, 1, None) for n, (v, o) in enumerate(verified)),
    }


@pytest.mark.parametrize(
    ("areas", "verified", "lacking"),
    [
        ({3: [1, 2], 50: [2, 9]}, (), 0.0),  # half of the areas is enough
        ({3: [1, 2, 4, 5], 50: [2, 9, 8, 7]}, (), 0.5),
        ({3: [1, 2], 50: [8, 9]}, (), 1.0),
        ({3: [1, 2]}, (), UNKNOWN_GROUND),
        ({}, (), UNKNOWN_GROUND),
        # What the one verified for the other says nothing, however often.
        ({3: [1, 2], 50: [8, 9]}, ((3, 2), (3, 3)), UNKNOWN_GROUND),
        ({3: [1, 2], 50: [8, 9, 7]}, ((3, 2), (3, 3)), 1.0),
    ],
)
def test_two_people_share_a_ground_where_they_work_in_the_same_areas(areas, verified, lacking):
    crowd = Crowd()
    crowd.gives(3, 50, 10)
    standing = stand(replace(crowd.facts(), **working(areas, verified)), CURRENT, at=AT)
    assert CommonGround(standing).lacking([3], [50]).tolist() == [lacking]


@pytest.mark.parametrize(("areas", "factor"), [([1, 2], 1.0), (None, 0.5)])
def test_a_ring_of_people_who_work_together_loses_nothing_before_a_person_has_looked(areas, factor):
    crowd = Crowd.everyday()
    for turn in range(4):
        for place, giver in enumerate(RING):
            crowd.gives(giver, RING[(place + 1) % len(RING)], 10 + 30 * turn)
    crowd.more = working({person: areas or [10 * person, 10 * person + 1] for person in RING})
    assert [(f.factor, f.severity) for f in crowd.found(DETECTOR)] == [(factor, "review")]
