import pytest

from recognition.models import Award, Nomination, RoleGrant
from tests.conftest import NOW


@pytest.fixture
def award(bo, badge, chen, outcome_of_bo):
    said = Nomination.objects.create(
        key="n-1", badge=badge, nominator=chen, nominee=bo, reason="Brought both teams together.", at=NOW, quarter=8105
    )
    evidence = [{"kind": "nomination", "id": said.pk}, {"kind": "outcome", "id": outcome_of_bo.pk}]
    return Award.objects.create(
        badge=badge,
        person=bo,
        given_at=NOW,
        rule_version=1,
        why=["Three voices."],
        evidence=evidence,
    )


def _statuses(client):
    return [award["status"] for award in client.get("/api/v1/awards/").json()["results"]]


def test_an_award_shows_its_reason(as_person, ada, award):
    seen = as_person(ada).get("/api/v1/awards/bo/bridge-builder/").json()
    assert (seen["person"], seen["badge"], seen["rule_version"], seen["why"]) == (
        "bo",
        "bridge-builder",
        1,
        ["Three voices."],
    )
    at = "2026-06-15T12:00:00Z"
    assert seen["evidence"] == [
        {"kind": "nomination", "key": "n-1", "by": "chen", "at": at},
        {"kind": "outcome", "key": "git:abc/1", "by": None, "at": at},
    ]


@pytest.mark.parametrize(
    "change",
    [{"hidden": True}, {"declined_at": NOW}, {"status": "pending"}, {"status": "lapsed"}, {"status": "revoked"}],
    ids=lambda change: next(iter(change)) + str(next(iter(change.values()))),
)
def test_what_is_the_holders_business_is_shown_to_the_holder_only(as_person, ada, bo, dina, award, change):
    Award.objects.update(**change)
    assert as_person(ada).get("/api/v1/awards/bo/bridge-builder/").status_code == 404
    assert _statuses(as_person(dina)) == []
    assert len(_statuses(as_person(bo))) == 1


def test_a_review_is_not_shown_to_others(as_person, ada, bo, award):
    Award.objects.update(status="frozen")
    assert (_statuses(as_person(ada)), _statuses(as_person(bo))) == (["active"], ["frozen"])
    assert as_person(ada).get("/api/v1/awards/?status=frozen").json()["results"] == []


def test_the_steward_of_the_badge_and_the_auditor_see_all_of_it(as_person, ada, chen, award, badge):
    RoleGrant.objects.create(person=ada, role="steward", badge=badge)
    RoleGrant.objects.create(person=chen, role="auditor")
    Award.objects.update(status="pending")
    assert (_statuses(as_person(ada)), _statuses(as_person(chen))) == (["pending"], ["pending"])


def test_the_catalogue_counts_who_shows_it(as_person, ada, award):
    client = as_person(ada)
    assert client.get("/api/v1/badges/bridge-builder/").json()["holders"] == 1
    Award.objects.update(hidden=True)
    assert client.get("/api/v1/badges/bridge-builder/").json()["holders"] == 0


def test_a_list_costs_the_same_queries_however_long_it_is(
    as_person, ada, bo, chen, dina, eve, badge, django_assert_max_num_queries
):
    for person in (ada, bo, chen, dina, eve):
        Award.objects.create(badge=badge, person=person, given_at=NOW, rule_version=1)
    client = as_person(ada)
    # token, other tokens, person, roles, awards
    with django_assert_max_num_queries(5):
        assert len(_statuses(client)) == 5
