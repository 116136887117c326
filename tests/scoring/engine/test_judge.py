"""What the judge promises, one example each."""

import numpy as np
import pytest

from scoring.engine.criteria.errors import RuleErrors
from scoring.engine.criteria.parse import parse_rule
from scoring.engine.facts import DAY
from scoring.engine.holding import check_holds
from scoring.engine.judge import LiveRule, judge
from scoring.engine.policy import CURRENT
from tests.scoring.engine.stories import BADGES, DAY_0, NUMBER, facts_of, moment

TWO_VOICES = {"peer_support": {"at_least": 1.5, "voices": 2}}
WORK = {"outcomes": {"credit": 1}}


def live(criteria, badge="mentor", **more):
    return LiveRule(BADGES[badge], 1, parse_rule({"badge": badge, "criteria": criteria, **more}), BADGES)


def decide(story, *rules, person="Ada", badge="mentor", on=60, blanks=False):
    verdict = judge(facts_of(story), rules, CURRENT, at=moment(on), blanks=blanks)
    return verdict.decisions.get((NUMBER[person], BADGES[badge]))


def test_it_gives_the_highest_tier_that_is_met():
    rule = live({"peer_support": {"at_least": 1}}, tiers={"bronze": 1, "silver": 2, "gold": 4})
    assert decide("Chen nominates Ada", rule).tier == "bronze"
    assert decide("Chen nominates Ada; Eve nominates Ada", rule).tier == "silver"
    assert decide("Bo nominates Ada", rule).tier == ""


def test_tiers_multiply_sizes_and_not_heads():
    rule = live({"peer_support": {"at_least": 1, "teams": 2}}, tiers={"bronze": 1, "silver": 2})
    assert decide("Chen nominates Ada; Eve nominates Ada", rule).tier == "silver"


def test_what_is_unknown_grants_nothing():
    decision = decide("", live({"tenure": {"days": 1}}), blanks=True)
    assert not decision.eligible


def test_what_is_unknown_does_not_stand_in_the_way_of_another_branch():
    rule = live({"any": [{"tenure": {"days": 1}}, TWO_VOICES]})
    assert decide("Chen nominates Ada; Eve nominates Ada", rule).eligible


def test_automated_accounts_and_those_who_left_are_not_judged():
    story = "Chen nominates Ada; Eve nominates Ada; Chen nominates Robo; Eve nominates Robo; Ada leaves on day 30"
    assert decide(story, live(TWO_VOICES), on=29).eligible
    assert decide(story, live(TWO_VOICES), on=30, blanks=True) is None
    assert decide(story, live(TWO_VOICES), person="Robo", blanks=True) is None


def test_it_looks_again_when_somebody_leaves():
    story = "Chen nominates Ada; Eve nominates Ada; Ada leaves on day 70"
    assert decide(story, live(TWO_VOICES)).next_check_at == DAY_0 + 70 * DAY


def test_it_looks_again_when_work_has_settled():
    decision = decide("Ada finishes parser on day 50; Bo verifies parser on day 50", live(WORK))
    assert not decision.eligible
    assert decision.next_check_at == moment(80)
    later = decide("Ada finishes parser on day 50; Bo verifies parser on day 50", live(WORK), on=80)
    assert later.eligible
    assert later.next_check_at is None


def test_it_looks_again_at_the_turn_of_the_quarter_when_old_facts_drop_out():
    story = "Chen nominates Ada; Eve nominates Ada"
    decision = decide(story, live(TWO_VOICES, counts_from="1 epochs"))
    assert decision.next_check_at == DAY_0 + 90 * DAY
    assert decide(story, live(TWO_VOICES, counts_from="1 epochs"), on=90) is None
    assert decide(story, live(TWO_VOICES)).next_check_at is None


def test_time_is_awaited_only_where_it_alone_is_missing():
    """A person who would still need colleagues is blank: no row is kept for them."""
    both = live({"all": [{"tenure": {"days": 100}}, TWO_VOICES]})
    assert decide("Ada starts", both) is None
    assert decide("Ada starts", live({"tenure": {"days": 100}})).next_check_at == DAY_0 + 100 * DAY


def test_what_counts_by_itself_in_a_while_is_awaited_though_nothing_counts_yet():
    """Else nobody would look again, and the decision would differ from one made from scratch."""
    both = live({"all": [{"verifications_given": {"at_least": 1}}, TWO_VOICES]})
    story = "Chen finishes index on day 50; Ada verifies index on day 50"
    decision = decide(story, both)
    assert decision.next_check_at == moment(80)
    assert decide(story, both, on=80) is not None


def test_a_badge_won_now_counts_for_the_next_one():
    first = live({"verifications_given": {"at_least": 1}}, badge="first-review")
    second = live({"holds": {"badge": "first-review"}})
    story = "Chen finishes index; Ada verifies index"
    assert decide(story, second, first).eligible  # in any order
    assert not decide(story, second, blanks=True).eligible


