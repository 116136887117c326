"""Signed webhooks: verified by another library, nothing lost while a receiver is down, silence where it belongs."""

import json
import threading
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone
from standardwebhooks import Webhook, WebhookVerificationError

from recognition.actions import awards, endpoints, nominations, preferences, thanks
from recognition.models import AuditEntry, Endpoint, Notification, OutboxMessage
from recognition.outbox import dispatch

pytestmark = pytest.mark.django_db
REASON = "Brought two teams into one room, and the handover takes an hour now."
State = OutboxMessage.State


@pytest.fixture
def given(admin, badge):
    """Give somebody the badge by hand, as people do."""

    def give(person):
        return awards.grant(by=admin, person=person, badge=badge, reason=REASON)

    return give


def received(receiver, *secrets):
    """(headers, event) of what arrived, verified with every one of the secrets."""
    found = []
    for _path, headers, body in receiver.got:
        for secret in secrets:
            assert Webhook(secret).verify(body, headers)["type"]
        found.append((headers, json.loads(body)))
    return found


def test_an_award_arrives_signed(hook, receiver, given, bo):
    _endpoint, secret = hook()
    given(bo)
    dispatch.work_due()
    ((headers, event),) = received(receiver, secret)
    assert event["type"] == "award.given"
    assert event["data"].pop("given_at")
    assert event["data"] == {
        "id": "bo/bridge-builder",
        "person": {"key": "bo", "name": "Bo Nakamura", "team": "platform"},
        "badge": {"slug": "bridge-builder", "name": "Bridge Builder"},
        "tier": None,
        "url": "https://plaudit.example/people/bo/badges/bridge-builder",
    }
    assert headers["webhook-id"] == f"msg_{OutboxMessage.objects.get().message_id.hex}"
    assert OutboxMessage.objects.get().state == State.SENT


def test_a_changed_body_or_another_secret_does_not_verify(hook, receiver, given, bo):
    _endpoint, secret = hook()
    given(bo)
    dispatch.work_due()
    ((_path, headers, body),) = receiver.got
    with pytest.raises(WebhookVerificationError):
        Webhook(secret).verify(body.replace(b"bo", b"ba"), headers)
    with pytest.raises(WebhookVerificationError):
        Webhook("whsec_" + "A" * 44).verify(body, headers)


def test_a_receiver_that_is_down_for_an_hour_loses_nothing(hook, receiver, given, ada, bo, chen, eve):
    hook("award.given", "nomination.made", "thanks.given")
    began = timezone.now()
    receiver.status = 503
    with time_machine.travel(began, tick=False) as clock:
        for minute in range(61):
            if minute == 1:
                given(bo)
            if minute == 20:
                thanks.give(by=chen, receiver=ada, text="Thank you for the map!")
            if minute == 40:
                thanks.give(by=ada, receiver=eve, text="Thank you for the sketch!")
            dispatch.work_due()
            clock.shift(timedelta(minutes=1))
        failed, receiver.got, receiver.status = receiver.got, [], 200
        for _ in range(20):
            dispatch.work_due()
            clock.shift(timedelta(minutes=30))
            if not OutboxMessage.objects.filter(state=State.WAITING).exists():
                break
    assert sorted(json.loads(body)["type"] for _path, _headers, body in receiver.got) == [
        "award.given", "thanks.given", "thanks.given",
    ]  # fmt: skip
    arrived = [headers["webhook-id"] for _path, headers, _body in receiver.got]
    assert len(set(arrived)) == 3
    assert {headers["webhook-id"] for _path, headers, _body in failed} <= set(arrived)  # the same ids as before
    assert Endpoint.objects.get().failing_since is None


