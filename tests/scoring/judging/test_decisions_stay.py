"""What was answered stays: only the moment at which a newer answer replaced it is added."""

import pytest
from django.db import DatabaseError, connection, transaction

from recognition.models import Badge
from scoring.immutable_decisions import FIXED, TABLE
from scoring.models import Decision, RuleVersion
from tests.conftest import NOW


@pytest.fixture
def decision(append_only, ada, chen, badge):
    version = a_version(badge, 1)
    return Decision.objects.create(
        person=ada, badge=badge, rule_version=version, eligible=True, tier="gold", measures={"tenure.days": 3.0},
        inputs_digest="0" * 64, decided_at=NOW, recorded_at=NOW,
    )  # fmt: skip


def a_version(badge, number):
    return RuleVersion.objects.create(badge=badge, number=number, document={}, digest="0" * 64, policy_version=1)


def other(column, decision, chen):
    """Another value than the decision has."""
    if column == "badge_id":
        return Badge.objects.create(slug="other", name="Other", purpose="Another badge for this test.").pk
    if column == "rule_version_id":
        return a_version(decision.badge, 2).pk
    return {
        "person_id": chen.pk, "eligible": False, "tier": "", "measures": {}, "missing": ["Nothing."],
        "inputs_digest": "1" * 64, "decided_at": NOW.replace(year=2020), "recorded_at": NOW.replace(year=2020),
        "next_check_at": NOW,
    }[column]  # fmt: skip


@pytest.mark.parametrize("column", FIXED)
def test_the_database_refuses_to_write_it_anew(decision, chen, column):
    with pytest.raises(DatabaseError, match="cannot be changed"), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(**{column: other(column, decision, chen)})


def test_it_cannot_be_deleted(decision):
    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {TABLE}")


def test_a_newer_answer_ends_it(decision):
    Decision.objects.filter(pk=decision.pk).update(superseded_at=NOW)
    decision.refresh_from_db()
    decision.save()  # sets every column to what it was
    assert Decision.objects.get().superseded_at == NOW


def test_every_column_but_two_is_fixed():
    columns = {field.column for field in Decision._meta.concrete_fields}
    assert columns - set(FIXED) == {"id", "superseded_at"}
