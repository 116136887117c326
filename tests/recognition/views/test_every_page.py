"""What holds for every page."""

import re
from itertools import pairwise

import pytest
from django.test import Client
from django.urls import reverse

from recognition.models import RoleGrant

pytestmark = pytest.mark.django_db

PAGES = [
    ("recognition:home", []),
    ("recognition:people", []),
    ("recognition:person", ["bo"]),
    ("recognition:badges", []),
    ("recognition:badge", ["bridge-builder"]),
    ("recognition:award", ["bo", "bridge-builder"]),
    ("recognition:design", ["bridge-builder"]),
    ("recognition:workshop", []),
    ("recognition:workshop_edit", ["bridge-builder"]),
    ("recognition:recognise", []),
    ("recognition:panel", []),
    ("recognition:notifications", []),
    ("recognition:settings", []),
    ("recognition:settings_sessions", []),
    ("recognition:settings_tokens", []),
    ("recognition:settings_data", []),
    ("scoring:mine", []),
]


@pytest.fixture(params=PAGES, ids=lambda page: page[0])
def page(request, seen_by, ada, bo, chen, badge, give, say):
    give(bo, tier="gold")
    give(chen, status="pending")
    say(ada, bo)
    say(bo, chen)
    RoleGrant.objects.create(person=ada, role="steward", badge=badge)
    name, arguments = request.param
    return seen_by(ada).get(reverse(name, args=arguments))


def test_it_has_no_inline_style_and_no_inline_script(page):
    text = page.content.decode()
    assert not re.search(r"\sstyle=|<style|\son\w+=|javascript:", text)
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)
    assert "'unsafe" not in page["Content-Security-Policy"]


def test_it_has_one_first_heading_a_title_and_a_way_past_the_menu(page):
    text = page.content.decode()
    assert len(re.findall(r"<h1[ >]", text)) == 1
    assert re.search(r"<title>[^<·]+ · Plaudit</title>", text)
    assert '<a class="skip" href="#main">' in text


def test_no_heading_skips_a_level(page):
    levels = [int(level) for level in re.findall(r"<h([1-6])[ >]", page.content.decode())]
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_link_that_htmx_follows_leads_somewhere_without_it(page):
    links = re.findall(r"<a [^>]*hx-get[^>]*>", page.content.decode())
    assert all(" href=" in link for link in links)


def test_the_chosen_colours_are_there_at_the_first_paint(seen_by, ada):
    client = seen_by(ada)
    client.post(reverse("recognition:theme"), {"theme": "dark", "next": "/people"})
    assert 'data-theme="dark"' in client.get(reverse("recognition:home")).content.decode()
    client.post(reverse("recognition:theme"), {"theme": "system"})
    assert "data-theme=" not in client.get(reverse("recognition:home")).content.decode()


def test_a_cookie_cannot_write_into_the_page(seen_by, ada):
    client = seen_by(ada)
    client.cookies["theme"] = '"><b>'
    assert "<b>" not in client.get(reverse("recognition:home")).content.decode()


@pytest.mark.parametrize("debug", [True, False])
@pytest.mark.parametrize("address", ["/people/nobody", "/nowhere/at/all"])
def test_a_page_that_is_not_there_says_what_to_do(seen_by, ada, settings, debug, address):
    settings.DEBUG = debug
    answer = seen_by(ada).get(address)
    assert answer.status_code == 404
    assert "Search for the person or the badge instead" in answer.content.decode()


def test_a_form_without_its_token_is_refused_with_a_reason(ada):
    answer = Client(enforce_csrf_checks=True).post(reverse("recognition:sign_in"), {})
    assert answer.status_code == 403
    assert "load the page anew" in answer.content.decode()


@pytest.mark.parametrize(
    "address", ["/people/a%00b", "/nominations/%00", "/badges/%00", "/sign-in?q=%00", "/people?q=%00"]
)
def test_a_nul_byte_breaks_nothing(seen_by, ada, address):
    assert seen_by(ada).get(address).status_code in (200, 302, 404)


def test_a_browser_that_asks_for_a_favicon_gets_the_mark(client):
    assert client.get("/favicon.ico")["Location"].endswith(".svg")


def test_the_api_says_in_its_own_way_that_something_is_not_there(seen_by, ada, settings):
    settings.DEBUG = True
    answer = seen_by(ada).get("/api/v1/nowhere")
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")
