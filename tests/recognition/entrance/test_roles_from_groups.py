"""Roles follow the groups of the company; what was given by hand stays."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from hypothesis import given
from hypothesis import settings as of_hypothesis
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from recognition.actions import directory_tokens, people, roles, roles_from_groups
from recognition.actions.actors import System
from recognition.models import AuditEntry, Person, RoleGrant
from tests.recognition.directory.provisioning import Provider
from tests.recognition.entrance.conftest import change_sign_in

pytestmark = pytest.mark.django_db
BY = System("sign-in")
GROUPS = {"admin": frozenset({"bosses"}), "auditor": frozenset({"auditors", "revision"})}


@pytest.fixture(autouse=True)
def mapped(settings):
    change_sign_in(settings, role_groups=GROUPS)


def held(person):
    return set(RoleGrant.objects.filter(person=person).values_list("role", "from_groups"))


def test_a_group_gives_a_role_and_leaving_it_takes_the_role(ada, bo):
    roles.grant(by=System("command"), person=bo, role="admin")
    assert roles_from_groups.follow(by=BY, person=ada, groups={"bosses", "revision"}) == (["admin", "auditor"], [])
    assert held(ada) == {("admin", True), ("auditor", True)}
    assert roles_from_groups.follow(by=BY, person=ada, groups={"revision"}) == ([], ["admin"])
    assert held(ada) == {("auditor", True)}
    told = AuditEntry.objects.filter(actor="system:sign-in", object_key="ada").values_list("verb", flat=True)
    assert sorted(told) == ["role.end", "role.grant", "role.grant"]


def test_what_was_given_by_hand_stays(ada):
    roles.grant(by=System("command"), person=ada, role="auditor")
    roles_from_groups.follow(by=BY, person=ada, groups={"auditors"})
    roles_from_groups.follow(by=BY, person=ada, groups=set())
    assert held(ada) == {("auditor", False)}


def test_the_last_admin_keeps_the_role(ada):
    roles_from_groups.follow(by=BY, person=ada, groups={"bosses"})
    assert roles_from_groups.follow(by=BY, person=ada, groups=set()) == ([], [])
    assert held(ada) == {("admin", True)}


def test_coming_in_by_the_company_gives_and_takes(client, ada, bo, come, providers_users):
    roles.grant(by=System("command"), person=bo, role="admin")
    said = providers_users["sub-ada"]
    try:
        said["groups"] = ["staff", "bosses"]
        come("sub-ada")
        assert held(ada) == {("admin", True)}
        client.logout()
        said["groups"] = ["staff"]
        come("sub-ada")
        assert held(ada) == set()
    finally:
        said["groups"] = ["staff"]


@pytest.fixture
def directory(client):
    _token, secret = directory_tokens.make(by=System("test"), name="idp", days=1)
    return Provider(client, secret)


@pytest.mark.parametrize("how", ["taken out", "group gone", "group renamed"])
def test_leaving_a_group_of_the_directory_takes_the_role_before_the_next_sign_in(directory, ada, bo, how):
    roles.grant(by=System("command"), person=bo, role="admin")
    user = directory.create("ada")["id"]
    group = directory.group("bosses", [user])["id"]
    directory.group("auditors", [user])
    roles_from_groups.follow(by=BY, person=ada, groups={"bosses", "auditors"})
    if how == "taken out":
        directory.patch(f"/Groups/{group}", {"op": "remove", "path": f'members[value eq "{user}"]'})
    elif how == "group gone":
        assert directory.send("DELETE", f"/Groups/{group}").status_code == 204
    else:
        directory.patch(f"/Groups/{group}", {"op": "replace", "path": "displayName", "value": "retired"})
    assert held(ada) == {("auditor", True)}
    assert AuditEntry.objects.get(verb="role.end").actor == "system:scim"


@pytest.mark.parametrize("how", ["deleted", "deactivated"])
def test_who_leaves_keeps_no_role_of_a_group(directory, ada, bo, how):
    for person in (ada, bo):
        roles.grant(by=System("command"), person=person, role="reviewer")
    roles.grant(by=System("command"), person=bo, role="admin")
    user = directory.create("ada")["id"]
    directory.group("bosses", [user])
    roles_from_groups.follow(by=BY, person=ada, groups={"bosses", "auditors"})  # the second as the account alone says
    active = {"op": "replace", "path": "active", "value": False}
    if how == "deleted":
        assert directory.send("DELETE", f"/Users/{user}").status_code == 204
    else:
        directory.patch(f"/Users/{user}", active)
    assert held(ada) == {("reviewer", False)}
    assert held(bo) == {("reviewer", False), ("admin", False)}
    ended = AuditEntry.objects.filter(verb="role.end", object_key="ada", actor="system:scim")
    assert sorted(entry.data["role"] for entry in ended) == ["admin", "auditor"]
    if how == "deactivated":
        directory.patch(f"/Users/{user}", active | {"value": True})
        assert held(ada) == {("reviewer", False)}
        roles_from_groups.follow(by=BY, person=ada, groups={"bosses"})
        assert ("admin", True) in held(ada)


def test_who_leaves_in_the_office_keeps_no_role_of_a_group(ada, bo):
    roles.grant(by=System("command"), person=bo, role="admin")
    roles.grant(by=System("command"), person=ada, role="reviewer")
    roles_from_groups.follow(by=BY, person=ada, groups={"bosses", "auditors"})
    people.leave(by=bo, person=ada, on=timezone.localdate())
    assert held(ada) == {("reviewer", False)}
    ended = AuditEntry.objects.filter(verb="role.end", object_key="ada", actor="bo")
    assert sorted(entry.data["role"] for entry in ended) == ["admin", "auditor"]
    people.come_back(by=bo, person=ada)
    assert held(ada) == {("reviewer", False)}


def test_until_the_last_day_has_come_roles_of_groups_stay(ada, bo):
    roles.grant(by=System("command"), person=bo, role="admin")
    roles_from_groups.follow(by=BY, person=ada, groups={"bosses"})
    people.leave(by=bo, person=ada, on=timezone.localdate() + timedelta(days=1))
    assert held(ada) == {("admin", True)}
    people.come_back(by=bo, person=ada)
    assert held(ada) == {("admin", True)}


@pytest.mark.parametrize("by_hand", [True, False])
def test_who_was_gone_comes_back_without_roles_of_groups(ada, bo, by_hand):
    """The day came by itself, or an import wrote it: nobody took the roles then."""
    if by_hand:
        roles.grant(by=System("command"), person=bo, role="admin")
    roles_from_groups.follow(by=BY, person=ada, groups={"bosses", "auditors"})
    Person.objects.filter(pk=ada.pk).update(left_on=timezone.localdate())
    # Also where nobody else is an admin: who is gone was none either, and an operator gives the role anew.
    people.come_back(by=bo if by_hand else System("scim"), person=ada)
    assert held(ada) == set()


def test_the_last_admin_does_not_leave_and_keeps_the_roles_of_groups(ada):
    roles_from_groups.follow(by=BY, person=ada, groups={"bosses", "auditors"})
    with pytest.raises(ValidationError):
        people.leave(by=ada, person=ada, on=timezone.localdate())
    assert held(ada) == {("admin", True), ("auditor", True)}


def test_the_last_admin_cannot_be_let_go_and_keeps_the_role(directory, ada):
    user = directory.create("ada")["id"]
    directory.group("bosses", [user])
    roles_from_groups.follow(by=BY, person=ada, groups={"bosses"})
    assert directory.send("DELETE", f"/Users/{user}").status_code == 403
    assert held(ada) == {("admin", True)}


def test_a_role_that_another_group_gives_and_one_by_hand_stay(directory, ada, bo):
    members = [directory.create("ada")["id"], directory.create("bo")["id"]]
    groups = [directory.group(name, members)["id"] for name in ("auditors", "revision")]
    roles.grant(by=System("command"), person=bo, role="auditor")
    roles_from_groups.follow(by=BY, person=ada, groups={"auditors", "revision"})
    directory.send("DELETE", f"/Groups/{groups[0]}")
    assert held(ada) == {("auditor", True)}
    directory.send("DELETE", f"/Groups/{groups[1]}")
    assert (held(ada), held(bo)) == (set(), {("auditor", False)})


def test_without_a_mapping_nothing_changes(ada, settings):
    change_sign_in(settings, role_groups={})
    assert roles_from_groups.follow(by=BY, person=ada, groups={"bosses"}) == ([], [])


class TestLaws(TestCase):
    @given(st.lists(st.sets(st.sampled_from(["bosses", "auditors", "revision", "staff"])), min_size=1, max_size=5))
    @of_hypothesis(max_examples=25)
    def test_only_the_last_word_counts(self, said):
        """Whatever the groups were before: the roles are those of the groups that hold now."""
        from dataclasses import replace

        from django.conf import settings
        from django.test import override_settings

        with override_settings(SIGN_IN=replace(settings.SIGN_IN, role_groups=GROUPS)):
            keeper = Person.objects.create(key="keeper", display_name="Keeper")
            person = Person.objects.create(key="p", display_name="P")
            RoleGrant.objects.create(person=keeper, role="admin")
            for groups in said:
                roles_from_groups.follow(by=BY, person=person, groups=groups)
            wanted = {(role, True) for role, names in GROUPS.items() if names & said[-1]}
            assert held(person) == wanted
