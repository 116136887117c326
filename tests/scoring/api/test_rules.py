"""Rules over the API: looked at, tried, asked for and approved."""

import pytest

from recognition.models import RoleGrant
from scoring.judging.recalculation import recalculate_all
from tests.scoring.rules_for_tests import EASIER, LIVE

CHEAP = "badge: bridge-builder\ncriteria: {peer_support: {at_least: 1, voices: 2}}"


def test_a_rule_is_checked_with_its_cost_or_refused_with_how_to_mend_it(as_person, admins, badge):
    client = as_person(admins[0])
    lawful = client.post("/api/v1/rules/check/", {"text": LIVE}, format="json")
    assert lawful.json()["effort"]["tiers"][0]["effort"] >= 4
    cheap = client.post("/api/v1/rules/check/", {"text": CHEAP}, format="json")
    assert cheap.status_code == 400
    assert "law 6" in cheap.json()["errors"][0]["message"]
    broken = client.post("/api/v1/rules/check/", {"text": "badge: [", "more": 1}, format="json")
    assert broken.status_code == 400


def test_preview_and_backtest_say_who_and_why(as_person, admins, praised):
    client = as_person(admins[0])
    seen = client.post("/api/v1/rules/preview/", {"text": EASIER}, format="json").json()
    assert (seen["gain"], seen["changes"][0]["person"], len(seen["fairness"])) == (1, "eve", 3)
    period = {"text": EASIER, "since": "2026-01-01T00:00:00Z", "step_days": 90}
    past = client.post("/api/v1/rules/backtest/", period, format="json").json()
    assert [earned["person"] for earned in past["earned"]] == ["eve"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"since": "2026-01-01T00:00:00Z", "until": "2025-01-01T00:00:00Z"},
        {"since": "1990-01-01T00:00:00Z", "until": "2026-01-01T00:00:00Z", "step_days": 1},
        {"since": "1990-01-01T00:00:00Z", "step_days": 1},  # until now
        {"since": "soon"},
    ],
)
def test_backtest_refuses_periods_that_make_no_sense(as_person, admins, praised, wrong):
    answer = as_person(admins[0]).post("/api/v1/rules/backtest/", {"text": EASIER, **wrong}, format="json")
    assert answer.status_code == 400


def test_a_draft_is_tried_and_compared(as_person, admins, praised):
    client = as_person(admins[0])
    started = client.post("/api/v1/rules/shadows/", {"text": EASIER}, format="json")
    assert (started.status_code, started.json()["number"]) == (201, 2)
    recalculate_all()
    compared = client.get("/api/v1/rules/shadows/bridge-builder/").json()
    assert (compared["only_shadow"], compared["differences"][0]["person"]) == (1, "eve")
    assert client.post("/api/v1/rules/shadows/bridge-builder/stop/").json()["stopped_at"]
    assert len(client.get("/api/v1/rules/shadows/").json()["results"]) == 1


def test_one_admin_asks_and_another_approves(as_person, admins, praised):
    asker, approver = (as_person(admin) for admin in admins)
    asked = asker.post("/api/v1/rules/requests/", {"text": EASIER, "note": "Three were too many."}, format="json")
    assert (asked.status_code, asked.json()["state"]) == (201, "waiting")
    address = "/api/v1/rules/requests/bridge-builder/2"
    assert asker.post(f"{address}/approve/").status_code == 403
    assert approver.post(f"{address}/approve/").json()["state"] == "live"
    assert approver.post(f"{address}/decline/", {"reason": "Late."}, format="json").status_code == 400
    assert asker.get("/api/v1/rules/requests/").json()["results"][0]["decided_by"] == "bo"
    assert asker.get("/api/v1/rules/bridge-builder/2/").json()["approved_by"] == "bo"


def test_a_request_is_declined_or_taken_back(as_person, admins, praised):
    asker, other = (as_person(admin) for admin in admins)
    address = "/api/v1/rules/requests/bridge-builder/2"
    asker.post("/api/v1/rules/requests/", {"text": EASIER, "note": "Why not?"}, format="json")
    assert other.post(f"{address}/withdraw/").status_code == 403
    assert other.post(f"{address}/decline/", {"reason": "Too easy."}, format="json").json()["state"] == "declined"
    asker.post("/api/v1/rules/requests/", {"text": EASIER, "note": "Why not?"}, format="json")
    assert asker.post(f"{address}/withdraw/").json()["state"] == "withdrawn"


def test_a_request_says_what_changes_and_why(as_person, admins, praised):
    answer = as_person(admins[0]).post("/api/v1/rules/requests/", {"text": EASIER}, format="json")
    assert answer.status_code == 400
    assert "note" in answer.content.decode()


def test_stewards_read_the_rules_and_alarms_of_their_badge_only(as_person, praised, badge, eve, dina):
    RoleGrant.objects.create(person=eve, role="steward", badge=badge)
    client = as_person(eve)
    assert [rule["badge"] for rule in client.get("/api/v1/rules/").json()["results"]] == ["bridge-builder"]
    assert client.get("/api/v1/rules/alarms/").json() == []
    assert as_person(dina).get("/api/v1/rules/").status_code == 403
    assert as_person(dina).get("/api/v1/rules/alarms/").status_code == 403


@pytest.mark.parametrize("act", ["check", "preview", "backtest", "requests", "shadows"])
def test_only_admins_look_at_and_write_drafts(as_person, praised, eve, act):
    assert as_person(eve).post(f"/api/v1/rules/{act}/", {"text": EASIER}, format="json").status_code == 403


def test_a_shadow_tells_stewards_nothing_about_people(as_person, praised, admins, badge, eve):
    RoleGrant.objects.create(person=eve, role="steward", badge=badge)
    as_person(admins[0]).post("/api/v1/rules/shadows/", {"text": EASIER}, format="json")
    assert as_person(eve).get("/api/v1/rules/shadows/bridge-builder/").status_code == 403