def test_a_badge_that_a_panel_has_not_given_yet_does_not_count():
    first = live({"verifications_given": {"at_least": 1}}, badge="first-review", award="panel")
    second = live({"holds": {"badge": "first-review"}})
    story = "Chen finishes index; Ada verifies index"
    assert decide(story, first, badge="first-review").eligible
    assert decide(story, first, second) is None
    assert decide(f"{story}; Ada holds first-review", first, second).eligible


def test_badges_that_ask_for_each_other_are_refused():
    mentor = live({"holds": {"badge": "first-review"}})
    review = live({"holds": {"badge": "steady-hand"}}, badge="first-review")
    steady = live({"holds": {"badge": "mentor"}}, badge="steady-hand")
    with pytest.raises(RuleErrors, match=r"ask for each other: .* -> .* -> .* -> "):
        judge(facts_of(""), [mentor, review, steady], CURRENT, at=moment(0))
    with pytest.raises(RuleErrors, match="take one of the holds out"):
        check_holds(steady.rule, [mentor.rule, review.rule])
    check_holds(steady.rule, [mentor.rule])


BOTH = {"all": [{"peer_support": {"at_least": 1}}, {"outcomes": {"credit": 1}}]}


def test_who_nominates_is_not_read_as_verifier_too():
    story = "Chen nominates Ada; Ada finishes parser; Chen verifies parser"
    decision = decide(story, live(BOTH))
    assert not decision.eligible
    assert "other_role" in {d.code for result in decision.criteria for d in result.discounts}
    assert decide(f"{story}; Eve verifies parser", live(BOTH)).eligible
    assert decide(f"{story}; Eve nominates Ada", live(BOTH)).eligible


def test_nobody_voids_a_verification_by_nominating():
    """Chen verified Ada's work and then nominates her; with Eve's nomination she had the badge before."""
    before = "Eve nominates Ada; Ada finishes parser; Chen verifies parser"
    assert decide(before, live(BOTH)).eligible
    assert decide(f"{before}; Chen nominates Ada on day 50", live(BOTH)).eligible


def test_the_managers_word_is_a_role_too():
    rule = live({"all": [{"manager_statement": {"at_least": 1}}, {"outcomes": {"credit": 1}}]})
    story = "Dina nominates Ada; Ada finishes parser; Dina verifies parser"
    assert not decide(story, rule).eligible
    assert decide(f"{story}; Bo verifies parser", rule).eligible


def test_the_digest_tells_facts_that_matter_apart():
    rule = live(TWO_VOICES)
    one = decide("Chen nominates Ada; Eve nominates Ada", rule)
    same = decide("Chen nominates Ada; Eve nominates Ada; Fay nominates Bo; Ada starts on day 3", rule)
    other = decide("Chen nominates Ada; Eve nominates Ada; Bo nominates Ada", rule)
    assert one.inputs_digest == same.inputs_digest
    assert one.inputs_digest != other.inputs_digest


def test_the_digest_stays_while_only_time_passes():
    rule = live({"any": [{"tenure": {"days": 30}}, TWO_VOICES]})
    digests = {on: decide("Ada starts; Chen nominates Ada", rule, on=on).inputs_digest for on in (10, 20, 40, 50)}
    assert digests[10] == digests[20]
    assert digests[40] == digests[50]
    assert digests[10] != digests[40]


def test_the_digest_is_the_same_on_every_machine():
    """Golden: a change of it means that decisions stored before cannot be derived again."""
    decision = decide("Chen nominates Ada; Bo nominates Ada", live(TWO_VOICES))
    assert decision.inputs_digest == "9ef5ecc5f170a654687f005e0582f9cb91696e18b9232e9ce3d49c0bc015f0b7"


def test_the_order_of_facts_changes_nothing():
    facts = facts_of("Chen nominates Ada; Eve nominates Ada; Bo nominates Ada on day 5; Ada thanks Bo")
    turned = type(facts)(**{**vars(facts), "gifts": facts.gifts.take(np.array([3, 1, 0, 2]))})
    rules = [live(TWO_VOICES)]
    assert judge(facts, rules, CURRENT, at=moment(60)) == judge(turned, rules, CURRENT, at=moment(60))


def test_a_withdrawal_that_became_known_later_counts_when_the_past_is_judged_again():
    facts = facts_of("Ada finishes parser; Bo verifies parser; parser is reversed on day 80")
    past = {"at": moment(60)}
    pair = NUMBER["Ada"], BADGES["mentor"]
    assert judge(facts, [live(WORK)], CURRENT, **past).decisions[pair].eligible
    assert pair not in judge(facts, [live(WORK)], CURRENT, **past, known_until=moment(80)).decisions


def test_two_live_rules_for_one_badge_are_refused():
    with pytest.raises(ValueError, match="two live rules"):
        judge(facts_of(""), [live(WORK), live(TWO_VOICES)], CURRENT, at=moment(0))
