"""The page of a nomination."""

import pytest
from django.urls import reverse
from django.utils import timezone

from recognition.models import Nomination

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(seen_by):
    def of(viewer, said):
        return seen_by(viewer).get(reverse("recognition:nomination", args=[said.key]))

    return of


def test_it_shows_the_words_and_every_second(page, say, ada, bo, chen, eve):
    first = say(eve, bo, reason="Stayed until the last customer could log in.")
    second = say(chen, bo, reason="I was on that call too, it is true.", first=first)
    for entry in (first, second):
        text = page(ada, entry).content.decode()
        assert "Stayed until the last customer could log in." in text
        assert "I was on that call too, it is true." in text
        assert "2 voices" in text
        assert "Seconded once" in text


def test_one_person_who_says_it_every_quarter_is_one_voice(page, say, ada, bo, eve):
    first = say(eve, bo)
    say(eve, bo, days_ago=120, first=first)
    assert page(ada, first).context["talk"].voices == 1


def test_who_said_it_may_withdraw_it_and_nobody_else(seen_by, page, say, ada, bo, eve):
    said = say(eve, bo)
    address = reverse("recognition:nomination_withdraw", args=[said.key])
    assert address not in page(ada, said).content.decode()
    assert address in page(eve, said).content.decode()
    assert seen_by(ada).post(address).status_code == 403
    seen_by(eve).post(address)
    assert Nomination.objects.get().withdrawn_at is not None


def test_withdrawn_words_are_no_longer_shown(page, say, ada, bo, eve):
    said = say(eve, bo, reason="Said in error, it was somebody else.", withdrawn_at=timezone.now())
    text = page(ada, said).content.decode()
    assert "Said in error" not in text
    assert "It counts for nothing." in text


def test_withdrawing_twice_is_told(seen_by, say, bo, eve):
    said = say(eve, bo)
    address = reverse("recognition:nomination_withdraw", args=[said.key])
    seen_by(eve).post(address)
    assert "already withdrawn" in seen_by(eve).post(address, follow=True).content.decode()


def test_others_can_second_but_not_the_nominee_nor_who_spoke(page, say, ada, bo, eve):
    said = say(eve, bo)
    assert page(ada, said).context["may_second"]
    assert not page(bo, said).context["may_second"]
    assert not page(eve, said).context["may_second"]


def test_only_the_nominee_is_asked_what_is_missing(page, say, ada, bo, eve, badge):
    said = say(eve, bo)
    progress = reverse("scoring:badge_progress", args=[badge.slug])
    assert progress in page(bo, said).content.decode()
    assert progress not in page(ada, said).content.decode()


def test_a_hidden_badge_is_not_betrayed_by_the_nomination(page, say, give, ada, bo, eve):
    said = say(eve, bo)
    give(bo, hidden=True)
    assert "Holds the badge" not in page(ada, said).content.decode()
    assert "Holds the badge" in page(bo, said).content.decode()


@pytest.mark.parametrize("state", [{"status": "pending"}, {"status": "revoked"}, {"declined_at": timezone.now()}])
def test_what_waits_or_ended_is_the_nominees_own_business(page, say, give, ada, bo, eve, state):
    said = say(eve, bo)
    give(bo, **state)
    assert page(ada, said).context["award"] is None
    assert page(bo, said).context["award"] is not None


def test_a_review_shows_nowhere(page, say, give, ada, bo, eve):
    said = say(eve, bo)
    give(bo, status="frozen")
    assert "Holds the badge" in page(ada, said).content.decode()


def test_withdrawing_asks_first_and_only_who_may(seen_by, say, ada, bo, eve):
    said = say(eve, bo)
    address = reverse("recognition:nomination_withdraw", args=[said.key])
    assert "Withdraw your words?" in seen_by(eve).get(address).content.decode()
    assert seen_by(ada).get(address).status_code == 302
    assert Nomination.objects.get().withdrawn_at is None


def test_what_was_withdrawn_cannot_be_seconded_and_has_no_voice(page, say, ada, bo, eve, chen):
    said = say(eve, bo, withdrawn_at=timezone.now())
    for viewer in (eve, ada):
        answer = page(viewer, said)
        assert not answer.context["may_second"]
        assert "voice</span>" not in answer.content.decode()
    say(chen, bo, first=said)
    assert page(ada, said).context["talk"].voices == 1
    assert not page(eve, said).context["may_second"]
