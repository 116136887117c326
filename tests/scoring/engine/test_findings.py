from dataclasses import replace

import numpy as np
import pytest

from scoring.engine.detectors import DETECTORS
from scoring.engine.facts import NEVER, FindingRows, Ruled
from scoring.engine.findings import CODES, FAMILIES, About, Finding, factors
from scoring.engine.policy import CURRENT

FINDING = Finding("N02", ((About.NOMINATION, 5),), (1, 2), "review", 0.5, 1e-6, 100, (), {})


def rows(*given):
    """Of (code, factor, p, ruling, hold until), all about the nomination 5."""
    return FindingRows.of(
        (About.NOMINATION, 5, CODES.index(code), factor, p, ruling, until, 0, 0)
        for code, factor, p, ruling, until in given
    )


def factor_of(*given, at=10):
    found = factors(rows(*given), CURRENT, at=at)
    return float(found.of(About.NOMINATION, np.array([5]))[0])


def test_a_fact_without_findings_keeps_all_of_its_weight():
    found = factors(rows(("N02", 0.5, 1e-9, Ruled.OPEN, None)), CURRENT)
    assert found.of(About.THANKS, np.array([5])).tolist() == [1.0]
    assert found.of(About.NOMINATION, np.array([4, 5])).tolist() == [1.0, 0.5]
    assert factors(FindingRows(), CURRENT).of(About.NOMINATION, np.array([5])).tolist() == [1.0]


@pytest.mark.parametrize(
    ("given", "left"),
    [
        ([("N02", 0.5, 1e-9, Ruled.OPEN, None)], 0.5),
        # One look of nine at 0.001 is no surprise; three at 0.001 are.
        ([("N02", 0.5, 0.001, Ruled.OPEN, None)], 1.0),
        ([(code, 0.5, 0.001, Ruled.OPEN, None) for code in ("N02", "N03", "N06")], 0.5),
        # The same look three times is one look.
        ([("N02", 0.5, 0.001, Ruled.OPEN, None)] * 3, 1.0),
        # Families multiply, down to the floor.
        ([("N02", 0.6, 0.0, Ruled.OPEN, None), ("O02", 0.6, 0.0, Ruled.OPEN, None)], 0.36),
        ([("N02", 0.5, 0.0, Ruled.OPEN, None), ("O02", 0.5, 0.0, Ruled.OPEN, None)], 0.3),
        ([("N02", 0.0, 0.0, Ruled.OPEN, None)], 0.3),
        # A person's word needs no chance and knows no floor.
        ([("N02", 0.0, 0.9, Ruled.CONFIRMED, None)], 0.0),
        ([("N02", 0.5, 0.0, Ruled.DISMISSED, None)], 1.0),
        ([("N02", 0.5, 0.0, Ruled.SNOOZED, None)], 1.0),
    ],
)
def test_findings_about_one_fact_combine(given, left):
    assert factor_of(*given) == pytest.approx(left)


def test_a_hold_ends_by_time_alone():
    held = ("N04", 0.3, 0.0, Ruled.OPEN, 50)
    assert factor_of(held, at=49) == 0.3
    assert factor_of(held, at=50) == 1.0
    assert factors(rows(held), CURRENT, at=49).held_until(About.NOMINATION, np.array([4, 5])).tolist() == [NEVER, 50]


def test_the_same_pattern_keeps_its_key_when_its_evidence_grows():
    first = replace(FINDING, identity=(1, 2))
    grown = replace(first, about=(*FINDING.about, (About.NOMINATION, 9)), at=200)
    assert first.key == grown.key
    assert replace(first, identity=(1, 3)).key != first.key
    assert FINDING.key != replace(FINDING, about=((About.THANKS, 5),)).key


def test_every_detector_is_known_by_its_code_and_family():
    for code, detector in DETECTORS.items():
        assert detector.code == code
        assert code in CODES
        assert detector.family == FAMILIES[code[0]]


def test_the_policy_counts_every_detector_of_a_family():
    """But N10, which reads the signs of the others once more and takes nothing."""
    codes = [code for code in CODES if code != "N10"]
    sizes = {family: sum(FAMILIES[code[0]] == family for code in codes) for family in FAMILIES.values()}
    assert dict(CURRENT.family_sizes) == sizes
