"""Reviewers work through the API; nobody sees a pattern that concerns them."""

import pytest

from recognition.actions import nominations
from recognition.models import Award, Badge, Role, RoleGrant
from scoring.models import Case, Snooze
from scoring.patterns.random_audit import draw
from tests.conftest import NOW
from tests.scoring.actions.patterns import REASON, WHY
from tests.scoring.sweeps import seen, sweep_sees


def test_a_reviewer_sees_findings_with_their_evidence_and_the_case(as_person, ruth, case, words):
    (finding,) = as_person(ruth).get("/api/v1/findings/").json()["results"]
    assert (finding["code"], finding["case"], finding["people"]) == ("N02", case.key, ["ada", "chen", "eve"])
    assert {fact["key"] for fact in finding["evidence"]} == {word.key for word in words}
    (listed,) = as_person(ruth).get("/api/v1/cases/?state=open").json()["results"]
    assert as_person(ruth).get(f"/api/v1/cases/{listed['key']}/").json()["events"][0]["kind"] == "opened"


def test_the_most_unusual_case_is_listed_first_and_says_why(as_person, ruth, case):
    for key, urgency in (("c-some", 300), ("c-most", 900)):
        Case.objects.create(key=key, family="nominations", subject="pattern", urgency=urgency, why="it was returned")
    listed = as_person(ruth).get("/api/v1/cases/").json()["results"]
    assert [(one["key"], one["urgency"]) for one in listed] == [("c-most", 900), ("c-some", 300), (case.key, 0)]
    assert listed[0]["why"] == "it was returned"
    page = as_person(ruth).get("/api/v1/cases/?limit=1").json()
    assert as_person(ruth).get(page["next"]).json()["results"][0]["key"] == "c-some"


@pytest.mark.parametrize("address", ["findings", "cases", "snoozes", "random-audit", "random-audit/miss-rate"])
def test_others_are_not_shown_patterns(as_person, ada, dina, case, address):
    RoleGrant.objects.create(person=dina, role=Role.ADMIN)
    for person in (ada, dina):
        assert as_person(person).get(f"/api/v1/{address}/").status_code == 403


def test_a_reviewer_in_the_pattern_or_managing_somebody_in_it_finds_nothing(as_person, eve, dina, case):
    for person in (eve, dina):
        RoleGrant.objects.create(person=person, role=Role.REVIEWER)
        client = as_person(person)
        assert client.get("/api/v1/findings/").json()["results"] == []
        assert client.get("/api/v1/cases/").json()["results"] == []
        assert client.get(f"/api/v1/cases/{case.key}/").status_code == 404
        assert client.post(f"/api/v1/cases/{case.key}/dismiss/", {"reason": WHY}).status_code == 404


def test_a_receiver_who_is_not_named_in_a_case_about_pressure_does_not_see_it(
    as_person, ada, bo, eve, ruth, badge, clock
):
    said = [nominations.submit(by=giver, nominee=eve, badge=badge, reason=REASON) for giver in (ada, bo)]
    clock.shift(60)
    sweep_sees(seen("N05", [ada, bo], said, factor=1.0))
    RoleGrant.objects.create(person=eve, role=Role.REVIEWER)
    assert as_person(eve).get("/api/v1/cases/").json()["results"] == []
    (shown,) = as_person(ruth).get("/api/v1/cases/").json()["results"]
    assert (shown["subject"], shown["people"]) == ("pressure", ["ada", "bo"])


def test_a_case_goes_its_way_with_reasons(as_person, ruth, case):
    client, address = as_person(ruth), f"/api/v1/cases/{case.key}"
    assert client.post(f"{address}/assign/", {"to": "ruth"}).json()["assigned_to"] == "ruth"
    client.post(f"{address}/note/", {"text": "Both were on the same launch in May."})
    assert client.post(f"{address}/dismiss/", {"reason": "No."}).status_code == 400
    ruled = client.post(f"{address}/dismiss/", {"reason": WHY}).json()
    assert (ruled["state"], [event["kind"] for event in ruled["events"]]) == (
        "dismissed", ["opened", "assigned", "noted", "dismissed"],
    )  # fmt: skip
    client.post(f"{address}/reopen/", {"reason": WHY})
    assert client.post(f"{address}/confirm/", {"reason": WHY}).json()["state"] == "confirmed"


def test_a_snooze_begins_and_ends(as_person, ruth, case):
    client = as_person(ruth)
    body = {"person": "eve", "code": "N02", "until": "2026-08-01T00:00:00Z", "reason": WHY}
    assert client.post("/api/v1/snoozes/", body).status_code == 201
    assert client.get("/api/v1/snoozes/").json()["results"][0]["person"] == "eve"
    assert client.post("/api/v1/snoozes/eve/N02/end/").status_code == 200
    assert not Snooze.objects.filter(ended_at=None).exists()


def test_an_appeal_goes_from_the_person_to_a_reviewer_and_back(as_person, eve, ada, ruth, case):
    answer = as_person(eve).post("/api/v1/appeals/", {"against": "discount", "code": "N02", "reason": WHY})
    assert answer.status_code == 201
    address = answer["Location"]
    assert as_person(ada).get(address).status_code == 404
    assert as_person(eve).post(f"{address}uphold/", {"reason": WHY}).status_code == 403
    assert as_person(ruth).post(f"{address}uphold/", {"reason": WHY}).json()["state"] == "upheld"
    assert as_person(eve).get(address).json()["ruling"] == WHY


def test_an_award_under_review_looks_as_before_to_others(as_person, ada, chen, ruth, badge, clock):
    Award.objects.create(badge=badge, person=ada, given_at=NOW, rule_version=1)
    address = f"/api/v1/awards/ada/{badge.slug}/"
    assert as_person(chen).post(f"{address}freeze/", {"reason": WHY}).status_code == 403
    assert as_person(ruth).post(f"{address}freeze/", {"reason": WHY}).json()["status"] == "frozen"
    assert as_person(chen).get(address).json()["status"] == "active"
    assert as_person(ruth).post(f"{address}unfreeze/", {"reason": WHY}).json()["status"] == "active"


def test_a_sample_is_judged_and_the_estimate_moves(as_person, ruth, ada, badge, clock):
    Award.objects.create(badge=badge, person=ada, given_at=NOW, rule_version=1)
    draw(NOW.date())
    client = as_person(ruth)
    assert client.get("/api/v1/random-audit/?waiting=true").json()["results"][0]["person"] == "ada"
    address = f"/api/v1/random-audit/ada/{Badge.objects.get().slug}/judge/"
    assert client.post(address, {"verdict": "sound", "reason": WHY}).json()["verdict"] == "sound"
    assert client.get("/api/v1/random-audit/miss-rate/").json()["judged"] == 1
    assert Case.objects.count() == 0
