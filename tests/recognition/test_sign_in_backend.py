"""What comes with the login of a request, in one statement."""

import pytest

from recognition.models import Badge, Role, RoleGrant, User
from recognition.sign_in_backend import LoginWithPerson

pytestmark = pytest.mark.django_db


def roles_on_entry(person, assert_num_queries):
    login = User.objects.create(username=person.key, person=person)
    with assert_num_queries(1):
        user = LoginWithPerson().get_user(login.pk)
        assert (user.person, user.person.team) == (person, person.team)
    return user.roles_on_entry


def test_who_holds_nothing_comes_with_nothing(ada, django_assert_num_queries):
    assert roles_on_entry(ada, django_assert_num_queries) == frozenset()


def test_each_role_once_however_often_it_is_held(ada, bo, badge, django_assert_num_queries):
    for other in (badge, Badge.objects.create(slug="second", name="Second", purpose="Another one.")):
        RoleGrant.objects.create(person=ada, role=Role.STEWARD, badge=other)
    RoleGrant.objects.create(person=ada, role=Role.AUDITOR)
    RoleGrant.objects.create(person=bo, role=Role.ADMIN)
    assert roles_on_entry(ada, django_assert_num_queries) == {Role.STEWARD, Role.AUDITOR}


def test_a_login_of_nobody_and_one_that_is_shut(db):
    service = User.objects.create(username="collector")
    assert LoginWithPerson().get_user(service.pk).roles_on_entry == frozenset()
    shut = User.objects.create(username="shut", is_active=False)
    assert LoginWithPerson().get_user(shut.pk) is None
    assert LoginWithPerson().get_user(0) is None
