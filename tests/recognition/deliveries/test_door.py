"""The door: what is signed is kept with one insert; everything else is refused clearly, and nothing is stored."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recognition.deliveries import processing, secrets
from recognition.deliveries.intake import MOST_BYTES
from recognition.models import Delivery, Outcome, SourceSecret
from tests.recognition.deliveries.conftest import post_raw
from tests.recognition.deliveries.messages import SECRET, merged, signed

pytestmark = pytest.mark.django_db
MESSAGE = merged(12, "octo-ada", 0)
TABLE = re.compile(r'(?:FROM|INTO) "(\w+)"')


def refused(answer, status):
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["detail"]
    assert not Delivery.objects.exists()
    return answer.json()


def test_a_signed_message_is_kept_and_worked_on_later(post):
    assert post(MESSAGE).status_code == 202
    delivery = Delivery.objects.get()
    assert (delivery.source, delivery.event, delivery.state) == ("github", "pull_request", "waiting")
    assert not Outcome.objects.exists()


def test_the_door_reads_the_secrets_and_inserts_once(client, secret):
    headers, body = signed(*MESSAGE)
    client.cookies["sessionid"] = "somebody-put-one-beside-it"
    with CaptureQueriesContext(connection) as asked:
        assert post_raw(client, headers, body).status_code == 202
    tables = [(sql.split()[0], table) for sql in (one["sql"] for one in asked) for table in TABLE.findall(sql)[:1]]
    assert tables == [("SELECT", "recognition_sourcesecret"), ("INSERT", "recognition_delivery")]


def test_the_same_delivery_again_is_acknowledged_and_stored_once(post):
    assert [post(MESSAGE).status_code for _ in range(3)] == [202, 200, 200]
    assert Delivery.objects.count() == 1


def test_a_ping_is_answered(post):
    assert post(("ping", {"zen": "Keep it logically awesome."})).status_code == 202
    processing.work_waiting()
    assert Delivery.objects.get().state == "ignored"


@pytest.mark.parametrize("signature", ["", "sha256=", "sha256=" + "0" * 64, "sha1=" + "0" * 40, "ä", "sha256=é" * 9])
def test_a_forged_or_missing_signature_is_refused(client, secret, signature):
    headers, body = signed(*MESSAGE)
    headers["x-hub-signature-256"] = signature.encode().decode("latin-1")
    refused(post_raw(client, headers, body), 401)


def test_a_signature_of_another_body_is_refused(client, secret):
    headers, _body = signed(*MESSAGE)
    refused(post_raw(client, headers, b"{}"), 401)


def test_an_older_signature_alone_is_not_enough(client, secret):
    headers, body = signed(*MESSAGE)
    headers["x-hub-signature"] = headers.pop("x-hub-signature-256")
    refused(post_raw(client, headers, body), 401)


def test_a_source_without_a_secret_refuses_everything(client, db):
    headers, body = signed(*MESSAGE, secret="")
    assert refused(post_raw(client, headers, body), 403)["errors"][0]["code"] == "not_set_up"


def test_a_source_that_is_not_there_is_refused(client, secret):
    refused(post_raw(client, *signed(*MESSAGE), source="nowhere"), 404)


@pytest.mark.parametrize("method", ["get", "put", "delete", "patch", "options"])
def test_only_post_is_taken(client, secret, method):
    assert refused(getattr(client, method)("/hooks/github"), 405)
    assert getattr(client, method)("/hooks/github")["Allow"] == "POST"


def test_a_large_body_is_refused_before_it_is_read(client, secret):
    class Unread:
        def read(self, *_size):
            raise AssertionError("It was read.")

        readline = read

    headers, _body = signed(*MESSAGE)
    answer = client.generic(
        "POST", "/hooks/github", b"", headers=headers,
        **{"CONTENT_LENGTH": str(MOST_BYTES + 1), "wsgi.input": Unread()},
    )  # fmt: skip
    refused(answer, 413)


def test_the_largest_body_is_taken_and_one_byte_more_is_not(client, secret):
    for size, status in ((MOST_BYTES, 202), (MOST_BYTES + 1, 413)):
        Delivery.objects.all().delete()
        headers, body = signed("ping", b'"' + b"x" * (size - 2) + b'"')
        assert post_raw(client, headers, body).status_code == status


@pytest.mark.parametrize("length", ["", "-1", "1e3", "٣", "9" * 30, "9" * 5000])
def test_a_length_that_is_none_is_refused(client, secret, length):
    headers, _body = signed(*MESSAGE)
    answer = client.generic("POST", "/hooks/github", b"", headers=headers, CONTENT_LENGTH=length)
    refused(answer, 413 if length.startswith("9") else 411)


def test_a_compressed_body_is_refused(client, secret):
    headers, body = signed(*MESSAGE)
    refused(post_raw(client, headers | {"content-encoding": "gzip"}, body), 415)


@pytest.mark.parametrize(
    "body",
    [
        b"not json",
        b"[]",
        b"null",
        b"\xff\xfe{}",
        b"[" * 200_000,
        b'{"a":' * 100_000,
        b'{"action": NaN}',
        b"1" * 9999,
    ],
    ids=["text", "list", "null", "not UTF-8", "deep list", "deep object", "NaN", "long number"],
)
@pytest.mark.parametrize(
    "kind", ["application/json", "application/x-www-form-urlencoded", "text/plain", "a/b;charset=hex"]
)
def test_a_signed_message_that_nobody_can_read_fails_with_a_sentence(client, secret, body, kind):
    headers, body = signed("pull_request", body)
    assert post_raw(client, headers | {"content-type": kind}, body).status_code == 202
    processing.work_waiting()
    delivery = Delivery.objects.get()
    assert delivery.state == "failed" or (body.startswith(b'{"action"') and delivery.state == "ignored")
    assert delivery.trouble
    assert "Error" not in delivery.trouble


def test_a_secret_is_changed_without_a_gap(client, secret):
    new = SourceSecret.objects.create(source="github", name="new", sealed=secrets.seal("another-secret-of-tests"))
    assert post_raw(client, *signed(*MESSAGE, delivery="1")).status_code == 202
    assert post_raw(client, *signed(*MESSAGE, delivery="2", secret="another-secret-of-tests")).status_code == 202
    secret.ends_at = timezone.now()
    secret.save()
    assert post_raw(client, *signed(*MESSAGE, delivery="3")).status_code == 401
    assert post_raw(client, *signed(*MESSAGE, delivery="4", secret="another-secret-of-tests")).status_code == 202
    assert new.lives


def test_a_secret_is_not_readable_in_the_database(secret):
    assert SECRET not in SourceSecret.objects.get().sealed
    assert secrets.living("github") == [SECRET]


def test_a_new_secret_key_keeps_the_secrets_of_the_old_one_while_it_is_named(secret, settings):
    old, settings.SECRET_KEY = settings.SECRET_KEY, "another key of the house"
    assert secrets.living("github") == []
    settings.SECRET_KEY_FALLBACKS = [old]
    assert secrets.living("github") == [SECRET]


def test_nothing_that_opens_a_door_is_kept(client, secret):
    headers, body = signed(*MESSAGE)
    more = {"authorization": "Bearer x", "cookie": "a=b", "x-gitlab-token": "y", "x-forwarded-for": "192.0.2.1"}
    more |= {"x-api-key": "z", "x-amzn-oidc-data": "j.w.t", "x-auth-request-email": "ada@plaudit.example"}
    post_raw(client, headers | more, body)
    kept = Delivery.objects.get().headers
    assert set(kept) == {"content-type", "x-github-event", "x-github-delivery"}


_anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
@given(
    headers=st.dictionaries(
        st.sampled_from(
            ["x-hub-signature-256", "x-github-event", "x-github-delivery", "content-type", "content-encoding"]
        ),
        st.text(st.characters(min_codepoint=32, max_codepoint=255), max_size=300),
    ),
    body=st.binary(max_size=200),
)
def test_whatever_comes_unsigned_is_refused(client, secret, headers, body):
    kind = headers.pop("content-type", "application/json")
    answer = client.post("/hooks/github", data=body, content_type=kind, headers=headers)
    assert answer.status_code in (401, 411, 415)
    assert not Delivery.objects.exists()
