"""roles.grant and roles.end"""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from recognition import permissions
from recognition.actions import people, roles
from recognition.actions.actors import System
from recognition.models import AuditEntry, Person, RoleGrant
from tests.recognition.actions.refused import code_of

OPERATOR = System("command")


def test_an_admin_grants_and_ends_a_role_and_the_audit_remembers(ada, bo, badge):
    roles.grant(by=OPERATOR, person=ada, role="admin")
    grant = roles.grant(by=ada, person=bo, role="steward", badge=badge)
    assert permissions.is_steward(bo, badge)
    roles.end(by=ada, grant=grant)
    assert not permissions.is_steward(bo, badge)
    said = AuditEntry.objects.filter(object_key="bo").values_list("actor", "verb", "data__badge")
    assert list(said) == [("ada", "role.grant", "bridge-builder"), ("ada", "role.end", "bridge-builder")]


def test_nobody_gives_a_role_to_themselves(ada, bo):
    roles.grant(by=OPERATOR, person=ada, role="admin")
    for by, to in ((ada, ada), (bo, bo), (bo, ada)):
        with pytest.raises(PermissionDenied):
            roles.grant(by=by, person=to, role="reviewer")


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"role": "emperor"}, "unknown_role"),
        ({"role": "steward"}, "badge"),
        ({"role": "reviewer", "area": "docs"}, "area"),
    ],
)
def test_a_role_that_makes_no_sense_is_refused(ada, more, code):
    with pytest.raises(ValidationError) as refused:
        roles.grant(by=OPERATOR, person=ada, **more)
    assert code_of(refused) == code


def test_an_admin_role_for_one_badge_is_refused(ada, badge):
    with pytest.raises(ValidationError) as refused:
        roles.grant(by=OPERATOR, person=ada, role="admin", badge=badge)
    assert code_of(refused) == "badge"


def test_bots_and_twice_are_refused(ada, robo):
    roles.grant(by=OPERATOR, person=ada, role="admin")
    for person, code in ((robo, "not_active"), (ada, "already_granted")):
        with pytest.raises(ValidationError) as refused:
            roles.grant(by=OPERATOR, person=person, role="admin")
        assert code_of(refused) == code
    assert RoleGrant.objects.count() == 1


def test_the_last_admin_stays(ada, bo):
    grant = roles.grant(by=OPERATOR, person=ada, role="admin")
    with pytest.raises(ValidationError) as refused:
        roles.end(by=ada, grant=grant)
    assert code_of(refused) == "last_admin"
    roles.grant(by=ada, person=bo, role="admin")
    roles.end(by=ada, grant=grant)
    assert not permissions.is_admin(ada)


@pytest.mark.parametrize("gone", [{"left_on": date(2026, 1, 31)}, {"automated": True}])
def test_who_left_or_is_a_bot_is_no_admin_who_remains(ada, bo, gone):
    """Their grant is still there, and may be ended itself."""
    grant = roles.grant(by=OPERATOR, person=ada, role="admin")
    idle = roles.grant(by=OPERATOR, person=bo, role="admin")
    Person.objects.filter(pk=bo.pk).update(**gone)
    with pytest.raises(ValidationError) as refused:
        roles.end(by=ada, grant=grant)
    assert code_of(refused) == "last_admin"
    idle.refresh_from_db()
    roles.end(by=ada, grant=idle)
    assert permissions.is_admin(ada)


def test_of_two_admins_who_end_each_other_at_once_one_stays(ada, bo):
    """Where rows can be locked, every grant is, before anybody is counted."""
    grant = roles.grant(by=OPERATOR, person=ada, role="admin")
    roles.grant(by=OPERATOR, person=bo, role="admin")
    with CaptureQueriesContext(connection) as asked:
        roles.end(by=ada, grant=grant)
    locked = [query["sql"] for query in asked if "FOR UPDATE" in query["sql"] and "rolegrant" in query["sql"]]
    assert len(locked) == connection.features.has_select_for_update


def test_a_role_of_somebody_who_left_allows_nothing(ada):
    roles.grant(by=OPERATOR, person=ada, role="admin")
    gone = people.leave(by=OPERATOR, person=ada, on=date(2026, 1, 31))
    assert not permissions.is_admin(gone)
