"""Groups told by a directory: those of the pattern are teams, moves are dated, the others are kept by name."""

from datetime import timedelta

import pytest
from django.utils import timezone

from recognition.models import DirectoryGroup, Person, Team, TeamMembership
from recognition.queries.directory_groups import groups_of
from tests.recognition.directory.provisioning import group

TODAY = timezone.localdate


def person(key="ada"):
    return Person.objects.select_related("team").get(key=key)


def team_of(key="ada"):
    team = person(key).team
    return team and team.name


def test_a_group_of_the_pattern_is_a_team(idp):
    ada = idp.create("ada")
    idp.group("team-Tooling", [ada["id"]])
    assert team_of() == "Tooling"
    assert list(TeamMembership.objects.values_list("person__key", "team__key", "since", "until")) == [
        ("ada", "Tooling", TODAY(), None)
    ]


def test_other_groups_are_kept_by_name(idp):
    ada = idp.create("ada")
    idp.group("plaudit-admins", [ada["id"]])
    idp.group("team-tooling", [ada["id"]])
    idp.group("Everybody", [])
    assert groups_of(person()) == {"plaudit-admins", "team-tooling"}
    assert Team.objects.count() == 1


@pytest.mark.parametrize(
    ("patterns", "name", "team"),
    [
        (["Engineering - *", "Sales - *"], "engineering - Platform", "Platform"),
        (["*"], "Design", "Design"),
        (["*-squad"], "Payments-squad", "Payments-squad"),
        ([], "team-a", None),
    ],
)
def test_which_groups_are_teams_is_configured(idp, settings, patterns, name, team):
    settings.SCIM_TEAM_GROUPS = patterns
    idp.group(name, [idp.create("ada")["id"]])
    assert team_of() == team


def test_a_team_we_know_is_found_again(idp, company):
    idp.group("team-platform", [idp.create("ada")["id"]])
    assert person().team == company["platform"]


def test_a_move_is_dated_and_history_stays(idp, ada, company):
    told = idp.create("ada")
    idp.group("team-data", [told["id"]])
    assert team_of() == "Data"
    history = TeamMembership.objects.filter(person=ada).values_list("team__key", "since", "until")
    assert list(history) == [("platform", ada.started_on, TODAY()), ("data", TODAY(), None)]


def test_of_several_teams_the_one_told_last_counts(idp):
    ada = idp.create("ada")
    one, two = idp.group("team-one", [ada["id"]]), idp.group("team-two")
    add = {"op": "Add", "path": "members", "value": [{"value": ada["id"]}]}
    idp.patch(f"/Groups/{two['id']}", add)
    assert team_of() == "two"
    remove = {"op": "Remove", "path": f'members[value eq "{ada["id"]}"]'}
    idp.patch(f"/Groups/{two['id']}", remove)
    assert team_of() == "one"
    idp.patch(f"/Groups/{one['id']}", remove)
    assert team_of() is None


def test_entra_removes_a_member_by_value(idp):
    ada, bo = idp.create("ada"), idp.create("bo")
    told = idp.group("team-one", [ada["id"], bo["id"]])
    idp.patch(f"/Groups/{told['id']}", {"op": "Remove", "path": "members", "value": [{"value": ada["id"]}]})
    assert (team_of("ada"), team_of("bo")) == (None, "one")


def test_a_team_the_directory_knows_nothing_of_stays(idp, ada):
    told = idp.create("ada")
    idp.group("plaudit-admins", [told["id"]])
    assert team_of() == "Platform"


def test_a_renamed_group_keeps_its_team(idp):
    told = idp.group("team-one", [idp.create("ada")["id"]])
    idp.patch(f"/Groups/{told['id']}", {"op": "replace", "value": {"displayName": "team-Uno"}})
    assert (person().team.name, person().team.key) == ("Uno", "one")


def test_a_group_that_stops_being_a_team_closes_it(idp):
    told = idp.group("team-one", [idp.create("ada")["id"]])
    idp.patch(f"/Groups/{told['id']}", {"op": "replace", "path": "displayName", "value": "alumni"})
    assert team_of() is None
    assert Team.objects.get().closed_on == TODAY()
    assert groups_of(person()) == {"alumni"}


def test_a_deleted_group_leaves_its_team_to_who_was_put_in_it_by_hand(idp, company):
    told = idp.group("team-data", [idp.create("ada")["id"]])
    Person.objects.create(key="eve", display_name="Eve", team=company["data"])
    assert idp.send("DELETE", f"/Groups/{told['id']}").status_code == 204
    assert (team_of("ada"), team_of("eve")) == (None, "Data")
    assert Team.objects.get(key="data").closed_on is None
    assert not DirectoryGroup.objects.exists()


def test_a_move_known_for_a_later_day_is_no_hindrance(idp, ada, company):
    later = TODAY() + timedelta(days=30)
    TeamMembership.objects.create(person=ada, team=company["data"], since=later)
    idp.group("team-design", [idp.create("ada")["id"]])
    assert team_of() == "Design"


def test_a_member_may_be_told_before_they_are_there(idp):
    told = idp.group("team-one", ["00u1"])
    ada = idp.create("ada", externalId="00u1")
    assert team_of() == "one"
    now = idp.get(f"/Groups/{told['id']}").json()
    assert now["members"][0]["value"] == ada["id"]
    assert now["members"][0]["$ref"].endswith(f"/Users/{ada['id']}")
    assert now["meta"]["version"] != told["meta"]["version"]


def test_a_deleted_user_is_in_no_group(idp):
    ada = idp.create("ada")
    told = idp.group("team-one", [ada["id"]])
    idp.send("DELETE", f"/Users/{ada['id']}")
    assert "members" not in idp.get(f"/Groups/{told['id']}").json()
    assert groups_of(person()) == set()


def test_a_group_in_a_group_is_kept_and_moves_nobody(idp):
    inner = idp.group("team-inner", [idp.create("ada")["id"]])
    outer = idp.ok("POST", "/Groups", group("team-outer") | {"members": [{"value": inner["id"], "type": "Group"}]})
    assert team_of() == "inner"
    assert idp.get(f"/Groups/{outer['id']}").json()["members"][0]["value"] == inner["id"]
