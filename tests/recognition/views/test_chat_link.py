"""Saying that an account of the chat is one's own, and taking that back."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from recognition.actions import chat_accounts
from recognition.models import AuditEntry, ChatAccount

pytestmark = pytest.mark.django_db
PAGE = reverse("recognition:settings_elsewhere")


@pytest.fixture
def secret(db):
    return chat_accounts.offer_link(provider="slack", workspace="T1", account="U1", name="bo.n")


def link(secret):
    return reverse("recognition:chat_link", args=[secret])


def test_it_says_whose_account_it_is_and_asks(seen_by, bo, secret):
    page = seen_by(bo).get(link(secret))
    assert "bo.n" in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert ChatAccount.objects.get().person is None


def test_a_yes_links_it_once(seen_by, bo, chen, secret):
    assert seen_by(bo).post(link(secret))["Location"] == PAGE
    account = ChatAccount.objects.get()
    assert (account.person, account.link_digest) == (bo, "")
    assert AuditEntry.objects.get(verb="chat.link").actor == "bo"
    again = seen_by(chen).post(link(secret))
    assert again.status_code == 404
    assert ChatAccount.objects.get().person == bo


def test_a_link_lasts_a_quarter_of_an_hour(seen_by, bo, secret):
    client = seen_by(bo)
    with time_machine.travel(timezone.now() + timedelta(minutes=16)):
        assert client.get(link(secret)).status_code == 404
        assert client.post(link(secret)).status_code == 404
    assert ChatAccount.objects.get().person is None


def test_a_new_link_ends_the_one_before(seen_by, bo, secret):
    newer = chat_accounts.offer_link(provider="slack", workspace="T1", account="U1", name="bo.n")
    assert seen_by(bo).get(link(secret)).status_code == 404
    assert seen_by(bo).get(link(newer)).status_code == 200


def test_it_needs_a_sign_in(client, secret):
    assert client.post(link(secret)).status_code == 302
    assert ChatAccount.objects.get().person is None


def test_one_ends_it_and_nobody_else_does(seen_by, bo, chen, secret):
    account = chat_accounts.confirm(by=bo, secret=secret)
    end = reverse("recognition:settings_end_account", args=[account.pk])
    assert "bo.n" in seen_by(bo).get(PAGE).content.decode()
    assert seen_by(chen).post(end).status_code == 404
    assert seen_by(bo).post(end)["Location"] == PAGE
    assert not ChatAccount.objects.exists()


def test_addresses_of_feeds_are_made_shown_and_ended(seen_by, bo, badge, settings):
    settings.SITE_URL = "https://plaudit.example"
    client = seen_by(bo)
    assert "Make my addresses" in client.get(PAGE).content.decode()
    made = client.post(reverse("recognition:settings_feeds", args=["make"]), {"feed": "badges/bridge-builder"})
    page = client.get(made["Location"])
    assert "no-store" in page["Cache-Control"]
    urls = [url for _words, url in page.context["feeds"]]
    assert [url.partition("?")[0] for url in urls] == [
        "https://plaudit.example/feeds/badges/bridge-builder.atom",
        "https://plaudit.example/feeds/people/bo.atom",
        "https://plaudit.example/feeds/teams/platform.atom",
    ]
    client.logout()
    assert client.get(urls[0]).status_code == 200
    seen_by(bo).post(reverse("recognition:settings_feeds", args=["end"]))
    assert client.get(urls[0]).status_code == 403


@pytest.mark.parametrize("asked", ["badges/none", "nothing", "work/bo", "people/\x00", "teams/none"], ids=range(5))
def test_what_has_no_feed_is_not_offered(seen_by, bo, asked):
    assert len(seen_by(bo).get(PAGE, {"feed": asked}).context["feeds"]) == 2


def test_there_are_no_other_acts(seen_by, bo):
    assert seen_by(bo).post(reverse("recognition:settings_feeds", args=["other"])).status_code == 404
