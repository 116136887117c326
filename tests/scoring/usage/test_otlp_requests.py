"""Events over OTLP: moments of requests, and nothing of what was written."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from google.protobuf import json_format

from scoring.models import UsageDay, UsageReceipt, UsageSketch, UsageWeek
from scoring.usage.rhythm import unpack
from tests.scoring.usage.deliveries import give, on, request

PLANTED = "zebra-crossing-at-midnight"


def of_ada(**more):
    return {"user_email": "ada@plaudit.example", "input_tokens": 900, "output_tokens": 50, **more}


def test_a_request_counts_for_its_day_and_its_week(deliver, ada):
    deliver(request(on(15, 9), request_id="r1", cache_read_tokens=7, cache_creation_tokens=3, **of_ada()), "/v1/logs")
    day = UsageDay.objects.get()
    assert (day.requests, day.input_tokens, day.output_tokens, day.cache_tokens) == (1, 900, 50, 10)
    assert (day.source, day.account.person) == ("logs", ada)
    assert UsageWeek.objects.get().active_days == 1
    assert unpack(UsageSketch.objects.get().times).tolist() == [9 * 3600 * 1000]


@pytest.mark.parametrize("name", ["api_request", "claude_code.api_request"])
@pytest.mark.parametrize("place", ["attribute", "body"])
def test_older_senders_name_the_event_elsewhere(deliver, ada, name, place):
    export = request(on(15, 9), event="", request_id="r1", **of_ada())
    record = export.resource_logs[0].scope_logs[0].log_records[0]
    if place == "body":
        record.body.string_value = name
    else:
        give(record, {"event.name": name})
    deliver(export, "/v1/logs")
    assert UsageDay.objects.get().requests == 1


def test_genai_events_are_read(deliver, ada):
    more = {"gen_ai.usage.input_tokens": 11, "gen_ai.usage.output_tokens": 4, "gen_ai.provider.name": "a-provider"}
    who = {"user_email": "ada@plaudit.example"}
    deliver(request(on(15, 9), event="gen_ai.client.inference.operation.details", **who, **more), "/v1/logs")
    day = UsageDay.objects.get()
    assert (day.tool, day.input_tokens, day.output_tokens) == ("a-provider", 11, 4)


@pytest.mark.parametrize("identity", [{"request_id": "r1"}, {"session.id": "s", "event.sequence": 4}])
def test_the_same_request_again_changes_nothing(deliver, ada, identity):
    for _ in range(2):
        deliver(request(on(15, 9), **identity, **of_ada()), "/v1/logs")
    assert UsageDay.objects.get().requests == 1
    assert UsageSketch.objects.get().requests == 1


def test_late_requests_give_the_same_sketch(deliver, ada):
    moments = [on(15, 8), on(15, 9), on(15, 11, 30), on(16, 2), on(15, 8, 1)]

    def sketch(order):
        UsageSketch.objects.all().delete()
        UsageReceipt.objects.all().delete()
        for at in order:
            deliver(request(at, request_id=str(at), **of_ada()), "/v1/logs")
        return UsageSketch.objects.values("requests", "gap_sum", "gap_squares", "log_sum", "histogram", "times").get()

    assert sketch(moments) == sketch(sorted(moments)) == sketch(moments[::-1])


def test_other_events_are_acknowledged_and_not_kept(deliver, ada):
    deliver(request(on(15, 9), event="claude_code.tool_result", **of_ada()), "/v1/logs")
    assert not UsageDay.objects.exists()


@pytest.mark.parametrize("tokens", ["many", "1e400", "nan", "-3", "9" * 40])
def test_a_request_with_broken_numbers_is_left_out(deliver, ada, tokens):
    export = request(on(15, 9), request_id="r1", **(of_ada() | {"input_tokens": tokens}))
    answer = deliver(json_format.MessageToJson(export).encode(), "/v1/logs", content_type="application/json")
    assert answer.json()["partialSuccess"]["rejectedLogRecords"] == "1"
    assert not UsageDay.objects.exists()


def test_a_far_future_request_is_left_out(deliver, ada):
    deliver(request(on(15, 9) + timedelta(days=3), request_id="r1", **of_ada()), "/v1/logs")
    assert not UsageDay.objects.exists()


def test_prompts_are_never_stored(deliver, ada, caplog):
    """Planted wherever a sender can put one; then every row of every table is read."""
    export = request(on(15, 9), request_id="r1", prompt=PLANTED, **of_ada())
    resource = export.resource_logs[0]
    give(resource.resource, {"gen_ai.system_instructions": PLANTED, "process.command_args": PLANTED})
    records = resource.scope_logs[0].log_records
    records[0].body.kvlist_value.values.add(key="content").value.string_value = PLANTED
    give(records[0], {"gen_ai.input.messages": PLANTED, "gen_ai.output.messages": PLANTED, "workspace": PLANTED})
    told = records.add(time_unix_nano=records[0].time_unix_nano, event_name="claude_code.user_prompt")
    give(told, {"prompt": PLANTED, "user.email": "ada@plaudit.example"})
    told.body.string_value = PLANTED
    deliver(export, "/v1/logs")
    assert UsageDay.objects.get().requests == 1
    rows = [
        json.dumps(row, default=str)
        for model in apps.get_models(include_auto_created=True)
        for row in model.objects.values()
    ]
    assert len(rows) > 5
    assert [row for row in rows if PLANTED in row] == []
    dumped = StringIO()
    call_command("dumpdata", "scoring", stdout=dumped)
    assert "ada@plaudit.example" in dumped.getvalue()
    assert PLANTED not in dumped.getvalue() + caplog.text
