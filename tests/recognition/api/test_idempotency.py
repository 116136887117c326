"""A POST that is sent twice under one Idempotency-Key is done once."""

import json
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection, connections
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from knox.models import AuthToken
from rest_framework.test import APIClient

from recognition.actions import api_answers
from recognition.actions.api_answers import Answer, KeyUsedError
from recognition.models import ApiAnswer, Nomination, Thanks, User

THANKS = "/api/v1/thanks/"
BODY = {"receiver": "bo", "text": "You stayed late to find the leak."}


def _send(client, body=BODY, key="k-1", address=THANKS):
    return client.post(address, body, HTTP_IDEMPOTENCY_KEY=key)


def test_the_same_request_is_done_once_and_answered_alike(as_person, ada, bo):
    client = as_person(ada)
    first, again = _send(client), _send(client)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.content == again.content
    assert ("Idempotency-Replayed" in first, again["Idempotency-Replayed"]) == (False, "true")
    assert Thanks.objects.count() == 1


def test_the_address_of_the_new_thing_is_answered_again(as_person, ada, bo, badge):
    body = {"nominee": "bo", "badge": badge.slug, "reason": "Brought both teams to one schema; both release faster."}
    client = as_person(ada)
    first, again = (_send(client, body, address="/api/v1/nominations/") for _ in range(2))
    assert first["Location"] == again["Location"]
    assert Nomination.objects.count() == 1


def test_spaces_and_order_of_the_body_are_no_difference(as_person, ada, bo):
    client = as_person(ada)
    for body in (json.dumps(BODY), json.dumps(dict(reversed(BODY.items())), indent=3)):
        answer = client.generic("POST", THANKS, body, content_type="application/json", HTTP_IDEMPOTENCY_KEY='"k-1"')
        assert answer.status_code == 201
    assert Thanks.objects.count() == 1


@pytest.mark.parametrize("other", ["body", "address"])
def test_another_request_under_the_same_key_is_refused(as_person, ada, bo, other):
    client = as_person(ada)
    _send(client)
    answer = (
        _send(client, {**BODY, "text": "Something else altogether."})
        if other == "body"
        else _send(client, address="/api/v1/verifications/")
    )
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "key_used")
    assert Thanks.objects.count() == 1


def test_the_keys_of_two_people_are_two_keys(as_person, ada, chen, bo):
    assert [_send(as_person(person)).status_code for person in (ada, chen)] == [201, 201]
    assert Thanks.objects.count() == 2


def test_a_refused_request_leaves_nothing_and_may_be_mended_under_the_same_key(as_person, ada, bo):
    client = as_person(ada)
    assert _send(client, {**BODY, "receiver": "nobody"}).status_code == 400
    assert not ApiAnswer.objects.exists()
    assert _send(client).status_code == 201


def test_an_answer_without_a_body_is_kept_too(as_person, ada):
    client = as_person(ada)
    answers = [_send(client, {}, address="/api/v1/messages/read/") for _ in range(2)]
    assert [(answer.status_code, answer.content) for answer in answers] == [(204, b"")] * 2
    assert answers[1]["Idempotency-Replayed"] == "true"


@pytest.mark.parametrize("key", ["", " ", "a b", 'a"b', '"a', "x" * 256, "ü", "\x7f"], ids=repr)
def test_what_is_no_key_is_refused(as_person, ada, bo, key):
    answer = _send(as_person(ada), key=key)
    assert (answer.status_code, answer.json()["errors"][0]["path"]) == (400, "Idempotency-Key")
    assert not Thanks.objects.exists()


def test_a_narrowed_token_gets_no_answer_of_another_one(as_person, ada, bo):
    from recognition.models import TokenName

    _send(as_person(ada))
    reader = as_person(ada)
    TokenName.objects.create(token=AuthToken.objects.order_by("created").last(), scopes=["read"])
    assert _send(reader).status_code == 403


def test_signing_in_is_never_answered_from_memory(anybody, ada):
    User.objects.create_user("ada", password="a quiet harbour at six", person=ada)
    body = {"username": "ada", "password": "a quiet harbour at six"}
    answers = [_send(anybody, body, address="/api/v1/tokens/").json()["token"] for _ in range(2)]
    assert answers[0] != answers[1]
    assert not ApiAnswer.objects.exists()


def test_old_answers_are_forgotten(ada):
    user = User.objects.create(username="ada", person=ada)
    for hours in (1, 23, 25):
        at = timezone.now() - timedelta(hours=hours)
        ApiAnswer.objects.create(user=user, key=f"k-{hours}", fingerprint="0" * 64, at=at, status=201)
    assert api_answers.forget(older_than=timedelta(hours=24)) == 1
    assert set(ApiAnswer.objects.values_list("key", flat=True)) == {"k-1", "k-23"}


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xyz"), st.booleans()), max_size=12))
def test_however_requests_are_repeated_each_key_is_done_once(ada, requests):
    """Against a model: a key belongs to the first request that was not refused under it."""
    user, _ = User.objects.get_or_create(username="ada", defaults={"person": ada})
    ApiAnswer.objects.all().delete()
    done, owner = [], {}
    for key, fingerprint, refused in requests:

        def do(key=key, refused=refused):
            if refused:
                raise ValueError
            done.append(key)
            return Answer(201, f'"{len(done)}"')

        try:
            answer = api_answers.once(user=user, key=key, fingerprint=fingerprint, do=do)
        except KeyUsedError:
            assert owner[key][0] != fingerprint
        except ValueError:
            assert refused
            assert key not in owner
        else:
            assert owner.setdefault(key, (fingerprint, answer.body)) == (fingerprint, answer.body)
    assert sorted(done) == sorted(set(done)) == sorted(owner)


@pytest.mark.django_db(transaction=True)
def test_the_same_request_at_the_same_moment_is_done_once(ada, bo):
    """Threads with connections of their own; one of them waits for the other."""
    if connection.vendor == "sqlite":
        pytest.skip("SQLite in memory has one connection")
    user = User.objects.create(username="ada", person=ada)
    _token, secret = AuthToken.objects.create(user=user)
    together, answers = Barrier(4), []

    def send():
        try:
            client = APIClient()
            client.credentials(HTTP_AUTHORIZATION=f"Token {secret}")
            together.wait()
            answer = _send(client)
            answers.append((answer.status_code, answer.content, answer.get("Idempotency-Replayed")))
        finally:
            connections.close_all()

    threads = [Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert Thanks.objects.count() == 1
    assert {(status, content) for status, content, _ in answers} == {(201, answers[0][1])}
    assert sorted(str(replayed) for _, _, replayed in answers) == ["None", "true", "true", "true"]
