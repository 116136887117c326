"""The designer of badge pictures."""

import pytest
from django.urls import reverse

from recognition.actions import badges
from recognition.actions.actors import System
from recognition.art.parameters import CHOICES
from recognition.art.suggestions import SUGGESTED, find_symbols
from recognition.art.symbols import has_symbol
from recognition.art.words import PARTS, WORDS
from recognition.models import AuditEntry, RoleGrant

pytestmark = pytest.mark.django_db

WISH = {"shape": "star", "ring": "rope", "ribbon": "tails", "palette": "plum", "symbol": "anchor"}


@pytest.fixture
def address(badge, ada):
    RoleGrant.objects.create(person=ada, role="steward", badge=badge)
    return reverse("recognition:design", args=[badge.slug])


def test_the_steward_looks_at_a_picture_and_nothing_is_kept(seen_by, ada, badge, address):
    before = badge.art
    page = seen_by(ada).get(address, WISH)
    assert "palette=plum" in page.content.decode()
    badge.refresh_from_db()
    assert badge.art == before


def test_the_steward_keeps_the_picture_and_the_audit_says_so(seen_by, ada, badge, address):
    answer = seen_by(ada).post(address, WISH, follow=True)
    assert "has its new picture" in answer.content.decode()
    badge.refresh_from_db()
    assert badge.art == WISH
    assert AuditEntry.objects.get(verb="badge.draw").data["art"] == WISH


def test_a_word_that_does_not_exist_is_refused_with_what_could_be_said(seen_by, ada, badge, address):
    before = badge.art
    answer = seen_by(ada).post(address, WISH | {"shape": "blob"})
    assert answer.status_code == 422
    assert "Choose one of: circle" in answer.content.decode()
    badge.refresh_from_db()
    assert badge.art == before


@pytest.mark.parametrize("said", [{"shape": "blob"}, {"symbol": "<b>"}, {"find": "\x00"}, {"find": "x" * 500}])
def test_a_senseless_address_shows_the_usual_picture(seen_by, ada, address, said):
    answer = seen_by(ada).get(address, said)
    assert answer.status_code == 200
    assert "<b>" not in answer.content.decode()


def test_nobody_else_draws(seen_by, bo, badge, address):
    assert seen_by(bo).get(address).status_code == 403
    assert seen_by(bo).post(address, WISH).status_code == 403


def test_a_retired_badge_keeps_its_picture(seen_by, ada, badge, address):
    badges.retire(by=System("command"), badge=badge)
    answer = seen_by(ada).post(address, WISH)
    assert answer.status_code == 422
    assert "keeps the picture" in answer.content.decode()


def test_htmx_gets_the_part_it_asked_for(seen_by, ada, address):
    for target in ("preview", "symbols"):
        headers = {"HX-Request": "true", "HX-Target": target}
        answer = seen_by(ada).get(address, WISH, headers=headers).content.decode()
        assert f'id="{target}"' in answer
        assert "<html" not in answer


def test_the_chosen_symbol_stays_among_those_that_are_found(seen_by, ada, address):
    page = seen_by(ada).get(address, {"symbol": "anchor", "find": "book"}).context
    assert page["symbols"][0] == "anchor"
    assert all("book" in name for name in page["symbols"][1:])


def test_a_picture_of_parts_is_kept_by_the_browser_of_who_is_signed_in(client, seen_by, ada):
    address = reverse("recognition:art")
    assert client.get(address, WISH).status_code == 302
    answer = seen_by(ada).get(address, WISH | {"size": "32", "tier": "gold"})
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("image/svg+xml", "private, max-age=300")


def test_every_suggested_symbol_exists_and_every_word_has_a_name():
    assert [name for name in SUGGESTED if not has_symbol(name)] == []
    assert set(PARTS) == set(CHOICES)
    assert {word for words in CHOICES.values() for word in words} == set(WORDS)


def test_symbols_are_found_by_every_word_of_the_search():
    assert find_symbols("", 3) == list(SUGGESTED[:3])
    assert set(find_symbols("Heart hand", 9)) >= {"hand-heart", "heart-handshake"}
    assert find_symbols("zzzz", 9) == []
