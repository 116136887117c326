"""awards.apply, the judge's writer"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from recognition.actions import awards
from recognition.actions.actors import System
from recognition.actions.awards import AwardStep, HeldByAPersonError
from recognition.models import AuditEntry, Award, AwardChange, Badge, Person
from recognition.signals import awards_changed

JUDGE = System("judge")
DAY = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)


@pytest.fixture
def step(ada, badge):
    return AwardStep(
        person_id=ada.pk, badge_id=badge.pk, status="active", tier="bronze", given_at=DAY, expires_at=None,
        rule_version=1, why=["Three colleagues of two teams."], evidence=[{"kind": "nomination", "id": "n-1"}],
        reason="All criteria are met.",
    )  # fmt: skip


def apply(*steps, **more):
    return awards.apply(by=JUDGE, steps=steps, **more)


def test_a_new_award_has_its_reason_its_history_and_an_audit_entry(step, ada):
    assert apply(step) == 1
    award = Award.objects.get()
    assert (award.person, award.status, award.tier, award.given_at) == (ada, "active", "bronze", DAY)
    assert award.why == ["Three colleagues of two teams."]
    change = AwardChange.objects.get()
    assert (change.from_status, change.to_status, change.to_tier, change.by) == ("", "active", "bronze", None)
    entry = AuditEntry.objects.get()
    assert (entry.actor, entry.verb, entry.object_key) == ("system:judge", "award.apply", "ada/bridge-builder")


def test_the_same_step_again_writes_nothing(step):
    apply(step)
    assert apply(step) == 0
    assert (AwardChange.objects.count(), AuditEntry.objects.count()) == (1, 1)


def test_an_award_moves_with_its_history(step):
    apply(step)
    assert apply(replace(step, tier="silver")) == 1
    assert apply(replace(step, tier="silver", status="lapsed", reason="Its evidence was taken back.")) == 1
    said = AwardChange.objects.order_by("id").values_list("from_status", "to_status", "from_tier", "to_tier")
    assert list(said) == [
        ("", "active", "", "bronze"),
        ("active", "active", "bronze", "silver"),
        ("active", "lapsed", "silver", "silver"),
    ]


def test_listeners_hear_of_it_unless_history_is_told_late(step):
    heard = []

    def listener(award_ids, reason, **more):
        heard.append((award_ids, reason))

    awards_changed.connect(listener)
    apply(step)
    apply(replace(step, tier="silver"), notify=False)
    awards_changed.disconnect(listener)
    assert heard == [([Award.objects.get().pk], "award.apply")]


@pytest.mark.parametrize("ended", [{"status": "revoked"}, {"status": "lapsed", "declined_at": DAY}])
def test_what_a_person_ended_stays_ended(step, ended):
    apply(step)
    Award.objects.update(**ended)
    with pytest.raises(HeldByAPersonError) as refused:
        apply(step)
    assert refused.value.pairs == [(step.person_id, step.badge_id)]
    assert apply(replace(step, status=ended["status"], tier="gold")) == 0, "a step that keeps it so writes nothing"
    assert Award.objects.get().tier == "bronze"


def test_a_freeze_is_lifted_by_people_but_taken_back_evidence_ends_it(step):
    apply(step)
    Award.objects.update(status="frozen")
    with pytest.raises(HeldByAPersonError):
        apply(step)
    assert apply(replace(step, status="lapsed")) == 1


def test_a_badge_given_by_hand_is_not_taken_by_the_judge(step, bo):
    apply(step)
    Award.objects.update(rule_version=None, given_by=bo)
    with pytest.raises(HeldByAPersonError):
        apply(replace(step, status="lapsed"))


def test_one_refused_step_keeps_all_from_being_written(step, bo):
    apply(step)
    Award.objects.update(status="revoked")
    with pytest.raises(HeldByAPersonError):
        apply(replace(step, person_id=bo.pk), step)
    assert Award.objects.count() == 1


def test_two_steps_for_one_award_are_a_mistake(step):
    with pytest.raises(ValueError, match="Two steps for one person and badge"):
        apply(step, replace(step, tier="gold"))


def test_the_number_of_queries_does_not_grow_with_the_number_of_steps(step, badge, django_assert_max_num_queries):
    people = Person.objects.bulk_create(Person(key=f"p{n}", display_name="P") for n in range(600))
    other = Badge.objects.create(slug="other", name="Other", purpose="Other.", state="live")
    steps = [replace(step, person_id=person.pk, badge_id=b.pk) for person in people for b in (badge, other)][:1000]
    with django_assert_max_num_queries(70):
        # SQLite takes 999 values in one statement: rows are split by the ORM, so count statements, not rows.
        assert apply(*steps) == 1000
    later = [replace(s, given_at=DAY + timedelta(days=1)) for s in steps[:3]]
    with django_assert_max_num_queries(15):
        assert apply(*later) == 3
    assert Award.objects.count() == 1000
