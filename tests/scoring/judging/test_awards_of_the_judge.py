"""When the judge gives an award, lets it stand, raises, lowers and ends it."""

from datetime import timedelta

import pytest
import time_machine

from recognition.actions import awards, nominations, outcomes, thanks
from recognition.actions.actors import System
from recognition.models import Award, Badge, Outcome, RoleGrant
from scoring.judging.due import queue_due
from scoring.judging.recalculation import HistoryError, recalculate_all, recalculate_people, recalculate_queued
from scoring.judging.reconciliation import compare, reconcile
from scoring.models import Decision, QueuedPerson
from tests.conftest import NOW
from tests.scoring.rules_for_tests import enforce, enforce_small_rules

REASON = "They took the time to help us through the move."


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def in_force(clock, ada, bo, chen, dina, eve, robo):
    return {version.badge.slug: version for version in enforce_small_rules(ada, bo)}


def judge_all_who_wait() -> None:
    queue_due()
    while QueuedPerson.objects.exists():
        recalculate_queued()


def nominate(giver, receiver, slug="mentor"):
    return nominations.submit(by=giver, nominee=receiver, badge=Badge.objects.get(slug=slug), reason=REASON)


def award(person, slug="mentor") -> Award:
    return Award.objects.get(person=person, badge__slug=slug)


@pytest.fixture
def mentor(in_force, eve, ada, chen):
    """Eve holds the badge for two words, from two teams."""
    words = [nominate(ada, eve), nominate(chen, eve)]
    judge_all_who_wait()
    assert award(eve).status == "active"
    return words


def test_two_words_from_two_teams_bring_the_badge_with_its_reason(mentor, eve):
    given = award(eve)
    assert (given.status, given.tier, given.given_at, given.rule_version) == ("active", "bronze", NOW, 1)
    assert {(fact["kind"], fact["id"]) for fact in given.evidence} == {("nomination", word.pk) for word in mentor}
    assert given.why == ["Spoken for by Ada Lindqvist and Chen Wei, from two teams."]


def test_one_word_brings_a_decision_that_says_what_is_missing(in_force, ada, eve):
    nominate(ada, eve)
    judge_all_who_wait()
    decision = Decision.objects.get(person=eve, badge__slug="mentor")
    assert not decision.eligible
    assert len(decision.missing) == 2
    assert not Award.objects.exists()


def test_judging_twice_changes_nothing(mentor, eve):
    before = (Decision.objects.count(), award(eve).changes.count())
    counts = recalculate_people({eve.pk})
    assert (counts.persons, counts.decisions, counts.awards) == (1, 0, 0)
    assert (Decision.objects.count(), award(eve).changes.count()) == before


def test_a_further_word_raises_the_tier_and_keeps_the_day_it_was_given(mentor, eve, bo, clock):
    clock.shift(timedelta(days=2))
    nominate(bo, eve)
    judge_all_who_wait()
    raised = award(eve)
    assert (raised.tier, raised.given_at, len(raised.evidence)) == ("silver", NOW, 3)


def test_a_withdrawn_word_ends_the_award_that_leaned_on_it(mentor, eve, ada):
    nominations.withdraw(by=ada, nomination=mentor[0])
    judge_all_who_wait()
    ended = award(eve)
    assert ended.status == "lapsed"
    assert "taken back" in ended.changes.last().reason
    assert compare().clean


def test_a_withdrawn_word_lowers_the_tier_where_the_rest_is_enough(mentor, eve, bo, ada):
    third = nominate(bo, eve)
    judge_all_who_wait()
    assert award(eve).tier == "silver"
    nominations.withdraw(by=bo, nomination=third)
    judge_all_who_wait()
    assert (award(eve).status, award(eve).tier) == ("active", "bronze")
    assert third.pk not in {fact["id"] for fact in award(eve).evidence}


def test_an_award_stays_when_another_word_has_taken_the_place_of_the_withdrawn_one(mentor, eve, bo, ada):
    nominate(bo, eve)
    judge_all_who_wait()
    nominations.withdraw(by=ada, nomination=mentor[0])
    judge_all_who_wait()
    assert award(eve).status == "active"


def test_an_award_stays_when_its_words_grow_too_old_for_the_window(mentor, eve, clock):
    clock.shift(timedelta(days=800))
    judge_all_who_wait()
    assert not Decision.objects.filter(person=eve, badge__slug="mentor", eligible=True, superseded_at=None).exists()
    assert award(eve).status == "active"


def test_a_word_withdrawn_long_after_the_window_moved_on_still_ends_the_award(mentor, eve, ada, clock):
    clock.shift(timedelta(days=800))
    judge_all_who_wait()
    nominations.withdraw(by=ada, nomination=mentor[0])
    judge_all_who_wait()
    assert award(eve).status == "lapsed"


def test_a_stricter_version_takes_nothing_away(mentor, eve, ada, bo):
    enforce("badge: mentor\ncriteria: {peer_support: {at_least: 9, teams: 3}}", publisher=ada, approver=bo)
    recalculate_all()
    assert (award(eve).status, award(eve).rule_version) == ("active", 1)
    assert Decision.objects.get(person=eve, badge__slug="mentor", superseded_at=None).eligible is False
    assert compare().clean


