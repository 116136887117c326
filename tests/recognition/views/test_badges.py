"""The catalogue, a badge's page and its picture."""

import gzip

import pytest
from django.core.cache import cache
from django.urls import reverse

from recognition.models import Badge, RoleGrant

pytestmark = pytest.mark.django_db


def test_the_catalogue_shows_live_badges_and_retired_ones_on_request(seen_by, ada, badge):
    Badge.objects.create(
        slug="old", name="Old Guard", purpose="Was there.", state="retired", retired_at="2025-01-01T00:00Z"
    )
    Badge.objects.create(slug="new", name="Not Ready", purpose="Is a draft.")
    page = seen_by(ada).get(reverse("recognition:badges")).content.decode()
    assert "Bridge Builder" in page
    assert "Old Guard" not in page
    assert "Old Guard" in seen_by(ada).get(reverse("recognition:badges"), {"state": "all"}).content.decode()
    assert "Not Ready" not in page


def test_rarity_is_told_in_words(seen_by, ada, bo, chen, give, badge):
    assert "Nobody holds it yet" in seen_by(ada).get(reverse("recognition:badge", args=[badge.slug])).content.decode()
    give(bo)
    cache.clear()  # it is counted once a minute
    assert "Widely held" in seen_by(ada).get(reverse("recognition:badge", args=[badge.slug])).content.decode()


def test_the_page_shows_the_criteria_in_plain_words(seen_by, ada, badge):
    Badge.objects.update(criteria_text=["Recognition from at least 2 teams."])
    page = seen_by(ada).get(reverse("recognition:badge", args=[badge.slug])).content.decode()
    assert "Recognition from at least 2 teams." in page


def test_holders_are_in_order_of_their_names_never_ranked(seen_by, ada, bo, chen, eve, give, badge):
    for person, tier in ((eve, "gold"), (chen, "bronze"), (bo, "silver")):
        give(person, tier=tier)
    page = seen_by(ada).get(reverse("recognition:badge", args=[badge.slug]))
    assert [award.person.key for award in page.context["holders"]] == ["bo", "chen", "eve"]


def test_who_hides_or_declines_is_not_among_the_holders(seen_by, ada, bo, chen, give, badge):
    give(bo, hidden=True)
    give(chen, declined_at="2026-04-01T00:00Z")
    page = seen_by(ada).get(reverse("recognition:badge", args=[badge.slug])).content.decode()
    assert "Bo Nakamura" not in page
    assert "Chen Wei" not in page


def test_a_draft_has_no_page(seen_by, ada, db):
    Badge.objects.create(slug="new", name="Not Ready", purpose="Is a draft.")
    assert seen_by(ada).get(reverse("recognition:badge", args=["new"])).status_code == 404


def test_the_picture_of_a_draft_is_for_who_makes_the_badge(client, seen_by, ada, bo, db):
    draft = Badge.objects.create(slug="new", name="Not Ready", purpose="Is a draft.")
    address = reverse("recognition:badge_art", args=["new"])
    RoleGrant.objects.create(person=bo, role="steward", badge=draft)
    shown = seen_by(bo).get(address)
    assert (shown.status_code, shown["Cache-Control"]) == (200, "private, no-store")
    for stranger in (client, seen_by(ada)):
        assert stranger.get(address).status_code == 404
        # Not even that it is still the same.
        assert stranger.get(address, headers={"If-None-Match": shown["ETag"]}).status_code == 404
        assert stranger.get(address, headers={"If-None-Match": "*"}).status_code == 404


def test_the_picture_is_kept_by_the_browser_and_answered_briefly(client, badge):
    address = reverse("recognition:badge_art", args=[badge.slug])
    first = client.get(address, {"size": "64", "tier": "gold"})
    assert first["Content-Type"] == "image/svg+xml"
    assert b"Bridge Builder, gold" in first.content
    again = client.get(address, {"size": "64", "tier": "gold"}, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    other = client.get(address, {"size": "64"}, headers={"If-None-Match": first["ETag"]})
    assert other.status_code == 200


def test_the_picture_travels_compressed_and_is_still_recognised(client, badge):
    address = reverse("recognition:badge_art", args=[badge.slug])
    asked = {"Accept-Encoding": "gzip"}
    plain, small = client.get(address), client.get(address, headers=asked)
    assert gzip.decompress(small.content)[:40] == plain.content[:40]
    assert len(small.content) < len(plain.content) / 2
    again = client.get(address, headers=asked | {"If-None-Match": small["ETag"]})
    assert again.status_code == 304


def test_a_versioned_address_is_cached_for_a_year_and_changes_with_the_picture(seen_by, ada, badge):
    from recognition.templatetags.plaudit import art_address

    before = art_address(badge, 64, "")
    assert "immutable" in seen_by(ada).get(before)["Cache-Control"]
    badge.art = {"symbol": "anchor", "palette": "rose"}
    badge.save()
    assert art_address(badge, 64, "") != before
    assert "immutable" not in seen_by(ada).get(before)["Cache-Control"]


@pytest.mark.parametrize("query", [{"size": "-5"}, {"size": "9" * 400}, {"size": "²"}, {"tier": "<b>"}, {"v": "x"}])
def test_a_senseless_wish_gives_the_usual_picture(client, badge, query):
    answer = client.get(reverse("recognition:badge_art", args=[badge.slug]), query)
    assert answer.status_code == 200
    assert b"<b>" not in answer.content


def test_there_is_no_picture_of_nothing(client, db):
    assert client.get(reverse("recognition:badge_art", args=["none"])).status_code == 404
