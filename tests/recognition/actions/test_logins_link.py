"""logins.link, logins.unlink, logins.end_token"""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from knox.models import AuthToken

from recognition.actions import logins, roles
from recognition.actions.actors import System
from recognition.models import AuditEntry, Person, User
from tests.recognition.actions.refused import code_of

OPERATOR = System("command")


@pytest.fixture
def dina_admin(dina):
    roles.grant(by=OPERATOR, person=dina, role="admin")
    return dina


@pytest.fixture
def stray(db):
    return User.objects.create(username="ada.l")


def test_a_login_finds_its_person(dina_admin, ada, stray):
    logins.link(by=dina_admin, person=ada, username="ada.l")
    assert User.objects.get(person=ada) == stray
    assert AuditEntry.objects.last().data == {"login": "ada.l"}


def test_nobody_links_a_login_to_themselves(dina_admin, stray):
    with pytest.raises(PermissionDenied):
        logins.link(by=dina_admin, person=dina_admin, username="ada.l")


@pytest.mark.parametrize(("username", "code"), [("nobody", "unknown"), ("bo", "taken")])
def test_a_login_that_cannot_be_linked_is_refused(dina_admin, ada, bo, stray, username, code):
    User.objects.create(username="bo", person=bo)
    with pytest.raises(ValidationError) as refused:
        logins.link(by=dina_admin, person=ada, username=username)
    assert code_of(refused) == code


def test_one_person_has_one_login(dina_admin, bo, stray):
    User.objects.create(username="bo", person=bo)
    with pytest.raises(ValidationError) as refused:
        logins.link(by=dina_admin, person=bo, username="ada.l")
    assert code_of(refused) == "has_one"


def test_who_left_gets_none(dina_admin, ada, stray):
    Person.objects.filter(pk=ada.pk).update(left_on="2024-01-01")
    with pytest.raises(ValidationError) as refused:
        logins.link(by=dina_admin, person=Person.objects.get(pk=ada.pk), username="ada.l")
    assert code_of(refused) == "not_active"


def test_a_login_that_is_taken_away_loses_its_tokens(dina_admin, bo):
    user = User.objects.create(username="bo", person=bo)
    AuthToken.objects.create(user=user)
    logins.unlink(by=dina_admin, person=bo)
    user.refresh_from_db()
    assert user.person is None
    assert not AuthToken.objects.exists()
    with pytest.raises(ValidationError):
        logins.unlink(by=dina_admin, person=bo)


def test_an_admin_ends_a_token_of_anybody_and_others_do_not(dina_admin, ada, bo):
    token, _secret = AuthToken.objects.create(user=User.objects.create(username="bo", person=bo))
    with pytest.raises(PermissionDenied):
        logins.end_token(by=ada, token=token)
    logins.end_token(by=dina_admin, token=token)
    assert not AuthToken.objects.exists()
    assert (AuditEntry.objects.last().object_kind, AuditEntry.objects.last().object_key) == ("person", "bo")
