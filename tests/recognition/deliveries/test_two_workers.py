"""Two workers at once: each delivery is worked on once, and nothing is settled without the other's facts."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections

from recognition.deliveries import intake, processing
from recognition.deliveries.registry import SOURCES
from recognition.models import Delivery, Outcome, Verification
from tests.recognition.deliveries.messages import merged, review, signed


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("at_once", [1, 5])
def test_two_workers_share_what_waits(accounts, at_once):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer")
    for number in range(12):
        for message in (review(number, "octo-bo", -1), merged(number, "octo-ada", 0)):
            intake.keep(SOURCES["github"], *signed(*message))

    def work(_worker):
        while processing.work_waiting(most=at_once):
            pass
        connections.close_all()

    with ThreadPoolExecutor(3) as workers:
        list(workers.map(work, range(3)))
    assert set(Delivery.objects.values_list("state", "tries")) == {("done", 1)}
    assert Outcome.objects.count() == Verification.objects.count() == 12
