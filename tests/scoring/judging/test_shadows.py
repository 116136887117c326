"""A draft that decides beside the live rule, without effect."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from recognition.actions import nominations
from recognition.models import Award, Person
from scoring.actions import rules
from scoring.actions import shadows as trials
from scoring.judging import trial_comparison
from scoring.judging.due import queue_due
from scoring.judging.recalculation import recalculate_all, recalculate_queued
from scoring.models import Decision, QueuedPerson, Shadow, ShadowDecision
from tests.scoring.rules_for_tests import EASIER

OTHER = EASIER.replace("1.5", "1.4")


@pytest.fixture
def shadow(praised, admins):
    return trials.start(by=admins[0], text=EASIER)


def test_it_judges_everybody_without_any_effect(shadow, eve):
    assert QueuedPerson.objects.count() == Person.objects.count()
    recalculate_queued()
    answer = ShadowDecision.objects.get(person=eve)
    assert (answer.eligible, answer.shadow) == (True, shadow)
    assert not Decision.objects.get(person=eve).eligible
    assert not Award.objects.exists()


def test_it_is_compared_with_the_decisions_in_force(shadow, eve):
    recalculate_all()
    found = trial_comparison.compare(shadow)
    assert (found.agree, found.only_shadow, found.only_live, found.other_tier) == (0, 1, 0, 0)
    assert found.differences == (trial_comparison.Difference("eve", "", "yes"),)


def test_it_tells_apart_who_is_given_more_less_and_the_same(shadow, badge, ada, bo, chen, dina, eve):
    """Of each kind one; who is no in both is counted nowhere."""
    in_force = {ada: "gold", bo: "gold", chen: "", dina: None, eve: None}
    tried = {ada: "gold", bo: "bronze", chen: None, dina: "", eve: None}
    version, at = shadow.version, timezone.now()
    for person in in_force:
        for model, said, more in (
            (Decision, in_force[person], {"badge": badge, "rule_version": version}),
            (ShadowDecision, tried[person], {"shadow": shadow}),
        ):
            model.objects.create(person=person, eligible=said is not None, tier=said or "", decided_at=at, **more)
    Decision.objects.create(
        person=eve, badge=badge, rule_version=version, eligible=True, decided_at=at, superseded_at=at
    )  # fmt: skip
    found = trial_comparison.compare(shadow)
    assert (found.agree, found.only_shadow, found.only_live, found.other_tier) == (1, 1, 1, 1)
    assert found.differences == (
        trial_comparison.Difference("bo", "gold", "bronze"),
        trial_comparison.Difference("chen", "yes", ""),
        trial_comparison.Difference("dina", "", "yes"),
    )


def test_it_follows_every_fact(shadow, eve, chen):
    recalculate_queued()
    nominations.withdraw(by=chen, nomination=chen.nominations_given.get())
    recalculate_queued()
    assert not ShadowDecision.objects.get(person=eve).eligible
    assert trial_comparison.compare(shadow).differences == ()


def test_who_has_nothing_that_counts_any_more_has_no_answer(shadow, eve):
    recalculate_queued()
    for nomination in eve.nominations_received.all():
        nominations.withdraw(by=nomination.nominator, nomination=nomination)
    recalculate_queued()
    assert not ShadowDecision.objects.filter(person=eve, eligible=True).exists()


def test_time_alone_changes_its_answers_too(shadow, eve, badge):
    recalculate_queued()
    ShadowDecision.objects.filter(person=eve).update(next_check_at="2026-01-01T00:00Z")
    assert queue_due() == 1
    recalculate_queued()
    assert ShadowDecision.objects.get(person=eve).next_check_at is None


def test_it_ends_when_it_is_stopped_or_published(shadow, admins, eve):
    trials.stop(by=admins[1], shadow=shadow)
    recalculate_queued()
    assert not ShadowDecision.objects.exists()
    again = trials.start(by=admins[0], text=EASIER)
    rules.publish(by=admins[0], approved_by=admins[1], text=EASIER)
    again.refresh_from_db()
    assert again.stopped_at is not None
    recalculate_queued()
    assert Award.objects.get().person == eve


def test_one_draft_of_a_badge_is_tried_at_a_time(shadow, admins):
    assert trials.start(by=admins[1], text=EASIER) == shadow
    with pytest.raises(ValidationError, match="stop it first"):
        trials.start(by=admins[0], text=OTHER)
    assert Shadow.objects.count() == 1


def test_only_admins_start_and_stop_it(shadow, eve):
    with pytest.raises(PermissionDenied):
        trials.start(by=eve, text=OTHER)
    with pytest.raises(PermissionDenied):
        trials.stop(by=eve, shadow=shadow)
