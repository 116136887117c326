"""passing.pass_on and passing.take_up"""

import pytest
from django.utils import timezone

from recognition.actions import passing
from recognition.models import AuditEntry, Outcome, PassedOutcome

pytestmark = pytest.mark.django_db


def test_it_passes_on_once_and_takes_up_again(ada, bo):
    outcome = Outcome.objects.create(source="git", key="1", kind="change_merged", at=timezone.now(), title="A change")
    passing.pass_on(by=ada, outcome=outcome)
    passing.pass_on(by=ada, outcome=outcome)
    passing.pass_on(by=bo, outcome=outcome)
    assert PassedOutcome.objects.count() == 2
    passing.take_up(by=ada, outcome=outcome)
    passing.take_up(by=ada, outcome=outcome)
    assert PassedOutcome.objects.get().person == bo
    assert not AuditEntry.objects.exists()
