"""Users told by a directory become people: found again, described, let go and let back."""

import pytest
from django.utils import timezone
from knox.models import AuthToken

from recognition.actions import nominations, roles
from recognition.actions.actors import System
from recognition.models import AuditEntry, DirectoryUser, Nomination, Person, Role, User, UserSession
from tests.recognition.directory.provisioning import ENTERPRISE, PATCH, user


def test_a_new_user_is_a_new_person(idp):
    told = idp.create(
        "mei.lin@plaudit.example",
        externalId="00u1",
        name={"givenName": "Mei", "familyName": "Lin"},
        title="Engineer",
        timezone="Asia/Taipei",
        locale="zh-TW",
        emails=[{"value": "home@elsewhere.example", "type": "home"}, {"value": "mei@plaudit.example", "type": "work"}],
        department="R&D",
        number="701",
    )
    person = Person.objects.get(key="mei.lin@plaudit.example")
    assert (person.display_name, person.title, person.time_zone) == ("Mei Lin", "Engineer", "Asia/Taipei")
    assert person.email == "mei@plaudit.example"
    assert told["locale"] == "zh-TW"
    assert told[ENTERPRISE] == {"department": "R&D", "employeeNumber": "701"}
    assert told["meta"]["location"].endswith(f"/scim/v2/Users/{told['id']}")
    assert AuditEntry.objects.get(verb="person.add").actor == "system:scim"


@pytest.mark.parametrize(
    "told",
    [
        user("ada"),
        user("x", number="ada"),
        user("ada@plaudit.example"),
        user("al", emails=[{"value": "ADA@plaudit.example"}]),
    ],
    ids=["by id", "by employee number", "by name as address", "by address"],
)
def test_somebody_we_know_is_found_again(idp, ada, told):
    idp.ok("POST", "/Users", told)
    assert DirectoryUser.objects.get().person == ada
    assert Person.objects.filter(key__in=["x", "al"]).count() == 0


def test_a_second_address_that_people_enter_themselves_makes_nobody_somebody_else(idp, ada):
    own = [{"value": "mallory@plaudit.example", "primary": True}, {"value": "ada@plaudit.example", "type": "other"}]
    idp.create("mallory", emails=own)
    assert DirectoryUser.objects.get().person.key == "mallory"


def test_what_the_directory_does_not_speak_of_stays(idp, ada):
    idp.create("ada", title="Principal")
    before, ada = ada, Person.objects.get(key="ada")
    assert (ada.title, ada.started_on, ada.team) == ("Principal", before.started_on, before.team)


def test_two_users_cannot_have_one_name_in_any_case(idp):
    idp.create("ada")
    refused = idp.send("POST", "/Users", user("ADA"))
    assert refused.status_code == 409
    assert refused.json()["scimType"] == "uniqueness"
    assert Person.objects.count() == 1


def test_the_address_of_a_colleague_is_not_given_twice(idp):
    idp.create("ada", emails=[{"value": "team@plaudit.example"}])
    refused = idp.send("POST", "/Users", user("bo", emails=[{"value": "team@plaudit.example"}]))
    assert refused.status_code == 409
    assert "belongs to ada" in refused.json()["detail"]
    assert list(Person.objects.values_list("key", flat=True)) == ["ada"]


@pytest.mark.parametrize("said", [False, "False", "false"])
def test_who_is_no_longer_active_has_left_today_and_is_shut_out(idp, ada, bo, badge, client, said):
    login = User.objects.create(username="ada", person=ada)
    client.force_login(login)
    AuthToken.objects.create(user=login)
    assert client.get("/settings").status_code == 200
    nominations.submit(by=bo, nominee=ada, badge=badge, reason="She found out why the import lost lines.")
    told = idp.create("ada")
    idp.patch(f"/Users/{told['id']}", {"op": "Replace", "path": "active", "value": said})
    ada.refresh_from_db()
    login.refresh_from_db()
    assert ada.left_on == timezone.localdate()
    assert not login.is_active
    assert not AuthToken.objects.exists()
    assert not UserSession.objects.exists()
    assert client.get("/settings").status_code == 302
    assert Nomination.objects.filter(nominee=ada).exists()
    assert idp.get(f"/Users/{told['id']}").json()["active"] is False


