"""OTLP metrics -> readings: Claude Code's counters, and the histograms of the GenAI conventions.

Names as of the telemetry of November 2026; a metric that is not named here is acknowledged and not read.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from opentelemetry.proto.collector.metrics.v1.metrics_service_pb2 import ExportMetricsServiceRequest
from opentelemetry.proto.metrics.v1.metrics_pb2 import AggregationTemporality, Metric

from scoring.usage.otlp.attributes import Attributes, plain, tool, who
from scoring.usage.readings import MOST_A_POINT, Reading, Received, digest

CLAUDE_TOOL = "claude-code"
CLAUDE_TOKENS = {
    "input": "input_tokens",
    "output": "output_tokens",
    "cacheRead": "cache_tokens",
    "cacheCreation": "cache_tokens",
}
CLAUDE_TIME = {"user": "user_milliseconds", "cli": "cli_milliseconds"}
GENAI_TOKENS = {"input": "input_tokens", "output": "output_tokens"}

# Metric -> the column that one of its points belongs to ("" where it is not read), and the factor to whole numbers.
COLUMNS: dict[str, tuple[Callable[[Attributes], str], int]] = {
    "claude_code.session.count": (lambda of: "sessions", 1),
    "claude_code.token.usage": (lambda of: CLAUDE_TOKENS.get(of.get("type", ""), ""), 1),
    # Before the type was added the metric meant the person alone.
    "claude_code.active_time.total": (lambda of: CLAUDE_TIME.get(of.get("type", "user"), ""), 1000),
    "gen_ai.client.token.usage": (lambda of: GENAI_TOKENS.get(of.get("gen_ai.token.type", ""), ""), 1),
    "gen_ai.client.operation.duration": (lambda of: "requests", 1),
}
# Histograms of which the number of values counts, not their sum.
COUNTED = {"gen_ai.client.operation.duration"}
NOT_A_COUNTER = "is a gauge or has no temporality: send counters as delta or cumulative sums"


def readings(request: ExportMetricsServiceRequest, received: Received) -> list[Reading]:
    """All points that can be read; the others are counted in `received`."""
    found: list[Reading] = []
    for resource_metrics in request.resource_metrics:
        resource = plain(resource_metrics.resource.attributes)
        for scope_metrics in resource_metrics.scope_metrics:
            for metric in scope_metrics.metrics:
                found += _of_metric(metric, resource, scope_metrics.scope.name, received)
    return found


def _of_metric(metric: Metric, resource: Attributes, scope: str, received: Received) -> Iterator[Reading]:
    kind = metric.WhichOneof("data")
    if kind is None:
        return
    data = getattr(metric, kind)
    if metric.name not in COLUMNS:
        received.unread += len(data.data_points)
        return
    temporality = getattr(data, "aggregation_temporality", AggregationTemporality.AGGREGATION_TEMPORALITY_UNSPECIFIED)
    if temporality == AggregationTemporality.AGGREGATION_TEMPORALITY_UNSPECIFIED:
        received.refused[f"{metric.name} {NOT_A_COUNTER}"] += len(data.data_points)
        return
    cumulative = temporality == AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE
    yield from _of_points(metric.name, data.data_points, resource, scope, cumulative, received)


def _of_points(
    name: str, points: Iterable[Any], resource: Attributes, scope: str, cumulative: bool, received: Received
) -> Iterator[Reading]:
    column_of, factor = COLUMNS[name]
    default = CLAUDE_TOOL if name.startswith("claude_code.") else "unknown"
    of_series = digest(name, scope, repr(sorted(resource.items())))
    for point in points:
        own = plain(point.attributes)
        attributes = resource | own
        column = column_of(attributes)
        if not column:
            received.unread += 1
            continue
        yield Reading(
            who=who(attributes),
            tool=tool(attributes, default),
            column=column,
            amount=_amount(name, point, factor),
            start=point.start_time_unix_nano,
            end=point.time_unix_nano,
            series=digest(of_series, repr(sorted(own.items()))),
            cumulative=cumulative,
        )


def _amount(name: str, point: Any, factor: int) -> int:
    """A whole number; what is no number, or no amount, becomes one that is refused."""
    if name in COUNTED and hasattr(point, "count"):
        return int(point.count)
    value = point.sum if hasattr(point, "sum") else _number(point)
    if not math.isfinite(value):
        return -1
    return round(max(-1, min(value * factor, MOST_A_POINT + 1)))


def _number(point: Any) -> float:
    return float(point.as_int if point.WhichOneof("value") == "as_int" else point.as_double)
