"""What is one's own: messages, preferences, awards, thanks taken back."""

import pytest

from recognition.actions import thanks
from recognition.models import AuditEntry, Award, Nomination, Notification, RoleGrant, Thanks
from recognition.notify.by_mail import Way, way_of
from tests.conftest import NOW

CHOSEN = "/api/v1/me/preferences/"
REASON = {"reason": "The panel read what three colleagues say."}


def _award(person, badge, **more):
    return Award.objects.create(**{"badge": badge, "person": person, "given_at": NOW, "rule_version": 1, **more})


def test_messages_are_ones_own_in_words(as_person, ada, bo, badge):
    for person in (ada, bo):
        Notification.objects.create(person=person, kind="award_given", badge=badge, at=NOW)
    [message] = as_person(ada).get("/api/v1/messages/").json()["results"]
    assert "Bridge Builder" in message["sentence"]
    assert message["leads_to"] == "/people/ada/badges/bridge-builder/" or message["leads_to"].startswith("/")
    assert as_person(ada).post("/api/v1/messages/read/").status_code == 204
    assert as_person(ada).get("/api/v1/messages/?unread=true").json()["results"] == []
    assert as_person(bo).get("/api/v1/messages/?unread=true").json()["results"] != []


def test_preferences_change_in_part(as_person, ada):
    client = as_person(ada)
    client.patch(CHOSEN, {"time_zone": "Europe/Berlin"})
    assert client.patch(CHOSEN, {"shows_words": False}).status_code == 200
    chosen = client.get(CHOSEN).json()
    assert (chosen["time_zone"], chosen["shows_badges"], chosen["shows_words"]) == ("Europe/Berlin", True, False)
    assert AuditEntry.objects.filter(verb="preferences.choose_visibility").count() == 1


def test_a_choice_on_top_of_an_older_reading_is_refused(as_person, ada):
    client = as_person(ada)
    read = client.get(CHOSEN)["ETag"]
    assert client.patch(CHOSEN, {"shows_badges": False}, HTTP_IF_MATCH=read).status_code == 200
    late = client.patch(CHOSEN, {"shows_badges": True}, HTTP_IF_MATCH=read)
    assert (late.status_code, late.json()["errors"][0]["code"]) == (412, "changed_meanwhile")
    assert client.get(CHOSEN).json()["shows_badges"] is False
    fresh = client.get(CHOSEN)["ETag"]
    assert client.patch(CHOSEN, {"shows_badges": True}, HTTP_IF_MATCH=f'"other", W/{fresh}').status_code == 200


def test_how_each_topic_comes_by_mail_is_chosen_in_part(as_person, ada):
    client = as_person(ada)
    usual = {"always": "at_once", "awards": "daily", "words": "daily", "seconds": "daily", "outcomes": "daily"}
    assert client.get(CHOSEN).json()["mail"] == usual
    chosen = client.patch(CHOSEN, {"mail": {"words": "at_once", "awards": "site"}, "muted": ["seconds"]}).json()
    assert (chosen["mail"], chosen["muted"]) == (usual | {"words": "at_once", "awards": "site"}, ["seconds"])
    chosen = client.patch(CHOSEN, {"mail": {"always": "site"}}).json()
    assert chosen["mail"] == usual | {"words": "at_once", "awards": "site", "always": "site"}
    assert chosen["muted"] == ["seconds"]
    assert client.patch(CHOSEN, {"muted": []}).json()["mail"] == chosen["mail"]
    ada.preferences.refresh_from_db()
    assert way_of(ada.preferences.mail, "words") == Way.AT_ONCE


@pytest.mark.parametrize(
    "wrong",
    [
        {"mail": {"words": "weekly"}},
        {"mail": {"gossip": "daily"}},
        {"mail": {"words": None}},
        {"mail": "daily"},
        {"mail": None},
        {"language": "xx"},
        {"time_zone": "Mars/Base"},
        {"muted": ["all"]},
        {"shows_badges": "yes"},
        {"shows_words": 0},
        {"a": 1},
    ],
)
def test_a_choice_that_there_is_not_changes_nothing(as_person, ada, wrong):
    client = as_person(ada)
    before = client.get(CHOSEN).json()
    assert client.patch(CHOSEN, {"language": "de", **wrong}).status_code == 400
    assert client.get(CHOSEN).json() == before


def test_the_holder_hides_shows_pins_declines_and_accepts(as_person, ada, badge):
    _award(ada, badge)
    client, address = as_person(ada), "/api/v1/awards/ada/bridge-builder/"
    for act, field, value in (
        ("hide", "hidden", True), ("show", "hidden", False), ("pin", "pinned", True), ("unpin", "pinned", False),
        ("decline", "status", "lapsed"), ("accept", "status", "active"),
    ):  # fmt: skip
        assert client.post(f"{address}{act}/").json()[field] == value, act


def test_nobody_else_does_that(as_person, bo, ada, badge):
    _award(ada, badge)
    for act in ("hide", "show", "pin", "unpin", "decline", "accept"):
        assert as_person(bo).post(f"/api/v1/awards/ada/bridge-builder/{act}/").status_code == 403
    assert as_person(bo).post("/api/v1/awards/ada/bridge-builder/approve/", REASON).status_code == 403


def test_the_panel_approves_and_returns(as_person, ada, bo, chen, badge):
    RoleGrant.objects.create(person=chen, role="steward", badge=badge)
    for person in (ada, bo):
        _award(person, badge, status="pending")
    client = as_person(chen)
    assert client.post("/api/v1/awards/ada/bridge-builder/approve/", REASON).json()["status"] == "active"
    assert client.post("/api/v1/awards/bo/bridge-builder/return/", REASON).json()["status"] == "revoked"
    assert client.post("/api/v1/awards/bo/bridge-builder/return/", {"reason": "No."}).status_code == 400


def test_whether_something_waits_is_not_told_to_who_does_not_decide_it(as_person, eve, ada, badge):
    _award(ada, badge, status="pending")
    assert as_person(eve).post("/api/v1/awards/ada/bridge-builder/approve/", REASON).status_code == 404


def test_a_steward_who_spoke_for_somebody_does_not_decide(as_person, ada, chen, badge):
    RoleGrant.objects.create(person=chen, role="steward", badge=badge)
    _award(ada, badge, status="pending")
    Nomination.objects.create(
        key="n-1", badge=badge, nominator=chen, nominee=ada, reason="Brought teams together.", at=NOW, quarter=8105
    )
    assert as_person(chen).post("/api/v1/awards/ada/bridge-builder/approve/", REASON).status_code == 403


def test_a_thank_you_is_taken_back_by_who_said_it(as_person, ada, bo):
    thanks.give(by=ada, receiver=bo, text="You stayed late to find the leak.")
    listed = as_person(ada).get("/api/v1/thanks/").json()["results"][0]
    body = {"receiver": "bo", "at": listed["at"]}
    assert as_person(bo).post("/api/v1/thanks/withdraw/", body).status_code == 400
    assert as_person(ada).post("/api/v1/thanks/withdraw/", body).json()["withdrawn_at"] is not None
    assert Thanks.objects.get().withdrawn_at is not None
