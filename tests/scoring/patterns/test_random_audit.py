"""The lot is fair, can be drawn again, and tells how much is missed."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognition.models import Award, Badge, Person, Role, RoleGrant
from scoring.actions import random_audit as actions
from scoring.models import AuditSample, Finding, FindingFact
from scoring.patterns.random_audit import draw, miss_rate, wilson
from tests.conftest import NOW
from tests.scoring.actions.refusing import refusal_of

WEEK = date(2026, 6, 8)  # the Monday before NOW
WHY = "I read all that it was given for, and it holds."


def give(badge, number, *, given_at=NOW - timedelta(days=5), evidence=()):
    people = Person.objects.bulk_create(Person(key=f"p{n}", display_name=f"P {n}") for n in range(number))
    return Award.objects.bulk_create(
        Award(badge=badge, person=p, given_at=given_at, rule_version=1, evidence=list(evidence)) for p in people
    )


def test_one_in_a_hundred_is_drawn_and_at_least_one(badge):
    give(badge, 250)
    assert len(draw(WEEK)) == 3
    other = Badge.objects.create(slug="mentor", name="Mentor", purpose="For tests.", state="live")
    Award.objects.create(badge=other, person=Person.objects.first(), given_at=NOW, rule_version=1)
    assert [sample.award.badge for sample in draw(WEEK + timedelta(days=7))] == [other]


def test_a_second_draw_for_the_week_adds_nothing(badge):
    give(badge, 5)
    assert (len(draw(WEEK)), len(draw(WEEK + timedelta(days=3))), AuditSample.objects.count()) == (1, 0, 1)


def test_the_lot_can_be_drawn_again(badge):
    give(badge, 200)
    first = {sample.award_id for sample in draw(WEEK)}
    AuditSample.objects.all().delete()
    assert {sample.award_id for sample in draw(WEEK)} == first
    AuditSample.objects.all().delete()
    assert {sample.award_id for sample in draw(WEEK, seed="another")} != first


def test_what_a_finding_speaks_of_is_not_in_the_pot(badge, ada):
    (flagged,) = give(badge, 1, evidence=[{"kind": "nomination", "id": 7}])
    finding = Finding.objects.create(
        key="N02-1", code="N02", severity="review", factor=0.5, p_value=0, at=NOW, sentence="s", found_at=NOW
    )
    FindingFact.objects.create(finding=finding, kind=0, fact_id=7, named_since=NOW)
    assert draw(WEEK) == []
    finding.cleared_at = NOW
    finding.save()
    assert [sample.award_id for sample in draw(WEEK)] == [flagged.pk]


def test_where_nothing_was_given_in_the_week_older_awards_are_in_the_pot(badge):
    give(badge, 3, given_at=NOW - timedelta(days=90))
    assert len(draw(WEEK)) == 1


def test_a_reviewer_judges_once_and_never_what_concerns_them(badge, ada, bo):
    Award.objects.create(badge=badge, person=ada, given_at=NOW - timedelta(days=5), rule_version=1)
    (sample,) = draw(WEEK)
    for person in (ada, bo):
        RoleGrant.objects.create(person=person, role=Role.REVIEWER)
    assert refusal_of(lambda: actions.judge(by=ada, sample=sample, verdict="sound", reason=WHY)) == "forbidden"
    assert refusal_of(lambda: actions.judge(by=bo, sample=sample, verdict="fine", reason=WHY)) == "unknown"
    actions.judge(by=bo, sample=sample, verdict="missed", reason=WHY)
    assert refusal_of(lambda: actions.judge(by=bo, sample=sample, verdict="sound", reason=WHY)) == "judged"
    assert (miss_rate().judged, miss_rate().share, Award.objects.get().status) == (1, 1.0, "active")


@pytest.mark.parametrize(("missed", "judged", "low", "high"), [(0, 10, 0.0, 0.278), (1, 20, 0.009, 0.236)])
def test_the_interval_is_wilsons(missed, judged, low, high):
    estimate = wilson(missed, judged)
    assert (estimate.low, estimate.high) == (pytest.approx(low, abs=1e-3), pytest.approx(high, abs=1e-3))


@given(st.integers(0, 500), st.integers(1, 500))
def test_the_share_lies_in_its_interval(missed, judged):
    missed = min(missed, judged)
    estimate = wilson(missed, judged)
    assert 0 <= estimate.low <= estimate.share <= estimate.high <= 1


def test_without_any_look_nothing_is_known(db):
    assert (miss_rate().low, miss_rate().high) == (0.0, 1.0)
