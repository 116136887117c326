import pytest

from recognition.models import RoleGrant
from scoring.models import Decision, RuleVersion
from tests.conftest import NOW


@pytest.fixture
def rule(badge, dina, eve):
    return RuleVersion.objects.create(
        badge=badge, number=3, document={}, digest="0" * 64, policy_version=1, state="live",
        published_at=NOW, published_by=dina, approved_by=eve,
    )  # fmt: skip


@pytest.fixture
def decide(badge, rule):
    def decide(person, **more):
        return Decision.objects.create(
            person=person, badge=badge, rule_version=rule, eligible=False, measures={"support": 1.5},
            missing=["One more voice from another team."], inputs_digest="0" * 64, decided_at=NOW, **more,
        )  # fmt: skip

    return decide


def test_a_person_sees_their_own_decisions_with_what_is_missing(as_person, ada, bo, decide):
    decide(ada)
    decide(bo)
    [seen] = as_person(ada).get("/api/v1/decisions/").json()["results"]
    assert (seen["person"], seen["badge"], seen["rule_version"]) == ("ada", "bridge-builder", 3)
    assert seen["measures"] == {"support": 1.5}
    assert seen["missing"] == ["One more voice from another team."]
    assert as_person(ada).get("/api/v1/decisions/?person=bo").json()["results"] == []


@pytest.mark.parametrize("who", ["bo", "dina"])
def test_nobody_reads_the_decisions_of_another_not_even_their_manager(as_person, ada, bo, dina, decide, who):
    decide(ada)
    answer = as_person({"bo": bo, "dina": dina}[who]).get("/api/v1/decisions/ada/bridge-builder/")
    assert answer.status_code == 403


def test_a_refusal_tells_nothing_about_whether_there_is_a_decision(as_person, ada, bo, decide):
    decide(ada)
    client = as_person(bo)
    there, not_there = (client.get(f"/api/v1/decisions/{key}/bridge-builder/") for key in ("ada", "nobody"))
    assert (there.status_code, there.json()) == (not_there.status_code, not_there.json())


@pytest.mark.parametrize("role", ["admin", "reviewer", "auditor"])
def test_who_oversees_the_program_reads_all_of_them(as_person, ada, bo, eve, decide, role):
    decide(ada)
    decide(bo)
    RoleGrant.objects.create(person=eve, role=role)
    assert len(as_person(eve).get("/api/v1/decisions/").json()["results"]) == 2
    assert as_person(eve).get("/api/v1/decisions/ada/bridge-builder/").json()["person"] == "ada"


def test_a_login_of_a_service_reads_no_decisions(anybody, ada, decide, django_user_model):
    decide(ada)
    anybody.force_authenticate(django_user_model.objects.create(username="export"))
    assert anybody.get("/api/v1/decisions/").json()["results"] == []
    assert anybody.get("/api/v1/decisions/ada/bridge-builder/").status_code == 403


def test_only_the_present_decision_is_shown(as_person, ada, decide):
    decide(ada, superseded_at=NOW)
    assert as_person(ada).get("/api/v1/decisions/").json()["results"] == []
    assert as_person(ada).get("/api/v1/decisions/ada/bridge-builder/").status_code == 404


def test_a_list_costs_the_same_queries_however_long_it_is(
    as_person, ada, bo, chen, dina, eve, decide, django_assert_max_num_queries
):
    for person in (ada, bo, chen, dina, eve):
        decide(person)
    RoleGrant.objects.create(person=eve, role="auditor")
    client = as_person(eve)
    # token, other tokens, person, roles, decisions
    with django_assert_max_num_queries(5):
        assert len(client.get("/api/v1/decisions/").json()["results"]) == 5