def test_a_lapsed_award_comes_back_when_the_conditions_are_met_again(mentor, eve, ada, bo, clock):
    nominations.withdraw(by=ada, nomination=mentor[0])
    judge_all_who_wait()
    clock.shift(timedelta(days=1))
    nominate(bo, eve)
    judge_all_who_wait()
    assert (award(eve).status, award(eve).given_at) == ("active", NOW + timedelta(days=1))


def test_who_holds_one_badge_wins_the_badge_that_asks_for_it(mentor, eve):
    assert award(eve, "elder").status == "active"


def test_losing_one_badge_is_judged_again_for_those_that_ask_for_it(mentor, eve, ada):
    nominations.withdraw(by=ada, nomination=mentor[0])
    judge_all_who_wait()
    decision = Decision.objects.filter(person=eve, badge__slug="elder", superseded_at=None).first()
    assert decision is None or not decision.eligible
    # Its own evidence is time, and time was not taken back.
    assert award(eve, "elder").status == "active"
    assert compare().clean


def test_a_panel_badge_waits_for_people(in_force, eve, ada, chen):
    for giver in (ada, chen):
        thanks.give(by=giver, receiver=eve, text="Thank you for the help!")
    judge_all_who_wait()
    assert award(eve, "kind").status == "pending"


def test_what_the_panel_returned_is_not_put_before_it_again(in_force, eve, ada, chen, bo, dina):
    for giver in (ada, chen):
        thanks.give(by=giver, receiver=eve, text="Thank you for the help!")
    judge_all_who_wait()
    RoleGrant.objects.create(person=dina, role="steward", badge=award(eve, "kind").badge)
    awards.decide_pending(by=dina, award=award(eve, "kind"), approve=False, reason="Please say what changed by it.")
    thanks.give(by=bo, receiver=eve, text="Thank you as well!")
    judge_all_who_wait()
    assert award(eve, "kind").status == "revoked"


def test_an_expired_award_lapses_when_its_conditions_are_not_met_any_more(in_force, eve, ada, chen, dina, clock):
    words = [thanks.give(by=giver, receiver=eve, text="Thank you for the help!") for giver in (ada, chen)]
    judge_all_who_wait()
    RoleGrant.objects.create(person=dina, role="steward", badge=award(eve, "kind").badge)
    awards.decide_pending(by=dina, award=award(eve, "kind"), approve=True, reason="We all saw this happen.")
    clock.shift(timedelta(days=201))
    thanks.withdraw(by=ada, thanks=words[0])
    judge_all_who_wait()
    assert award(eve, "kind").status == "lapsed"


def test_an_award_that_its_holder_declined_is_left_alone(mentor, eve, bo):
    awards.decline(by=eve, award=award(eve))
    nominate(bo, eve)
    judge_all_who_wait()
    assert (award(eve).status, award(eve).tier) == ("lapsed", "bronze")
    assert award(eve).declined_at is not None


def test_a_reversed_outcome_ends_what_it_brought(in_force, eve, ada, chen, clock):
    made = outcomes.report(
        by=System("git"), source="git", key="c1", kind="change_merged", at=NOW, authors=[eve], lines_added=300
    )
    for verifier in (ada, chen):
        outcomes.verify(by=verifier, outcome=Outcome.objects.get(pk=made.pk))
    clock.shift(timedelta(days=31))
    judge_all_who_wait()
    assert award(eve, "steady-hand").status == "active"
    outcomes.reverse(by=System("git"), outcome=made, kind="reverted", reason="It broke the nightly build.")
    judge_all_who_wait()
    assert award(eve, "steady-hand").status == "lapsed"


def test_a_moment_before_the_newest_decision_is_refused(mentor, eve):
    with pytest.raises(HistoryError, match="later moment"):
        recalculate_people({eve.pk}, at=NOW - timedelta(days=1))


def test_reconcile_finds_and_mends_what_was_written_past_the_queue(mentor, eve):
    Decision.objects.filter(person=eve, badge__slug="mentor").update(inputs_digest="0" * 64)
    assert [d.person for d in compare().decisions] == [eve.pk]
    assert reconcile().mended.decisions == 1
    assert compare().clean


def test_reconcile_refuses_to_end_many_awards_at_once(mentor, eve, ada, monkeypatch):
    nominations.withdraw(by=ada, nomination=mentor[0])
    QueuedPerson.objects.all().delete()
    monkeypatch.setattr("scoring.judging.reconciliation.REMOVALS_ALWAYS_ALLOWED", 0)
    report = reconcile()
    assert "1 withdrawn nominations" in report.refused
    assert "--accept-mass-removal" in report.refused
    assert award(eve).status == "active"
    assert not QueuedPerson.objects.exists()
    assert reconcile(accept_mass_removal=True).mended.awards == 1
    assert award(eve).status == "lapsed"
