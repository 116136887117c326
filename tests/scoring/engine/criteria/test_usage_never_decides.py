"""Law 2, in pairs that differ by what mends them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.engine.criteria.laws import check_laws, usage_never_decides
from scoring.engine.criteria.parse import parse_rule
from scoring.engine.facts import Facts, People, UsageWeeks
from scoring.engine.judge import judge
from scoring.engine.policy import CURRENT
from tests.scoring.engine.rules import conditions, live_rules, one_kind

USAGE = {"usage_weeks": {"at_least": 12}}
VOICES = {"peer_support": {"at_least": 1, "voices": 2, "teams": 2}}
WORK = {"outcomes": {"roots": 1, "verifiers": 2}}
TIME = {"tenure": {"days": 365}}
BADGE = {"holds": {"badge": "first-review"}}

UNLAWFUL = {
    "usage alone": USAGE,
    "much usage alone": {"usage_weeks": {"at_least": 500}},
    "usage in a group of its own": {"all": [USAGE, {"usage_weeks": {"at_least": 20}}]},
    "usage instead of time": {"any": [USAGE, TIME]},
    "usage instead of work": {"any": [USAGE, WORK]},
    "usage after some time": {"all": [USAGE, TIME]},
    "usage on top of a badge": {"all": [USAGE, BADGE]},
    "one branch by usage and time": {"any": [{"all": [USAGE, TIME]}, VOICES]},
    "usage beside a choice that time meets": {"all": [USAGE, {"any": [TIME, VOICES]}]},
}
LAWFUL = {
    "usage beside voices": {"all": [USAGE, VOICES]},
    "usage beside work": {"all": [USAGE, WORK]},
    "usage beside both, and time": {"all": [USAGE, VOICES, WORK, TIME]},
    "voices in every branch": {"all": [VOICES, {"any": [USAGE, TIME]}]},
}


def rule(criteria):
    return parse_rule({"badge": "mentor", "criteria": criteria})


@pytest.mark.parametrize("criteria", UNLAWFUL.values(), ids=UNLAWFUL.keys())
def test_usage_never_decides(criteria):
    assert 2 in [broken.law for broken in check_laws(rule(criteria), CURRENT)]


@pytest.mark.parametrize("criteria", LAWFUL.values(), ids=LAWFUL.keys())
def test_usage_beside_what_others_say_or_verify_is_lawful(criteria):
    assert check_laws(rule(criteria), CURRENT) == []


def test_following_the_hint_mends_the_rule():
    hint = usage_never_decides(rule(USAGE), CURRENT).hint
    for name in ("peer_support: {at_least: 1, voices: 2, teams: 2}", "outcomes: {roots: 1, verifiers: 2}"):
        assert name in hint
    assert check_laws(rule({"all": [USAGE, VOICES]}), CURRENT) == []
    assert check_laws(rule({"all": [USAGE, WORK]}), CURRENT) == []


AT = CURRENT.epoch_start(50)
weeks_asked = one_kind("usage_weeks", {"at_least": st.integers(1, 3)}, {})
with_usage = st.recursive(
    weeks_asked | conditions,
    lambda inner: (
        st.fixed_dictionaries({"all": st.lists(inner, min_size=1, max_size=3)})
        | st.fixed_dictionaries({"any": st.lists(inner, min_size=1, max_size=3)})
    ),
    max_leaves=5,
)


@given(live_rules(with_usage), st.booleans())
def test_whoever_only_uses_tools_wins_nothing_by_a_lawful_rule_that_they_would_not_win_anyway(live, is_long_here):
    """The law on the real judge: ten years of usage on every day, and nothing else but time."""
    if usage_never_decides(live.rule, CURRENT) is not None:
        return
    started = CURRENT.anchor if is_long_here else None
    people = People.of([(1, 3, False, started, None)])
    every_week = UsageWeeks.of((1, week, 7, 10**9, 0.2, 5.0, 0.0) for week in range(40 * 90 // 7))
    without, with_all = (
        judge(Facts(people=people, usage_weeks=used), [live], CURRENT, at=AT, blanks=True).decisions[1, live.badge]
        for used in (UsageWeeks(), every_week)
    )
    assert (with_all.eligible, with_all.tier) == (without.eligible, without.tier)
