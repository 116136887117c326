"""nominations.withdraw"""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from recognition.actions import nominations
from recognition.actions.actors import System
from recognition.models import Nomination
from tests.recognition.actions.refused import code_of

REASON = "She sat with the design team until both plans fitted together."


@pytest.fixture
def nomination(ada, bo, badge):
    return nominations.submit(by=bo, nominee=ada, badge=badge, reason=REASON)


def test_it_stays_in_history(bo, nomination):
    nominations.withdraw(by=bo, nomination=nomination)
    kept = Nomination.objects.get()
    assert kept.reason == REASON
    assert kept.withdrawn_at >= kept.at


def test_only_who_wrote_it_can_take_it_back(ada, dina, nomination):
    for somebody in (ada, dina, System("test")):
        with pytest.raises(PermissionDenied):
            nominations.withdraw(by=somebody, nomination=nomination)
    nomination.refresh_from_db()
    assert nomination.withdrawn_at is None


def test_it_is_withdrawn_once(bo, nomination):
    nominations.withdraw(by=bo, nomination=nomination)
    with pytest.raises(ValidationError) as refused:
        nominations.withdraw(by=bo, nomination=nomination)
    assert code_of(refused) == "already_withdrawn"


def test_saying_it_again_joins_the_word_of_somebody_else_and_never_the_own(ada, bo, chen, eve, badge, nomination):
    second = nominations.submit(by=chen, nominee=ada, badge=badge, reason=REASON)
    assert second.first == nomination
    nominations.withdraw(by=bo, nomination=nomination)
    again = nominations.submit(by=bo, nominee=ada, badge=badge, reason=REASON)
    third = nominations.submit(by=eve, nominee=ada, badge=badge, reason=REASON)
    assert (again.first, third.first) == (second, second)


def test_alone_it_begins_anew(ada, bo, badge, nomination):
    nominations.withdraw(by=bo, nomination=nomination)
    assert nominations.submit(by=bo, nominee=ada, badge=badge, reason=REASON).first is None
