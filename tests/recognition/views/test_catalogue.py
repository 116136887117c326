"""Finding a badge: by word, kind, rarity and state, in the order that is asked for."""

import re
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from recognition.models import Badge, Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf(badge, ada, bo, chen, company, give):
    """Bridge Builder is held by two of fifty, Plain Words by ten, Old Guard is retired, Lighthouse has no holder."""
    made = {"bridge-builder": badge}
    for slug, name, category, year in (
        ("plain-words", "Plain Words", "craft", 2024),
        ("lighthouse", "Lighthouse", "craft", 2026),
    ):
        made[slug] = Badge.objects.create(
            slug=slug, name=name, purpose="Writes what helps.", category=category, state="live",
            created_at=datetime(year, 1, 1, tzinfo=UTC),
        )  # fmt: skip
    made["old-guard"] = Badge.objects.create(
        slug="old-guard", name="Old Guard", purpose="Was there.", state="retired", retired_at="2025-01-01T00:00Z"
    )
    crowd = [Person.objects.create(key=f"p{n}", display_name=f"Person {n}", team=company["data"]) for n in range(46)]
    for person in (ada, bo):
        give(person, badge)
    for person in crowd[:10]:
        give(person, made["plain-words"])
    return made


def listed(client, **said):
    text = client.get("/badges", said).content.decode()
    return re.findall(r'class="cover" href="/badges/([\w-]+)"', text)


def test_words_of_name_and_purpose_narrow_it(seen_by, ada, shelf):
    client = seen_by(ada)
    assert listed(client, q="writes") == ["lighthouse", "plain-words"]
    assert listed(client, q="bridge teams") == ["bridge-builder"]


def test_each_wish_narrows_it(seen_by, ada, shelf):
    client = seen_by(ada)
    assert listed(client, category="craft") == ["lighthouse", "plain-words"]
    assert listed(client, rarity="nobody") == ["lighthouse"]
    assert listed(client, rarity="rare") == ["bridge-builder"]
    assert listed(client, rarity="wide") == ["plain-words"]
    assert listed(client, state="retired") == ["old-guard"]
    assert len(listed(client, state="all")) == 4
    assert "No badge is found by this" in client.get("/badges", {"rarity": "wide", "q": "bridge"}).content.decode()


def test_it_is_put_in_the_order_that_is_asked_for(seen_by, ada, shelf):
    client = seen_by(ada)
    assert listed(client) == ["bridge-builder", "lighthouse", "plain-words"]
    assert listed(client, sort="name") == ["bridge-builder", "lighthouse", "plain-words"]
    assert listed(client, sort="rarest") == ["lighthouse", "bridge-builder", "plain-words"]
    assert listed(client, sort="newest")[1:] == ["lighthouse", "plain-words"]
    assert listed(client, sort="senseless") == listed(client)


def test_the_number_of_queries_does_not_grow(seen_by, ada, give, many_badges):
    client, counts = seen_by(ada), []
    for number in (2, 30):
        for one in many_badges(number):
            give(ada, one)
        client.get("/badges")
        with CaptureQueriesContext(connection) as asked:
            client.get("/badges")
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 10


def test_holders_are_found_by_name_and_by_the_teams_above_the_reader(seen_by, ada, bo, eve, shelf, give):
    give(eve, shelf["bridge-builder"])
    client = seen_by(ada)

    def holders(**said):
        text = client.get("/badges/bridge-builder", said, headers={"HX-Request": "true"}).content.decode()
        return re.findall(r'href="/people/(\w+)"', text)

    assert holders() == ["ada", "bo", "eve"]
    assert holders(q="moreau") == ["eve"]
    assert holders(q="design") == ["eve"]
    assert holders(team="engineering") == ["ada", "bo"]
    assert holders(team="engineering", q="bo") == ["bo"]
    assert holders(team="nobody-knows") == ["ada", "bo", "eve"]
    assert "Nobody is found by this" in client.get("/badges/bridge-builder", {"q": "zzz"}).content.decode()
