import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from scoring.engine.combined_score import combined_score
from scoring.engine.facts import DAY, Gifts
from scoring.engine.pair_signs import PairSigns
from scoring.engine.policy import CURRENT
from scoring.engine.recent_gifts import Pairs
from scoring.engine.score_card import CARD

from .detectors.crowd import Crowd

PAIRS = Pairs.of(Gifts.of((n, 0, 1, None, n % 5, 5 + n % 3, n, 1, 1, 0, None) for n in range(40)))
SIGNS = (
    "concentration", "return", "cycle", "thin", "surge", "no_ground", "apart", "narrow", "habit", "often", "sudden",
    "echo",
)  # fmt: skip
BEGAN = np.arange(len(PAIRS.giver)) * DAY
n_pairs = len(PAIRS.giver)


@given(
    st.lists(st.floats(0, 2), min_size=n_pairs * len(SIGNS), max_size=n_pairs * len(SIGNS)),
    st.sampled_from(SIGNS),
    st.integers(0, n_pairs - 1),
    st.floats(0, 3),
)
def test_no_score_ever_falls_when_a_sign_grows(values, name, row, more):
    columns = np.array(values).reshape(len(SIGNS), n_pairs)
    signs = dict(zip(SIGNS, columns, strict=True))
    before = combined_score(PairSigns(PAIRS, signs, BEGAN)).score
    grown = signs[name].copy()
    grown[row] += more
    after = combined_score(PairSigns(PAIRS, {**signs, name: grown}, BEGAN)).score
    assert np.all(after >= before - 1e-12)


def test_accounts_made_for_it_are_looked_at_first():
    crowd = Crowd.everyday()
    for giver in range(300, 306):
        crowd.gives(giver, 200, 20)
    found = combined_score(PairSigns.of(crowd.standing(), CURRENT))
    first = np.argsort(-found.score)[:6]
    assert set(found.pairs.giver[first].tolist()) == set(range(300, 306))


def test_somebody_who_thanks_fifty_colleagues_is_not_among_the_first():
    crowd = Crowd.everyday()
    for n, receiver in enumerate(range(50, 100)):
        crowd.gives(3, receiver, 1 + n % 150, thanks=True)
    found = combined_score(PairSigns.of(crowd.standing(), CURRENT))
    first = np.argsort(-found.score)[: len(found.score) // 20]
    assert np.count_nonzero(found.pairs.giver[first] == 3) <= 3


def test_the_parts_and_the_constants_add_up_to_the_score():
    found = combined_score(PairSigns.of(Crowd.everyday().standing(), CURRENT))
    constant = CARD.base + CARD.kept * CARD.own_base
    assert np.allclose(constant + sum(found.parts.values()), found.score)


def test_a_company_without_gifts_has_no_scores():
    assert len(combined_score(PairSigns.of(Crowd().standing(), CURRENT)).score) == 0
