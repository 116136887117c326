"""What goes wrong is kept with the delivery, tried again where that may help, and never twice at once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from recognition.actions import deliveries, source_accounts
from recognition.actions.actors import System
from recognition.deliveries import processing
from recognition.models import Delivery, Outcome, SourceAccount
from tests.recognition.deliveries.conftest import deliver_all
from tests.recognition.deliveries.messages import merged

pytestmark = pytest.mark.django_db


@pytest.fixture
def broken(monkeypatch):
    """Something of ours breaks while facts are settled."""

    def breaks(_source, _keys):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(processing, "settle_all", breaks)
    return monkeypatch


def test_what_may_pass_is_tried_again_later(accounts, broken):
    deliver_all([merged(12, "octo-ada", 0)])
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.tries) == ("waiting", 1)
    assert "the disk is full" in delivery.trouble
    assert delivery.next_try_at > timezone.now()
    assert not delivery.told.exists()
    broken.undo()
    Delivery.objects.update(next_try_at=timezone.now())
    processing.work_waiting()
    assert Outcome.objects.count() == 1
    assert Delivery.objects.get().trouble == ""


def test_in_the_end_it_waits_for_somebody_to_look(accounts, broken):
    deliver_all([merged(12, "octo-ada", 0)])
    Delivery.objects.update(tries=processing.MOST_TRIES - 1, next_try_at=timezone.now())
    processing.work_waiting()
    assert Delivery.objects.get().state == "failed"
    broken.undo()
    deliveries.retry(by=System("test"), delivery=Delivery.objects.get())
    processing.work_waiting()
    assert Delivery.objects.get().state == "done"


def test_a_date_in_the_future_fails_with_a_sentence(accounts):
    deliver_all([merged(12, "octo-ada", 0, merged_at=(timezone.now() + timedelta(days=2)).isoformat())])
    delivery = Delivery.objects.get()
    assert delivery.state == "failed"
    assert "future" in delivery.trouble


def test_one_that_is_taken_is_left_alone_until_the_lease_ends(accounts):
    deliver_all([merged(12, "octo-ada", 0)])
    Delivery.objects.update(state="waiting", taken_until=timezone.now() + timedelta(minutes=1))
    assert processing.work_waiting() == 0
    Delivery.objects.update(taken_until=timezone.now() - timedelta(seconds=1))
    assert processing.work_waiting() == 0  # it rests first, since it may be what ended its worker
    Delivery.objects.update(next_try_at=timezone.now())
    assert processing.work_waiting() == 1


def test_worked_on_again_nothing_is_told_twice(accounts):
    deliver_all([merged(12, "octo-ada", 0)])
    deliveries.retry(by=System("test"), delivery=Delivery.objects.get())
    processing.work_waiting()
    assert Outcome.objects.count() == 1
    assert Delivery.objects.get().state == "done"


def test_bodies_are_forgotten_and_rows_stay(accounts):
    deliver_all([merged(12, "octo-ada", 0)])
    assert processing.forget(older_than=timedelta(days=1)) == 0
    Delivery.objects.update(finished_at=timezone.now() - timedelta(days=2))
    assert processing.forget(older_than=timedelta(days=1)) == 1
    kept = Delivery.objects.get()
    assert (bytes(kept.body), kept.headers, kept.is_kept) == (b"", {}, False)


def test_who_is_known_only_after_the_body_is_forgotten_is_credited_all_the_same(ada):
    deliver_all([merged(12, "octo-ada", 0, merged_by=None)])
    Delivery.objects.update(finished_at=timezone.now() - timedelta(days=2))
    assert processing.forget(older_than=timedelta(days=1)) == 1
    source_accounts.link(by=System("test"), account=SourceAccount.objects.get(login="octo-ada"), person=ada)
    assert Outcome.objects.get().contributions.get().person == ada
    assert Delivery.objects.get().state == "done"


def killed(_name, _pks):
    raise SystemExit


def test_what_ended_its_worker_ends_nothing_behind_it(accounts, monkeypatch):
    """A worker that is killed leaves its lease: what it held counts as tried, and is then taken one by one."""
    monkeypatch.setattr(processing, "_work", killed)
    with pytest.raises(SystemExit):
        deliver_all([merged(number, "octo-ada", number) for number in (12, 13, 14)])
    assert set(Delivery.objects.values_list("state", "tries")) == {("waiting", 0)}
    monkeypatch.undo()
    Delivery.objects.update(taken_until=timezone.now() - timedelta(seconds=1))
    assert processing.work_waiting() == 0  # each rests first
    assert set(Delivery.objects.values_list("tries", "trouble")) == {
        (1, "The worker ended while it was at work on this.")
    }
    Delivery.objects.update(next_try_at=timezone.now())
    assert [processing.work_waiting() for _ in range(4)] == [1, 1, 1, 0]
    assert Outcome.objects.count() == 3
