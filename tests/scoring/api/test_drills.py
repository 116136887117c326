"""Drills by API: asked for, played by a worker, read by who may."""

import pytest

from recognition.models import Role, RoleGrant
from scoring.models import Drill
from scoring.rule_checks.drills import play_waiting
from tests.scoring.rules_for_tests import enforce_small_rules


@pytest.fixture
def reviewer(chen):
    RoleGrant.objects.create(person=chen, role=Role.REVIEWER)
    return chen


def test_a_drill_is_asked_for_played_and_read(as_person, reviewer, ada, bo):
    enforce_small_rules(ada, bo)
    client = as_person(reviewer)
    asked = client.post("/api/v1/drills/", {"kinds": ["ring"], "seed": 3})
    assert (asked.status_code, asked.json()["state"], asked.json()["asked_by"]) == (201, "waiting", "chen")
    assert client.get(asked["Location"]).json()["report"] is None
    play_waiting()
    answer = client.get(asked["Location"]).json()
    assert (answer["state"], answer["report"]["results"][0]["kind"]) == ("done", "ring")
    [listed] = client.get("/api/v1/drills/").json()["results"]
    assert "report" not in listed


def test_an_auditor_reads_and_does_not_ask(as_person, eve):
    RoleGrant.objects.create(person=eve, role=Role.AUDITOR)
    assert as_person(eve).get("/api/v1/drills/").status_code == 200
    assert as_person(eve).post("/api/v1/drills/", {}).status_code == 403


def test_others_see_no_drills(as_person, ada):
    assert as_person(ada).get("/api/v1/drills/").status_code == 403
    assert as_person(ada).post("/api/v1/drills/", {}).status_code == 403


@pytest.mark.parametrize(
    "body", [{"kinds": ["sneeze"]}, {"seed": -1}, {"seed": 2**31}, {"kinds": "ring"}, {"text": "badge: 3"}, {"x": 1}]
)
def test_bad_input_is_refused_and_nothing_waits(as_person, reviewer, body):
    assert as_person(reviewer).post("/api/v1/drills/", body).status_code == 400
    assert not Drill.objects.exists()


@pytest.mark.parametrize("number", [1, 2**63, 10**30])
def test_a_drill_that_is_not_there_is_not_found(as_person, reviewer, number):
    assert as_person(reviewer).get(f"/api/v1/drills/{number}/").status_code == 404
