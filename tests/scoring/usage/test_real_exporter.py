"""The exporter of the OpenTelemetry SDK against a real server: what a tool really sends is what is read."""

import logging

import pytest

from recognition.actions.actors import System
from recognition.models import Person
from scoring.actions.usage import create_token
from scoring.models import UsageDay, UsageSketch, UsageWeek

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ada(db):
    return Person.objects.create(key="ada", display_name="Ada Lindqvist", email="ada@plaudit.example")


@pytest.fixture
def headers(db):
    return {"Authorization": f"Bearer {create_token(by=System('test'), name='collector', days=1)[1]}"}


@pytest.mark.parametrize("temporality", ["cumulative", "delta"])
def test_counters_of_the_sdk_arrive(live_server, headers, ada, temporality):
    from opentelemetry.exporter.otlp.proto.http import Compression
    from opentelemetry.exporter.otlp.proto.http.metric_exporter import OTLPMetricExporter
    from opentelemetry.sdk.metrics import Counter, MeterProvider
    from opentelemetry.sdk.metrics.export import AggregationTemporality, PeriodicExportingMetricReader

    preferred = {Counter: AggregationTemporality[temporality.upper()]}
    exporter = OTLPMetricExporter(
        f"{live_server}/v1/metrics", headers=headers, compression=Compression.Gzip, preferred_temporality=preferred
    )
    reader = PeriodicExportingMetricReader(exporter, export_interval_millis=3_600_000)
    provider = MeterProvider([reader], shutdown_on_exit=False)
    tokens = provider.get_meter("com.anthropic.claude_code").create_counter("claude_code.token.usage")
    for amount in (100, 20, 3):
        tokens.add(amount, {"type": "output", "user.email": "Ada@plaudit.example", "model": "some"})
        assert provider.force_flush()
    provider.shutdown()
    day = UsageDay.objects.get()
    assert (day.output_tokens, day.account.person) == (123, ada)


def test_histograms_of_the_sdk_arrive(live_server, headers, ada):
    from opentelemetry.exporter.otlp.proto.http.metric_exporter import OTLPMetricExporter
    from opentelemetry.sdk.metrics import MeterProvider
    from opentelemetry.sdk.metrics.export import PeriodicExportingMetricReader
    from opentelemetry.sdk.resources import Resource

    exporter = OTLPMetricExporter(f"{live_server}/v1/metrics", headers=headers)
    reader = PeriodicExportingMetricReader(exporter, export_interval_millis=3_600_000)
    resource = Resource.create({"service.name": "chat-assistant", "user.email": "ada@plaudit.example"})
    provider = MeterProvider([reader], resource=resource, shutdown_on_exit=False)
    histogram = provider.get_meter("genai").create_histogram("gen_ai.client.token.usage")
    for amount in (10, 30):
        histogram.record(amount, {"gen_ai.token.type": "input", "gen_ai.provider.name": "a-provider"})
        assert provider.force_flush()
    provider.shutdown()
    day = UsageDay.objects.get()
    assert (day.input_tokens, day.tool) == (40, "chat-assistant")


def test_events_of_the_sdk_arrive(live_server, headers, ada):
    from opentelemetry.exporter.otlp.proto.http._log_exporter import OTLPLogExporter
    from opentelemetry.sdk._logs import LoggerProvider, LoggingHandler
    from opentelemetry.sdk._logs.export import BatchLogRecordProcessor

    provider = LoggerProvider(shutdown_on_exit=False)
    provider.add_log_record_processor(
        BatchLogRecordProcessor(OTLPLogExporter(f"{live_server}/v1/logs", headers=headers))
    )
    logger = logging.Logger("claude")
    logger.addHandler(LoggingHandler(logger_provider=provider))
    for number in range(3):
        attributes = {"event.name": "api_request", "user.email": "ada@plaudit.example", "request_id": f"r{number}"}
        logger.warning("claude_code.api_request", extra={**attributes, "output_tokens": 5})
    assert provider.force_flush()
    provider.shutdown()
    day = UsageDay.objects.get()
    assert (day.requests, day.output_tokens) == (3, 15)
    assert UsageSketch.objects.get().requests == 3
    assert UsageWeek.objects.get().active_days == 1
