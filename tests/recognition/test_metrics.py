from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from recognition.metrics import families
from recognition.models import Award, Badge, ChainCheck, Delivery, Endpoint, OutboxMessage

NOW = datetime(2026, 6, 15, 12, 0, tzinfo=UTC)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_at_noon")]


@pytest.fixture
def _at_noon():
    with time_machine.travel(NOW, tick=False):
        yield


def figures(name):
    """Values of the labels, in the order of their names -> value."""
    (family,) = [family for family in families() if family.name == name]
    return {tuple(value for _, value in sorted(one.labels.items())): one.value for one in family.samples}


def ago(**how_long):
    return NOW - timedelta(**how_long)


def test_deliveries_are_counted_by_source_and_state():
    for n, (source, state, hours) in enumerate(
        [("github", "waiting", 2), ("github", "waiting", 5), ("github", "done", 90), ("jira", "failed", 80)]
    ):
        Delivery.objects.create(source=source, delivery_id=str(n), state=state, received_at=ago(hours=hours))
    counted = figures("plaudit_deliveries")
    assert counted["github", "waiting"] == 2
    assert (counted["jira", "failed"], counted["jira", "waiting"]) == (1, 0)
    assert {state for _source, state in counted} == {"waiting", "waiting_for_person", "failed"}
    oldest = figures("plaudit_deliveries_oldest_waiting_age_seconds")
    # What has failed waits for a person, and what is done for nobody.
    assert (oldest[("github",)], oldest[("jira",)]) == (5 * 3600, 0)


def test_deliveries_that_are_over_are_not_read():
    """They stay for ever: what is asked at each scrape is an index of the others."""
    with CaptureQueriesContext(connection) as asked:
        figures("plaudit_deliveries")
    (statement,) = [query["sql"] for query in asked if "recognition_delivery" in query["sql"]]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")  # a few rows are read faster than an index
            cursor.execute(f"EXPLAIN {statement}")
        else:
            cursor.execute(f"EXPLAIN QUERY PLAN {statement}")
        assert "delivery_open" in str(cursor.fetchall())


def test_a_source_that_is_no_more_is_still_counted():
    Delivery.objects.create(source="long-gone", delivery_id="1", state="waiting", received_at=ago(seconds=7))
    assert figures("plaudit_deliveries")["long-gone", "waiting"] == 1
    assert figures("plaudit_deliveries_oldest_waiting_age_seconds")[("long-gone",)] == 7


def test_the_outbox_is_counted_by_channel_and_state():
    for n, (channel, state, due, leased) in enumerate(
        [
            ("email", "waiting", ago(minutes=3), None),
            ("email", "waiting", ago(minutes=9), NOW + timedelta(minutes=1)),  # in hand
            ("email", "waiting", NOW + timedelta(hours=1), None),  # not due yet
            ("webhook", "dead", ago(days=4), None),
        ]
    ):
        OutboxMessage.objects.create(
            channel=channel, state=state, due_at=due, leased_until=leased, destination="x", kind="k", dedup_key=str(n)
        )
    counted = figures("plaudit_outbox_messages")
    assert (counted["email", "waiting"], counted["webhook", "dead"], counted["chat", "sent"]) == (3, 1, 0)
    assert figures("plaudit_outbox_oldest_due_age_seconds") == {("email",): 180, ("webhook",): 0, ("chat",): 0}


def test_endpoints_that_are_switched_off_are_told_from_the_others():
    for n, off in enumerate(["", "", "failing"]):
        Endpoint.objects.create(
            name=f"E{n}", kind="webhook", secret="s", url="a", off=off, off_since=NOW if off else None
        )
    counted = figures("plaudit_endpoints")
    assert (counted["webhook", "on"], counted["webhook", "failing"], counted["webhook", "gone"]) == (2, 1, 0)


def test_what_waits_for_the_panel_is_counted_by_age(ada):
    # At a bound it is of the older class: late after seven days, open to admins after twenty-one.
    ages = [timedelta(hours=1), timedelta(days=1), timedelta(days=7), timedelta(days=21), timedelta(days=40)]
    for n, waited in enumerate(ages):
        badge = Badge.objects.create(slug=f"b{n}", name=f"B{n}", purpose="Means something.", state="live")
        Award.objects.create(badge=badge, person=ada, status="pending", given_at=NOW - waited, rule_version=1)
    unasked = Badge.objects.create(slug="unasked", name="Unasked", purpose="Means something.", state="live")
    Award.objects.create(
        badge=unasked, person=ada, status="pending", given_at=ago(days=90), rule_version=1, declined_at=NOW
    )
    assert figures("plaudit_panel_entries_open") == {
        ("under_1d",): 1, ("1d_to_7d",): 1, ("7d_to_21d",): 1, ("over_21d",): 2
    }  # fmt: skip
    assert figures("plaudit_panel_entries_oldest_age_seconds") == {(): 40 * 86400}
    assert figures("plaudit_awards")[("pending",)] == 6


def test_what_begins_by_a_clock_ahead_of_ours_is_new(ada, badge):
    Award.objects.create(
        badge=badge, person=ada, status="pending", given_at=NOW + timedelta(minutes=1), rule_version=1
    )  # fmt: skip
    assert figures("plaudit_panel_entries_open")[("under_1d",)] == 1
    assert figures("plaudit_panel_entries_oldest_age_seconds") == {(): 0}


def test_the_last_walk_over_the_chain_that_ended_tells_whether_it_holds(ada):
    assert figures("plaudit_chain_check_last_intact") == {}
    ChainCheck.objects.create(asked_by=ada, state="done", finished_at=ago(days=2))
    assert figures("plaudit_chain_check_last_intact") == {(): 1}
    ChainCheck.objects.create(asked_by=ada, state="done", finished_at=ago(days=1), broken_at=7, why="hash")
    ChainCheck.objects.create(asked_by=ada, state="running")
    assert figures("plaudit_chain_check_last_intact") == {(): 0}
    assert figures("plaudit_chain_check_last_end_timestamp_seconds") == {(): ago(days=1).timestamp()}
