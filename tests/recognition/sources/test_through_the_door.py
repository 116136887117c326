"""From the door of each source to outcomes, confirmations and reversals; and what the door refuses."""

import random
from datetime import timedelta

import pytest
import time_machine
from standardwebhooks.webhooks import Webhook

from recognition.actions import source_secrets
from recognition.actions.actors import System
from recognition.deliveries import processing, secrets
from recognition.deliveries.registry import SOURCES as REGISTRY
from recognition.models import (
    Contribution,
    DeliveredFact,
    Delivery,
    Outcome,
    Reversal,
    SourceAccount,
    SourceSecret,
    Verification,
)
from tests.conftest import NOW
from tests.recognition.sources.messages import body
from tests.recognition.sources.stories import ACCOUNTS, SECRET, STORIES, signed

SOURCES = sorted(STORIES)
MIB = 1_048_576
pytestmark = pytest.mark.parametrize("source", SOURCES)


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def post(client, db, source):
    SourceSecret.objects.create(source=source, name="test", sealed=secrets.seal(SECRET))

    def deliver(content, headers=None, kind="application/json", to=source):
        headers = signed(source, content, now=NOW) if headers is None else headers
        return client.post(f"/hooks/{to}", data=content, content_type=kind, headers=headers)

    return deliver


@pytest.fixture
def known(source, ada, bo, chen):
    people = {"ada": ada, "bo": bo, "chen": chen}
    for user_id, key in ACCOUNTS[source].items():
        SourceAccount.objects.create(source=source, user_id=user_id, state="known", person=people[key])


def work():
    while processing.work_waiting():
        pass


def rows():
    """All that stands, without ids and the time at which it was written."""
    outcome = ("source", "key", "kind", "at", "root", "area", "title", "merged_by__key")
    word = ("outcome__key", "verifier__key", "kind", "at", "withdrawn_at")
    return [
        sorted(Outcome.objects.values_list(*outcome), key=str),
        sorted(Contribution.objects.values_list("outcome__key", "person__key", "is_author")),
        sorted(Verification.objects.values_list(*word), key=str),
        sorted(Reversal.objects.values_list("outcome__key", "kind", "at", "by_outcome__key"), key=str),
    ]


EXPECTED = {
    "gitlab": {
        "sea/lighthouse!12": ("change_merged", "reverted"),
        "sea/lighthouse!13": ("change_reverted", None),
        "sea/lighthouse#3@20260302T120000Z": ("ticket_closed", "reopened"),
        "sea/lighthouse#3@20260302T150000Z": ("ticket_closed", None),
        "sea/lighthouse/deployments/15": ("service_deployed", None),
    },
    "jira": {
        "SEA-4@20260302T090000Z": ("ticket_closed", "reopened"),
        "SEA-4@20260302T130000Z": ("ticket_closed", None),
    },
    "pagerduty": {
        "Q1@20260302T090000Z": ("incident_resolved", "reopened"),
        "Q1@20260302T110000Z": ("incident_resolved", "reopened"),
    },
    "cloudevents": {
        "change:/ci#s1": ("change_merged", None),
        "service:/ci#s1@production:pkg:oci/lamp@2": ("service_deployed", "rolled_back"),
        "ticket:/ci#s1@20260302T130000Z": ("ticket_closed", None),
        "incident:/ci#s1@20260302T140000Z": ("incident_resolved", None),
    },
}
WORDS = {
    "gitlab": [("sea/lighthouse!12", "bo", False), ("sea/lighthouse!12", "chen", True)],
    "cloudevents": [("change:/ci#s1", "bo", False), ("service:/ci#s1@production:pkg:oci/lamp@2", "bo", False)],
}


def test_a_story_becomes_outcomes_words_and_reversals(post, known, source):
    for message in STORIES[source]:
        assert post(body(message)).status_code == 202
    work()
    assert set(Delivery.objects.values_list("state", flat=True)) <= {"done", "ignored"}
    told = Outcome.objects.values_list("key", "kind", "reversal__kind")
    assert {key: (kind, ended) for key, kind, ended in told} == EXPECTED[source]
    words = Verification.objects.values_list("outcome__key", "verifier__key", "withdrawn_at")
    assert sorted((key, who, ended is not None) for key, who, ended in words) == WORDS.get(source, [])


