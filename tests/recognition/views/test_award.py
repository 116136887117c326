"""The page of one award, which prints as a certificate."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

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


@pytest.mark.parametrize(
    ("state", "for_others", "for_the_holder"),
    [
        ({}, 200, 200),
        ({"status": "frozen"}, 200, 200),
        ({"hidden": True}, 404, 200),
        ({"declined_at": "2026-04-01T00:00Z"}, 404, 404),
        ({"status": "pending"}, 404, 404),
        ({"status": "lapsed"}, 404, 404),
        ({"status": "revoked"}, 404, 404),
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