def test_who_comes_back_works_here_again(idp, ada):
    login = User.objects.create(username="ada", person=ada)
    told = idp.create("ada", active=False)
    idp.patch(f"/Users/{told['id']}", {"op": "replace", "value": {"active": True}})
    ada.refresh_from_db()
    login.refresh_from_db()
    assert ada.left_on is None
    assert login.is_active


def test_a_replacement_that_says_nothing_of_it_lets_nobody_back(idp, ada):
    told = idp.create("ada", active=False)
    body = user("ada", title="Lead")
    del body["active"]
    assert "active" not in idp.ok("PUT", f"/Users/{told['id']}", body)
    ada.refresh_from_db()
    assert (ada.is_active, ada.title) == (False, "Lead")


def test_a_deleted_user_is_gone_and_the_person_stays(idp, ada):
    told = idp.create("ada", title="Lead")
    assert idp.send("DELETE", f"/Users/{told['id']}").status_code == 204
    assert idp.get(f"/Users/{told['id']}").status_code == 404
    assert idp.found("Users", 'userName eq "ada"') == []
    ada.refresh_from_db()
    assert (ada.left_on, ada.title) == (timezone.localdate(), "Lead")


def test_who_is_created_again_is_the_same_person(idp, ada):
    for _time in range(2):
        told = idp.create("ada", externalId="00u1")
        idp.send("DELETE", f"/Users/{told['id']}")
    idp.create("ada", externalId="00u1")
    ada.refresh_from_db()
    assert ada.is_active
    assert Person.objects.filter(key__startswith="ada").count() == 1


def test_a_newcomer_with_the_name_of_somebody_who_left_is_somebody_else(idp, ada):
    told = idp.create("ada", externalId="00u1", emails=[{"value": "ada@plaudit.example"}])
    idp.send("DELETE", f"/Users/{told['id']}")
    idp.create("ada", externalId="00u2", emails=[{"value": "ada@plaudit.example"}])
    newcomer = Person.objects.get(key="ada-2")
    ada.refresh_from_db()
    assert (newcomer.email, ada.email) == ("ada@plaudit.example", None)
    assert not ada.is_active


def test_the_employee_number_is_for_life(idp, ada):
    told = idp.create("ada", externalId="00u1", number="17")
    idp.send("DELETE", f"/Users/{told['id']}")
    idp.create("ada.lindqvist", externalId="00u2", number="17")
    assert DirectoryUser.objects.get(deleted_at=None).person == ada


@pytest.mark.parametrize("method", ["PATCH", "DELETE"])
def test_the_last_admin_stays(idp, ada, method):
    roles.grant(by=System("test"), person=ada, role=Role.ADMIN)
    told = idp.create("ada")
    body = {"schemas": [PATCH], "Operations": [{"op": "replace", "value": {"active": False}}]}
    refused = idp.send(method, f"/Users/{told['id']}", body if method == "PATCH" else None)
    assert refused.status_code == 403
    assert "last program admin" in refused.json()["detail"]
    ada.refresh_from_db()
    assert ada.is_active
    assert idp.get(f"/Users/{told['id']}").json()["active"] is True


def test_what_the_office_says_of_somebody_is_seen_by_the_directory(idp, ada):
    from recognition.actions import people

    told = idp.create("ada")
    people.leave(by=System("test"), person=ada, on=timezone.localdate())
    now = idp.get(f"/Users/{told['id']}").json()
    assert now["active"] is False
    assert now["meta"]["version"] != told["meta"]["version"]


def test_an_edit_of_something_older_is_refused(idp):
    told = idp.create("ada")
    idp.patch(f"/Users/{told['id']}", {"op": "replace", "path": "title", "value": "Lead"})
    body = {"schemas": [PATCH], "Operations": [{"op": "replace", "path": "title", "value": "Boss"}]}
    refused = idp.send("PATCH", f"/Users/{told['id']}", body, **{"If-Match": told["meta"]["version"]})
    assert refused.status_code == 412
    assert Person.objects.get().title == "Lead"


def test_what_we_have_no_use_for_is_not_kept(idp):
    told = idp.create("ada", password="s3cret-and-long", phoneNumbers=[{"value": "+49 30 1"}], nickName="Ad")
    kept = DirectoryUser.objects.get().told
    assert set(kept) <= {"schemas", "userName", "active", "nickName"}
    assert told["nickName"] == "Ad"