def test_repeated_and_in_any_order_it_is_the_same(post, known, source):
    for message in STORIES[source]:
        post(body(message))
    work()
    told = rows()
    for message in STORIES[source]:
        assert post(body(message)).status_code == 200  # known
    work()
    assert rows() == told
    for seed in range(2):
        clear()
        again = STORIES[source] * 2
        random.Random(seed).shuffle(again)
        for number, message in enumerate(again):
            post(body(message))
            if number % (seed + 1) == 0:
                work()
        work()
        assert rows() == told, seed


def clear():
    for model in (Reversal, Verification, Contribution, Outcome, DeliveredFact, Delivery):
        model.objects.all().delete()


def test_people_who_are_not_known_yet_are_credited_later(post, source):
    for message in STORIES[source]:
        post(body(message))
    work()
    assert not Outcome.objects.exists()
    assert "waiting_for_person" in Delivery.objects.values_list("state", flat=True)
    assert SourceAccount.objects.filter(source=source, state="unknown").count() >= len(ACCOUNTS[source])


@pytest.mark.parametrize("fault", ["unsigned", "forged", "changed", "of another source", "not for this house"])
def test_what_is_not_signed_is_refused(post, source, fault):
    content = body(STORIES[source][0])
    headers = {
        "unsigned": {},
        "forged": signed(source, content, "another secret", now=NOW),
        "changed": signed(source, content, now=NOW),
        "of another source": {"x-hub-signature-512": "sha512=00", "x-hub-signature": "sha1=00"},
        "not for this house": signed(source, content, now=NOW),
    }[fault]
    if fault == "changed" and source != "gitlab":  # a token says nothing of the body
        content += b" "
    to = "nowhere" if fault == "not for this house" else source
    if fault == "changed" and source == "gitlab":
        headers = {name: value + "x" for name, value in headers.items()}
    refuse(post(content, headers, to=to), 404 if to == "nowhere" else 401)


def test_an_old_signature_is_refused_where_it_has_a_time(post, source):
    content = body(STORIES[source][0])
    headers = signed(source, content, now=NOW - timedelta(minutes=6))
    if "webhook-timestamp" in headers:
        refuse(post(content, headers), 401)


def test_a_body_that_is_too_large_is_refused(post, source):
    refuse(post(b"[" * (MIB + 1)), 413)


NONSENSE = [b"[" * 300_000, b'{"a":' * 100_000 + b"1", b"\xff\xfe", b"<xml/>"]


@pytest.mark.parametrize("content", NONSENSE, ids=["deep", "deep objects", "no utf-8", "no json"])
@pytest.mark.parametrize("kind", ["application/xml", "application/cloudevents-batch+json"])
def test_what_is_signed_and_makes_no_sense_fails_with_a_reason(post, source, content, kind):
    assert post(content, kind=kind).status_code == 202
    work()
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.tries) == ("failed", 1)
    assert delivery.trouble
    assert not DeliveredFact.objects.exists()


def refuse(answer, status):
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["detail"]
    assert not Delivery.objects.exists()


def test_a_secret_made_here_signs_as_the_libraries_do(source, db):
    _row, secret = source_secrets.make(by=System("test"), source=source, name="made")
    if source in ("gitlab", "cloudevents"):
        content = body(STORIES[source][0])
        headers = {"webhook-id": "m1", "webhook-timestamp": str(int(NOW.timestamp()))}
        headers["webhook-signature"] = Webhook(secret).sign("m1", NOW, content.decode())
        assert REGISTRY[source].verified(headers, content, secrets.living(source), now=NOW)
    headers, content = REGISTRY[source].sample(secret, now=NOW)
    assert REGISTRY[source].verified(headers, content, secrets.living(source), now=NOW)
