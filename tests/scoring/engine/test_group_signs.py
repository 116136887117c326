"""What suspicious neighbours add to a pair, on a handful of people."""

import numpy as np

from scoring.engine.facts import DAY, Gifts
from scoring.engine.group_signs import GROUP_SIGNS, MOST, group_signs
from scoring.engine.recent_gifts import Pairs

QUIET, LOUD = -8.0, 3.0


def signs_of(arrows, *, quiet=(), days=None):
    """Group signs by (giver, receiver); everything is suspicious but the quiet ones."""
    pairs = Pairs.of(Gifts.of((n, 0, 1, None, a, b, n, 1, 2, 0, None) for n, (a, b) in enumerate(arrows)))
    ends = list(zip(pairs.giver.tolist(), pairs.receiver.tolist(), strict=True))
    began = np.array([(days or {}).get(end, 0) * DAY for end in ends], np.int64)
    own = np.array([QUIET if end in quiet else LOUD for end in ends])
    found = group_signs(pairs, began, own)
    assert found.keys() == set(GROUP_SIGNS)
    return {end: {name: float(values[row]) for name, values in found.items()} for row, end in enumerate(ends)}


def test_one_strange_voice_alone_has_no_group_signs():
    assert set(signs_of([(1, 2)])[1, 2].values()) == {0.0}


def test_voices_for_one_person_count_when_they_begin_near_each_other():
    near = signs_of([(1, 9), (2, 9), (3, 9)])
    far = signs_of([(1, 9), (2, 9), (3, 9)], days={(1, 9): 0, (2, 9): 100, (3, 9): 200})
    assert near[1, 9]["voices"] > 1.8
    assert far[1, 9]["voices"] == 0.0
    assert far[1, 9]["receiver"] > 0.0


def test_quiet_neighbours_add_nothing():
    found = signs_of([(1, 9), (2, 9), (9, 1)], quiet={(2, 9), (9, 1)})
    assert found[1, 9]["voices"] == found[1, 9]["returned"] == 0.0


def test_supporters_who_recognise_each_other_are_tied():
    found = signs_of([(1, 9), (2, 9), (1, 2)])
    assert found[1, 9]["tied"] > 0.8
    assert signs_of([(1, 9), (2, 9), (1, 3)])[1, 9]["tied"] == 0.0


def test_a_ring_of_five_is_a_circle_and_a_chain_is_none():
    ring = [(n, (n + 1) % 5) for n in range(5)]
    assert all(signs["circle"] == 1.0 for signs in signs_of(ring).values())
    assert all(signs["circle"] == 0.0 for signs in signs_of(ring[:4]).values())


def test_a_circle_is_as_suspicious_as_its_least_suspicious_pair():
    ring = [(n, (n + 1) % 5) for n in range(5)]
    assert all(signs["circle"] == 0.0 for signs in signs_of(ring, quiet={(2, 3)}).values())


def test_two_who_return_a_gift_are_no_circle():
    found = signs_of([(1, 2), (2, 1)])
    assert found[1, 2]["circle"] == 0.0
    assert found[1, 2]["returned"] > 0.9


def test_somebody_with_a_thousand_voices_is_looked_at_in_part():
    found = signs_of([(n, 2000) for n in range(1000)])
    assert found[1, 2000]["voices"] <= MOST
