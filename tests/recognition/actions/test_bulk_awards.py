"""bulk_awards.ask, approve, decline, withdraw"""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from recognition.actions import audit, bulk_awards, nominations
from recognition.models import AuditEntry, Award, AwardChange, BulkAward, Person, Role, RoleGrant
from recognition.signals import awards_changed, facts_changed
from tests.recognition.actions.refused import code_of

REASON = "They kept the harbour running through the whole storm night."


@pytest.fixture
def dina(dina):
    RoleGrant.objects.create(person=dina, role=Role.ADMIN)
    return dina


@pytest.fixture
def eve(eve):
    RoleGrant.objects.create(person=eve, role=Role.ADMIN)
    return eve


@pytest.fixture
def asked(dina, ada, bo, badge):
    return bulk_awards.ask(by=dina, badge=badge, people=[ada, bo], reason=REASON)


def test_nothing_is_given_before_a_second_person_says_yes(asked, eve, ada, bo, badge):
    assert not Award.objects.exists()
    bulk_awards.approve(by=eve, bulk=asked)
    assert set(Award.objects.values_list("person__key", "status", "given_by__key")) == {
        ("ada", "active", "dina"),
        ("bo", "active", "dina"),
    }
    asked.refresh_from_db()
    assert (asked.state, asked.decided_by) == ("granted", eve)
    granted = AuditEntry.objects.filter(verb="award.grant")
    assert {entry.data["seconded_by"] for entry in granted} == {"eve"}
    assert set(AwardChange.objects.values_list("award__person__key", "reason")) == {("ada", REASON), ("bo", REASON)}
    assert audit.first_break() is None


def test_who_asked_does_not_approve_nor_decline(asked, dina):
    with pytest.raises(PermissionDenied):
        bulk_awards.approve(by=dina, bulk=asked)
    with pytest.raises(PermissionDenied):
        bulk_awards.decline(by=dina, bulk=asked, reason=REASON)


def test_only_admins_ask_and_approve(asked, ada, chen, badge):
    with pytest.raises(PermissionDenied):
        bulk_awards.ask(by=ada, badge=badge, people=[chen], reason=REASON)
    with pytest.raises(PermissionDenied):
        bulk_awards.approve(by=chen, bulk=asked)


def test_nobody_asks_for_themselves_nor_for_whom_they_spoke(dina, chen, badge):
    with pytest.raises(ValidationError) as refused:
        bulk_awards.ask(by=dina, badge=badge, people=[dina], reason=REASON)
    assert code_of(refused) == "conflict"
    nominations.submit(by=dina, nominee=chen, badge=badge, reason="Brought two teams into one room and it worked.")
    with pytest.raises(ValidationError, match="Chen Wei") as refused:
        bulk_awards.ask(by=dina, badge=badge, people=[chen], reason=REASON)
    assert code_of(refused) == "conflict"


def test_nobody_approves_for_themselves_nor_for_whom_they_spoke(asked, dina, eve, ada, chen, badge):
    nominations.submit(by=eve, nominee=ada, badge=badge, reason="Brought two teams into one room and it worked.")
    with pytest.raises(ValidationError, match="Ada Lindqvist") as refused:
        bulk_awards.approve(by=eve, bulk=asked)
    assert code_of(refused) == "conflict"
    with_eve = bulk_awards.ask(by=dina, badge=badge, people=[eve, chen], reason=REASON)
    with pytest.raises(ValidationError, match="Eve Moreau"):
        bulk_awards.approve(by=eve, bulk=with_eve)
    assert not Award.objects.exists()


def test_who_asked_and_spoke_for_somebody_meanwhile_stops_it(asked, dina, eve, ada, badge):
    nominations.submit(by=dina, nominee=ada, badge=badge, reason="Brought two teams into one room and it worked.")
    with pytest.raises(ValidationError) as refused:
        bulk_awards.approve(by=eve, bulk=asked)
    assert code_of(refused) == "conflict"


def test_who_is_no_admin_any_more_has_not_asked(asked, dina, eve):
    RoleGrant.objects.filter(person=dina).delete()
    with pytest.raises(PermissionDenied):
        bulk_awards.approve(by=eve, bulk=asked)


def test_whoever_cannot_be_given_it_is_named_when_it_is_asked_for(dina, ada, bo, chen, robo, badge, give):
    give(ada)
    Person.objects.filter(pk=bo.pk).update(left_on="2024-01-01")
    people = [ada, Person.objects.get(pk=bo.pk), robo, chen]
    with pytest.raises(ValidationError) as refused:
        bulk_awards.ask(by=dina, badge=badge, people=people, reason=REASON)
    message = refused.value.messages[0]
    assert all(name in message for name in ("Ada Lindqvist", "Bo Nakamura", "Robo Builder"))
    assert "Chen" not in message


