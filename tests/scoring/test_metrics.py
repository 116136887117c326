from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from scoring.metrics import families
from scoring.models import Appeal, Case, Heartbeat, QueuedPerson, Run

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


def test_the_queue_is_told_apart_by_who_has_it_in_hand(ada, bo, chen, eve, dina):
    QueuedPerson.objects.all().delete()
    for person, minutes, by, until in [
        (ada, 1, "", None),
        (bo, 2, "one", NOW + timedelta(seconds=60)),
        (chen, 3, "one", NOW + timedelta(seconds=60)),
        (eve, 4, "two", NOW + timedelta(seconds=60)),
        (dina, 9, "three", ago(seconds=1)),  # its worker died
    ]:
        QueuedPerson.objects.create(
            person=person, queued_at=ago(minutes=minutes), claimed_by=by, claimed_until=until, reason="thanks.given"
        )
    assert figures("plaudit_queue_people") == {("waiting",): 1, ("taken",): 3, ("lease_over",): 1}
    assert figures("plaudit_queue_batches") == {(): 2}
    assert figures("plaudit_queue_oldest_age_seconds") == {(): 540}


def test_where_nobody_waits_the_age_is_nought():
    QueuedPerson.objects.all().delete()
    assert figures("plaudit_queue_oldest_age_seconds") == {(): 0}


def test_open_cases_and_appeals_are_counted_by_age(ada):
    for n, (state, days) in enumerate([("open", 0), ("open", 8), ("open", 30), ("dismissed", 90)]):
        Case.objects.create(
            key=f"c-{n}", family="nominations", subject="pattern", state=state, opened_at=ago(days=days),
            closed_at=None if state == "open" else NOW,
        )  # fmt: skip
    Appeal.objects.create(
        key="a-1", person=ada, against="discount", code="N02", reason="It was not so.", at=ago(days=2)
    )
    assert figures("plaudit_cases_open") == {
        ("under_1d",): 1, ("1d_to_7d",): 0, ("7d_to_21d",): 1, ("over_21d",): 1
    }  # fmt: skip
    assert figures("plaudit_cases_oldest_age_seconds") == {(): 30 * 86400}
    assert figures("plaudit_appeals_open")[("1d_to_7d",)] == 1


def test_of_the_nightly_jobs_the_last_run_and_its_result():
    assert figures("plaudit_run_last_start_timestamp_seconds") == {}
    Run.objects.create(
        kind="sweep", started_at=ago(hours=30), finished_at=ago(hours=29), counts={"findings": 9, "new": 2}
    )
    Run.objects.create(kind="sweep", started_at=ago(hours=6))  # still at it, or killed
    Run.objects.create(
        kind="reconcile", started_at=ago(hours=5), finished_at=ago(hours=4), refused="Too many.",
        counts={"decisions": 3, "awards": 40},
    )  # fmt: skip
    started, ended = "plaudit_run_last_start_timestamp_seconds", "plaudit_run_last_end_timestamp_seconds"
    assert figures(started) == {("sweep",): ago(hours=6).timestamp(), ("reconcile",): ago(hours=5).timestamp()}
    assert figures(ended) == {("sweep",): ago(hours=29).timestamp(), ("reconcile",): ago(hours=4).timestamp()}
    assert figures("plaudit_run_last_end_succeeded") == {("sweep",): 1, ("reconcile",): 0}
    assert figures("plaudit_sweep_last_findings") == {("findings",): 9, ("new",): 2, ("changed",): 0, ("cleared",): 0}
    assert figures("plaudit_reconcile_last_differences") == {("decisions",): 3, ("awards",): 40}


def test_heartbeats_are_told_by_their_moment():
    Heartbeat.objects.create(part="beat", at=ago(seconds=20))
    assert figures("plaudit_heartbeat_timestamp_seconds") == {("beat",): ago(seconds=20).timestamp()}
