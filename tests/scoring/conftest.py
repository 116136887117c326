"""Two program admins, and a person whom the rule in force does not reach while an easier one would."""

import pytest

from recognition.actions import nominations
from recognition.models import RoleGrant
from tests.scoring.rules_for_tests import LIVE, enforce


@pytest.fixture
def admins(ada, bo):
    for person in (ada, bo):
        RoleGrant.objects.create(person=person, role="admin")
    return ada, bo


@pytest.fixture
def praised(badge, admins, chen, eve):
    """Two teams speak for Eve: enough for EASIER, not for LIVE, the rule in force."""
    enforce(LIVE, publisher=admins[0], approver=admins[1])
    for giver in (admins[0], chen):
        nominations.submit(by=giver, nominee=eve, badge=badge, reason="Helped us through the move.")
