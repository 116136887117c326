"""What the form says before anything is sent."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from recognition.models import Nomination, Person, Preferences
from recognition.queries.hints import hints_for, hints_for_thanks, likeness

pytestmark = pytest.mark.django_db
REASON = "Sat with us for two days until the import ran, and wrote down how."


def said(nominator, nominee, badge, *, quarters_ago=0, reason=REASON):
    now = timezone.now()
    quarter = now.year * 4 + (now.month - 1) // 3 - quarters_ago
    return Nomination.objects.create(
        key=f"n{Nomination.objects.count()}", badge=badge, nominator=nominator, nominee=nominee, reason=reason,
        at=now - timedelta(days=91 * quarters_ago), quarter=quarter,
    )  # fmt: skip


def tones(hints):
    return [hint.tone for hint in hints]


def test_a_good_word_to_another_team_needs_no_hint(ada, eve, badge):
    assert hints_for(ada, eve, badge, REASON) == []


def test_oneself_a_bot_and_who_left_are_stopped(ada, bo, robo, badge):
    Person.objects.filter(pk=bo.pk).update(left_on="2025-01-31")
    bo.refresh_from_db()
    for to in (ada, robo, bo):
        assert tones(hints_for(ada, to, badge, "")) == ["stop"]


def test_the_own_manager_and_the_own_report_are_explained(ada, dina, badge):
    (up,) = hints_for(ada, dina, badge, "")
    (down,) = hints_for(dina, ada, badge, "")
    assert "is your manager" in up.text
    assert "manager's statement" in down.text


def test_a_word_within_the_team_is_explained(ada, bo, badge):
    (hint,) = hints_for(ada, bo, badge, "")
    assert (hint.tone, "same team" in hint.text) == ("calm", True)


def test_what_was_said_this_quarter_is_stopped_and_earlier_fades(ada, eve, badge):
    said(ada, eve, badge, quarters_ago=1)
    assert "counts less each time" in hints_for(ada, eve, badge, "")[0].text
    said(ada, eve, badge)
    assert tones(hints_for(ada, eve, badge, "")) == ["stop"]


def test_the_word_of_another_becomes_a_second(ada, eve, chen, badge):
    said(chen, eve, badge, quarters_ago=2)
    (hint,) = hints_for(ada, eve, badge, "")
    assert (hint.tone, "joins it as a second" in hint.text) == ("good", True)


def test_short_words_are_stopped(ada, eve, badge):
    assert tones(hints_for(ada, eve, badge, "Great work!")) == ["stop"]


def test_the_same_words_as_before_are_noticed_without_blame(ada, eve, chen, badge):
    said(ada, chen, badge)
    (hint,) = hints_for(ada, eve, badge, REASON + " Really.")
    assert hint.tone == "wait"
    assert "Chen Wei" in hint.text


def test_that_colleagues_spoke_for_who_keeps_it_private_is_told_to_who_spoke_too(ada, eve, chen, badge):
    said(chen, eve, badge)
    Preferences.objects.create(person=eve, shows_words=False)
    eve.refresh_from_db()
    assert hints_for(ada, eve, badge, REASON) == []
    said(ada, eve, badge, quarters_ago=1, reason="Held the line open the whole night, and the archive was moved.")
    assert tones(hints_for(ada, eve, badge, REASON)) == ["calm", "good", "wait"]


def test_likeness_is_a_share_of_common_runs():
    assert likeness("one two three four", "One two THREE four") == 1
    assert likeness("one two three four", "five six seven eight") == 0
    assert 0 < likeness("one two three four", "one two three five") < 1
    assert likeness("", "") == 0


def test_typing_costs_few_queries_however_much_was_said(ada, eve, chen, bo, badge):
    for giver in (chen, bo):
        said(giver, eve, badge)
    with CaptureQueriesContext(connection) as asked:
        hints_for(ada, eve, badge, REASON)
    assert len(asked) <= 4


@pytest.mark.parametrize(("length", "told"), [(500, []), (501, ["stop"])])
def test_thanks_that_will_be_refused_for_their_length_are_told_while_they_are_written(ada, eve, length, told):
    hints = hints_for_thanks(ada, eve, "We were done by noon. ".ljust(length, "a"))
    assert tones(hints) == told
    assert all("501" in hint.text for hint in hints)


def test_a_short_word_is_asked_what_it_changed(ada, eve, badge):
    (hint,) = hints_for(ada, eve, badge, "Sat with us until the import ran.")
    assert (hint.tone, "what changed because of it" in hint.text) == ("calm", True)


def test_words_of_a_colleague_about_the_same_person_are_noticed(ada, eve, chen, bo, badge):
    said(chen, eve, badge)
    hints = hints_for(ada, eve, badge, REASON)
    assert tones(hints) == ["good", "wait"]
    assert "nearly the words of Chen Wei" in hints[1].text
    assert hints_for(ada, bo, badge, REASON)[1:] == []
