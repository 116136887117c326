"""History judged with what detectors would have seen at each moment."""

from datetime import timedelta

import pytest
import time_machine

from recognition.models import Award, Badge, Nomination
from scoring.engine.detector import Detector
from scoring.engine.findings import About, Finding
from scoring.judging import replay
from scoring.judging.reconciliation import compare
from scoring.judging.rederiving import rederive
from scoring.models import Finding as Stored
from scoring.models import QueuedPerson
from scoring.patterns import sweeping
from tests.conftest import NOW
from tests.scoring.rules_for_tests import enforce_small_rules

SINCE = NOW - timedelta(days=100)


@pytest.fixture
def history(ada, bo, chen, dina, eve):
    """Eve is spoken for by two teams 120 days ago, and again by a third colleague 20 days ago."""
    enforce_small_rules(dina, bo)
    mentor = Badge.objects.get(slug="mentor")
    for giver, days in ((ada, 120), (chen, 120), (bo, 20)):
        at = NOW - timedelta(days=days)
        Nomination.objects.create(
            key=giver.key, badge=mentor, nominator=giver, nominee=eve, reason="For tests.", at=at, quarter=1,
            recorded_at=at, nominator_team=giver.team, nominee_team=eve.team,
        )  # fmt: skip
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture
def wary(monkeypatch):
    """One detector that sees a pattern in all that there is at the first moment, and nothing later."""

    def find(standing, policy):
        if standing.at > SINCE.timestamp():
            return []
        gifts = standing.gifts
        about = tuple((About.NOMINATION, number) for number in gifts.id.tolist())
        return [Finding("N02", about, tuple(gifts.giver.tolist()), "review", 0.3, 0.0, int(gifts.at.max()), ())]

    detectors = {"N02": Detector("N02", "test", "nominations", "A pattern.", False, find)}
    monkeypatch.setattr(sweeping, "DETECTORS", detectors)


def test_what_was_found_weighs_in_its_moment_and_no_longer_than_it_holds(history, wary, eve):
    replay.replay_history(since=SINCE, step_days=50, sweep=["N02"])
    assert Award.objects.get(person=eve, badge__slug="mentor").given_at == SINCE + timedelta(days=50)
    assert (Stored.objects.get().found_at, Stored.objects.get().cleared_at is None) == (SINCE, False)


def test_without_a_sweep_no_detector_runs(history, wary, eve):
    replay.replay_history(since=SINCE, step_days=50)
    assert Award.objects.get(person=eve, badge__slug="mentor").given_at == SINCE
    assert not Stored.objects.exists()


def test_nobody_waits_and_a_run_from_scratch_says_the_same(history, wary, eve):
    replay.replay_history(since=SINCE, step_days=50, sweep=["N02"])
    assert not QueuedPerson.objects.exists()
    assert compare().clean


def test_an_award_of_history_is_derived_again_with_the_findings_of_then(history, wary, eve):
    replay.replay_history(since=SINCE, step_days=50, sweep=["N02"])
    assert rederive(Award.objects.get(person=eve, badge__slug="mentor")).differs == ()
