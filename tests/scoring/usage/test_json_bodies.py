from pathlib import Path

import pytest
from google.protobuf import json_format
from opentelemetry.proto.collector.logs.v1.logs_service_pb2 import ExportLogsServiceRequest
from opentelemetry.proto.collector.metrics.v1.metrics_service_pb2 import ExportMetricsServiceRequest

from scoring.usage.otlp.json_bodies import message_from_json
from tests.scoring.usage.deliveries import of_ada, on, request, sums

SAMPLES = Path(__file__).resolve().parents[4] / "shared" / "data" / "payloads" / "otlp"


@pytest.mark.parametrize("value", [7, 2**62, 0.25, float("nan"), float("inf")])
def test_counters_are_read_as_the_package_reads_them(value):
    export = sums((value, on(15, 8), on(15, 9), of_ada() | {"count": 3}))
    for names in (True, False):
        content = json_format.MessageToJson(export, preserving_proto_field_name=names).encode()
        assert str(message_from_json(content, ExportMetricsServiceRequest)) == str(export)


def test_events_are_read_as_the_package_reads_them():
    export = request(on(15, 9), request_id="r1", user_email="ada@plaudit.example", input_tokens=5)
    content = json_format.MessageToJson(export).encode()
    assert message_from_json(content, ExportLogsServiceRequest) == export


def test_ids_of_traces_are_hex():
    content = b'{"resourceLogs": [{"scopeLogs": [{"logRecords": [{"spanId": "eee19b7ec3c1b174"}]}]}]}'
    record = message_from_json(content, ExportLogsServiceRequest).resource_logs[0].scope_logs[0].log_records[0]
    assert record.span_id.hex() == "eee19b7ec3c1b174"


@pytest.mark.parametrize(
    "point",
    ['{"asInt": 1.5}', '{"asInt": true}', '{"asInt": "x"}', '{"asInt": "99999999999999999999"}', '{"asDouble": []}',
     '{"attributes": {}}', '{"attributes": [{"key": 5}]}', '{"attributes": [{"value": {"stringValue": "\\ud800"}}]}',
     '{"timeUnixNano": -1}', "[]", '"x"'],
)  # fmt: skip
def test_wrong_types_are_refused(point):
    content = '{"resourceMetrics": [{"scopeMetrics": [{"metrics": [{"sum": {"dataPoints": [%s]}}]}]}]}' % point  # noqa: UP031
    with pytest.raises((TypeError, ValueError)):
        message_from_json(content.encode(), ExportMetricsServiceRequest)


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the sample payloads are not beside the repository")
@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("metrics.json", ExportMetricsServiceRequest),
        ("claude_code.metrics.handmade.json", ExportMetricsServiceRequest),
        ("logs.json", ExportLogsServiceRequest),
        ("events.json", ExportLogsServiceRequest),
    ],
)
def test_the_examples_of_opentelemetry_are_read(name, kind):
    content = (SAMPLES / name).read_bytes()
    read = message_from_json(content, kind)
    expected = json_format.Parse(content, kind(), ignore_unknown_fields=True)
    for message in (read, expected):  # the package takes hex for base64
        for resource in getattr(message, "resource_logs", []):
            for scope in resource.scope_logs:
                for record in scope.log_records:
                    record.trace_id = record.span_id = b""
    assert read == expected
    assert read.ByteSize() > 100
