import pytest

from recognition.actions import nominations
from scoring.engine.criteria.parse import parse_rule
from scoring.models import RuleVersion
from tests.conftest import NOW

DOCUMENT = {
    "badge": "bridge-builder",
    "award": "automatic",
    "criteria": {"all": [{"peer_support": {"at_least": 2, "teams": 2, "from": ["nominations"]}}]},
}


@pytest.fixture
def rule(badge, dina, eve):
    parsed = parse_rule(DOCUMENT)
    return RuleVersion.objects.create(
        badge=badge, number=1, document=parsed.document(), digest=parsed.digest, policy_version=1, state="live",
        published_at=NOW, published_by=dina, approved_by=eve,
    )  # fmt: skip


def test_it_says_what_counted_and_what_is_missing(as_person, ada, chen, badge, rule):
    said = nominations.submit(
        by=chen, nominee=ada, badge=badge, reason="Sat with the data team for two days until both schemas agreed."
    )
    answer = as_person(ada).get("/api/v1/decisions/ada/bridge-builder/explanation/")
    assert answer.status_code == 200
    explanation = answer.json()
    assert explanation["eligible"] is False
    assert [fact["key"] for fact in explanation["counted"]] == [said.key]
    assert "not met" in {condition["answer"] for condition in explanation["conditions"]}
    assert explanation["next_step"]


def test_it_is_not_for_others(as_person, ada, bo, badge, rule):
    assert as_person(bo).get("/api/v1/decisions/ada/bridge-builder/explanation/").status_code == 403


def test_a_badge_without_a_rule_has_none_and_says_so(as_person, ada, badge):
    answer = as_person(ada).get("/api/v1/decisions/ada/bridge-builder/explanation/")
    assert answer.status_code == 404
    assert "no rule in force" in answer.json()["detail"]
