"""Ada and Bo are program admins; Bridge Builder has LIVE in force, and Eve would meet LIKELIER."""

import pytest

from recognition.models import Role, RoleGrant
from tests.scoring.views.test_mine import browser

# Lawful, and easier than LIVE: what two teams said for Eve is enough.
LIKELIER = "badge: bridge-builder\ncriteria: {peer_support: {at_least: 1.9, teams: 2, voices: 2}}"


@pytest.fixture
def writer(praised, admins):
    """Ada's browser."""
    return browser(admins[0])


@pytest.fixture
def second(praised, admins):
    """Bo's browser."""
    return browser(admins[1])


@pytest.fixture
def steward(praised, chen, badge):
    """Chen's browser, who looks after the badge."""
    RoleGrant.objects.create(person=chen, role=Role.STEWARD, badge=badge)
    return browser(chen)


@pytest.fixture
def auditor(praised, eve):
    RoleGrant.objects.create(person=eve, role=Role.AUDITOR)
    return browser(eve)
