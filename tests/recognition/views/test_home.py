"""What happened around me."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from recognition.models import Person, RoleGrant, Thanks
from tests.conftest import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def stories(seen_by):
    def of(person):
        page = seen_by(person).get(reverse("recognition:home"))
        return [
            (story.kind, story.what.latest if story.kind == "thanks" else story.what)
            for story in page.context["stories"]
        ]

    return of


def test_it_tells_what_my_team_received(stories, say, give, ada, bo, eve):
    said, award = say(eve, bo), give(bo)
    thanks = Thanks.objects.create(giver=eve, receiver=bo, text="Thank you!", at=timezone.now())
    assert dict(stories(ada)) == {"nomination": said, "award": award, "thanks": thanks}


def test_it_tells_of_people_i_exchange_words_with(stories, say, give, badge, ada, chen, eve):
    give(eve)
    assert stories(ada) == []
    say(ada, eve)
    assert ("award", eve.awards.get()) in stories(ada)


def test_strangers_do_not_fill_my_page(stories, say, ada, chen, eve):
    say(eve, chen)
    assert stories(ada) == []


def test_hidden_awards_are_no_news(stories, give, ada, bo):
    give(bo, hidden=True)
    assert stories(ada) == []


def test_what_was_withdrawn_is_no_news(stories, say, ada, bo, eve):
    say(eve, bo, withdrawn_at=timezone.now())
    assert stories(ada) == []


def test_an_empty_page_says_what_to_do_next(seen_by, ada):
    page = seen_by(ada).get(reverse("recognition:home")).content.decode()
    assert "Nothing has been said here yet" in page
    assert reverse("recognition:recognise") in page


@pytest.fixture
def noon():
    with time_machine.travel(NOW, tick=False):
        yield NOW


def thank(giver, receiver, text, at):
    return Thanks.objects.create(giver=giver, receiver=receiver, text=text, at=at)


def words_of(page):
    return " ".join(re.sub(r"<[^>]+>", "", page.content.decode()).split())


def test_what_one_giver_said_on_a_day_is_one_story(noon, seen_by, ada, bo, chen, dina, eve):
    for hour, receiver in enumerate([dina, bo, ada]):
        thank(eve, receiver, f"Thank you for hour {hour}!", noon - timedelta(hours=3 - hour))
    page = seen_by(ada).get(reverse("recognition:home"))
    (story,) = page.context["stories"]
    assert [person.key for person in story.what.receivers] == ["ada", "bo", "dina"]
    assert "Eve Moreau thanked Ada Lindqvist, Bo Nakamura and Dina Okafor Thank you for hour 2!" in words_of(page)


def test_more_than_three_are_counted(noon, company, seen_by, ada, bo, dina, eve):
    new = Person.objects.create(key="fay", display_name="Fay Ito", team=company["platform"])
    for hour, receiver in enumerate([new, dina, bo, ada]):
        thank(eve, receiver, "Thank you!", noon - timedelta(hours=4 - hour))
    assert "thanked Ada Lindqvist, Bo Nakamura and 2 others" in words_of(seen_by(ada).get(reverse("recognition:home")))


def test_another_day_is_another_story_up_to_three(noon, stories, ada, bo, eve):
    said = [thank(eve, bo, "Thank you!", noon - timedelta(days=days)) for days in range(5)]
    assert stories(ada) == [("thanks", thanks) for thanks in said[:3]]


def test_badges_and_nominations_stand_between_many_thanks(noon, company, stories, say, give, ada, bo, chen, eve):
    for number in range(6):
        giver = Person.objects.create(key=f"g{number}", display_name=f"Giver {number}", team=company["design"])
        thank(giver, bo, "Thank you!", noon - timedelta(hours=number))
    give(bo, given_at=noon - timedelta(days=2))
    say(eve, bo, days_ago=3)
    kinds = [kind for kind, _what in stories(ada)]
    assert kinds == ["thanks", "thanks", "award", "thanks", "thanks", "nomination", "thanks", "thanks"]


def test_what_waits_for_the_panel_is_told_to_its_stewards(seen_by, give, ada, bo, chen, badge):
    give(bo, status="pending")
    give(chen, status="pending")
    assert "wait for the panel" not in seen_by(ada).get(reverse("recognition:home")).content.decode()
    RoleGrant.objects.create(person=ada, role="steward", badge=badge)
    assert "2 badges wait for the panel" in seen_by(ada).get(reverse("recognition:home")).content.decode()
