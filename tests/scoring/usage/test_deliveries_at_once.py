"""Two collectors deliver the same at the same moment, as they do after a network that was away."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections

from scoring.models import UsageDay, UsageSketch, UsageWeek
from scoring.usage.intake import receive_readings, receive_requests
from scoring.usage.otlp import logs, metrics
from scoring.usage.readings import Received
from tests.scoring.usage.deliveries import CUMULATIVE, of_ada, on, request, sums

pytestmark = pytest.mark.django_db(transaction=True)
WORKERS = 4


@pytest.fixture(autouse=True)
def needs_postgresql(db):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time, and its test database one connection")


def at_once(take):
    def run(number):
        try:
            return take(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(WORKERS) as pool:
        return list(pool.map(run, range(WORKERS)))


@pytest.mark.parametrize("temporality", [1, CUMULATIVE])
def test_the_same_points_count_once(ada, temporality):
    points = [(7, on(15, 8), on(15, 9), of_ada() | {"session.id": str(n)}) for n in range(200)]
    export = sums(*points, temporality=temporality)
    told = at_once(lambda _n: receive_readings("metrics", metrics.readings(export, Received())))
    assert UsageDay.objects.get().output_tokens == 1400
    assert sum(one.counted for one in told) == 200
    assert UsageWeek.objects.get().active_days == 1


def test_overlapping_exports_of_several_people_do_not_wait_for_each_other_crosswise(ada, bo, chen):
    mails = [f"{name}@plaudit.example" for name in ("ada", "bo", "chen")]
    orders = [mails, mails[::-1], mails[1:] + mails[:1], mails]

    def take(number):
        for minute in range(10):
            points = [(1, on(15, 8), on(15, 9, minute), of_ada() | {"user.email": mail}) for mail in orders[number]]
            receive_readings(f"source-{number}", metrics.readings(sums(*points), Received()))

    at_once(take)
    assert sum(UsageDay.objects.values_list("output_tokens", flat=True)) == 30


def test_requests_of_several_workers_all_reach_the_sketch(ada):
    def take(number):
        for minute in range(8):
            key = f"{number}-{minute}"
            export = request(on(15, 8 + number, minute), request_id=key, user_email="ada@plaudit.example")
            receive_requests("logs", logs.requests(export, Received()))

    at_once(take)
    assert UsageSketch.objects.get().requests == 32
    assert UsageDay.objects.get().requests == 32
