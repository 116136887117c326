"""A badge that history brings stands on the profile; nobody is told of it. What is taken away is told."""

import pytest

from recognition.actions import nominations
from recognition.models import Award, Badge, Notification
from scoring.judging.recalculation import recalculate_all, recalculate_queued
from scoring.models import QueuedPerson
from scoring.queue import enqueue
from tests.scoring.rules_for_tests import enforce_small_rules

pytestmark = pytest.mark.django_db
REASON = "They took the time to help us through the move."


@pytest.fixture
def earned(ada, chen, dina, bo, eve):
    """Eve earns a badge; nobody has judged it yet, and what she was told by hand is forgotten."""
    enforce_small_rules(dina, bo)
    for giver in (ada, chen):
        nominations.submit(by=giver, nominee=eve, badge=Badge.objects.get(slug="mentor"), reason=REASON)
    QueuedPerson.objects.all().delete()
    Notification.objects.all().delete()
    return eve


def told():
    return list(Notification.objects.order_by("id").values_list("person__key", "kind"))


@pytest.mark.parametrize("reason", ["nomination.submit", "facts.import_news"])
def test_who_is_judged_because_of_something_new_is_told(earned, reason):
    enqueue({earned.pk}, reason=reason)
    recalculate_queued()
    assert ("eve", "award_given") in told()


def test_who_is_judged_because_of_an_import_of_history_is_not(earned):
    enqueue({earned.pk}, reason="facts.import")
    recalculate_queued()
    assert Award.objects.filter(person=earned, status="active").exists()
    assert told() == []


def test_judging_everybody_anew_tells_nobody(earned):
    recalculate_all()
    assert Award.objects.filter(person=earned, status="active").exists()
    assert told() == []


@pytest.mark.parametrize("order", [("nomination.submit", "facts.import"), ("facts.import", "nomination.submit")])
def test_who_waits_for_something_new_as_well_is_told(earned, order):
    for reason in order:
        enqueue({earned.pk}, reason=reason)
    recalculate_queued()
    assert ("eve", "award_given") in told()


def test_what_ends_is_told_though_an_import_ended_it(earned):
    recalculate_all()
    earned.nominations_received.update(withdrawn_at="2026-01-01T00:00Z")
    enqueue({earned.pk}, reason="facts.import")
    recalculate_queued()
    assert ("eve", "award_lapsed") in told()
