"""Dina and Eve are program admins, Chen audits; Ada and Bo are colleagues."""

import pytest

from recognition.models import Role, RoleGrant


@pytest.fixture
def admin(seen_by, dina):
    RoleGrant.objects.create(person=dina, role=Role.ADMIN)
    return seen_by(dina)


@pytest.fixture
def second(seen_by, eve):
    RoleGrant.objects.create(person=eve, role=Role.ADMIN)
    return seen_by(eve)


@pytest.fixture
def auditor(seen_by, chen):
    RoleGrant.objects.create(person=chen, role=Role.AUDITOR)
    return seen_by(chen)
