"""Managers in any order, by whatever name, and never in a ring."""

import itertools

import pytest

from recognition.models import Person
from recognition.queries.directory_users import waiting
from tests.recognition.directory.provisioning import ENTERPRISE, PATCH


def managers():
    return dict(Person.objects.values_list("key", "manager__key"))


@pytest.mark.parametrize("by", ["externalId", "userName", "number"])
def test_a_manager_may_come_later(idp, by):
    names = {"externalId": "00uM", "userName": "MEI", "number": "17"}
    idp.create("ada", manager=names[by])
    assert managers() == {"ada": None}
    assert [user.name for user in waiting()] == ["ada"]
    idp.create("mei", externalId="00uM", number="17")
    assert managers() == {"ada": "mei", "mei": None}
    assert not waiting().exists()


def test_a_manager_by_id(idp):
    mei = idp.create("mei")
    told = idp.create("ada", manager=mei["id"])
    assert managers()["ada"] == "mei"
    assert told[ENTERPRISE]["manager"]["value"] == mei["id"]


def test_another_manager_and_none(idp):
    mei, bo, ada = idp.create("mei"), idp.create("bo"), idp.create("ada")
    path = f"{ENTERPRISE}:manager"
    for told, expected in [({"value": mei["id"]}, "mei"), ({"value": bo["id"]}, "bo")]:
        idp.patch(f"/Users/{ada['id']}", {"op": "replace", "path": path, "value": told})
        assert managers()["ada"] == expected
    idp.patch(f"/Users/{ada['id']}", {"op": "remove", "path": path})
    assert managers()["ada"] is None


def test_a_manager_set_by_hand_stays_while_the_directory_names_none(idp, ada, dina):
    told = idp.create("ada")
    idp.patch(f"/Users/{told['id']}", {"op": "replace", "path": "title", "value": "Lead"})
    assert managers()["ada"] == "dina"


def test_who_loses_their_manager_waits_for_the_next(idp):
    mei = idp.create("mei")
    idp.create("ada", manager="mei")
    idp.send("DELETE", f"/Users/{mei['id']}")
    assert managers() == {"ada": None, "mei": None}
    assert [user.name for user in waiting()] == ["ada"]


@pytest.mark.parametrize("order", list(itertools.permutations(["a", "b", "c", "d"])), ids="".join)
def test_nobody_on_a_ring_has_a_manager_and_who_hangs_on_it_has(idp, order):
    names = {"a": "b", "b": "c", "c": "a", "d": "a"}
    for one in order:
        idp.create(one, manager=names[one])
    assert managers() == {"a": None, "b": None, "c": None, "d": "a"}


def test_a_ring_opens_when_one_of_it_gets_another_manager(idp):
    told = {one: idp.create(one, manager=above) for one, above in [("a", "b"), ("b", "a"), ("c", "")]}
    assert managers() == {"a": None, "b": None, "c": None}
    change = {"op": "replace", "path": f"{ENTERPRISE}:manager", "value": {"value": "c"}}
    idp.ok("PATCH", f"/Users/{told['b']['id']}", {"schemas": [PATCH], "Operations": [change]})
    assert managers() == {"a": "b", "b": "c", "c": None}


def test_nobody_is_their_own_manager(idp):
    idp.create("ada", manager="ada")
    assert managers() == {"ada": None}
    assert [user.name for user in waiting()] == ["ada"]