def test_whoever_cannot_be_given_it_any_more_is_left_out_and_the_others_get_it(asked, eve, ada, bo, give):
    give(ada)
    granted = bulk_awards.approve(by=eve, bulk=asked)
    assert [award.person for award in granted.given] == [bo]
    assert dict(asked.entries.values_list("person__key", "left_out")) == {"ada": "held", "bo": ""}


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"status": "revoked"}, "ended"),
        ({"status": "lapsed", "declined_at": "2026-01-01T00:00Z"}, "declined"),
        ({"status": "pending"}, "held"),
    ],
)
def test_rulings_and_wishes_about_one_person_are_not_passed_over(asked, eve, ada, give, fields, why):
    give(ada, **fields)
    bulk_awards.approve(by=eve, bulk=asked)
    assert asked.entries.get(person=ada).left_out == why


def test_a_lapsed_award_is_given_again(asked, eve, ada, give):
    give(ada, status="lapsed")
    bulk_awards.approve(by=eve, bulk=asked)
    assert Award.objects.get(person=ada).status == "active"
    assert AwardChange.objects.get(award__person=ada).from_status == "lapsed"


def test_where_nobody_is_left_it_waits_on(asked, eve, ada, bo, give):
    give(ada)
    give(bo)
    with pytest.raises(ValidationError) as refused:
        bulk_awards.approve(by=eve, bulk=asked)
    assert code_of(refused) == "nobody"
    asked.refresh_from_db()
    assert asked.state == "waiting"


def test_it_is_declined_with_a_reason_once(asked, eve):
    with pytest.raises(ValidationError):
        bulk_awards.decline(by=eve, bulk=asked, reason="No.")
    bulk_awards.decline(by=eve, bulk=asked, reason="The night shift is missing from the list.")
    with pytest.raises(ValidationError) as refused:
        bulk_awards.approve(by=eve, bulk=asked)
    assert code_of(refused) == "decided"
    assert not Award.objects.exists()


def test_who_asked_takes_it_back_and_nobody_else(asked, dina, eve):
    with pytest.raises(PermissionDenied):
        bulk_awards.withdraw(by=eve, bulk=asked)
    bulk_awards.withdraw(by=dina, bulk=asked)
    assert BulkAward.objects.get().state == "withdrawn"


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"reason": "Well done."}, "too_short"),
        ({"reason": "word " * 200}, "too_long"),
        ({"tier": "diamond"}, "unknown_tier"),
        ({"people": []}, "people"),
    ],
)
def test_a_request_that_says_too_little_is_refused(dina, ada, badge, more, code):
    with pytest.raises(ValidationError) as refused:
        bulk_awards.ask(by=dina, **({"badge": badge, "people": [ada], "reason": REASON} | more))
    assert code_of(refused) == code


def test_a_draft_is_given_to_nobody(dina, ada, badge):
    badge.state = "draft"
    badge.save()
    with pytest.raises(ValidationError) as refused:
        bulk_awards.ask(by=dina, badge=badge, people=[ada], reason=REASON)
    assert code_of(refused) == "not_live"


def test_the_listeners_hear_of_all_of_them_at_once(asked, eve, ada, bo):
    heard = []

    def listen(sender, reason, **more):
        heard.append((reason, more.get("person_ids"), len(more.get("award_ids", ()))))

    facts_changed.connect(listen)
    awards_changed.connect(listen)
    bulk_awards.approve(by=eve, bulk=asked)
    facts_changed.disconnect(listen)
    awards_changed.disconnect(listen)
    assert heard == [("award.grant", {ada.pk, bo.pk}, 0), ("award.grant", None, 2)]


def test_many_are_given_it_with_as_many_statements_as_few(dina, eve, company, badge):
    counts = []
    for number in (3, 200):
        people = Person.objects.bulk_create(
            Person(key=f"p{number}-{n}", display_name=f"Person {n}", team=company["data"]) for n in range(number)
        )
        bulk = bulk_awards.ask(by=dina, badge=badge, people=people, reason=REASON)
        with CaptureQueriesContext(connection) as asked:
            bulk_awards.approve(by=eve, bulk=bulk)
        counts.append(len(asked))
    assert counts[1] <= counts[0] + 8  # a bulk statement holds a bounded number of rows: some are two, none is 200
