"""Deliveries as a tool would make them."""

from datetime import UTC, datetime

from opentelemetry.proto.collector.logs.v1.logs_service_pb2 import ExportLogsServiceRequest
from opentelemetry.proto.collector.metrics.v1.metrics_service_pb2 import ExportMetricsServiceRequest

from tests.conftest import NOW

DELTA, CUMULATIVE = 1, 2


def nano(at=NOW):
    return int(at.timestamp()) * 10**9


def on(day, hour=9, minute=0):
    """A moment in June 2026; the 15th is a Monday."""
    return datetime(2026, 6, day, hour, minute, tzinfo=UTC)


def sums(*points, name="claude_code.token.usage", temporality=DELTA):
    """An export of one counter; each point is (value, start, end, attributes)."""
    export = ExportMetricsServiceRequest()
    metric = export.resource_metrics.add().scope_metrics.add().metrics.add(name=name)
    metric.sum.aggregation_temporality = temporality
    for value, start, end, attributes in points:
        point = metric.sum.data_points.add(start_time_unix_nano=nano(start), time_unix_nano=nano(end))
        if isinstance(value, float):
            point.as_double = value
        else:
            point.as_int = value
        give(point, attributes)
    return export


def request(at=NOW, event="claude_code.api_request", **attributes):
    """One log record; `user_email` stands for `user.email`."""
    export = ExportLogsServiceRequest()
    record = export.resource_logs.add().scope_logs.add().log_records.add(time_unix_nano=nano(at), event_name=event)
    give(record, {name.replace("_", ".", 1) if name.startswith("user") else name: v for name, v in attributes.items()})
    return export


def give(thing, attributes):
    for key, value in attributes.items():
        one = thing.attributes.add(key=key)
        if isinstance(value, int):
            one.value.int_value = value
        else:
            one.value.string_value = value


def of_ada(kind="output"):
    return {"user.email": "Ada@Plaudit.example", "session.id": "s1", "type": kind}
