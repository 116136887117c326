"""What is answered: the response messages of OTLP, and google.rpc.Status for refusals."""

from __future__ import annotations

import json

from google.protobuf import json_format
from google.protobuf.message import Message
from opentelemetry.proto.collector.logs.v1.logs_service_pb2 import ExportLogsServiceResponse
from opentelemetry.proto.collector.metrics.v1.metrics_service_pb2 import ExportMetricsServiceResponse

from scoring.usage.otlp.bodies import Encoding
from scoring.usage.readings import Received

# Codes of google.rpc.Code by status of HTTP.
CODES = {400: 3, 401: 16, 405: 12, 411: 3, 413: 8, 415: 3, 503: 14}


def metrics_answer(received: Received, encoding: Encoding) -> bytes:
    """Empty when all points were taken; else how many were not, and why. They are not to be sent again."""
    answer = ExportMetricsServiceResponse()
    if received.refused:
        answer.partial_success.rejected_data_points = received.refused.total()
        answer.partial_success.error_message = _why(received)
    return _encoded(answer, encoding)


def logs_answer(received: Received, encoding: Encoding) -> bytes:
    answer = ExportLogsServiceResponse()
    if received.refused:
        answer.partial_success.rejected_log_records = received.refused.total()
        answer.partial_success.error_message = _why(received)
    return _encoded(answer, encoding)


def refusal(status: int, sentence: str, encoding: Encoding) -> bytes:
    """google.rpc.Status {code = 1, message = 2}. Two fields are written by hand: the message is in no package here."""
    code = CODES[status]
    if encoding is Encoding.JSON:
        return json.dumps({"code": code, "message": sentence}).encode()
    text = sentence.encode()
    return bytes([0x08, code, 0x12]) + _varint(len(text)) + text


def _why(received: Received) -> str:
    return "; ".join(f"{count}: {reason}" for reason, count in received.refused.most_common(5))


def _encoded(answer: Message, encoding: Encoding) -> bytes:
    if encoding is Encoding.JSON:
        return json_format.MessageToJson(answer, indent=None).encode()
    return answer.SerializeToString()


def _varint(number: int) -> bytes:
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)
