"""What the doors refuse: with the right status, in the encoding of the request, and with nothing kept."""

import gzip
import zlib
from datetime import timedelta

import pytest
import time_machine
from django.db import DatabaseError

from recognition.actions.actors import System
from scoring.actions.usage import end_token
from scoring.models import UsageAccount, UsageDay, UsageReceipt, UsageSeries, UsageToken
from tests.conftest import NOW
from tests.scoring.usage.deliveries import of_ada, on, sums

PROTOBUF = "application/x-protobuf"
GOOD = sums((100, on(15, 8), on(15, 9), of_ada()))
DOORS = ["/v1/metrics", "/v1/logs"]


def nothing_kept():
    return not any(model.objects.exists() for model in (UsageDay, UsageAccount, UsageReceipt, UsageSeries))


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize(
    "header", [None, "", "Bearer", "Bearer ", "Bearer wrong", "Basic YTpi", "Token plaudit_usage_x", "Bearer \x00"]
)
def test_it_refuses_without_a_token(client, db, ada, door, header):
    headers = {} if header is None else {"Authorization": header}
    answer = client.post(door, data=GOOD.SerializeToString(), content_type=PROTOBUF, headers=headers)
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"].startswith("Bearer")
    assert nothing_kept()


def test_it_refuses_a_token_that_was_ended(deliver):
    end_token(by=System("test"), token=UsageToken.objects.get())
    assert deliver(GOOD).status_code == 401
    assert nothing_kept()


def test_it_refuses_a_token_that_expired(deliver):
    with time_machine.travel(NOW + timedelta(days=31)):
        assert deliver(GOOD).status_code == 401
    assert nothing_kept()


def test_the_session_of_a_person_opens_no_door(client, ada):
    from recognition.models import User

    client.force_login(User.objects.create(username="ada", person=ada))
    assert client.post("/v1/metrics", data=GOOD.SerializeToString(), content_type=PROTOBUF).status_code == 401


def test_the_token_opens_nothing_else(client, secret):
    headers = {"Authorization": f"Bearer {secret}"}
    assert client.get("/api/v1/people/", headers=headers).status_code == 401


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("kind", ["text/plain", "application/grpc", "", "multipart/form-data; boundary=x"])
def test_it_refuses_other_types(deliver, door, kind):
    assert deliver(GOOD, door, content_type=kind).status_code == 415
    assert nothing_kept()


def test_it_refuses_other_encodings(deliver):
    assert deliver(GOOD, headers={"Content-Encoding": "br"}).status_code == 415
    assert nothing_kept()


@pytest.mark.parametrize("method", ["get", "put", "delete", "head"])
def test_it_takes_post_only(client, db, method):
    answer = getattr(client, method)("/v1/metrics")
    assert (answer.status_code, answer["Allow"]) == (405, "POST")


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize(
    "body", [b"\xff\xff\xff\xff", b"{}", GOOD.SerializeToString()[:-3], b"\x0a\xff\xff\xff\xff\x0f"]
)
def test_it_refuses_broken_protobuf(deliver, door, body):
    answer = deliver(body, door)
    assert answer.status_code == 400
    assert answer["Content-Type"] == PROTOBUF
    # google.rpc.Status: field 1 is the code (3, invalid argument), field 2 the sentence
    assert answer.content[:3] == b"\x08\x03\x12"
    assert answer.content[3] == len(answer.content) - 4
    assert nothing_kept()


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize(
    "body",
    [
        b"[]", b'{"resourceMetrics": 5, "resourceLogs": 5}', b"\xff", b"{", b"nul",
        b'{"resourceMetrics": [{"scopeMetrics": 1}], "resourceLogs": [{"scopeLogs": 1}]}',
        b"[" * 100_000, b'{"a":' * 100_000,
    ],
    ids=lambda body: f"{body[:12]!r} {len(body)}",
)  # fmt: skip
def test_it_refuses_broken_json(deliver, door, body):
    answer = deliver(body, door, content_type="application/json")
    assert answer.status_code == 400
    assert answer.json()["code"] == 3
    assert nothing_kept()


def test_a_refusal_does_not_repeat_what_was_sent(deliver):
    answer = deliver(b'{"resourceMetrics": "a private prompt"}', content_type="application/json")
    assert b"private" not in answer.content


def test_it_refuses_large_bodies(deliver):
    answer = deliver(b"x" * 1_048_577)
    assert (answer.status_code, answer.content[:2]) == (413, b"\x08\x08")
    assert nothing_kept()


def test_it_refuses_a_body_of_unknown_length(deliver):
    answer = deliver(GOOD, headers={"Content-Length": ""})
    assert answer.status_code == 411
    assert nothing_kept()


@pytest.mark.parametrize(("length", "status"), [("9" * 5000, 413), ("-1", 411), ("٣", 411)])
def test_it_refuses_a_length_beyond_reason(deliver, length, status):
    assert deliver(GOOD, headers={"Content-Length": length}).status_code == status
    assert nothing_kept()


def test_it_refuses_a_gzip_bomb_without_unpacking_it(deliver):
    import tracemalloc

    bomb = gzip.compress(b"\0" * 200_000_000, compresslevel=9)
    assert len(bomb) < 1_048_576
    tracemalloc.start()
    answer = deliver(bomb, headers={"Content-Encoding": "gzip"})
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert answer.status_code == 413
    assert most < 40_000_000
    assert nothing_kept()


@pytest.mark.parametrize(
    "body",
    [
        b"no gzip", gzip.compress(b"abc")[:-9], zlib.compress(b"abc"), gzip.compress(b"") * 1000,
        gzip.compress(GOOD.SerializeToString()) + b"more",
    ],
    ids=["plain", "cut", "zlib", "members", "trailing"],
)  # fmt: skip
def test_it_refuses_broken_gzip(deliver, body):
    assert deliver(body, headers={"Content-Encoding": "gzip"}).status_code == 400
    assert nothing_kept()


def test_it_reads_gzip(deliver, ada):
    answer = deliver(gzip.compress(GOOD.SerializeToString()), headers={"Content-Encoding": "gzip"})
    assert (answer.status_code, UsageDay.objects.get().output_tokens) == (200, 100)


def test_a_database_that_fails_keeps_nothing_and_asks_to_send_again(deliver, ada, monkeypatch):
    def fails(*_all):
        raise DatabaseError("away")

    monkeypatch.setattr("scoring.usage.days._mark", fails)
    answer = deliver(GOOD)
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert nothing_kept()
    monkeypatch.undo()
    deliver(GOOD)
    assert UsageDay.objects.get().output_tokens == 100
