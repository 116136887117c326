"""The doors of OTLP/HTTP: `/v1/metrics` and `/v1/logs`. Refused with the right status, and then nothing is kept."""

from __future__ import annotations

from collections.abc import Callable

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from opentelemetry.proto.collector.logs.v1.logs_service_pb2 import ExportLogsServiceRequest
from opentelemetry.proto.collector.metrics.v1.metrics_service_pb2 import ExportMetricsServiceRequest

from recognition.actions.machine_tokens import digest_of
from recognition.content_length import said_length
from scoring.models import UsageToken
from scoring.usage import intake
from scoring.usage.otlp import answers, logs, metrics
from scoring.usage.otlp.bodies import (
    MOST_RECEIVED,
    Encoding,
    RefusedDelivery,
    message_from,
    read_bounded,
    unzipped,
)
from scoring.usage.readings import Received

# A token opens these doors and nothing else, so there is no session and nothing for another site to ride on.


@csrf_exempt
def receive_metrics(request: HttpRequest) -> HttpResponse:
    return _deliver(request, _take_metrics)


@csrf_exempt
def receive_logs(request: HttpRequest) -> HttpResponse:
    return _deliver(request, _take_logs)


def _take_metrics(content: bytes, encoding: Encoding) -> bytes:
    message = message_from(content, ExportMetricsServiceRequest, encoding)
    received = Received()
    received.add(intake.receive_readings("metrics", metrics.readings(message, received)))
    return answers.metrics_answer(received, encoding)


def _take_logs(content: bytes, encoding: Encoding) -> bytes:
    message = message_from(content, ExportLogsServiceRequest, encoding)
    received = Received()
    received.add(intake.receive_requests("logs", logs.requests(message, received)))
    return answers.logs_answer(received, encoding)


def _deliver(request: HttpRequest, take: Callable[[bytes, Encoding], bytes]) -> HttpResponse:
    encoding = _encoding(request)
    try:
        _check_method(request)
        _check_token(request)
        if encoding is None:
            raise RefusedDelivery(415, "Send application/x-protobuf or application/json.")
        answer = take(_body(request), encoding)
    except RefusedDelivery as refused:
        return _refusal(refused, encoding or Encoding.JSON)
    except DatabaseError:
        # The sender keeps the batch and tries again; what was begun is rolled back.
        return _refusal(
            RefusedDelivery(503, "Usage cannot be kept at the moment: try again."), encoding or Encoding.JSON
        )
    return HttpResponse(answer, content_type=encoding.value)


def _refusal(refused: RefusedDelivery, encoding: Encoding) -> HttpResponse:
    body = answers.refusal(refused.status, refused.sentence, encoding)
    answer = HttpResponse(body, content_type=encoding.value, status=refused.status)
    if refused.status == 401:
        answer["WWW-Authenticate"] = 'Bearer realm="usage"'
    elif refused.status == 405:
        answer["Allow"] = "POST"
    elif refused.status == 503:
        answer["Retry-After"] = "30"
    return answer


def _encoding(request: HttpRequest) -> Encoding | None:
    media_type = (request.content_type or "").lower()
    return next((one for one in Encoding if one.value == media_type), None)


def _check_method(request: HttpRequest) -> None:
    if request.method != "POST":
        raise RefusedDelivery(405, "Usage is delivered with POST.")


def _check_token(request: HttpRequest) -> None:
    """Before a byte of the body is read."""
    scheme, _space, secret = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not secret.strip():
        raise RefusedDelivery(401, "Send `Authorization: Bearer` with a token made by `manage.py usage_tokens`.")
    living = UsageToken.objects.filter(ended_at=None, expires_at__gt=timezone.now())
    if not living.filter(digest=digest_of(secret.strip())).exists():
        raise RefusedDelivery(401, "This token is not known, has expired or was ended.")


def _body(request: HttpRequest) -> bytes:
    length = said_length(request)
    if length is None:
        raise RefusedDelivery(411, "Send Content-Length: a body in chunks is not read.")
    if length > MOST_RECEIVED:
        raise RefusedDelivery(413, f"The body is larger than {MOST_RECEIVED:,} bytes: send smaller batches.")
    zipped = request.headers.get("Content-Encoding", "identity").lower()
    if zipped not in ("identity", "gzip"):
        raise RefusedDelivery(415, "Send the body plain or with Content-Encoding gzip.")
    body = read_bounded(request)
    return unzipped(body) if zipped == "gzip" else body
