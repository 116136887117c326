import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.usage import rhythm

times = st.lists(st.integers(0, rhythm.WEEK_MILLISECONDS - 1), max_size=300)
counts = st.dictionaries(st.text("abcdef0123456789", min_size=4, max_size=4), st.integers(1, 50), max_size=40)


@given(times)
def test_packed_moments_are_the_same_moments(moments):
    moments = np.sort(np.array(moments, np.int64))
    assert rhythm.unpack(rhythm.pack(moments)).tolist() == moments.tolist()


@given(times, st.randoms())
def test_the_order_of_arrival_changes_nothing(moments, chance):
    shuffled = list(moments)
    chance.shuffle(shuffled)
    split = len(moments) // 2
    first = rhythm.merged_times(rhythm.merged_times(np.empty(0, np.int64), moments[:split]), moments[split:])
    second = rhythm.merged_times(rhythm.merged_times(np.empty(0, np.int64), shuffled[split:]), shuffled[:split])
    assert first.tolist() == second.tolist() == sorted(moments)


def test_beyond_the_limit_the_earliest_stay():
    many = range(rhythm.MOST_TIMES + 500)
    assert rhythm.merged_times(np.array(many, np.int64)[250:], many[:250]).tolist() == list(many[: rhythm.MOST_TIMES])


def test_a_metronome_has_burstiness_minus_one_and_no_entropy():
    gaps = rhythm.gaps_of(np.arange(0, 3_600_000, 60_000))
    assert rhythm.burstiness(gaps.requests - 1, gaps.gap_sum, gaps.gap_squares) == pytest.approx(-1)
    assert rhythm.entropy(gaps.histogram) == 0


def test_chance_has_burstiness_near_zero():
    chance = np.random.default_rng(1)
    gaps = rhythm.gaps_of(np.cumsum(chance.exponential(60_000, 4000)).astype(np.int64))
    assert abs(rhythm.burstiness(gaps.requests - 1, gaps.gap_sum, gaps.gap_squares)) < 0.05
    assert rhythm.entropy(gaps.histogram) > 1.5


def test_bursts_have_positive_burstiness():
    moments = np.concatenate([np.arange(20) * 2_000 + day * 86_400_000 for day in range(5)])
    gaps = rhythm.gaps_of(moments)
    assert rhythm.burstiness(gaps.requests - 1, gaps.gap_sum, gaps.gap_squares) > 0.5


@pytest.mark.parametrize("number", [0, 1, 2])
def test_too_few_requests_say_nothing(number):
    gaps = rhythm.gaps_of(np.arange(number) * 1000)
    assert math.isnan(rhythm.burstiness(max(0, number - 1), gaps.gap_sum, gaps.gap_squares))


@given(counts, counts)
def test_few_prompt_keys_are_counted_exactly(known, new):
    merged = rhythm.merged_keys(known, new)
    assert all(merged[key] == known.get(key, 0) + new.get(key, 0) for key in known | new)
    assert rhythm.keys_from_text(rhythm.keys_to_text(merged)) == merged


def test_a_frequent_key_among_many_others_is_hardly_underestimated():
    """Every batch brings a hundred keys that never come again, and the loop's key sixty times."""
    kept: dict[str, int] = {}
    for batch in range(50):
        kept = rhythm.merged_keys(kept, {f"{batch}-{n}": 1 for n in range(100)} | {"loop": 60})
    total = 50 * 160
    assert len(kept) <= rhythm.MOST_KEYS
    assert 3000 - total / (rhythm.MOST_KEYS + 1) <= kept["loop"] <= 3000
