"""The one score of a usage week: what it reads, what it never reads, and that more to see never raises a week."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.engine.detectors import DETECTORS
from scoring.engine.facts import Facts, UsageDays, UsageWeeks
from scoring.engine.findings import FAMILIES, About, factors, rows_of, usage_week_ids
from scoring.engine.policy import CURRENT
from scoring.engine.standing import stand
from scoring.engine.usage_score import usage_score
from scoring.engine.usage_signs import SIGNS

from .detectors.crowd import AT
from .detectors.desks import LAST, Desks

FACTS = Desks.everyday(people=3).facts()
PERSON, WEEK = 1, LAST - 5
SKETCH = {"burstiness": -1.0, "gap_entropy": -1.0, "duplicate_share": 1.0}  # name -> the direction of suspicion


def with_week(**week):
    """The company, with this in one person's week."""
    columns = FACTS.usage_weeks
    row = (columns.person == PERSON) & (columns.week == WEEK)
    changed = {name: np.where(row, value, getattr(columns, name)) for name, value in week.items()}
    return stand(replace(FACTS, usage_weeks=replace(columns, **changed)), CURRENT, at=AT)


def kept(**week):
    """What findings leave of that week."""
    standing = with_week(**week)
    found = [f for code in DETECTORS if code.startswith("U") for f in DETECTORS[code].find(standing, CURRENT)]
    ids = usage_week_ids(np.array([PERSON]), np.array([WEEK]))
    return float(factors(rows_of(found), CURRENT).of(About.USAGE_WEEK, ids)[0])


@given(
    st.floats(-1, 1), st.floats(0, 4), st.floats(0, 1), st.integers(1, 500),
    st.sampled_from(sorted(SKETCH)), st.floats(0, 1),
)  # fmt: skip
def test_more_of_any_sign_never_raises_what_a_week_counts(burst, entropy, share, requests, which, more):
    week = {"burstiness": burst, "gap_entropy": entropy, "duplicate_share": share, "requests": requests}
    worse = {**week, which: week[which] + more * SKETCH[which]}
    assert kept(**worse) <= kept(**week)


@given(st.floats(-1, 1), st.floats(0, 4), st.floats(0, 1), st.integers(1, 1000))
def test_what_acts_is_always_told_and_what_is_told_always_acts(burst, entropy, share, requests):
    week = {"burstiness": burst, "gap_entropy": entropy, "duplicate_share": share, "requests": requests}
    found = usage_score(with_week(**week))
    told = np.any([found.told[name] for name in SIGNS], axis=0)
    assert np.array_equal(told, found.acts)
    acting = found.p_value[found.acts] * CURRENT.family_sizes["usage"]
    assert np.all(acting <= CURRENT.usage_level)


def test_signs_of_one_week_are_read_by_every_detector_from_one_score():
    standing = with_week()
    assert standing.once(usage_score) is standing.once(usage_score)


@pytest.mark.parametrize("day", [0, 2, 5])
def test_the_day_of_the_week_is_nowhere_in_it(day):
    desks = Desks.everyday(people=30)
    shifted = {key: replace(week, day=day) for key, week in desks.weeks.items()}
    one, other = usage_score(desks.standing()), usage_score(Desks(shifted).standing())
    assert np.array_equal(one.score, other.score)


LASTING_RISE = Desks.everyday(people=3)
LASTING_RISE.grows(PERSON, range(4, 12), 8)
LASTING_RISE.lands(PERSON, 6, 100)
LASTING = LASTING_RISE.facts()


@given(st.integers(0, 2**32 - 1))
def test_the_order_of_rows_changes_nothing(seed):
    rng = np.random.default_rng(seed)
    facts = LASTING
    mixed = replace(facts, usage_days=_shuffled(facts.usage_days, rng), usage_weeks=_shuffled(facts.usage_weeks, rng))
    one, other = (usage_score(stand(some, CURRENT, at=AT)) for some in (facts, mixed))
    assert np.array_equal(one.score, other.score)


def test_usage_of_an_automated_account_is_nobodys_week():
    facts = Desks.everyday(people=3).facts()
    automated = replace(facts.people, automated=np.array([True, False, False]))
    found = usage_score(stand(replace(facts, people=automated), CURRENT, at=AT))
    assert set(found.signs.person.tolist()) == {1, 2}


def test_a_company_without_usage_has_no_signs():
    assert len(usage_score(stand(Facts(), CURRENT, at=AT)).score) == 0


def test_days_without_a_sketch_and_a_sketch_without_days_are_both_read():
    facts = Desks.everyday(people=2).facts()
    days = facts.usage_days.take(facts.usage_days.person == 0)
    weeks = facts.usage_weeks.take(facts.usage_weeks.person == 1)
    found = usage_score(stand(replace(facts, usage_days=days, usage_weeks=weeks), CURRENT, at=AT))
    assert set(found.signs.person.tolist()) == {0, 1}
    assert np.all(np.isfinite(found.score))


def test_a_week_that_is_not_over_is_not_judged_yet():
    desks = Desks.everyday(people=2)
    desks.weeks[0, -3] = replace(desks.weeks[0, 0], burstiness=-1.0, gap_entropy=0.0, requests=1000)
    assert LAST + 3 not in usage_score(desks.standing()).signs.week


def test_the_family_of_usage_has_as_many_detectors_as_the_policy_says():
    codes = [code for code in DETECTORS if FAMILIES[code[0]] == "usage"]
    assert len(codes) == CURRENT.family_sizes["usage"]


def _shuffled(columns: UsageDays | UsageWeeks, rng):
    return columns.take(rng.permutation(len(columns)))
