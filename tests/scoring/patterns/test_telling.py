"""Who is told that something of theirs counts less."""

import pytest
import time_machine

from recognition.actions import nominations
from recognition.models import Notification
from scoring.models import Case, Ruling, Snooze
from scoring.patterns.stored_findings import Stored
from scoring.patterns.sweeping import run_detectors, sweep
from tests.conftest import NOW
from tests.scoring.sweeps import seen, sweep_sees

REASON = "They took the time to help us through the move."


@pytest.fixture
def words(ada, bo, badge):
    with time_machine.travel(NOW, tick=False) as clock:
        said = [nominations.submit(by=g, nominee=n, badge=badge, reason=REASON) for g, n in ((ada, bo), (bo, ada))]
        Notification.objects.all().delete()
        clock.shift(60)
        yield said


def told():
    return sorted(Notification.objects.filter(kind="counts_less").values_list("person__key", flat=True))


def test_whose_words_lose_weight_is_told_once(words, ada, bo):
    sweep_sees(seen("N02", [ada, bo], words), news=True)
    assert told() == ["ada", "bo"]
    sweep_sees(seen("N02", [ada, bo], words[:1]), news=True)
    assert told() == ["ada", "bo"]


def test_looking_at_history_tells_nobody(words, ada, bo):
    sweep_sees(seen("N02", [ada, bo], words))
    assert told() == []


def test_what_only_informs_tells_nobody(words, ada, bo):
    sweep_sees(seen("N02", [ada, bo], words, factor=1.0), news=True)
    assert told() == []


def test_what_a_reviewer_lifted_and_who_is_snoozed_is_told_of_nothing(words, ada, bo, chen):
    finding = seen("N02", [ada, bo], words)
    case = Case.objects.create(key="c-1", family="nominations", subject="pattern")
    ruling = Ruling.objects.create(case=case, finding_key=finding.key, verdict="dismissed", by=chen, reason="Fine.")
    sweep_sees(finding, news=True)
    assert told() == []
    ruling.delete()
    sweep_sees(news=True)
    Snooze.objects.create(person=ada, code="N02", until=NOW, by=chen, reason="On one project.")
    sweep_sees(finding, news=True)
    assert told() == ["bo"]


def test_the_night_tells_and_a_run_by_hand_does_not(words, monkeypatch):
    asked = []
    monkeypatch.setattr("scoring.patterns.sweeping.store", lambda it: asked.append(it.news) or Stored())
    run_detectors()
    sweep()
    assert asked == [False, True]
