"""What a drill says, over one small company and two rules."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from scoring.engine.criteria.parse import parse_rule
from scoring.engine.detectors import DETECTORS
from scoring.engine.drill.attacks import ATTACKS
from scoring.engine.drill.company import small_company
from scoring.engine.drill.drill import UnknownAttackError, drill
from scoring.engine.facts import Facts, UsageDays, UsageWeeks
from scoring.engine.judge import LiveRule
from scoring.engine.policy import CURRENT, WEEK
from scoring.engine.standing import stand
from scoring.engine.usage_score import usage_score
from tests.scoring.engine.drill.company import AT, company

FRIENDLY = LiveRule(1, 1, parse_rule({"badge": "kind", "criteria": {"peer_support": {"at_least": 1.5}}}), {"kind": 1})
WORKING = LiveRule(2, 1, parse_rule({"badge": "work", "criteria": {"outcomes": {"credit": 30}}}), {"work": 2})


@cache
def report(*kinds, seed=1):
    return drill(company(), [FRIENDLY, WORKING], CURRENT, DETECTORS, at=AT, seed=seed, kinds=kinds)


@cache
def result(kind, seed=1):
    found = report(*ATTACKS) if seed == 1 else report(kind, seed=seed)
    return next(one for one in found.results if one.kind == kind)


@pytest.mark.parametrize("kind", ATTACKS)
def test_every_attack_can_be_played(kind):
    found = result(kind)
    assert found.planted > 0
    assert found.found <= found.planted
    assert found.found <= found.named
    assert found.discounted <= found.planted


@pytest.mark.parametrize("kind", [kind for kind, attack in ATTACKS.items() if attack.aim in ("support", "credit")])
def test_an_attack_gains_no_more_than_as_many_honest_facts(kind):
    found = result(kind)
    assert 0 <= found.gain <= found.honest_gain


def test_the_same_seed_gives_the_same_report():
    again = drill(company(), [FRIENDLY, WORKING], CURRENT, DETECTORS, at=AT, seed=2, kinds=["clique"])
    assert again == report("clique", seed=2)


def test_another_seed_is_another_drill():
    assert result("clique", 1) != result("clique", 2)


def test_an_attack_is_the_same_alone_and_among_others():
    [alone] = report("clique").results
    assert alone == result("clique")


def test_what_words_bring_is_a_badge_for_words():
    [won] = result("ring").won
    assert (won.badge, won.people) == (1, 1)


def test_what_a_low_rule_lets_through_a_higher_one_does_not():
    higher = LiveRule(1, 2, parse_rule({"badge": "kind", "criteria": {"peer_support": {"at_least": 40}}}), {"kind": 1})
    found = drill(company(), [higher], CURRENT, DETECTORS, at=AT, seed=1, kinds=["ring"])
    assert found.results[0].won == ()


def test_unseen_loops_bring_a_credited_week_each():
    """Where nobody uses a tool, there is no usual to compare imitated sessions with."""
    toolless = replace(company(), usage_weeks=UsageWeeks(), usage_days=UsageDays())
    [found] = drill(toolless, [], CURRENT, DETECTORS, at=AT, kinds=["session_mimic"]).results
    assert (found.planted, found.gain, found.honest_gain) == (8, 8.0, 8.0)


def test_loops_are_compared_with_ordinary_use():
    found = result("session_mimic")
    assert found.found > 0
    assert found.gain < found.honest_gain == 8.0
    assert found.harmed == 0


def test_ordinary_use_of_the_invented_company_is_told_of_nobody():
    score = usage_score(stand(company(), CURRENT, at=AT))
    assert len(np.unique(score.signs.person)) >= CURRENT.detectors.least_peers
    assert not score.acts.any()


def test_false_flags_take_nothing_from_the_victim():
    found = result("false_flag")
    assert found.gain <= 0
    assert found.lost == ()


def test_an_unknown_attack_names_the_known_ones():
    with pytest.raises(UnknownAttackError, match=r"No attack sneeze\. Known: reciprocal_pair, ring"):
        drill(company(), [], CURRENT, DETECTORS, at=AT, kinds=["sneeze"])


def test_where_there_are_no_facts_a_company_is_invented():
    found = drill(Facts(), [FRIENDLY], CURRENT, DETECTORS, at=AT, kinds=["cross_team_bloc"])
    assert found.people == 0
    assert found.results[0].gain > 0


def test_nobody_real_is_among_the_attackers():
    """Real people are only ever harmed: the facts that a drill adds are of invented people."""
    found = report(*ATTACKS)
    real = set(company().people.id.tolist())
    assert all(lost.person in real for one in found.results for lost in one.lost)


def test_progress_is_told():
    told = []
    drill(company(), [], CURRENT, DETECTORS, at=AT, kinds=["ring", "clique"], progress=lambda *at: told.append(at))
    assert told == [(1, 2), (2, 2)]


def test_the_invented_company_is_the_same_for_the_same_seed():
    one, other = small_company(3, at=AT), small_company(3, at=AT)
    np.testing.assert_array_equal(one.gifts.receiver, other.gifts.receiver)
    assert one.gifts.at.max() <= AT


def test_nothing_planted_is_not_nothing_seen():
    """Whoever used a tool in every week of the year leaves a loop no week of its own."""
    background = company()
    people = background.people.id
    weeks = np.arange(400) + (AT - CURRENT.anchor) // WEEK - 399
    person, week = (index.ravel() for index in np.meshgrid(people, weeks))
    busy = UsageWeeks.of([(p, w, 3, 9, None, None, None) for p, w in zip(person.tolist(), week.tolist(), strict=True)])
    found = drill(replace(background, usage_weeks=busy), [], CURRENT, {}, at=AT, kinds=["cron_loop"]).results[0]
    assert (found.planted, found.recall, found.ratio) == (0, None, None)