def test_a_stamp_is_of_the_attempt_and_the_id_of_the_message(hook, receiver, given, bo):
    _endpoint, secret = hook()
    receiver.status = 500
    with time_machine.travel(timezone.now(), tick=False) as clock:
        given(bo)
        dispatch.work_due()
        clock.shift(timedelta(minutes=2))
        receiver.status = 200
        dispatch.work_due()
        Webhook(secret).verify(receiver.got[1][2], receiver.got[1][1])
    (first, again) = [headers for _path, headers, _body in receiver.got]
    assert first["webhook-id"] == again["webhook-id"]
    assert int(again["webhook-timestamp"]) - int(first["webhook-timestamp"]) == 120
    assert receiver.got[0][2] == receiver.got[1][2]


def test_two_secrets_sign_while_one_follows_the_other(hook, receiver, given, admin, bo, ada):
    endpoint, old = hook()
    new = endpoints.make_secret(by=admin, endpoint=endpoint)
    given(bo)
    dispatch.work_due()
    assert received(receiver, old, new)
    endpoints.drop_old_secret(by=admin, endpoint=endpoint)
    receiver.got.clear()
    given(ada)
    dispatch.work_due()
    assert received(receiver, new)
    with pytest.raises(WebhookVerificationError):
        received(receiver, old)


def test_a_new_secret_that_was_lost_is_replaced_while_the_earlier_one_signs_on(hook, receiver, given, admin, bo):
    endpoint, old = hook()
    lost = endpoints.make_secret(by=admin, endpoint=endpoint)
    with pytest.raises(ValidationError):
        endpoints.make_secret(by=admin, endpoint=endpoint)
    new = endpoints.make_secret(by=admin, endpoint=endpoint, replace=True)
    given(bo)
    dispatch.work_due()
    assert received(receiver, old, new)
    with pytest.raises(WebhookVerificationError):
        received(receiver, lost)


def test_where_one_is_good_there_is_none_to_replace(hook, receiver, given, admin, bo):
    endpoint, old = hook()
    new = endpoints.make_secret(by=admin, endpoint=endpoint, replace=True)
    given(bo)
    dispatch.work_due()
    assert received(receiver, old, new)


@pytest.mark.parametrize("hides", ["award", "badges"])
def test_what_is_hidden_before_it_is_sent_is_not_sent(hook, receiver, given, bo, hides):
    hook()
    award = given(bo)
    if hides == "award":
        awards.hide(by=bo, award=award)
    else:
        preferences.choose_visibility(by=bo, badges=False, words=True)
    dispatch.work_due()
    assert receiver.got == []
    assert OutboxMessage.objects.get().state == State.CANCELLED


def test_what_somebody_keeps_to_themselves_is_not_even_kept_for_sending(hook, receiver, given, bo, chen, badge):
    hook("award.given", "nomination.made", "thanks.given")
    preferences.choose_visibility(by=bo, badges=False, words=False)
    given(bo)
    thanks.give(by=chen, receiver=bo, text="Thank you for the map!")
    nominations.submit(by=chen, nominee=bo, badge=badge, reason=REASON)
    assert not OutboxMessage.objects.filter(channel="webhook").exists()


def test_words_taken_back_are_not_sent(hook, receiver, chen, bo):
    hook("thanks.given")
    said = thanks.give(by=chen, receiver=bo, text="Thank you for the map!")
    thanks.withdraw(by=chen, thanks=said)
    dispatch.work_due()
    assert receiver.got == []


def test_history_is_told_to_nobody(hook, receiver, chen, bo, badge):
    hook("nomination.made", "thanks.given")
    long_ago = timezone.now() - timedelta(days=30)
    thanks.give(by=chen, receiver=bo, text="Thank you for the map!", at=long_ago)
    nominations.submit(by=chen, nominee=bo, badge=badge, reason=REASON, at=long_ago)
    assert not OutboxMessage.objects.filter(channel="webhook").exists()


def test_words_of_nominations_stay_here(hook, receiver, chen, bo, badge):
    hook("nomination.made")
    nominations.submit(by=chen, nominee=bo, badge=badge, reason=REASON)
    dispatch.work_due()
    ((_path, _headers, body),) = receiver.got
    assert "room" not in body.decode()
    assert json.loads(body)["data"]["from"]["key"] == "chen"


