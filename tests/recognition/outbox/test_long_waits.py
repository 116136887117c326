"""A panel that waits for more than three weeks: its stewards and the admins are told, once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from recognition.actions import long_waits, nominations
from recognition.models import Award, Notification, Role, RoleGrant
from tests.recognition.outbox.moving import moving_clock

pytestmark = pytest.mark.django_db
DAY = 86_400


@pytest.fixture
def shift():
    with moving_clock() as shifted:
        yield shifted


@pytest.fixture
def waiting(shift, ada, bo, dina, eve, badge):
    """Bo waits since today; Dina is a steward, Eve an admin, and so is Ada, who spoke for Bo."""
    RoleGrant.objects.create(person=dina, role=Role.STEWARD, badge=badge)
    for admin in (ada, eve, bo):
        RoleGrant.objects.create(person=admin, role=Role.ADMIN)
    nominations.submit(by=ada, nominee=bo, badge=badge, reason="She brought two teams into one room.")
    Notification.objects.all().delete()
    return Award.objects.create(badge=badge, person=bo, given_at=timezone.now(), status="pending", rule_version=1)


def told():
    said = Notification.objects.filter(kind="panel_waits_long", about__key="bo")
    return sorted(said.values_list("person__key", flat=True))


def test_who_may_decide_is_told_once_after_three_weeks(waiting, shift):
    shift(20 * DAY)
    assert long_waits.tell() == 0
    shift(DAY)
    assert [long_waits.tell(), long_waits.tell()] == [2, 0]
    assert told() == ["dina", "eve"]
    shift(30 * DAY)
    assert long_waits.tell() == 0


@pytest.mark.parametrize("change", [{"status": "active"}, {"status": "returned"}, {"declined_at": "2026-06-20T00:00Z"}])
def test_what_is_decided_does_not_wait(waiting, shift, change):
    Award.objects.update(**change)
    shift(22 * DAY)
    assert long_waits.tell() == 0


def test_history_that_had_waited_for_long_when_it_came_is_no_news(waiting):
    Award.objects.update(given_at=timezone.now() - timedelta(days=60))
    assert long_waits.tell() == 0
