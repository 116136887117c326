import contextlib
from datetime import timedelta
from itertools import count

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recognition.actions import outbox
from recognition.models import DeliveryAttempt, OutboxMessage
from recognition.outbox import backoff, dispatch
from recognition.outbox.answers import Moot, Rest, RetryLater, Sent, Undeliverable
from recognition.outbox.registry import CHANNELS
from tests.recognition.outbox.moving import moving_clock

pytestmark = pytest.mark.django_db
State = OutboxMessage.State
numbers = count(1)


def put(destination="receiver", channel="webhook", **more):
    return outbox.put(
        channel=channel, destination=destination, kind="test", payload={}, dedup_key=f"test:{next(numbers)}", **more
    )


def states():
    return list(OutboxMessage.objects.order_by("id").values_list("state", flat=True))


def test_what_is_due_is_sent_once_and_written_down(receiver, clock):
    message = put()
    assert dispatch.work_due().results == {"sent": 1}
    assert dispatch.work_due().results == {}
    message.refresh_from_db()
    assert (message.state, message.attempts, message.over_at, message.lease) == ("sent", 1, timezone.now(), "")
    attempt = message.tries.get()
    assert (attempt.result, attempt.status, attempt.answer) == ("sent", 250, "Taken.")


def test_what_is_not_due_waits(receiver, clock):
    put(due_at=timezone.now() + timedelta(minutes=1))
    assert dispatch.work_due().worked == 0
    clock(minutes=1)
    assert dispatch.work_due().worked == 1


def test_the_same_message_is_put_once(receiver):
    first = outbox.put(channel="chat", destination="a", kind="test", payload={}, dedup_key="x")
    assert outbox.put(channel="chat", destination="a", kind="test", payload={}, dedup_key="x") is None
    outbox.put_many([OutboxMessage(channel="chat", destination="a", kind="test", dedup_key=key) for key in "xyy"])
    assert first is not None
    assert OutboxMessage.objects.count() == 2


def test_an_unknown_channel_is_refused_when_it_is_put():
    with pytest.raises(ValueError, match="pigeon"):
        put(channel="pigeon")


def test_it_is_tried_for_three_days_and_then_given_up(receiver, clock):
    message, began = put(), timezone.now()
    receiver.says = [RetryLater("Nobody is there.")] * 100
    while OutboxMessage.objects.get().state == State.WAITING:
        clock(seconds=(OutboxMessage.objects.get().due_at - timezone.now()).total_seconds())
        dispatch.work_due()
    message.refresh_from_db()
    assert timedelta(hours=72) <= timezone.now() - began <= timedelta(hours=96)
    assert message.attempts == len(backoff.PAUSES) + 1 == message.tries.count()
    assert (message.state, message.last_error) == (State.DEAD, "Nobody is there.")


def test_the_receiver_can_ask_for_more_time_up_to_a_day(receiver, clock):
    message = put()
    receiver.says = [RetryLater("Later.", timedelta(hours=5)), RetryLater("Later.", timedelta(days=500))]
    for hours in (5, 24):
        dispatch.work_due()
        message.refresh_from_db()
        assert message.due_at - timezone.now() == timedelta(hours=hours)
        clock(hours=hours)


def test_what_failed_together_does_not_come_back_together(receiver, clock):
    messages = [put(f"r{n}") for n in range(20)]
    receiver.says = [RetryLater("Down.")] * 20
    dispatch.work_due()
    due = {OutboxMessage.objects.get(pk=one.pk).due_at - timezone.now() for one in messages}
    assert len(due) > 10
    assert all(timedelta(minutes=1) <= pause <= timedelta(minutes=1.25) for pause in due)


def test_refused_for_good_is_over_and_so_is_what_nobody_wants(receiver, clock):
    put(), put()
    receiver.says = [Undeliverable("No such receiver.", 410), Moot("It was taken back.")]
    dispatch.work_due()
    assert states() == ["dead", "cancelled"]
    assert [attempt.status for attempt in DeliveryAttempt.objects.order_by("id")] == [410, None]


def test_a_channel_that_breaks_is_logged_and_tried_again(receiver, clock, caplog):
    message = put()
    receiver.says = [ZeroDivisionError("oh\0")]
    assert dispatch.work_due().results == {"retry": 1}
    message.refresh_from_db()
    assert (message.state, message.last_error) == ("waiting", "ZeroDivisionError: oh")
    assert "Traceback" in caplog.text


