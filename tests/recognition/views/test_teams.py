"""The tree of teams and a team's page."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from recognition.models import FollowedTeam, Person, Team, Thanks
from recognition.queries import teams as team_queries

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


@pytest.fixture
def tree(seen_by, ada):
    def page(**query):
        return seen_by(ada).get(reverse("recognition:teams"), query)

    return page


@pytest.fixture
def team_page(seen_by, ada):
    def page(key, **query):
        return seen_by(ada).get(reverse("recognition:team", args=[key]), query)

    return page


def test_a_lone_top_is_open_and_the_rest_is_fetched_when_opened(seen_by, tree, ada):
    text = tree().content.decode()
    assert "Engineering" in text
    assert "Design" in text
    assert "Platform" not in text
    branch = seen_by(ada).get(reverse("recognition:teams"), {"below": "engineering"}, headers=HTMX).content.decode()
    assert "Platform" in branch
    assert "Data" in branch
    assert "<html" not in branch


def test_the_tree_opens_down_to_a_team(tree):
    text = tree(at="platform").content.decode()
    assert reverse("recognition:team", args=["platform"]) in text
    assert reverse("recognition:team", args=["design"]) in text


def test_a_closed_team_is_no_branch(tree, company):
    Team.objects.filter(key="design").update(closed_on="2024-01-01")
    assert "Design" not in tree().content.decode()


def test_a_team_that_closes_later_stands_until_that_day(tree, team_page, company, time_machine):
    day = timezone.localdate() + timedelta(days=1)
    Team.objects.filter(key="design").update(closed_on=day)
    assert "Design" in tree().content.decode()
    assert [team.key for team in tree(q="design").context["found"]] == ["design"]
    assert "Design" in team_page("company").content.decode()
    page = team_page("design").content.decode()
    assert "closes on" in page
    assert "Follow this team" in page
    time_machine.move_to(timezone.now() + timedelta(days=1))
    assert "Design" not in tree().content.decode()
    page = team_page("design").content.decode()
    assert "closed on" in page
    assert "Follow this team" not in page


def test_a_team_is_found_by_its_name(tree, company):
    page = tree(q="PLAT")
    assert [team.key for team in page.context["found"]] == ["platform"]
    assert "in Engineering" in page.content.decode()
    assert "No team is called that" in tree(q="zzz").content.decode()


def test_a_level_of_very_many_teams_shows_the_first_and_the_way_to_all(monkeypatch, tree, team_page, company):
    monkeypatch.setattr(team_queries, "MOST_ON_A_LEVEL", 2)
    for n in range(4):
        Team.objects.create(key=f"t{n}", name=f"Team {n}", parent=company["company"])
    text = tree(at="t3").content.decode()
    shown = [n for n in range(4) if reverse("recognition:team", args=[f"t{n}"]) in text]
    assert shown == [3]  # after Design and Engineering only the one that was asked for
    assert "All 6 teams in Company" in text
    listed = tree(**{"in": "company"})
    assert [team.name for team in listed.context["found"]] == [
        "Design", "Engineering", "Team 0", "Team 1", "Team 2", "Team 3",
    ]  # fmt: skip
    assert [team.key for team in tree(**{"in": "company", "q": "3"}).context["found"]] == ["t3"]


def test_a_nul_byte_or_an_unknown_team_breaks_nothing(tree, seen_by, ada):
    assert tree(q="\x00", at="\x00").status_code == 200
    assert tree(at="nowhere").status_code == 200
    assert seen_by(ada).get(reverse("recognition:teams"), {"below": "nowhere"}, headers=HTMX).status_code == 404


def test_a_team_shows_members_manager_path_and_the_teams_in_it(team_page, bo, robo):
    page = team_page("platform")
    assert [person.key for person in page.context["members"]] == ["ada", "bo", "dina"]
    assert [person.key for person in page.context["managers"]] == ["dina"]
    assert [team.key for team in page.context["path"]] == ["company", "engineering"]
    assert [node.team.key for node in team_page("engineering").context["below"]] == ["data", "platform"]


def test_it_shows_what_the_team_and_those_below_it_received_and_gave(team_page, say, give, bo, eve):
    to_bo = Thanks.objects.create(giver=eve, receiver=bo, receiver_team=bo.team, text="Thank you!", at=timezone.now())
    by_bo = say(bo, eve)
    received = team_page("engineering").context["told"].stories
    given = team_page("engineering", show="given").context["told"].stories
    assert [story.what.latest for story in received] == [to_bo]
    assert [story.what for story in given] == [by_bo]


def test_nobody_is_ranked(team_page, bo):
    text = team_page("platform").content.decode().lower()
    assert "rank" not in text
    assert "top " not in text


def test_parts_are_fetched_alone(seen_by, ada, company):
    client, address = seen_by(ada), reverse("recognition:team", args=["platform"])
    for part in ("stories", "members"):
        fragment = client.get(address, headers=HTMX | {"HX-Target": part}).content.decode().strip()
        assert fragment.startswith("<section")
        assert f'id="{part}"' in fragment


def test_following_and_leaving_again(seen_by, ada, company):
    client, address = seen_by(ada), reverse("recognition:team_follow", args=["design"])
    page = client.post(address, {"act": "follow"}, follow=True).content.decode()
    assert "You follow Design" in page
    assert "No longer follow" in page
    assert FollowedTeam.objects.get().person == ada
    assert "Follow this team" in client.post(address, {"act": "unfollow"}, follow=True).content.decode()
    assert not FollowedTeam.objects.exists()
    assert client.post(address, {"act": "other"}).status_code == 404
    assert client.get(address).status_code == 405


def test_the_toast_takes_a_follow_back(seen_by, ada, company):
    client, address = seen_by(ada), reverse("recognition:team_follow", args=["data"])
    page = client.post(address, {"act": "follow"}, follow=True).content.decode()
    assert f'action="{address}?act=unfollow"' in page
    client.post(f"{address}?act=unfollow")
    assert not ada.followed_teams.exists()


def test_a_refused_follow_says_why(seen_by, ada, company):
    Team.objects.filter(key="design").update(closed_on="2024-01-01")
    address = reverse("recognition:team_follow", args=["design"])
    assert "This team was closed" in seen_by(ada).post(address, {"act": "follow"}, follow=True).content.decode()


@pytest.mark.parametrize("name", ["recognition:teams", "recognition:team"])
def test_the_number_of_queries_does_not_grow(seen_by, ada, bo, eve, company, name):
    client = seen_by(ada)
    address = reverse(name, args=["engineering"] if name.endswith("team") else [])
    counts = []
    for first, last in ((0, 3), (3, 40)):
        for n in range(first, last):
            team = Team.objects.create(key=f"t{n}", name=f"Team {n}", parent=company["engineering"])
            Team.objects.create(key=f"u{n}", name=f"Unit {n}", parent=company["company"])
            person = Person.objects.create(key=f"p{n}", display_name=f"Person {n}", team=team, manager=eve)
            Person.objects.create(key=f"q{n}", display_name=f"Q {n}", team=company["engineering"], manager=eve)
            Thanks.objects.create(giver=bo, receiver=person, receiver_team=team, text="Thanks!", at=timezone.now())
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert counts[1] <= 19
