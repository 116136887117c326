"""Eve is spoken for by Ada and Chen, a sweep has seen a pattern in it, and Ruth reviews."""

import pytest
import time_machine

from recognition.actions import nominations
from recognition.models import Badge, Person, Role, RoleGrant
from scoring.models import Case, QueuedPerson
from tests.conftest import NOW
from tests.scoring.actions.patterns import REASON
from tests.scoring.rules_for_tests import enforce_small_rules
from tests.scoring.sweeps import seen, sweep_sees


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def ruth(clock, company):
    """An integrity reviewer in nobody's circle."""
    person = Person.objects.create(key="ruth", display_name="Ruth Amsel", team=company["company"])
    RoleGrant.objects.create(person=person, role=Role.REVIEWER)
    return person


@pytest.fixture
def words(clock, ada, bo, chen, dina, eve, ruth):
    """Ada and Chen speak for Eve; both have the same small rule's badge in mind."""
    enforce_small_rules(dina, bo)
    mentor = Badge.objects.get(slug="mentor")
    said = [nominations.submit(by=giver, nominee=eve, badge=mentor, reason=REASON) for giver in (ada, chen)]
    clock.shift(60)
    return said


@pytest.fixture
def case(words, ada, chen, eve):
    sweep_sees(seen("N02", [ada, chen, eve], words, factor=0.1))
    QueuedPerson.objects.all().delete()
    return Case.objects.get()
