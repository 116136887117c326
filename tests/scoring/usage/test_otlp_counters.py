"""Counters over OTLP: each unit is counted once, whatever the order and however often it is delivered."""

from datetime import date, timedelta

import pytest
import time_machine
from google.protobuf import json_format

from scoring.models import QueuedPerson, UsageAccount, UsageDay, UsageReceipt, UsageWeek
from tests.conftest import NOW
from tests.scoring.usage.deliveries import CUMULATIVE, of_ada, on, sums


def day(on_day=date(2026, 6, 15)):
    return UsageDay.objects.get(day=on_day)


def test_it_adds_deltas_to_the_day_of_the_person(deliver, ada):
    assert (
        deliver(sums((100, on(15, 8), on(15, 9), of_ada()), (30, on(15, 8), on(15, 9), of_ada("input")))).content == b""
    )
    deliver(sums((50, on(15, 9), on(15, 10), of_ada()), (7, on(15, 9), on(15, 10), of_ada("cacheRead"))))
    found = day()
    assert (found.output_tokens, found.input_tokens, found.cache_tokens) == (150, 30, 7)
    assert (found.account.person, found.tool, found.source) == (ada, "claude-code", "metrics")


def test_the_same_delivery_again_changes_nothing(deliver, ada):
    for _ in range(3):
        deliver(sums((100, on(15, 8), on(15, 9), of_ada())))
    assert day().output_tokens == 100


def test_the_same_point_twice_in_one_delivery_counts_once(deliver, ada):
    point = (100, on(15, 8), on(15, 9), of_ada())
    deliver(sums(point, point))
    assert day().output_tokens == 100


def test_cumulative_values_count_what_they_add(deliver, ada):
    for value, end in ((100, 9), (100, 10), (250, 11)):
        deliver(sums((value, on(15, 8), on(15, end), of_ada()), temporality=CUMULATIVE))
    assert day().output_tokens == 250


def test_cumulative_values_of_one_delivery_are_taken_in_the_order_of_time(deliver, ada):
    points = [(250, on(15, 8), on(15, 11), of_ada()), (100, on(15, 8), on(15, 9), of_ada())]
    deliver(sums(*points, temporality=CUMULATIVE))
    assert day().output_tokens == 250


def test_a_late_cumulative_value_adds_nothing(deliver, ada):
    deliver(sums((250, on(15, 8), on(15, 11), of_ada()), temporality=CUMULATIVE))
    deliver(sums((100, on(15, 8), on(15, 9), of_ada()), temporality=CUMULATIVE))
    assert day().output_tokens == 250


def test_a_counter_with_a_new_start_begins_again(deliver, ada):
    deliver(sums((250, on(15, 8), on(15, 9), of_ada()), temporality=CUMULATIVE))
    deliver(sums((300, on(15, 10), on(15, 11), of_ada()), temporality=CUMULATIVE))
    assert day().output_tokens == 550


def test_a_counter_that_fell_began_again(deliver, ada):
    deliver(sums((250, on(15, 8), on(15, 9), of_ada()), temporality=CUMULATIVE))
    deliver(sums((40, on(15, 8), on(15, 10), of_ada()), temporality=CUMULATIVE))
    assert day().output_tokens == 290


def test_series_with_other_attributes_are_other_counters(deliver, ada):
    for session in ("one", "two"):
        attributes = of_ada() | {"session.id": session}
        deliver(sums((250, on(15, 8), on(15, 9), attributes), temporality=CUMULATIVE))
    assert day().output_tokens == 500


def test_seconds_keep_their_fractions(deliver, ada):
    name = "claude_code.active_time.total"
    deliver(sums((0.25, on(15, 8), on(15, 9), of_ada("user")), (1.5, on(15, 8), on(15, 9), of_ada("cli")), name=name))
    assert (day().user_milliseconds, day().cli_milliseconds) == (250, 1500)


def test_nobody_said_how_long_is_something_else_than_no_time(deliver, ada):
    deliver(sums((100, on(15, 8), on(15, 9), of_ada())))
    assert day().user_milliseconds is None


def test_json_and_protobuf_say_the_same(deliver, ada):
    export = sums((100, on(15, 8), on(15, 9), of_ada()))
    answer = deliver(json_format.MessageToJson(export).encode(), content_type="application/json")
    assert (answer.status_code, answer.json()) == (200, {})
    deliver(export)
    assert day().output_tokens == 100


def test_who_is_not_in_the_directory_is_kept_and_makes_no_person(deliver, ada):
    stranger = of_ada() | {"user.email": "nobody@elsewhere.example"}
    deliver(sums((100, on(15, 8), on(15, 9), stranger)))
    account = UsageAccount.objects.get()
    assert (account.person, account.value) == (None, "nobody@elsewhere.example")
    assert day().output_tokens == 100
    assert not QueuedPerson.objects.exists()


