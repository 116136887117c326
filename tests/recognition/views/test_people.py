"""Finding people."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from recognition.models import Badge, Person
from recognition.queries import bounded_pages

pytestmark = pytest.mark.django_db


@pytest.fixture
def found_by(seen_by, ada):
    def names(**query):
        page = seen_by(ada).get(reverse("recognition:people"), query)
        return [person.key for person in page.context["page"]]

    return names


def test_a_part_of_a_name_a_team_or_a_place_finds_people(found_by, bo, chen, eve):
    eve.location = "Kraków"
    eve.save()
    assert found_by(q="naka") == ["bo"]
    assert found_by(q="data") == ["chen"]
    assert found_by(q="krak") == ["eve"]


def test_every_word_must_be_found(found_by, bo, chen):
    assert found_by(q="bo platform") == ["bo"]
    assert found_by(q="bo data") == []


def test_a_badge_finds_its_holders_but_not_who_hides_it(found_by, give, bo, chen):
    give(bo)
    give(chen, hidden=True)
    assert found_by(q="bridge") == ["bo"]


def test_filters_and_search_go_together(found_by, bo, chen):
    assert found_by(team="data") == ["chen"]
    assert found_by(team="data", q="bo") == []


def test_a_team_stands_for_the_teams_below_it(found_by, bo, chen, eve):
    assert found_by(team="engineering") == ["ada", "bo", "chen", "dina"]
    assert found_by(team="no-such-team") == []


def test_who_shows_a_badge_is_found_by_it(found_by, give, bo, chen, eve):
    give(bo)
    give(chen, hidden=True)
    give(eve, status="revoked")
    assert found_by(badge="bridge-builder") == ["bo"]


def test_who_is_new_here_is_found(found_by, bo, chen):
    chen.started_on = timezone.localdate() - timedelta(days=10)
    chen.save()
    assert found_by(newcomers="1") == ["chen"]
    assert found_by(newcomers="0") == ["ada", "bo", "chen", "dina"]


def test_very_many_people_are_not_counted(seen_by, ada, monkeypatch):
    monkeypatch.setattr(bounded_pages, "MOST", 2)
    Person.objects.bulk_create([Person(key=f"p{n}", display_name=f"Person {n}") for n in range(3)])
    page = seen_by(ada).get(reverse("recognition:people"))
    assert "More than 2 people" in page.content.decode()
    assert page.context["page"].paginator.num_pages == 1


def test_bots_and_who_left_are_not_listed(found_by, robo, bo):
    Person.objects.filter(key="bo").update(left_on="2025-01-31")
    assert found_by() == ["ada", "dina"]


def test_a_page_beyond_the_last_is_the_last(found_by):
    assert found_by(page="99") == ["ada", "dina"]
    assert found_by(page="x") == ["ada", "dina"]


def test_nul_bytes_and_wildcards_are_only_text(found_by, bo):
    assert found_by(q="\x00") == ["ada", "bo", "dina"]
    assert found_by(q="%") == []


def test_typing_fetches_only_the_list(seen_by, ada):
    fragment = seen_by(ada).get(reverse("recognition:people"), {"q": "ada"}, headers={"HX-Request": "true"})
    assert fragment.content.decode().strip().startswith('<div id="results">')


def test_the_badges_beside_a_name_are_only_those_shown(seen_by, ada, bo, give, many_badges):
    shown, hidden, lapsed = many_badges(3)
    give(bo, shown)
    give(bo, hidden, hidden=True)
    give(bo, lapsed, status="lapsed")
    results = {"HX-Request": "true"}  # without the filters, which name every badge
    page = seen_by(ada).get(reverse("recognition:people"), headers=results).content.decode()
    assert shown.name in page
    assert hidden.name not in page
    assert lapsed.name not in page


@pytest.mark.parametrize("typed", ["LUCÍA", "fernandez", "lucia FERNÁNDEZ", "reykjavik"])
def test_accents_and_capitals_do_not_matter(seen_by, ada, chen, typed):
    Person.objects.bulk_create([Person(key="lucia", display_name="Lucía Fernández", location="Reykjavík")])
    page = seen_by(ada).get(reverse("recognition:people"), {"q": typed})
    assert [person.key for person in page.context["page"]] == ["lucia"]


def test_a_new_name_is_found_after_it_was_saved(seen_by, ada, chen):
    chen.display_name = "Čhen Łuczak"
    chen.save()
    page = seen_by(ada).get(reverse("recognition:people"), {"q": "luczak"})
    assert [person.key for person in page.context["page"]] == ["chen"]


def test_badges_are_found_without_their_accents_too(seen_by, ada, chen, give):
    café = Badge.objects.create(slug="cafe", name="Café Müller", purpose="Cooks.", state="live")
    give(chen, café)
    page = seen_by(ada).get(reverse("recognition:people"), {"q": "CAFE muller"})
    assert [person.key for person in page.context["page"]] == ["chen"]
    offered = seen_by(ada).get(reverse("recognition:badges"), {"q": "MULLER"}).context["offered"]
    assert [entry.badge for entry in offered] == [café]
