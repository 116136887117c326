"""Feeds: what a program reads in somebody's name is what they would read on the page."""

import re
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recognition.actions import feed_addresses, preferences, thanks
from recognition.feeds import atom
from recognition.feeds.entries import Entry
from recognition.models import FeedAddress

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
TAG = re.compile(r"\Atag:[a-z0-9.-]+,\d{4}(-\d\d(-\d\d)?)?:[\w/.%@+-]+\Z")


@pytest.fixture
def read(ada):
    """What Ada's program gets; `secret` is hers unless another is given."""
    own = feed_addresses.secret_of(feed_addresses.make(by=ada))

    def fetch(what, key, secret=own, **headers):
        return Client().get(reverse("recognition:feed", args=[what, key]), {"secret": secret}, headers=headers)

    return fetch


def checked(document):
    """The entries of a document that keeps the rules of RFC 4287, 4.1: written here from the text of the RFC."""
    root = ElementTree.fromstring(document)
    assert root.tag == f"{ATOM}feed"
    for holder in (root, *root.iter(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(holder.findall(ATOM + name)) == 1, name
        assert holder.find(f"{ATOM}author/{ATOM}name").text
        assert TAG.match(holder.find(f"{ATOM}id").text)
        moment = holder.find(f"{ATOM}updated").text
        assert parse_datetime(moment).tzinfo is not None
        links = holder.findall(f"{ATOM}link")
        assert [link for link in links if link.get("rel", "alternate") == "alternate"]
        assert all(link.get("href").startswith("http") for link in links)
    assert [link for link in root.findall(f"{ATOM}link") if link.get("rel") == "self"]
    entries = root.findall(f"{ATOM}entry")
    ids = [entry.find(f"{ATOM}id").text for entry in entries]
    assert len(set(ids)) == len(ids)
    return entries


def titles(answer):
    assert answer.status_code == 200, answer.content
    return [entry.find(f"{ATOM}title").text for entry in checked(answer.content)]


def test_a_team_a_badge_and_a_person_have_feeds(read, ada, bo, chen, give, say, badge):
    give(bo, tier="gold", given_at=timezone.now() - timedelta(hours=3))
    say(chen, bo, days_ago=2)
    thanks.give(by=chen, receiver=bo, text="Thank you for the map!")
    assert titles(read("teams", "platform")) == [
        "Chen Wei thanked Bo Nakamura",
        "Bo Nakamura earned Bridge Builder in gold",
        "Chen Wei nominated Bo Nakamura for Bridge Builder",
    ]
    assert titles(read("people", "bo")) == titles(read("teams", "platform"))
    assert titles(read("badges", badge.slug)) == ["Bo Nakamura earned Bridge Builder in gold"]
    assert titles(read("teams", "design")) == []


def test_each_fact_keeps_its_id_when_others_come(read, ada, bo, chen):
    thanks.give(by=chen, receiver=bo, text="Thank you for the map!")
    (before,) = checked(read("people", "bo").content)
    thanks.give(by=chen, receiver=bo, text="Thank you for the compass!")
    after = checked(read("people", "bo").content)
    assert len(after) == 2
    assert before.find(f"{ATOM}id").text in {entry.find(f"{ATOM}id").text for entry in after}


def test_it_is_told_only_once_what_has_not_changed(read, bo, give):
    award = give(bo)
    first = read("people", "bo")
    assert first["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert "private" in first["Cache-Control"]
    again = read("people", "bo", **{"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert read("people", "bo", **{"if-modified-since": first["Last-Modified"]}).status_code == 304
    award.hidden = True
    award.save()
    assert read("people", "bo", **{"if-none-match": first["ETag"]}).status_code == 200
    empty = read("people", "bo")
    assert empty.content == read("people", "bo").content  # says no moment of its own


@pytest.mark.parametrize(
    ("change", "seen"),
    [
        ({}, True),
        ({"status": "frozen"}, True),  # looks as before
        ({"status": "pending"}, False),
        ({"status": "lapsed"}, False),
        ({"status": "revoked"}, False),
        ({"hidden": True}, False),
        ({"declined_at": timezone.now()}, False),
    ],
    ids=["active", "frozen", "pending", "lapsed", "revoked", "hidden", "declined"],
)
def test_awards_are_told_as_the_pages_show_them(read, bo, give, change, seen):
    give(bo, **change)
    for what, key in (("people", "bo"), ("teams", "platform"), ("badges", "bridge-builder")):
        assert bool(titles(read(what, key))) is seen


def test_what_somebody_keeps_to_themselves_stays_there(read, bo, chen, give, say):
    give(bo)
    say(chen, bo)
    preferences.choose_visibility(by=bo, badges=False, words=True)
    assert titles(read("people", "bo")) == ["Chen Wei nominated Bo Nakamura for Bridge Builder"]
    assert titles(read("badges", "bridge-builder")) == []
    preferences.choose_visibility(by=bo, badges=False, words=False)
    assert titles(read("people", "bo")) == titles(read("teams", "platform")) == []
    own = feed_addresses.secret_of(feed_addresses.make(by=bo))
    assert titles(read("people", "bo", own)) == ["Chen Wei nominated Bo Nakamura for Bridge Builder"]


def test_it_speaks_the_readers_language(read, ada, bo, give):
    preferences.choose_language(by=ada, language="de")
    document = ElementTree.fromstring(read("people", "bo").content)
    assert document.get("{http://www.w3.org/XML/1998/namespace}lang") == "de"


def test_a_session_opens_a_feed_too(seen_by, bo, give):
    give(bo)
    assert titles(seen_by(bo).get("/feeds/people/bo.atom"))
    stranger = Client().get("/feeds/people/bo.atom")
    assert stranger.status_code == 302
    assert stranger["Location"].startswith("/sign-in")


def test_a_new_address_ends_the_one_before(read, ada):
    assert read("people", "ada").status_code == 200
    feed_addresses.make(by=ada)
    ended = read("people", "ada")
    assert (ended.status_code, ended["Content-Type"]) == (403, "text/plain; charset=utf-8")
    feed_addresses.end(by=ada)
    assert not FeedAddress.objects.exists()


def test_who_left_reads_no_more(read, ada):
    ada.left_on = timezone.localdate()
    ada.save()
    assert read("people", "ada").status_code == 403


def test_what_is_kept_opens_nothing(read, ada):
    assert read("people", "ada", FeedAddress.objects.get().serial).status_code == 403


@pytest.mark.parametrize(("what", "key"), [("teams", "none"), ("people", "none"), ("badges", "none"), ("work", "ada")])
def test_what_is_not_there_has_no_feed(read, what, key):
    assert read(what, key).status_code == 404


def test_a_draft_has_no_feed(read, badge):
    badge.state = "draft"
    badge.save()
    assert read("badges", badge.slug).status_code == 404


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(secret=st.text(min_size=1, max_size=300) | st.from_regex(r"\A[0-9a-f]{32}~[\w-]{43}\Z"))
def test_no_made_up_secret_opens_a_feed(read, secret):
    answer = read("people", "ada", secret)
    assert answer.status_code == 403


@settings(max_examples=30)
@given(words=st.text(max_size=200))
def test_any_words_make_a_valid_document_and_no_markup(words):
    entry = Entry("thanks/1", words, words + "<script>alert(1)</script>", "/people/bo", "Bo", timezone.now())
    document = atom.document(
        site="https://plaudit.example", key="person/bo", title=words, page="/people/bo", language="en",
        own_url="https://plaudit.example/feeds/people/bo.atom", entries=[entry],
    )  # fmt: skip
    (told,) = checked(document)
    assert "<script" not in told.find(f"{ATOM}summary").text  # what a reader takes for HTML
