"""The page of one award, which prints as a certificate."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from recognition.art.parameters import PALETTE_NAMES

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(seen_by):
    def of(viewer, holder, badge):
        return seen_by(viewer).get(reverse("recognition:award", args=[holder.key, badge.slug]))

    return of


def test_it_says_who_holds_what_and_why(page, give, say, ada, bo, chen, badge):
    give(bo, tier="gold", why=["Three teams spoke for them.", "Two changes held."])
    say(chen, bo, reason="Two teams share one list since then.")
    text = page(ada, bo, badge).content.decode()
    for words in ("Bo Nakamura", "in gold", "Three teams spoke for them.", "Two teams share one list since then."):
        assert words in text


def test_words_that_came_later_do_not_stand_as_what_it_was_given_for(page, give, say, ada, bo, chen, dina, badge):
    before = say(chen, bo, days_ago=20, reason="Brought the two lists into one room.")
    say(ada, bo, days_ago=19, reason="Was there as well, and not what it stands on.")
    give(
        bo, given_at=timezone.now() - timedelta(days=10), evidence=[{"kind": "nomination", "id": before.pk}]
    )  # fmt: skip
    later = say(dina, bo, days_ago=1, reason="Has done it once more in spring.")
    answer = page(ada, bo, badge)
    assert (answer.context["words"], answer.context["since"]) == ([before], [later])
    text = answer.content.decode()
    assert text.index(before.reason) < text.index("Said since") < text.index(later.reason)
    assert reverse("recognition:words", args=["bo"]) in text


def test_nothing_said_since_leaves_no_heading(page, give, say, ada, bo, chen, badge):
    say(chen, bo, days_ago=20)
    give(bo, given_at=timezone.now())
    answer = page(ada, bo, badge)
    assert len(answer.context["words"]) == 1
    assert "Said since" not in answer.content.decode()


@pytest.mark.parametrize(
    ("state", "for_others", "for_the_holder"),
    [
        ({}, 200, 200),
        ({"status": "frozen"}, 200, 200),
        ({"hidden": True}, 404, 200),
        ({"declined_at": "2026-04-01T00:00Z"}, 404, 302),
        ({"status": "pending"}, 404, 302),
        ({"status": "lapsed"}, 404, 302),
        ({"status": "revoked"}, 404, 302),
    ],
)
def test_it_is_shown_to_whom_the_profile_shows_it(page, give, ada, bo, badge, state, for_others, for_the_holder):
    give(bo, **state)
    assert page(ada, bo, badge).status_code == for_others
    assert page(bo, bo, badge).status_code == for_the_holder


def test_a_review_is_seen_by_the_holder_alone(page, seen_by, give, ada, bo, badge):
    give(bo, status="frozen")
    profile = reverse("recognition:person", args=["bo"])
    assert "under review" not in page(ada, bo, badge).content.decode()
    assert "under review" not in seen_by(ada).get(profile).content.decode()
    assert "under review" in seen_by(bo).get(profile).content.decode()


def test_who_holds_nothing_has_no_page(page, ada, bo, badge):
    assert page(ada, bo, badge).status_code == 404


def test_every_enamel_throws_its_light():
    css = (Path(settings.BASE_DIR) / "badges_site/static/css/glow.css").read_text()
    assert set(re.findall(r"\.glow--(\w+)", css)) == set(PALETTE_NAMES)


@pytest.mark.parametrize(
    ("before", "act", "back"),
    [
        ({"pinned": True}, "hide", "pin"),
        ({}, "hide", "show"),
        ({"hidden": True}, "show", "hide"),
        ({}, "pin", "unpin"),
        ({"hidden": True}, "pin", "hide"),
        ({"pinned": True}, "unpin", "pin"),
        ({}, "decline", "accept"),
    ],
)
def test_the_toast_offers_the_way_back_to_how_it_was(seen_by, give, bo, before, act, back):
    award = give(bo, **before)
    was = (award.hidden, award.pinned, award.status)
    client = seen_by(bo)
    page = client.post(reverse("recognition:own_award", args=["bridge-builder", act]), follow=True).content.decode()
    address = reverse("recognition:own_award", args=["bridge-builder", back])
    assert f'<form method="post" action="{address}">' in page.split('class="toasts"')[1]
    client.post(address)
    award.refresh_from_db()
    assert (award.hidden, award.pinned, award.status) == was


def test_what_cannot_be_undone_offers_nothing(seen_by, give, bo):
    give(bo, declined_at="2026-03-01T00:00:00Z", status="lapsed")
    client = seen_by(bo)
    page = client.post(reverse("recognition:own_award", args=["bridge-builder", "accept"]), follow=True)
    assert "<form" not in page.content.decode().split('class="toasts"')[1].split("</footer>")[0].split("<footer")[0]


def test_the_page_of_an_award_that_ended_leads_its_holder_to_what_became_of_it(seen_by, give, ada, bo):
    give(bo, status="lapsed")
    address = reverse("recognition:award", args=["bo", "bridge-builder"])
    assert seen_by(bo).get(address)["Location"] == reverse("recognition:person", args=["bo"])
    assert seen_by(ada).get(address).status_code == 404
