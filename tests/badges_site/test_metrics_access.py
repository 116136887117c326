import pytest
from django.core.exceptions import ImproperlyConfigured

from badges_site.metrics_access import checked_token

TOKEN = "0f1e2d3c4b5a69788796a5b4c3d2e1f0"
STRANGER = "203.0.113.7"

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("peer", "headers", "status"),
    [
        ("127.0.0.1", {}, 200),
        ("::1", {}, 200),
        ("10.1.2.3", {}, 200),
        ("172.31.0.9", {}, 200),
        ("192.168.7.7", {}, 200),
        ("fd12::7", {}, 200),
        ("::ffff:10.1.2.3", {}, 200),
        (STRANGER, {}, 403),
        ("172.32.0.9", {}, 403),
        ("100.64.0.1", {}, 403),  # a carrier's network: shared with strangers
        ("192.0.2.1", {}, 403),
        ("2001:db8::1", {}, 403),
        ("::ffff:203.0.113.7", {}, 403),
        ("", {}, 403),  # a socket of this machine, behind which is whoever
        # Behind a proxy
        ("10.0.0.1", {"x-forwarded-for": "10.9.9.9"}, 200),
        ("10.0.0.1", {"x-forwarded-for": "10.9.9.9, 10.8.8.8", "x-forwarded-proto": "https"}, 200),
        ("10.0.0.1", {"x-forwarded-for": STRANGER}, 403),
        # A stranger writes an address of ours before the one that the proxy adds.
        ("10.0.0.1", {"x-forwarded-for": f"127.0.0.1, {STRANGER}"}, 403),
        ("10.0.0.1", {"x-forwarded-for": f"{STRANGER}, 10.8.8.8"}, 403),
        (STRANGER, {"x-forwarded-for": "127.0.0.1"}, 403),
        ("10.0.0.1", {"x-forwarded-for": ""}, 403),
        ("10.0.0.1", {"x-forwarded-for": "unknown"}, 403),
        # A proxy that does not say for whom it asks.
        ("127.0.0.1", {"x-forwarded-proto": "https"}, 403),
        ("127.0.0.1", {"forwarded": "for=10.9.9.9"}, 403),
        ("127.0.0.1", {"x-real-ip": "10.9.9.9"}, 403),
        ("127.0.0.1", {"via": "1.1 front"}, 403),
        # No token is set, so none opens anything.
        (STRANGER, {"authorization": f"Bearer {TOKEN}"}, 403),
        (STRANGER, {"authorization": "Bearer "}, 403),
    ],
)
def test_without_a_token_it_opens_inside_of_the_house_only(client, settings, peer, headers, status):
    settings.METRICS_TOKEN = ""
    answer = client.get("/metrics", headers=headers, REMOTE_ADDR=peer)
    assert answer.status_code == status
    if status == 403:
        assert answer["Content-Type"] == "application/problem+json"
        assert "METRICS_TOKEN" in answer.json()["detail"]
        assert b"plaudit_" not in answer.content


@pytest.mark.parametrize(
    ("authorization", "status"),
    [
        (f"Bearer {TOKEN}", 200),
        (f"bearer  {TOKEN}", 200),
        (f"Basic {TOKEN}", 401),
        (f"Bearer {TOKEN[:-1]}", 401),
        (f"Bearer {TOKEN}0", 401),
        ("Bearer \u00e9", 401),
        ("Bearer", 401),
        (TOKEN, 401),
        ("", 401),
    ],
)
@pytest.mark.parametrize("peer", ["127.0.0.1", STRANGER])
def test_with_a_token_only_the_token_opens_it(client, settings, peer, authorization, status):
    settings.METRICS_TOKEN = TOKEN
    answer = client.get("/metrics", headers={"authorization": authorization}, REMOTE_ADDR=peer)
    assert answer.status_code == status
    if status == 401:
        assert answer["WWW-Authenticate"] == 'Bearer realm="metrics"'
        assert answer.json()["errors"][0]["code"] == "token_wanted"


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("plaudit.example", 200),
        ("10.1.2.3:8000", 200),
        ("[fd12::7]:8000", 200),
        ("localhost:8000", 200),
        # In a browser inside, a page of strangers can lead its own name here.
        ("rebound.example", 403),
        ("10.1.2.3.rebound.example:8000", 403),
        ("", 403),
        ("a b", 403),
    ],
)
def test_without_a_token_it_is_asked_by_a_name_of_its_own(client, settings, host, status):
    settings.METRICS_TOKEN, settings.ALLOWED_HOSTS, settings.DEBUG = "", ["plaudit.example"], False
    assert client.get("/metrics", headers={"host": host}).status_code == status


def test_with_a_token_any_name_will_do(client, settings):
    settings.METRICS_TOKEN, settings.ALLOWED_HOSTS = TOKEN, ["plaudit.example"]
    answer = client.get("/metrics", headers={"host": "web:8000", "authorization": f"Bearer {TOKEN}"})
    assert answer.status_code == 200


def test_prometheus_is_not_sent_on_to_https(client, settings):
    settings.SECURE_SSL_REDIRECT = True
    assert client.get("/metrics", headers={"host": "10.1.2.3:8000"}).status_code == 200


def test_signing_in_opens_nothing(clients, settings):
    settings.METRICS_TOKEN = TOKEN
    assert clients["admin"].get("/metrics").status_code == 401


@pytest.mark.parametrize("token", ["secret", "x" * 23, "\u00e9" * 30])
def test_a_token_that_can_be_guessed_stops_the_start(token):
    with pytest.raises(ImproperlyConfigured, match="openssl rand"):
        checked_token(token)


@pytest.mark.parametrize(("given", "read"), [("", ""), ("  ", ""), (f" {TOKEN}\n", TOKEN)])
def test_an_empty_token_is_none(given, read):
    assert checked_token(given) == read
