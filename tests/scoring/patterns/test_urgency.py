"""Reviewers are shown first what is least like everyday recognition, with reasons that name nobody."""

import pytest
import time_machine
from django.utils import timezone

from recognition.actions import nominations
from recognition.models import Person
from scoring.engine.policy import CURRENT
from scoring.engine.score_card import CARD
from scoring.engine.standing import stand
from scoring.facts.for_detectors import load_detector_facts
from scoring.facts.load import to_seconds
from scoring.models import Case
from scoring.patterns.urgency import order_cases
from scoring.urgency_words import EVERYDAY, WORDS
from tests.conftest import NOW
from tests.scoring.sweeps import seen, sweep_sees

REASON = "They took the time to help us through the move."


@pytest.fixture
def said(ada, bo, chen, eve, badge):
    """Ada and Bo, who never exchanged anything, speak for each other; Chen speaks for Eve."""
    pairs = ((ada, bo), (bo, ada), (chen, eve))
    with time_machine.travel(NOW, tick=False) as clock:
        yield [nominations.submit(by=giver, nominee=nominee, badge=badge, reason=REASON) for giver, nominee in pairs]
        clock.shift(60)


def order():
    return order_cases(stand(load_detector_facts(), CURRENT, at=to_seconds(timezone.now())))


def two_cases(said, ada, bo, chen, eve):
    sweep_sees(seen("N02", [ada, bo], said[:2]), seen("N02", [chen, eve], said[2:]))
    return Case.objects.get(people=ada), Case.objects.get(people=eve)


def test_a_returned_recognition_among_strangers_comes_before_a_single_one(said, ada, bo, chen, eve):
    exchange, single = two_cases(said, ada, bo, chen, eve)
    assert order() == 2
    exchange.refresh_from_db()
    single.refresh_from_db()
    assert exchange.urgency > single.urgency


def test_the_reasons_are_words_that_name_nobody(said, ada, bo, chen, eve, monkeypatch):
    monkeypatch.setattr("scoring.patterns.urgency.LOOK_AT", -100.0)
    exchange, _single = two_cases(said, ada, bo, chen, eve)
    order()
    exchange.refresh_from_db()
    assert exchange.why
    assert set(exchange.why.split("; ")) <= set(WORDS.values())
    assert not any(name in exchange.why for name in Person.objects.values_list("display_name", flat=True))


def test_what_looks_like_every_day_is_said_to(said, ada, bo, chen, eve):
    _exchange, single = two_cases(said, ada, bo, chen, eve)
    order()
    single.refresh_from_db()
    assert single.why == EVERYDAY


def test_looking_again_at_the_same_changes_nothing(said, ada, bo, chen, eve):
    two_cases(said, ada, bo, chen, eve)
    order()
    assert order() == 0


def test_a_case_about_pressure_keeps_its_place(said, ada, bo):
    sweep_sees(seen("N05", [ada, bo], said[:2], factor=1.0))
    assert order() == 0
    assert Case.objects.get().why == ""


def test_every_sign_that_is_weighed_has_its_words():
    weighed = {name.partition(",")[0] for name in CARD.own} | set(CARD.group)
    assert weighed <= WORDS.keys()
