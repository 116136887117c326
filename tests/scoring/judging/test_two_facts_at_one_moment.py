"""Two transactions that write facts of one giver at the same moment."""

import threading
import time

import pytest
from django.db import connection, transaction

from recognition.actions import nominations
from scoring.models import QueuedPerson

REASON = "Ada stayed with the move until every team could work again."

pytestmark = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="only PostgreSQL has two writers at once; SQLite has one"
)


def waits_for_a_lock() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")  # else a transaction sees one state of it throughout
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        return cursor.fetchone()[0] > 0


@pytest.mark.django_db(transaction=True)
def test_the_later_of_two_nominations_sees_whom_the_earlier_one_was_for(ada, bo, chen, badge):
    def nominate_chen():
        try:
            nominations.submit(by=ada, nominee=chen, badge=badge, reason=REASON)
        finally:
            connection.close()

    other = threading.Thread(target=nominate_chen)
    with transaction.atomic():
        nominations.submit(by=ada, nominee=bo, badge=badge, reason=REASON)
        serial = QueuedPerson.objects.get(person=bo).serial
        other.start()
        until = time.monotonic() + 20
        while not waits_for_a_lock() and time.monotonic() < until:
            time.sleep(0.02)
        assert waits_for_a_lock(), "the second nomination did not wait for the first"
    other.join(timeout=20)
    assert not other.is_alive()
    assert QueuedPerson.objects.get(person=bo).serial == serial + 1, "Ada's attention is shared anew; Bo must be judged"
