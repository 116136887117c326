"""The measure of the detection benchmark itself, on ten pairs."""

from types import SimpleNamespace

import numpy as np
import pytest

from scoring.bench.detection import at_budget
from scoring.engine.facts import Gifts
from scoring.engine.recent_gifts import Pairs

# Givers 0..199 give once each to receivers 1000..1199; giver 500 gives, planted, to receiver 1000.
GIFTS = Gifts.of((n, 0, 1, None, n, 1000 + n, n, 1, 2, 0, None) for n in range(200))
PLANTED = Gifts.of([(900, 0, 1, None, 500, 1000, 5, 1, 2, 0, None)])
BOTH = Gifts(*(np.concatenate([getattr(GIFTS, f), getattr(PLANTED, f)]) for f in Gifts.__dataclass_fields__))


def trial():
    pairs = Pairs.of(BOTH)
    planted = (pairs.giver == 500).astype(np.float64)
    return SimpleNamespace(pairs=pairs, honest=1.0 - planted, planted=planted, camouflage=np.zeros(len(planted)))


@pytest.mark.parametrize(
    ("honest_above", "found"),
    [(0, (1.0, 1 / 3)), (2, (1.0, 1 / 3)), (3, (0.0, 0.0))],  # two of 200 receivers may be harmed, not three
)
def test_it_flags_until_one_more_would_harm_too_many(honest_above, found):
    some = trial()
    score = np.where(some.planted > 0, 100.0, 1.0)
    score[some.pairs.giver < honest_above] = 200.0
    score[some.pairs.giver == 199] = 0.0
    assert at_budget(some, score) == pytest.approx(found)
