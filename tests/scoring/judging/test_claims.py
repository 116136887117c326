"""Nobody is judged by two workers at once, and a late worker writes nothing."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection, transaction
from django.utils import timezone

from scoring.judging.claims import claim_persons, claim_waiting
from scoring.models import QueuedPerson
from scoring.queue import enqueue


@pytest.fixture
def three(ada, bo, eve):
    enqueue({ada.pk, bo.pk, eve.pk}, reason="test")
    return {ada.pk, bo.pk, eve.pk}


def test_what_one_worker_claimed_the_next_does_not_get(three):
    first, second = claim_waiting(2), claim_waiting(2)
    assert len(first.persons) == 2
    assert second.persons == three - first.persons
    assert claim_waiting(2).persons == set()


def test_who_waits_longest_comes_first(three, chen):
    enqueue({chen.pk}, reason="test")
    QueuedPerson.objects.filter(person=chen).update(queued_at=timezone.now() - timedelta(hours=1))
    assert claim_waiting(1).persons == {chen.pk}


def test_a_judged_person_leaves_the_queue(three):
    claim = claim_waiting(500)
    with transaction.atomic():
        assert claim.finish(claim.lock(three)) == 0
    assert not QueuedPerson.objects.exists()


def test_who_was_touched_meanwhile_waits_again(three, ada):
    claim = claim_waiting(500)
    enqueue({ada.pk}, reason="a new fact")
    with transaction.atomic():
        assert claim.finish(claim.lock(three)) == 1
    assert claim_waiting(500).persons == {ada.pk}


def test_an_expired_claim_is_taken_over_and_its_worker_finds_nobody(three):
    late = claim_waiting(500)
    QueuedPerson.objects.update(claimed_until=timezone.now() - timedelta(seconds=1))
    successor = claim_waiting(500)
    assert successor.persons == three
    with transaction.atomic():
        assert late.lock(three) == {}
        assert set(successor.lock(three)) == three
    late.give_back()
    assert claim_waiting(500).persons == set()


def test_renewing_keeps_others_away(three, settings):
    lease = timedelta(seconds=settings.RECALCULATION_LEASE_SECONDS)
    with time_machine.travel(timezone.now(), tick=False) as clock:
        claim = claim_waiting(500)
        clock.shift(lease / 4)
        claim.renew()
        clock.shift(lease)
        assert claim_waiting(500).persons == set()
        clock.shift(timedelta(seconds=1))
        assert claim_waiting(500).persons == three


def test_a_young_lease_is_not_written_again(three, settings, django_assert_num_queries):
    lease = timedelta(seconds=settings.RECALCULATION_LEASE_SECONDS)
    with time_machine.travel(timezone.now(), tick=False) as clock:
        claim = claim_waiting(500)
        clock.shift(lease / 4 - timedelta(seconds=1))
        with django_assert_num_queries(0):
            claim.renew()
        clock.shift(timedelta(seconds=1))
        with django_assert_num_queries(1):
            claim.renew()
        with django_assert_num_queries(0):
            claim.renew()


@pytest.fixture
def neighbours(three, chen, dina):
    """Chen and Dina wait longer than the three, but no fact names them."""
    enqueue({chen.pk, dina.pk}, reason="test", named=False)
    QueuedPerson.objects.filter(named=False).update(queued_at=timezone.now() - timedelta(seconds=20))
    return {chen.pk, dina.pk}


def test_named_people_are_judged_first_in_a_batch_of_their_own(three, neighbours):
    assert [claim_waiting(500).persons for _ in range(3)] == [three, neighbours, set()]


def test_neighbours_do_not_fill_up_the_batch_of_the_named(three, neighbours):
    first, second, third = (claim_waiting(2).persons for _ in range(3))
    assert (len(first), second | first) == (2, three)
    assert third == neighbours


def test_a_neighbour_who_has_waited_long_goes_with_the_first(three, neighbours, chen):
    QueuedPerson.objects.filter(person=chen).update(queued_at=timezone.now() - timedelta(seconds=31))
    assert claim_waiting(1).persons == {chen.pk}
    assert claim_waiting(500).persons == three


def test_a_stream_of_named_people_leaves_no_neighbour_behind(neighbours, ada, bo):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        claims = []
        for _second in range(20):
            clock.shift(timedelta(seconds=1))
            enqueue({ada.pk, bo.pk}, reason="one more fact")
            claims.append(claim := claim_waiting(500))
            with transaction.atomic():
                claim.finish(claim.lock(claim.persons))
    seconds = [number for number, claim in enumerate(claims, start=1) if claim.persons >= neighbours]
    assert seconds == [10]  # twenty were over at the start
    assert claims[9].persons == neighbours | {ada.pk, bo.pk}


def test_a_neighbour_whom_a_fact_names_meanwhile_goes_first_and_keeps_the_place(three, neighbours, chen):
    enqueue({chen.pk}, reason="a fact about them")
    enqueue({chen.pk}, reason="and one nearby", named=False)
    assert claim_waiting(1).persons == {chen.pk}


def test_a_fault_about_a_named_person_does_not_hold_up_the_neighbours(three, neighbours, ada):
    claim_waiting(500).give_back(to_the_end=True)
    assert claim_waiting(2).persons == neighbours


def test_people_given_back_after_a_fault_go_behind_the_others(three, chen):
    claim = claim_waiting(500)
    enqueue({chen.pk}, reason="test")
    claim.give_back(to_the_end=True)
    assert claim_waiting(1).persons == {chen.pk}


def test_named_people_are_claimed_as_far_as_nobody_has_them(three, ada, chen):
    assert claim_persons({ada.pk, chen.pk}).persons == {ada.pk}
    assert claim_persons(None).persons == three - {ada.pk}


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
def test_a_claim_does_not_wait_for_rows_that_another_transaction_holds(three, ada):
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute("SELECT 1 FROM scoring_queuedperson WHERE person_id = %s FOR UPDATE", [ada.pk])
            assert claim_waiting(500).persons == three - {ada.pk}
            cursor.execute("ROLLBACK")
    finally:
        other.close()
