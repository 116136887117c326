"""The usage benchmark itself: its measure on a few weeks, and one small trial where the sample data is present."""

import numpy as np
import pytest

from scoring.bench.harbour_gifts import HARBOUR
from scoring.bench.usage_gaming import Trial
from scoring.bench.usage_gaming_attacks import EVERY, Burning, burn, split
from scoring.bench.usage_gaming_company import START, WEEKS, Change, Honest
from scoring.bench.usage_gaming_facts import facts_of, usage_rows
from scoring.bench.usage_gaming_traces import TRACES, Requests, Traces
from scoring.engine.facts import DAY

WEEK = 7 * DAY
TRACE = Traces(*(np.arange(1, 401) for _ in range(6)))  # 400 turns, gaps of 1 to 400 seconds


def a_life(rng, many=600):
    at = np.sort(START + rng.integers(0, WEEKS * WEEK, many))
    ones = np.ones(many, np.int64)
    return Honest(Requests(at, 1000 * ones, 100 * ones, np.arange(many)), np.arange(9, 17) * 3600, 8.0, True, set())


@pytest.mark.parametrize(("above", "found"), [(1, 1.0), (2, 0.5)])
def test_recall_leaves_one_honest_week_in_a_hundred_above(above, found):
    score = np.r_[np.linspace(0, 1, 100), 2.0, 4.0]
    score[:above] = 3.0
    attacked = np.r_[np.zeros(100, np.bool_), True, True]
    assert Trial(attacked, attacked, {"some": score}).recall("some") == found


@pytest.mark.parametrize("kind", EVERY)
def test_every_attack_adds_twice_to_twelve_times_the_usual_to_its_weeks_only(kind):
    rng = np.random.default_rng(4)
    life = a_life(rng)
    burnt = burn(kind, life, TRACE, rng, 12, (0, WEEKS - 1))
    before, after = (np.bincount((r.at - START) // WEEK, minlength=WEEKS)[:WEEKS] for r in (life.requests, burnt))
    added = after - before
    assert np.all(added[:11] == 0)
    assert np.all(added[21:] == 0)
    # A session or the person's own hours may reach into the neighbouring weeks.
    assert added[11:21].sum() >= 8 * before.mean()


@pytest.mark.parametrize("kind", ["cron", "jitter", "office hours", "replay"])
def test_the_simple_loops_send_few_prompts(kind):
    rng = np.random.default_rng(4)
    week = Burning(a_life(rng), TRACE, rng, START, 300, 0, TRACE.session(rng, 0, 3, code=False))
    assert len(np.unique(EVERY[kind](week).prompt)) <= 3


@pytest.mark.parametrize("kind", ["paraphrase", "session mimic", "bursts"])
def test_the_careful_ones_send_new_prompts(kind):
    rng = np.random.default_rng(4)
    week = Burning(a_life(rng), TRACE, rng, START, 300, 0, TRACE.session(rng, 0, 3, code=False))
    sent = EVERY[kind](week).prompt
    assert len(np.unique(sent)) > 0.9 * len(sent)


def test_splitting_leaves_the_work_as_it_is():
    changes = [Change(START, START + week * WEEK, 100 + week, 3, True, (5,)) for week in range(WEEKS)]
    parts = split(changes, np.random.default_rng(1), 10)
    assert sum(one.lines for one in parts) == sum(one.lines for one in changes)
    assert len(parts) > 2 * 12 + len(changes) - 12


def test_the_columns_tell_what_was_requested_outside_of_declared_weeks():
    life = a_life(np.random.default_rng(2))
    facts = facts_of([usage_rows(0, life.requests, set())], {0: [Change(START, START + DAY, 40, 1, False, (9,))]})
    less = facts_of([usage_rows(0, life.requests, {3})], {0: []})
    assert facts.usage_days.input_tokens.sum() == 600_000
    assert facts.usage_weeks.requests.sum() == 600
    left_out = np.setdiff1d(facts.usage_weeks.week, less.usage_weeks.week)
    assert left_out.tolist() == [facts.usage_weeks.week.min() + 3]
    assert len(less.usage_days) < len(facts.usage_days)
    assert (len(facts.outcomes), len(facts.verifications)) == (1, 1)


@pytest.mark.skipif(not (TRACES.is_dir() and HARBOUR.is_dir()), reason="the sample data is not here")
def test_the_sample_traces_hold_conversations_of_several_turns():
    traces = Traces.read()
    assert (len(traces.gap), len(traces.code_in)) == (12_031, 8_819)
    assert 60 < np.median(traces.gap) < 240