def test_who_does_not_answer_is_asked_once_a_round_and_holds_up_nobody_else(receiver, clock):
    for name in ("slow", "slow", "well", "slow", "well"):
        put(name)
    receiver.says = [RetryLater("Timeout.")]
    assert dispatch.work_due().results == {"retry": 1, "sent": 2}
    assert receiver.asked == ["slow", "well", "well"]
    assert dispatch.work_due().results == {"sent": 2}  # the two that were never tried wait for no pause


def test_a_channel_that_is_down_is_asked_once_a_round(receiver, clock):
    put("ada", "email"), put("bo", "email"), put("hook")
    receiver.says = [RetryLater("The mail server is down.", rest=Rest.CHANNEL)]
    dispatch.work_due()
    assert receiver.asked == ["ada", "hook"]


def test_a_worker_that_is_killed_loses_nothing_and_the_id_stays(receiver, clock):
    message = put()

    class Killed(BaseException):
        pass

    receiver.says = [Killed()]
    with pytest.raises(Killed):
        dispatch.work_due()
    assert dispatch.work_due().worked == 0  # the lease still runs
    clock(seconds=dispatch.LEASE.total_seconds() + 1)
    assert dispatch.work_due().results == {"sent": 1}
    assert receiver.taken == [str(message.message_id)]
    assert list(message.tries.order_by("id").values_list("result", flat=True)) == ["lost", "sent"]


def test_a_message_that_kills_every_worker_is_given_up(receiver, clock):
    message = put()
    receiver.says = [SystemExit()] * 100
    while OutboxMessage.objects.get().state == State.WAITING:
        clock(hours=2)
        with contextlib.suppress(SystemExit):
            dispatch.work_due()
    message.refresh_from_db()
    assert (message.state, len(receiver.asked)) == (State.DEAD, len(backoff.PAUSES) + 1)
    assert set(message.tries.values_list("result", flat=True)) == {"lost"}


def test_a_late_answer_of_a_worker_whose_lease_ran_out_does_not_undo_the_other_ones(receiver, clock):
    put()
    late = dispatch._take(dispatch.Round())
    clock(seconds=dispatch.LEASE.total_seconds() + 1)
    dispatch.work_due()
    dispatch._write_down(late, RetryLater("Too late."), 1)
    assert states() == ["sent"]


def test_what_was_sent_is_sent_though_somebody_cancelled_it_meanwhile(receiver, clock):
    put()
    taken = dispatch._take(dispatch.Round())
    OutboxMessage.objects.update(state=State.CANCELLED)
    dispatch._write_down(taken, Sent(), 1)
    assert states() == ["sent"]


def test_who_is_erased_while_their_message_is_on_its_way_breaks_nothing(receiver, clock, ada):
    put(person=ada)
    taken = dispatch._take(dispatch.Round())
    OutboxMessage.objects.all().delete()
    assert dispatch._write_down(taken, Sent(), 1) == "sent"


def test_what_is_over_is_forgotten_and_what_waits_stays(receiver, clock):
    put(), put(due_at=timezone.now() + timedelta(days=400))
    dispatch.work_due()
    clock(days=31)
    assert outbox.forget(older_than=timedelta(days=30)) == 1
    assert states() == ["waiting"]
    assert DeliveryAttempt.objects.count() == 0


def test_every_channel_has_its_box():
    assert set(CHANNELS) <= set(OutboxMessage.Channel.values)


ANSWERS = st.sampled_from([
    Sent(), RetryLater("Down."), RetryLater("Down.", rest=Rest.CHANNEL), ValueError("broken"), SystemExit(),
])  # fmt: skip


@given(st.lists(ANSWERS, max_size=12), st.lists(st.integers(1, 4_000), min_size=1, max_size=8))
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_interleaving_of_failures_loses_nothing(receiver, answers, steps):
    """Whatever the receiver does before it is well again, each message arrives, and under its own id."""
    OutboxMessage.objects.all().delete()
    receiver.says, receiver.taken = list(answers), []
    with moving_clock() as shift:
        wanted = {str(put(name).message_id) for name in ("a", "a", "b")}
        for seconds in [*steps, *[100_000] * (len(answers) + 2)]:
            with contextlib.suppress(SystemExit):
                dispatch.work_due()
            shift(seconds)
    assert set(receiver.taken) == wanted
    assert len(receiver.taken) == len(wanted)
    assert set(states()) == {"sent"}
