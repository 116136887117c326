"""While an award is looked at, everybody but its holder sees what they saw before: a review says nothing yet."""

import re

import pytest
from django.urls import reverse

from recognition.models import Award

pytestmark = pytest.mark.django_db


@pytest.fixture
def what_ada_sees(seen_by, ada, badge):
    """The pages that tell who holds a badge, or how rare it is; without what each answer has anew."""
    pages = {
        "catalogue": reverse("recognition:badges"),
        "badge": reverse("recognition:badge", args=[badge.slug]),
        "search": f"{reverse('recognition:people')}?q={badge.name}",
        "profile": reverse("recognition:person", args=["bo"]),
    }

    def look():
        texts = {name: seen_by(ada).get(url).content.decode() for name, url in pages.items()}
        return {name: re.sub(r'value="\w{64}"', "", text[text.index("<main") :]) for name, text in texts.items()}

    return look


def test_a_review_changes_nothing_for_others(what_ada_sees, give, bo):
    give(bo)
    before = what_ada_sees()
    assert "Bo Nakamura" in before["search"]
    Award.objects.update(status=Award.Status.FROZEN)
    assert what_ada_sees() == before


def test_an_award_that_ended_is_gone(what_ada_sees, give, bo, badge):
    give(bo)
    before = what_ada_sees()
    Award.objects.update(status=Award.Status.REVOKED)
    after = what_ada_sees()
    assert "Bo Nakamura" not in after["search"]
    assert all(after[page] != before[page] for page in before)
