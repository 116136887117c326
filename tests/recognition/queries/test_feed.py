"""The feed: strictly the newest first, page after page, nothing twice and nothing lost."""

from datetime import timedelta

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from recognition.models import Award, Badge, Preferences, Thanks
from recognition.queries import feed
from recognition.queries.circles import Circle, in_teams
from tests.conftest import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def noon():
    with time_machine.travel(NOW, tick=False):
        yield NOW


def thank(giver, receiver, days_ago=0.0, text="Thank you!", **more):
    return Thanks.objects.create(giver=giver, receiver=receiver, text=text, at=NOW - timedelta(days=days_ago), **more)


def award(person, badge, days_ago=0.0):
    return Award.objects.create(badge=badge, person=person, given_at=NOW - timedelta(days=days_ago), rule_version=1)


def read_all(people, reader, limit, **more):
    """Every page until the end, as a list of pages."""
    pages, place = [], None
    while True:
        told = feed.stories(people, reader=reader, before=place, limit=limit, **more)
        pages.append(told.stories)
        if not told.older:
            return pages
        place = feed.Place.read(told.older)
        assert place is not None
        assert len(pages) < 50


def test_the_newest_comes_first_whatever_its_kind(badge, ada, bo, eve, noon):
    for days in (1, 2, 3):
        thank(eve, bo, days_ago=days)
    given_ = award(bo, badge, days_ago=2.5)
    (page,) = read_all(Circle(people=(bo.pk,)), ada, 20)
    assert [story.at for story in page] == sorted((story.at for story in page), reverse=True)
    assert page[2].what == given_


@pytest.mark.parametrize("limit", [1, 2, 3, 7])
def test_pages_hold_everything_once_and_in_order(badge, ada, bo, chen, eve, limit):
    badges = [Badge.objects.create(slug=f"b{n}", name=f"B {n}", purpose="Helps.", state="live") for n in range(4)]
    for n, one in enumerate(badges):
        award(bo, one, days_ago=n // 2)  # two of each moment
    for days in (0, 0, 1, 1, 2):
        thank(eve, bo, days_ago=days)
        thank(chen, bo, days_ago=days)
    stories = [story for page in read_all(Circle(people=(bo.pk,)), ada, limit) for story in page]
    places = [(story.kind, story.place.pk) for story in stories]
    assert len(places) == len(set(places))
    assert [story.at for story in stories] == sorted((story.at for story in stories), reverse=True)
    assert len([kind for kind, _pk in places if kind == "award"]) == 4
    # Each giver's thanks of a day are one story, also where a page ends between them.
    told = [(story.what.giver.key, story.at.date()) for story in stories if story.kind == "thanks"]
    assert sorted(told) == sorted(
        {(giver, (NOW - timedelta(days=d)).date()) for giver in ("eve", "chen") for d in (0, 1, 2)}
    )


def test_a_day_of_very_many_thanks_loses_nobody_elses_words(ada, bo, chen, eve):
    for n in range(40):
        thank(eve, bo, days_ago=n / 100, text=f"Thanks, number {n}!")
    thank(chen, bo, days_ago=0.9)
    stories = [story for page in read_all(Circle(people=(bo.pk,)), ada, 2) for story in page]
    assert [story.what.giver.key for story in stories].count("chen") == 1
    assert {story.what.giver.key for story in stories} == {"eve", "chen"}


def test_what_was_given_is_another_side(ada, bo, eve):
    thank(bo, eve)
    assert read_all(Circle(people=(bo.pk,)), ada, 5) == [[]]
    ((story,),) = read_all(Circle(people=(bo.pk,)), ada, 5, side="given")
    assert story.what.latest.receiver == eve


def test_words_that_somebody_keeps_private_are_told_to_nobody_else(ada, bo, eve):
    thank(eve, bo)
    Preferences.objects.create(person=bo, shows_words=False)
    assert read_all(Circle(people=(bo.pk,)), ada, 5) == [[]]
    assert len(read_all(Circle(people=(bo.pk,)), bo, 5)[0]) == 1


@given(st.text(max_size=40))
def test_any_text_in_the_address_is_read_or_ignored(text):
    place = feed.Place.read(text)
    assert place is None or feed.Place.read(str(place)) == place


def test_a_place_survives_its_address():
    place = feed.Place(NOW + timedelta(microseconds=7), "thanks", 12)
    assert feed.Place.read(str(place)) == place


def test_teams_stand_for_those_below_them_as_they_were_that_day(company, ada, bo, eve):
    kept = thank(eve, bo, receiver_team=company["platform"])
    bo.team = company["design"]  # moved since
    bo.save()
    (page,) = read_all(in_teams([company["engineering"].pk]), ada, 5)
    assert [story.what.latest for story in page] == [kept]
    assert read_all(in_teams([company["design"].pk]), ada, 5) == [[]]
    assert read_all(in_teams([]), ada, 5) == [[]]


def test_an_award_is_told_of_the_team_somebody_is_in(company, badge, ada, bo):
    given_ = award(bo, badge)
    (page,) = read_all(in_teams([company["company"].pk]), ada, 5)
    assert [story.what for story in page] == [given_]
