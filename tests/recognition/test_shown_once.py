"""A secret that was just made is shown to who made it, by one page, once."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.test import RequestFactory
from django.utils import timezone

from recognition import shown_once


@pytest.fixture
def asks():
    """Requests of one session."""
    session = SessionStore()

    def ask(method="get"):
        request = getattr(RequestFactory(), method)("/")
        request.session = session
        return request

    return ask


def test_it_is_taken_once_and_by_its_own_place_alone(asks):
    shown_once.keep(asks("post"), "tokens", "t-1")
    shown_once.keep(asks("post"), "source-github", "s-1")
    assert shown_once.take(asks(), "source-gitlab") == ""
    assert shown_once.take(asks(), "tokens") == "t-1"
    assert shown_once.take(asks(), "tokens") == ""
    assert shown_once.take(asks(), "source-github") == "s-1"


@pytest.mark.parametrize("method", ["head", "post"])
def test_a_request_that_shows_nothing_takes_nothing(asks, method):
    shown_once.keep(asks("post"), "tokens", "t-1")
    assert shown_once.take(asks(method), "tokens") == ""
    assert shown_once.take(asks(), "tokens") == "t-1"


def test_who_reads_the_sessions_does_not_read_it(asks):
    request = asks("post")
    shown_once.keep(request, "tokens", "t-1-of-the-tests")
    assert "t-1-of-the-tests" not in str(dict(request.session.items()))


def test_it_waits_ten_minutes(asks):
    with time_machine.travel(timezone.now() - timedelta(minutes=11)):
        shown_once.keep(asks("post"), "tokens", "t-1")
        shown_once.keep(asks("post"), "directory", "d-1")
    assert shown_once.take(asks(), "tokens") == ""
    request = asks("post")
    shown_once.keep(request, "source-github", "s-1")
    assert list(request.session[shown_once.KEPT_AT]) == ["source-github"]


def test_with_another_secret_key_it_is_lost(asks, settings):
    shown_once.keep(asks("post"), "tokens", "t-1")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another", []
    assert shown_once.take(asks(), "tokens") == ""
