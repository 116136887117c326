"""What waits for somebody's word."""

import pytest
from django.utils import timezone

from recognition.models import Preferences
from recognition.queries.circles import around
from recognition.queries.open_things import could_second, without_a_second

pytestmark = pytest.mark.django_db


def to_second(person):
    return could_second(person, around(person), 5)


def test_a_word_about_a_colleague_can_be_joined(say, ada, bo, eve):
    said = say(eve, bo)
    assert to_second(ada) == [said]


def test_the_nominee_the_nominator_and_who_joined_are_not_asked(say, ada, bo, eve):
    first = say(eve, bo)
    say(ada, bo, first=first)
    assert to_second(bo) == to_second(eve) == to_second(ada) == []


def test_strangers_are_not_asked(say, ada, bo, chen, eve):
    say(eve, bo)
    assert to_second(chen) == []


def test_nobody_is_asked_about_the_own_manager(say, ada, dina, eve):
    say(eve, dina)
    assert to_second(ada) == []


@pytest.mark.parametrize("gone", ["withdrawn", "retired", "left", "old", "held", "private"])
def test_what_needs_no_second_is_not_offered(say, give, badge, ada, bo, eve, gone):
    said = say(eve, bo, days_ago=400 if gone == "old" else 1)
    if gone == "withdrawn":
        said.withdrawn_at = timezone.now()
        said.save()
    elif gone == "retired":
        badge.state, badge.retired_at = "retired", timezone.now()
        badge.save()
    elif gone == "left":
        bo.left_on = "2025-01-31"
        bo.save()
    elif gone == "held":
        give(bo)
    elif gone == "private":
        Preferences.objects.create(person=bo, shows_words=False)
    assert to_second(ada) == []


def test_a_badge_that_is_hidden_is_not_betrayed(say, give, ada, bo, eve):
    said = say(eve, bo)
    give(bo, hidden=True)
    assert to_second(ada) == [said]


def test_each_person_and_badge_is_offered_once_with_the_newest_word(say, ada, bo, chen, eve):
    first = say(eve, bo, days_ago=3)
    newest = say(chen, bo, days_ago=1, first=first)
    assert to_second(ada) == [newest]


def test_own_words_wait_until_somebody_joins(say, ada, bo, eve):
    said = say(ada, bo)
    assert without_a_second(ada, 3) == [said]
    joined = say(eve, bo, first=said)
    assert without_a_second(ada, 3) == []
    joined.withdrawn_at = timezone.now()
    joined.save()
    assert without_a_second(ada, 3) == [said]
    assert without_a_second(eve, 3) == []
