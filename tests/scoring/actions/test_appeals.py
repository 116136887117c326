"""A person contests what was decided; somebody who was not involved rules, and what was right is restored."""

import pytest

from recognition.actions import awards
from recognition.models import Award, Badge, Person, Role, RoleGrant
from scoring.actions import appeals, cases
from scoring.judging.recalculation import recalculate_queued
from scoring.models import Appeal, QueuedPerson
from tests.scoring.actions.patterns import WHY, support
from tests.scoring.actions.refusing import refusal_of

MINE = "We have worked on the same launch for two years."


@pytest.fixture
def rosa(company):
    person = Person.objects.create(key="rosa", display_name="Rosa Iwu", team=company["company"])
    RoleGrant.objects.create(person=person, role=Role.REVIEWER)
    return person


@pytest.fixture
def appeal(case, eve):
    return appeals.file(by=eve, against="discount", code="N02", reason=MINE)


def judge_all_who_wait():
    while QueuedPerson.objects.exists():
        recalculate_queued()


def test_an_upheld_appeal_restores_all_that_the_finding_took(appeal, eve, ruth):
    judge_all_who_wait()
    assert not Award.objects.filter(person=eve, status="active", badge__slug="mentor").exists()
    decided = appeals.uphold(by=ruth, appeal=appeal, reason=WHY)
    judge_all_who_wait()
    assert (decided.state, decided.decided_by, decided.ruling) == ("upheld", ruth, WHY)
    assert support(eve) == (2.0, ())
    assert Award.objects.get(person=eve, badge__slug="mentor").status == "active"


def test_a_rejected_appeal_leaves_everything_and_gives_its_reason(appeal, eve, ruth):
    before = support(eve)
    decided = appeals.reject(by=ruth, appeal=appeal, reason=WHY)
    assert (decided.state, decided.ruling, support(eve)) == ("rejected", WHY, before)
    assert refusal_of(lambda: appeals.uphold(by=ruth, appeal=appeal, reason=WHY)) == "decided"


def test_who_confirmed_the_case_does_not_decide_the_appeal(case, eve, ruth, rosa):
    cases.confirm(by=ruth, case=case, reason=WHY)
    appeal = appeals.file(by=eve, against="discount", code="N02", reason=MINE)
    for decide in (appeals.uphold, appeals.reject):
        assert refusal_of(lambda decide=decide: decide(by=ruth, appeal=appeal, reason=WHY)) == "forbidden"
    assert appeals.uphold(by=rosa, appeal=appeal, reason=WHY).state == "upheld"
    assert support(eve) == (2.0, ())


def test_nobody_decides_about_themselves_or_about_their_own_words(appeal, eve, ada):
    for person in (eve, ada):
        RoleGrant.objects.create(person=person, role=Role.REVIEWER)
        assert refusal_of(lambda by=person: appeals.uphold(by=by, appeal=appeal, reason=WHY)) == "forbidden"


def test_an_appeal_against_a_decision_lifts_every_finding_behind_it(case, eve, ruth):
    mentor = Badge.objects.get(slug="mentor")
    appeal = appeals.file(by=eve, against="decision", badge=mentor, reason=MINE)
    appeals.uphold(by=ruth, appeal=appeal, reason=WHY)
    assert support(eve) == (2.0, ())


def test_where_no_finding_holds_anything_back_a_steward_is_the_way(words, eve, ruth):
    appeal = appeals.file(by=eve, against="decision", badge=Badge.objects.get(slug="mentor"), reason=MINE)
    assert refusal_of(lambda: appeals.uphold(by=ruth, appeal=appeal, reason=WHY)) == "nothing"
    assert Appeal.objects.get().state == "open"


def test_one_does_not_appeal_against_what_is_not_there(words, eve):
    mentor = Badge.objects.get(slug="mentor")
    assert refusal_of(lambda: appeals.file(by=eve, against="discount", code="N02", reason=MINE)) == "nothing"
    assert refusal_of(lambda: appeals.file(by=eve, against="award", badge=mentor, reason=MINE)) == "nothing"
    assert refusal_of(lambda: appeals.file(by=eve, against="discount", badge=mentor, reason=MINE)) == "badge"
    assert not Appeal.objects.exists()


def test_one_appeal_at_a_time(appeal, eve):
    assert refusal_of(lambda: appeals.file(by=eve, against="discount", code="N02", reason=MINE)) == "already_open"


@pytest.fixture
def held(words, eve):
    judge_all_who_wait()
    return Award.objects.get(person=eve, badge__slug="mentor")


def test_a_frozen_award_stands_again_when_somebody_else_finds_nothing(held, eve, ruth, rosa):
    awards.freeze(by=ruth, award=held, reason=WHY)
    appeal = appeals.file(by=eve, against="award", badge=held.badge, reason=MINE)
    assert refusal_of(lambda: appeals.uphold(by=ruth, appeal=appeal, reason=WHY)) == "forbidden"
    appeals.uphold(by=rosa, appeal=appeal, reason=WHY)
    held.refresh_from_db()
    assert held.status == "active"


def test_a_revoked_award_stands_again_as_it_was_given(held, eve, ruth, rosa, dina):
    RoleGrant.objects.create(person=dina, role=Role.REVIEWER)
    awards.revoke(by=ruth, seconded_by=dina, award=held, reason=WHY)
    appeal = appeals.file(by=eve, against="award", badge=held.badge, reason=MINE)
    for person in (ruth, dina):
        assert refusal_of(lambda by=person: appeals.uphold(by=by, appeal=appeal, reason=WHY)) == "forbidden"
    appeals.uphold(by=rosa, appeal=appeal, reason=WHY)
    judge_all_who_wait()
    given_at, tier = held.given_at, held.tier
    held.refresh_from_db()
    assert (held.status, held.given_at, held.tier) == ("active", given_at, tier)
    assert [change.to_status for change in held.changes.all()] == ["active", "revoked", "active"]


def test_who_appealed_is_told_the_answer(appeal, eve, ruth, rosa):
    appeals.uphold(by=ruth, appeal=appeal, reason="They share one launch, and others saw it.")
    assert [told.kind for told in eve.notifications.filter(kind__startswith="appeal_")] == ["appeal_upheld"]
