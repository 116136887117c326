"""What findings leave of a usage week: possibly nothing, where words and work always keep the floor."""

import numpy as np
import pytest

from scoring.engine.facts import FindingRows, Ruled
from scoring.engine.findings import CODES, About, factors, usage_week_ids
from scoring.engine.policy import CURRENT

WEEK = int(usage_week_ids(np.array([7]), np.array([430]))[0])


def left(kind, *found):
    """Of (code, factor, p, ruling), all about one fact."""
    rows = FindingRows.of(
        (kind, WEEK, CODES.index(code), factor, p, ruling, None, 0, place)
        for place, (code, factor, p, ruling) in enumerate(found)
    )
    return float(factors(rows, CURRENT).of(kind, np.array([WEEK]))[0])


NOTHING = ("U01", 0.0, 0.0, Ruled.OPEN)
HALF = ("U02", 0.5, 0.0, Ruled.OPEN)


@pytest.mark.parametrize(
    ("found", "kept"),
    [
        ([NOTHING], 0.0),
        ([HALF], 0.5),
        ([HALF, ("U03", 0.5, 0.0, Ruled.OPEN)], 0.5),
        ([NOTHING, HALF], 0.0),
        # One look of five at 0.005 is no surprise.
        ([("U01", 0.0, 0.005, Ruled.OPEN)], 1.0),
        ([("U01", 0.0, 0.0, Ruled.DISMISSED)], 1.0),
        ([("U01", 0.0, 0.0, Ruled.SNOOZED), HALF], 0.5),
    ],
)
def test_a_usage_week_keeps_what_its_findings_say_down_to_nothing(found, kept):
    assert left(About.USAGE_WEEK, *found) == kept


@pytest.mark.parametrize("kind", [About.NOMINATION, About.THANKS, About.OUTCOME, About.VERIFICATION])
def test_everything_else_keeps_the_floor(kind):
    assert left(kind, NOTHING) == CURRENT.findings_floor
