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
