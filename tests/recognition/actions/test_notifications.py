"""Who is told of what, and who is not."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from recognition.actions import award_steps, awards, nominations, notifications, outcomes, preferences, thanks
from recognition.actions.actors import System
from recognition.models import Award, Notification, Person, Role, RoleGrant

pytestmark = pytest.mark.django_db
JUDGE = System("judge")
REASON = "She brought two teams into one room and it worked."


def told(person):
    return [(message.kind, message.by and message.by.key) for message in person.notifications.order_by("id")]


def given(person, badge, status="active", tier=""):
    return award_steps.AwardStep(
        person_id=person.pk, badge_id=badge.pk, status=status, tier=tier, given_at=timezone.now(), expires_at=None,
        rule_version=1, why=[], evidence=[], reason="All conditions are met.",
    )  # fmt: skip


def test_a_nomination_tells_the_nominee_and_a_second_the_first_voice_too(ada, bo, chen, badge):
    nominations.submit(by=ada, nominee=bo, badge=badge, reason=REASON)
    nominations.submit(by=chen, nominee=bo, badge=badge, reason="He got design and data to agree on one format.")
    assert told(bo) == [("nominated", "ada"), ("seconded_for_me", "chen")]
    assert told(ada) == [("my_word_seconded", "chen")]
    assert told(chen) == []


def test_a_withdrawn_nomination_takes_its_message_along(ada, bo, badge):
    nomination = nominations.submit(by=ada, nominee=bo, badge=badge, reason=REASON)
    nominations.withdraw(by=ada, nomination=nomination)
    assert told(bo) == []


def test_thanks_tell_the_receiver_until_they_are_withdrawn(ada, bo):
    said = thanks.give(by=ada, receiver=bo, text="Thank you for the map!")
    assert told(bo) == [("thanked", "ada")]
    thanks.withdraw(by=ada, thanks=said)
    assert told(bo) == []


def test_history_that_is_told_late_is_news_to_nobody(ada, bo, badge):
    long_ago = timezone.now() - timedelta(days=30)
    nominations.submit(by=ada, nominee=bo, badge=badge, reason=REASON, at=long_ago)
    thanks.give(by=ada, receiver=bo, text="Thank you for the map!", at=long_ago)
    awards.apply(by=JUDGE, steps=[given(bo, badge)], notify=False)
    assert Notification.objects.count() == 0


def test_whose_work_is_confirmed_or_taken_back_is_told(ada, bo, chen):
    outcome = outcomes.claim(by=ada, kind="ticket_closed", title="Closed the oldest ticket")
    outcomes.verify(by=chen, outcome=outcome)
    outcomes.reverse(by=System("git"), outcome=outcome)
    assert told(ada) == [("outcome_verified", "chen"), ("outcome_reversed", None)]
    assert told(chen) == []


def test_the_judges_steps_tell_the_holder_and_those_who_spoke(ada, bo, badge):
    nominations.submit(by=ada, nominee=bo, badge=badge, reason=REASON)
    awards.apply(by=JUDGE, steps=[given(bo, badge, status="pending")])
    awards.apply(by=JUDGE, steps=[given(bo, badge, tier="silver")])
    awards.apply(by=JUDGE, steps=[given(bo, badge, tier="gold")])
    awards.apply(by=JUDGE, steps=[given(bo, badge, tier="bronze")])
    awards.apply(by=JUDGE, steps=[given(bo, badge, tier="bronze", status="lapsed")])
    kinds = [kind for kind, _by in told(bo)][1:]
    assert kinds == ["award_waiting", "award_given", "award_raised", "award_lowered", "award_lapsed"]
    assert told(ada) == [("my_word_led_to_award", None)]


def test_who_keeps_badges_private_is_told_alone(ada, bo, badge):
    nominations.submit(by=ada, nominee=bo, badge=badge, reason=REASON)
    preferences.choose_visibility(by=bo, badges=False, words=True)
    awards.apply(by=JUDGE, steps=[given(bo, badge)])
    assert ("award_given", None) in told(bo)
    assert told(ada) == []


def test_a_panel_that_returns_tells_both_sides(ada, bo, chen, badge):
    RoleGrant.objects.create(person=chen, role=Role.STEWARD, badge=badge)
    nominations.submit(by=ada, nominee=bo, badge=badge, reason=REASON)
    awards.apply(by=JUDGE, steps=[given(bo, badge, status="pending")])
    award = Award.objects.get(person=bo)
    awards.decide_pending(by=chen, award=award, approve=False, reason="One more team should say so.")
    assert told(bo)[-1] == ("award_returned", None)
    assert told(ada) == [("my_word_returned", None)]


def test_the_panel_is_told_what_waits_for_it(ada, bo, chen, badge):
    for steward in (chen, bo):
        RoleGrant.objects.create(person=steward, role=Role.STEWARD, badge=badge)
    RoleGrant.objects.create(person=ada, role=Role.ADMIN)
    awards.apply(by=JUDGE, steps=[given(bo, badge, status="pending")])
    assert told(chen) == [("panel_waits", None)]
    assert told(bo) == [("award_waiting", None)]
    assert told(ada) == []


def test_a_holder_is_not_told_what_they_did_themselves(bo, badge):
    awards.apply(by=JUDGE, steps=[given(bo, badge)])
    awards.decline(by=bo, award=Award.objects.get(person=bo))
    assert told(bo) == [("award_given", None)]


def test_a_muted_topic_is_silent_and_a_return_is_told_all_the_same(ada, bo, badge):
    preferences.choose_messages(by=bo, wanted=["outcomes"])
    nominations.submit(by=ada, nominee=bo, badge=badge, reason=REASON)
    awards.apply(by=JUDGE, steps=[given(bo, badge)])
    awards.apply(by=JUDGE, steps=[given(bo, badge, status="lapsed")])
    assert told(bo) == [("award_lapsed", None)]


def test_hundreds_of_awards_are_told_in_few_statements(django_assert_max_num_queries, company, badge):
    people = Person.objects.bulk_create(Person(key=f"p{n}", display_name=f"P {n}") for n in range(900))
    with django_assert_max_num_queries(90):  # SQLite takes a thousand values a statement
        awards.apply(by=JUDGE, steps=[given(person, badge) for person in people])
    assert Notification.objects.count() == 900


def test_nobody_is_told_who_has_left(ada, bo):
    bo.left_on = timezone.localdate()
    bo.save()
    assert notifications.tell([Notification(person=bo, kind="thanked", by=ada)]) == 0


def test_only_the_reader_marks_a_message_as_read(ada, bo):
    thanks.give(by=ada, receiver=bo, text="Thank you for the map!")
    message = bo.notifications.get()
    with pytest.raises(PermissionDenied):
        notifications.mark_read(by=ada, notification=message)
    assert notifications.mark_read(by=bo, notification=message).read_at is not None


def test_marking_all_as_read_can_be_taken_back_for_those_alone(ada, bo, chen):
    thanks.give(by=ada, receiver=bo, text="Thank you for the map!")
    notifications.mark_read(by=bo, notification=bo.notifications.get())
    thanks.give(by=chen, receiver=bo, text="Thank you for the tour!")
    moment = notifications.mark_all_read(by=bo)
    assert not bo.notifications.filter(read_at=None).exists()
    assert notifications.mark_unread(by=bo, read_at=moment) == 1
    assert [message.by.key for message in bo.notifications.filter(read_at=None)] == ["chen"]
    assert notifications.mark_all_read(by=ada) is None


def test_old_messages_are_forgotten(ada, bo):
    for days in (10, 200):
        Notification.objects.create(person=bo, by=ada, kind="thanked", at=timezone.now() - timedelta(days=days))
    assert notifications.forget(older_than=timedelta(days=180)) == 1
    assert bo.notifications.count() == 1


def test_what_is_taken_back_is_found_by_what_it_told_of():
    with CaptureQueriesContext(connection) as asked:
        notifications.take_back(kinds=["thanked"], subject="17")
    assert "notification_by_subject" in plan_without_scans(asked[0]["sql"])


def plan_without_scans(statement):
    """How the database would go about it. PostgreSQL reads a few rows without any index, unless that is shut."""
    on_sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        if on_sqlite:
            cursor.execute(f"EXPLAIN QUERY PLAN {statement}".replace("'17'", "?"), ["17"])
        else:
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute(f"EXPLAIN {statement}")
        return str(cursor.fetchall())
