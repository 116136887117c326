"""What happened around me."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from recognition.actions import following
from recognition.models import Contribution, Outcome, Person, RoleGrant, Thanks
from tests.conftest import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def stories(seen_by):
    def of(person, **query):
        page = seen_by(person).get(reverse("recognition:home"), query)
        return [
            (story.kind, story.what.latest if story.kind == "thanks" else story.what)
            for story in page.context["told"].stories
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
    return Thanks.objects.create(giver=giver, receiver=receiver, receiver_team=receiver.team, text=text, at=at)


def words_of(page):
    return " ".join(re.sub(r"<[^>]+>", "", page.content.decode()).split())


def test_what_one_giver_said_on_a_day_is_one_story(noon, seen_by, ada, bo, chen, dina, eve):
    for hour, receiver in enumerate([dina, bo, ada]):
        thank(eve, receiver, f"Thank you for hour {hour}!", noon - timedelta(hours=3 - hour))
    page = seen_by(ada).get(reverse("recognition:home"))
    (story,) = page.context["told"].stories
    assert [person.key for person in story.what.receivers] == ["ada", "bo", "dina"]
    assert "Eve Moreau thanked Ada Lindqvist, Bo Nakamura and Dina Okafor Thank you for hour 2!" in words_of(page)


def test_more_than_three_are_counted(noon, company, seen_by, ada, bo, dina, eve):
    new = Person.objects.create(key="fay", display_name="Fay Ito", team=company["platform"])
    for hour, receiver in enumerate([new, dina, bo, ada]):
        thank(eve, receiver, "Thank you!", noon - timedelta(hours=4 - hour))
    assert "thanked Ada Lindqvist, Bo Nakamura and 2 others" in words_of(seen_by(ada).get(reverse("recognition:home")))


def test_another_day_is_another_story(noon, stories, ada, bo, eve):
    said = [thank(eve, bo, "Thank you!", noon - timedelta(days=days)) for days in range(5)]
    assert stories(ada) == [("thanks", thanks) for thanks in said]


def test_my_team_and_the_teams_i_follow_are_sides_of_their_own(noon, company, stories, ada, bo, chen, eve):
    of_team = thank(eve, bo, "Thank you!", noon - timedelta(hours=1))
    of_exchange = thank(ada, chen, "Thank you!", noon - timedelta(hours=2))
    of_strangers = thank(chen, eve, "Thank you!", noon - timedelta(hours=3))
    assert stories(ada, show="around") == [("thanks", of_team), ("thanks", of_exchange)]
    assert stories(ada, show="team") == [("thanks", of_team)]
    assert stories(ada, show="followed") == []
    following.follow(by=ada, team=company["design"])
    assert stories(ada, show="followed") == [("thanks", of_strangers)]
    assert stories(ada, show="nonsense") == stories(ada)


def test_older_news_follow_on_the_next_page(noon, seen_by, ada, bo, eve):
    for days in range(25):
        thank(eve, bo, "Thank you!", noon - timedelta(days=days))
    client = seen_by(ada)
    first = client.get(reverse("recognition:home"), {"show": "team"})
    address = re.search(r'rel="next" href="([^"]+)"', first.content.decode()).group(1).replace("&amp;", "&")
    assert "show=team" in address
    second = client.get(reverse("recognition:home") + address)
    assert len(first.context["told"].stories) == 20
    assert len(second.context["told"].stories) == 5
    assert 'rel="next"' not in second.content.decode()
    assert "The newest" in second.content.decode()


def test_htmx_gets_the_stories_alone(seen_by, say, ada, bo, eve):
    say(eve, bo)
    headers = {"HX-Request": "true", "HX-Target": "stories"}
    part = seen_by(ada).get(reverse("recognition:home"), {"show": "team"}, headers=headers).content.decode()
    assert part.strip().startswith("<section")
    assert "Hello" not in part


def test_no_team_followed_says_how_to_follow_one(seen_by, ada):
    page = seen_by(ada).get(reverse("recognition:home"), {"show": "followed"}).content.decode()
    assert "You follow no team yet" in page
    assert reverse("recognition:teams") in page


def test_it_tells_where_my_word_would_help(seen_by, say, ada, bo, chen, eve):
    to_join, own = say(eve, bo), say(ada, chen)
    outcome = Outcome.objects.create(source="git", key="1", kind="change_merged", at=timezone.now(), title="A change")
    Contribution.objects.create(outcome=outcome, person=bo)
    page = seen_by(ada).get(reverse("recognition:home"))
    text = words_of(page)
    assert "Eve Moreau nominated Bo Nakamura for Bridge Builder. Did you see it too?" in text
    assert "What you said for Chen Wei and Bridge Builder waits for a second voice." in text
    assert "1 outcome waits for an independent word" in text
    for said in (to_join, own):
        assert reverse("recognition:nomination", args=[said.key]) in page.content.decode()


def test_what_waits_for_the_panel_is_told_to_its_stewards(seen_by, give, ada, bo, chen, badge):
    give(bo, status="pending")
    give(chen, status="pending")
    assert "wait for the panel" not in seen_by(ada).get(reverse("recognition:home")).content.decode()
    RoleGrant.objects.create(person=ada, role="steward", badge=badge)
    assert "2 badges wait for the panel" in seen_by(ada).get(reverse("recognition:home")).content.decode()


def test_who_holds_no_office_is_not_asked_about_any(seen_by, ada):
    client = seen_by(ada)
    client.get(reverse("recognition:home"))
    with CaptureQueriesContext(connection) as asked:
        client.get(reverse("recognition:home"))
    about_roles = [query["sql"] for query in asked if "rolegrant" in query["sql"]]
    assert len(about_roles) == 1  # with the login


def test_a_verifier_is_told_of_their_area(seen_by, ada, eve):
    RoleGrant.objects.create(person=ada, role="verifier", area="payments")
    at = timezone.now() - timedelta(days=1)
    for area in ("payments", "search"):
        work = Outcome.objects.create(source="forge", key=area, kind="change_merged", title=area, at=at, area=area)
        Contribution.objects.create(outcome=work, person=eve)
    assert seen_by(ada).get(reverse("recognition:home")).context["to_verify"] == 1