def test_an_address_that_is_gone_is_switched_off_at_once(hook, receiver, given, admin, bo):
    endpoint, _secret = hook()
    receiver.status = 410
    given(bo)
    dispatch.work_due()
    endpoint.refresh_from_db()
    assert endpoint.off == "gone"
    assert OutboxMessage.objects.get(channel="webhook").state == State.DEAD
    told = Notification.objects.get(kind="endpoint_off")
    assert (told.person, told.data) == (admin, {"endpoint": "Intranet"})
    assert AuditEntry.objects.get(verb="endpoint.switch_off").actor == "system:outbox"


def test_one_that_fails_for_three_days_is_switched_off_and_admins_are_told_once(hook, receiver, given, admin, bo, ada):
    endpoint, _secret = hook()
    receiver.status = 500
    with time_machine.travel(timezone.now(), tick=False) as clock:
        given(bo)
        given(ada)
        for _ in range(100):
            dispatch.work_due()
            clock.shift(timedelta(hours=1))
        endpoint.refresh_from_db()
        assert endpoint.off == "failing"
        assert Notification.objects.filter(kind="endpoint_off", person=admin).count() == 1
        endpoints.switch_on(by=admin, endpoint=endpoint)
        receiver.status, receiver.got = 200, []
        for message in OutboxMessage.objects.filter(destination=endpoint.destination, state=State.DEAD):
            endpoints.send_again(by=admin, endpoint=endpoint, message=message)
        clock.shift(timedelta(days=1))
        dispatch.work_due()
    assert len(receiver.got) == 2


def test_a_receiver_that_asks_for_time_gets_it(hook, receiver, given, bo):
    hook()
    receiver.status, receiver.headers = 429, {"Retry-After": "7200"}
    given(bo)
    dispatch.work_due()
    assert OutboxMessage.objects.get().due_at > timezone.now() + timedelta(minutes=115)


def test_each_attempt_stands_in_the_log(hook, receiver, given, bo):
    hook()
    receiver.status, receiver.answer = 302, b""
    receiver.headers = {"Location": "http://169.254.169.254/"}
    given(bo)
    dispatch.work_due()
    attempt = OutboxMessage.objects.get().tries.get()
    assert (attempt.result, attempt.status) == ("retry", 302)
    assert "not followed" in attempt.answer
    assert len(receiver.got) == 1


def test_an_address_that_is_not_allowed_any_more_is_not_posted_to(hook, receiver, given, settings, bo):
    hook()
    given(bo)
    settings.WEBHOOK_ALLOWED_PRIVATE = []
    dispatch.work_due()
    assert receiver.got == []
    assert OutboxMessage.objects.get().state == State.WAITING


def test_another_secret_key_is_said_plainly(hook, receiver, given, settings, bo):
    hook()
    given(bo)
    old, settings.SECRET_KEY = settings.SECRET_KEY, "another"
    dispatch.work_due()
    assert "SECRET_KEY" in OutboxMessage.objects.get().last_error
    settings.SECRET_KEY_FALLBACKS = [old]
    OutboxMessage.objects.update(due_at=timezone.now())
    dispatch.work_due()
    assert len(receiver.got) == 1


def test_what_is_removed_gets_nothing_more(hook, receiver, given, admin, bo):
    endpoint, _secret = hook()
    given(bo)
    endpoints.remove(by=admin, endpoint=endpoint)
    dispatch.work_due()
    assert receiver.got == []
    assert OutboxMessage.objects.get().state == State.CANCELLED


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite in memory has one writer at a time")
@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_each_message_once(hook, receiver, chen, bo):
    _endpoint, secret = hook("thanks.given")
    for number in range(12):
        thanks.give(by=chen, receiver=bo, text=f"Thank you for map number {number}!")

    def work():
        try:
            dispatch.work_due()
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    dispatch.work_due()
    ids = [headers["webhook-id"] for headers, _event in received(receiver, secret)]
    assert len(ids) == len(set(ids)) == 12
