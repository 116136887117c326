"""The door that each e-mail carries: one press ends all e-mail, and only to its own reader."""

import string

import pytest
import time_machine
from django.core import signing
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recognition.models import Preferences
from recognition.notify.by_mail import Way, way_of
from recognition.notify.letters import UNSUBSCRIBE, stop_address

pytestmark = pytest.mark.django_db
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


def path_of(person):
    return "/unsubscribe/" + stop_address(person).rpartition("/")[2]


def test_looking_asks_and_changes_nothing(bo):
    answer = Client().get(path_of(bo))
    assert answer.status_code == 200
    assert "Send me no e-mail" in answer.content.decode()
    assert "no-cache" in answer.headers["Cache-Control"]
    assert not Preferences.objects.exists()


@pytest.mark.parametrize("checks", [True, False])
def test_one_press_without_cookies_ends_all_email_and_twice_is_the_same(bo, checks):
    client = Client(enforce_csrf_checks=checks)
    for _ in range(2):
        assert client.post(path_of(bo), ONE_CLICK).status_code == 200
    kept = Preferences.objects.get(person=bo)
    assert {way_of(kept.mail, topic) for topic in ("", "awards", "words", "seconds", "outcomes")} == {Way.SITE}
    assert kept.muted == []


def test_the_page_speaks_the_readers_language(bo):
    Preferences.objects.create(person=bo, language="de")
    answer = Client(headers={"accept-language": "en"}).get(path_of(bo))
    assert '<html lang="de"' in answer.content.decode()


def test_nobody_ends_the_email_of_somebody_else(ada, bo):
    forged = [
        path_of(bo)[:-1] + ("A" if path_of(bo)[-1] != "A" else "B"),
        path_of(bo) + "x",
        f"/unsubscribe/{signing.dumps(bo.pk, salt='another')}",
        f"/unsubscribe/{signing.dumps(bo.pk, salt=UNSUBSCRIBE, key='another')}",
        f"/unsubscribe/{signing.dumps(10**12, salt=UNSUBSCRIBE)}",
        f"/unsubscribe/{signing.dumps(10**40, salt=UNSUBSCRIBE)}",
        f"/unsubscribe/{signing.dumps([bo.pk], salt=UNSUBSCRIBE)}",
        f"/unsubscribe/{signing.dumps({'pk': bo.pk}, salt=UNSUBSCRIBE)}",
        f"/unsubscribe/{signing.dumps(True, salt=UNSUBSCRIBE)}",
    ]
    for address in forged:
        answer = Client().post(address, ONE_CLICK)
        assert answer.status_code == 404, address
        assert "does not hold any more" in answer.content.decode()
    assert not Preferences.objects.exists()


def test_an_old_address_does_not_hold(bo):
    with time_machine.travel("2024-01-01"):
        old = path_of(bo)
    assert Client().post(old, ONE_CLICK).status_code == 404
    assert not Preferences.objects.exists()


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"\xff\xfe\x00", "application/x-www-form-urlencoded"),
        (b"[" * 100_000, "application/json"),
        (b"x" * 3_000_000, "text/plain"),
        (b"--a\r\n", "multipart/form-data; boundary=a"),
        (b"", ""),
    ],
    ids=["not text", "nested", "long", "half a form", "empty"],
)
def test_what_is_sent_along_is_not_read(bo, body, kind):
    assert Client().generic("POST", path_of(bo), body, content_type=kind).status_code == 200


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_no_other_method(bo, method):
    assert Client().generic(method, path_of(bo)).status_code == 405


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(string.ascii_letters + string.digits + ":-_.~%", min_size=1, max_size=400))
def test_no_invented_address_opens(bo, token):
    assert Client().post(f"/unsubscribe/{token}").status_code in (404, 400)
    assert not Preferences.objects.exists()
