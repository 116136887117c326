"""Workers die, brokers stop, workers meet: nothing is lost, and nothing is awarded twice. With real processes."""

import pytest

from tests.scoring.processes.place import Place

pytestmark = pytest.mark.processes

PEOPLE = 1200  # several batches of 500


@pytest.fixture
def place(tmp_path):
    there = Place(tmp_path)
    try:
        there.valkey.start()
        there.migrate()
        yield there
    finally:
        there.close()


def assert_all_is_well(place: Place, people: int) -> None:
    found = place.state()
    assert (found["queued"], found["waiting"], found["differences"]) == (0, 0, 0)
    assert found["awards"] == people
    assert found["changes"] == people, "an award was given more than once"
    assert (found["given_twice"], found["audit_broken"]) == (0, False)


def test_a_worker_killed_in_the_middle_loses_nothing_and_awards_nothing_twice(place):
    place.drive("build", PEOPLE)
    victim = place.worker("victim")
    place.drive("ring", 1)
    place.wait_for("the first batch", lambda: place.one("SELECT count(*) FROM recognition_award") > 0)
    place.kill(victim)
    left = place.one("SELECT count(*) FROM scoring_queuedperson")
    assert left > 0, "the worker had finished before it was killed: build more people"
    place.worker("successor")
    place.beat()
    place.wait_for("the empty queue", place.nobody_waits)
    assert_all_is_well(place, PEOPLE)


def test_nominations_made_while_the_broker_is_away_are_judged_when_it_is_back(place):
    place.drive("build", 60)
    place.worker("worker")
    place.beat()
    place.wait_for("the empty queue", place.nobody_waits)
    place.valkey.stop()
    told = place.drive("nominate", 5)
    assert "Nothing is lost" in told.stderr
    assert place.one("SELECT count(*) FROM scoring_queuedperson") > 0
    place.valkey.start()
    place.wait_for("the empty queue", place.nobody_waits)
    assert_all_is_well(place, 60)


def test_two_workers_at_once_award_nothing_twice(place):
    place.drive("build", PEOPLE)
    place.worker("left")
    place.worker("right")
    place.wait_for("both workers", lambda: place.logs().count(" ready.") == 2)
    place.drive("ring", 6)
    # A claim belongs to one batch of one worker: two at a time are two workers who judge.
    place.wait_for("a batch in the hands of each", lambda: place.claims() == 2)
    place.beat()
    place.wait_for("the empty queue", place.nobody_waits)
    assert_all_is_well(place, PEOPLE)
