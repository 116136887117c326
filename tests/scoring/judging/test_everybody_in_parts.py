"""A run over everybody in parts stores what a run over all at once would store."""

import pytest

from recognition.actions import nominations
from recognition.models import Award, Badge
from scoring.judging import judgement, recalculation
from scoring.judging.claims import Claim
from scoring.judging.reconciliation import compare
from scoring.models import QueuedPerson
from tests.scoring.rules_for_tests import enforce_small_rules

REASON = "They took the time to help us through the move."


@pytest.mark.parametrize("size", [1, 2, 100])
def test_whatever_the_size_of_the_parts_everybody_is_judged(monkeypatch, size, ada, bo, chen, dina, eve, robo):
    enforce_small_rules(ada, bo)
    badge = Badge.objects.get(slug="mentor")
    for giver, nominee in ((ada, eve), (chen, eve), (bo, dina)):
        nominations.submit(by=giver, nominee=nominee, badge=badge, reason=REASON)
    monkeypatch.setattr(recalculation, "PART", size)
    recalculation.recalculate_all()
    assert not QueuedPerson.objects.exists()
    report = compare()
    assert (report.decisions, report.steps) == ([], [])
    assert [award.person for award in Award.objects.filter(badge=badge)] == [eve]


def test_a_fact_that_counts_less_is_counted_once_over_all_parts(monkeypatch, ada, bo, eve):
    enforce_small_rules(ada, bo)
    badge = Badge.objects.get(slug="mentor")
    nominations.submit(by=ada, nominee=eve, badge=badge, reason=REASON)
    found = []
    for size in (1, 100):
        monkeypatch.setattr(recalculation, "PART", size)
        found.append(recalculation.recalculate_all().discounted)
    assert found[0] == found[1]


def test_the_lease_is_renewed_after_whatever_takes_long(monkeypatch, ada, bo, eve):
    """Loading 100,000 people, and judging a part of them, each may take a good part of it."""
    enforce_small_rules(ada, bo)
    steps = []
    for place, name in (
        (judgement, "load_facts"),
        (judgement, "stand"),
        (judgement, "judge_standing"),
        (Claim, "renew"),
    ):
        monkeypatch.setattr(place, name, noted(steps, getattr(place, name)))
    monkeypatch.setattr(recalculation, "PART", 2)
    recalculation.recalculate_all()
    long = [place for place, name in enumerate(steps) if name != "renew"]
    assert {"load_facts", "stand", "judge_standing"} <= set(steps)
    assert all(steps[place + 1] == "renew" for place in long)


def noted(steps, function):
    def of_the_same_name(*given, **named):
        answer = function(*given, **named)
        steps.append(function.__name__)
        return answer

    return of_the_same_name