def test_a_person_is_also_known_by_key(deliver, ada):
    deliver(sums((100, on(15, 8), on(15, 9), {"user.id": "ada", "type": "output"})))
    assert day().account.person == ada


def test_only_the_second_active_day_of_a_week_makes_the_judge_look_again(deliver, ada):
    for hour, (day, waits) in enumerate(((8, 0), (8, 0), (10, 1), (11, 1), (14, 1), (15, 1))):
        with time_machine.travel(NOW + timedelta(hours=hour), tick=False):
            deliver(sums((100, on(day, hour), on(day, hour + 1), of_ada())))
        assert sum(QueuedPerson.objects.values_list("serial", flat=True)) == waits


def test_a_week_counts_days_and_not_deliveries(deliver, ada):
    for number in (15, 8, 10, 10, 14):
        deliver(sums((100, on(number, 8), on(number, 9), of_ada())))
    # Monday 8 June to Sunday 14 June, and Monday 15 June
    assert list(UsageWeek.objects.values_list("active_days", flat=True)) == [3, 1]


def test_nothing_added_is_no_activity(deliver, ada):
    deliver(sums((0, on(15, 8), on(15, 9), of_ada())))
    assert not UsageDay.objects.exists()
    assert not UsageWeek.objects.exists()


@pytest.mark.parametrize(
    ("value", "end", "attributes", "reason"),
    [
        (100, on(15, 9) + timedelta(days=2), of_ada(), "in the future"),
        (100, on(15, 9) - timedelta(days=200), of_ada(), "older than 180 days"),
        (-5, on(15, 9), of_ada(), "negative"),
        (10**13, on(15, 9), of_ada(), "larger"),
        (float("nan"), on(15, 9), of_ada(), "negative"),
        (float("inf"), on(15, 9), of_ada(), "negative"),
        (100, on(15, 9), {"type": "output"}, "names nobody"),
    ],
)
def test_it_leaves_out_what_cannot_be_and_says_so(deliver, ada, value, end, attributes, reason):
    export = sums((value, on(15, 8), end, attributes), (70, on(15, 8), on(15, 9), of_ada("input")))
    answer = deliver(json_format.MessageToJson(export).encode(), content_type="application/json")
    assert answer.status_code == 200
    partial = answer.json()["partialSuccess"]
    assert partial["rejectedDataPoints"] == "1"
    assert reason in partial["errorMessage"]
    assert day().input_tokens == 70
    assert day().output_tokens == 0


def test_a_gauge_is_no_counter(deliver, ada):
    export = sums((100, on(15, 8), on(15, 9), of_ada()), temporality=0)
    answer = deliver(json_format.MessageToJson(export).encode(), content_type="application/json")
    assert "delta or cumulative" in answer.json()["partialSuccess"]["errorMessage"]
    assert not UsageDay.objects.exists()


def test_other_metrics_are_acknowledged_and_not_kept(deliver, ada):
    assert deliver(sums((3, on(15, 8), on(15, 9), of_ada()), name="claude_code.commit.count")).content == b""
    assert not UsageDay.objects.exists()
    assert not UsageReceipt.objects.exists()


def test_histograms_of_the_genai_conventions_are_read(deliver, ada):
    from opentelemetry.proto.collector.metrics.v1.metrics_service_pb2 import ExportMetricsServiceRequest

    from tests.scoring.usage.deliveries import give, nano

    export = ExportMetricsServiceRequest()
    resource = export.resource_metrics.add()
    give(resource.resource, {"service.name": "chat-assistant", "user.email": "ada@plaudit.example"})
    scope = resource.scope_metrics.add()
    for name, kind in (("gen_ai.client.token.usage", "output"), ("gen_ai.client.operation.duration", "")):
        data = scope.metrics.add(name=name).histogram
        data.aggregation_temporality = CUMULATIVE
        point = data.data_points.add(
            start_time_unix_nano=nano(on(15, 8)), time_unix_nano=nano(on(15, 9)), count=4, sum=2_000.0
        )
        give(point, {"gen_ai.token.type": kind, "gen_ai.operation.name": "chat"})
    deliver(export)
    assert (day().tool, day().output_tokens, day().requests) == ("chat-assistant", 2000, 4)


def test_a_thousand_points_take_as_many_statements_as_ten(deliver, ada, bo, django_assert_max_num_queries):
    def export(count, hour):
        of = [{"user.email": f"{n % 250}@many.example", "session.id": str(n), "type": "input"} for n in range(count)]
        return sums(*((5, on(15, hour), on(15, hour + 1), attributes) for attributes in of))

    with django_assert_max_num_queries(16) as ten:
        deliver(export(10, 8))
    with django_assert_max_num_queries(len(ten)):
        deliver(export(1000, 9))
    assert sum(UsageDay.objects.values_list("input_tokens", flat=True)) == 5 * 1010
