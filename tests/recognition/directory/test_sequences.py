"""What Okta and Microsoft Entra send in a week, from the first question to the last day."""

from django.utils import timezone

from recognition.models import Person
from recognition.queries.directory_groups import groups_of
from tests.recognition.directory.provisioning import ENTERPRISE


def ada():
    return Person.objects.select_related("team", "manager").get(key="ada@plaudit.example")


def test_okta(idp):
    assert idp.found("Users", 'userName eq "ada@plaudit.example"') == []
    mei = idp.create("mei@plaudit.example", externalId="00u2")
    told = idp.create(
        "ada@plaudit.example",
        externalId="00u1",
        name={"givenName": "Ada", "familyName": "Lindqvist"},
        displayName="Ada Lindqvist",
        emails=[{"primary": True, "value": "ada@plaudit.example", "type": "work"}],
        locale="en-US",
        groups=[],
        password="Aa1-generated",
        phoneNumbers=[{"value": "+46 1", "type": "mobile"}],
        manager=mei["id"],
    )
    path = f"/Users/{told['id']}"
    assert [one["id"] for one in idp.found("Users", 'userName eq "ada@plaudit.example"')] == [told["id"]]
    group = idp.group("team-Tooling")
    idp.patch(f"/Groups/{group['id']}", {"op": "replace", "value": {"id": group["id"], "displayName": "team-Tools"}})
    idp.patch(
        f"/Groups/{group['id']}",
        {"op": "remove", "path": 'members[value eq "gone"]'},
        {"op": "add", "path": "members", "value": [{"value": told["id"], "display": "ada@plaudit.example"}]},
    )
    assert (ada().display_name, ada().team.name, ada().manager.key) == ("Ada Lindqvist", "Tools", "mei@plaudit.example")
    body = idp.get(path).json() | {"title": "Principal Engineer"}
    idp.ok("PUT", path, body)
    assert (ada().title, ada().manager.key) == ("Principal Engineer", "mei@plaudit.example")
    idp.patch(path, {"op": "replace", "value": {"active": False}})
    assert ada().left_on == timezone.localdate()
    idp.patch(path, {"op": "replace", "value": {"active": True}})
    assert ada().left_on is None
    assert ada().team.name == "Tools"


def test_entra(idp):
    assert idp.found("Users", 'userName eq "ada@plaudit.example"') == []
    told = idp.create(
        "ada@plaudit.example", externalId="ada", displayName="Ada", active="True", department="R&D", number="7",
        emails=[{"primary": True, "type": "work", "value": "ada@plaudit.example"}],
    )  # fmt: skip
    mei = idp.create("mei@plaudit.example", externalId="mei")
    path = f"/Users/{told['id']}"
    idp.patch(
        path,
        {"op": "Replace", "path": "displayName", "value": "Ada Lindqvist"},
        {"op": "Replace", "path": 'emails[type eq "work"].value', "value": "ada.l@plaudit.example"},
        {"op": "Add", "path": "name.givenName", "value": "Ada"},
        {"op": "Add", "path": f"{ENTERPRISE}:department", "value": "Research"},
        {"op": "Add", "path": f"{ENTERPRISE}:manager", "value": mei["id"]},
    )
    assert (ada().display_name, ada().email, ada().manager.key) == (
        "Ada Lindqvist", "ada.l@plaudit.example", "mei@plaudit.example",
    )  # fmt: skip
    group = idp.ok("POST", "/Groups", {
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"], "externalId": "8aa1", "displayName": "readers",
    })  # fmt: skip
    assert [one["id"] for one in idp.found("Groups", 'displayName eq "readers"')] == [group["id"]]
    idp.patch(f"/Groups/{group['id']}", {"op": "Add", "path": "members", "value": [{"value": told["id"]}]})
    assert groups_of(ada()) == {"readers"}
    idp.patch(f"/Groups/{group['id']}", {"op": "Remove", "path": "members", "value": [{"value": told["id"]}]})
    assert groups_of(ada()) == set()
    idp.patch(path, {"op": "Replace", "path": "active", "value": "False"})
    assert ada().left_on == timezone.localdate()
    assert idp.send("DELETE", path).status_code == 204
    assert ada().display_name == "Ada Lindqvist"
