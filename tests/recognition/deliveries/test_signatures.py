import base64
from datetime import UTC, datetime, timedelta

import pytest
from standardwebhooks.webhooks import Webhook

from recognition.deliveries import signatures

NOW = datetime(2026, 3, 2, 10, tzinfo=UTC)
SECRET = "whsec_" + base64.b64encode(b"k" * 32).decode()
BODY = '{"name": "Zoë"}'.encode()


def test_the_library_of_the_standard_signs_what_is_accepted():
    headers = {
        "webhook-id": "m1",
        "webhook-timestamp": str(int(NOW.timestamp())),
        "webhook-signature": "v1a,unknown " + Webhook(SECRET).sign("m1", NOW, BODY.decode()),
    }
    assert signatures.signed_standard(headers, BODY, [SECRET], now=NOW)
    assert not signatures.signed_standard(headers, BODY + b" ", [SECRET], now=NOW)
    assert not signatures.signed_standard(headers | {"webhook-id": "m2"}, BODY, [SECRET], now=NOW)
    assert signatures.standard_headers("m1", BODY, SECRET, now=NOW)["webhook-signature"] in headers["webhook-signature"]


@pytest.mark.parametrize("seconds", [-301, 301])
def test_a_message_of_another_time_is_refused(seconds):
    headers = signatures.standard_headers("m1", BODY, SECRET, now=NOW)
    assert signatures.signed_standard(headers, BODY, [SECRET], now=NOW)
    assert not signatures.signed_standard(headers, BODY, [SECRET], now=NOW + timedelta(seconds=seconds))


def test_two_secrets_live_at_once_while_one_is_being_changed():
    headers = signatures.standard_headers("m1", BODY, "the new one", now=NOW)
    assert signatures.signed_standard(headers, BODY, ["the old one", "the new one"], now=NOW)
    assert signatures.signed_hex([signatures.hex_of(BODY, "the old one")], BODY, ["the old one", "the new one"])
    assert not signatures.signed_hex([signatures.hex_of(BODY, "another")], BODY, ["the old one", "the new one"])


@pytest.mark.parametrize("secrets", [[], [""], ["", ""]], ids=["none", "empty", "two empty"])
def test_without_a_secret_nothing_is_signed(secrets):
    headers = signatures.standard_headers("m1", BODY, SECRET, now=NOW)
    assert not signatures.signed_standard(headers, BODY, secrets, now=NOW)
    assert not signatures.signed_hex([signatures.hex_of(BODY, "")], BODY, secrets)
    assert not signatures.is_secret("", secrets)


@pytest.mark.parametrize("stamp", ["", "x", "-5", "1e9", "٣", "9" * 40, "\udcff"])
def test_a_broken_timestamp_is_refused(stamp):
    headers = signatures.standard_headers("m1", BODY, SECRET, now=NOW) | {"webhook-timestamp": stamp}
    assert not signatures.signed_standard(headers, BODY, [SECRET], now=NOW)
