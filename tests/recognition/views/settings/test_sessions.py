"""Where somebody is signed in."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from recognition.models import AuditEntry, User, UserSession
from recognition.queries.devices import device_in_words
from recognition.sign_ins import SEEN

pytestmark = pytest.mark.django_db
PAGE = reverse("recognition:settings_sessions")
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0"


@pytest.fixture
def browser(settings):
    settings.DEMO_LOGIN = True

    def sign_in(person, device=FIREFOX):
        client = Client(headers={"user-agent": device})
        client.post(reverse("recognition:become"), {"person": person.key})
        return client

    return sign_in


def test_each_sign_in_is_listed_and_this_one_is_marked(browser, bo):
    browser(bo, "curl/8.5.0")
    page = browser(bo).get(PAGE).content.decode()
    assert "Firefox on Linux" in page
    assert "curl" in page
    assert page.count("this one") == 1
    assert UserSession.objects.count() == 2


def test_another_session_is_ended_and_this_one_stays(browser, bo):
    there, here = browser(bo), browser(bo)
    other = UserSession.objects.get(session_key=there.session.session_key)
    here.post(reverse("recognition:settings_end_session", args=[other.pk]))
    assert there.get(PAGE).status_code == 302
    assert here.get(PAGE).status_code == 200
    assert AuditEntry.objects.filter(verb="session.end", actor="bo").exists()


def test_all_others_are_ended_at_once(browser, bo, ada):
    elsewhere, others, here = [browser(bo), browser(bo)], browser(ada), browser(bo)
    assert (
        "2 other sessions are ended."
        in here.post(reverse("recognition:settings_end_others"), follow=True).content.decode()
    )
    assert [client.get(PAGE).status_code for client in elsewhere] == [302, 302]
    assert [client.get(PAGE).status_code for client in (others, here)] == [200, 200]
    assert "nowhere else" in _end_others(here)


def _end_others(client):
    return client.post(reverse("recognition:settings_end_others"), follow=True).content.decode()


def test_ending_this_one_leads_to_the_door(browser, bo):
    here = browser(bo)
    own = UserSession.objects.get()
    assert here.post(reverse("recognition:settings_end_session", args=[own.pk]))["Location"] == reverse(
        "recognition:sign_in"
    )
    assert here.get(PAGE).status_code == 302
    assert not UserSession.objects.exists()


def test_nobody_ends_the_session_of_somebody_else(browser, ada, bo):
    there, here = browser(bo), browser(ada)
    other = UserSession.objects.get(session_key=there.session.session_key)
    assert here.post(reverse("recognition:settings_end_session", args=[other.pk])).status_code == 404
    assert there.get(PAGE).status_code == 200


def test_signing_out_takes_it_off_the_list(browser, bo):
    browser(bo).post(reverse("recognition:sign_out"))
    assert not UserSession.objects.exists()


def test_becoming_somebody_else_leaves_no_session_behind(browser, ada, bo):
    client = browser(bo)
    client.post(reverse("recognition:become"), {"person": ada.key})
    assert [session.user.person for session in UserSession.objects.all()] == [ada]


def test_a_visit_is_noted_once_an_hour(browser, bo):
    client = browser(bo)
    long_ago = timezone.now() - timedelta(hours=5)
    UserSession.objects.update(seen_at=long_ago)
    client.get(PAGE)
    assert UserSession.objects.get().seen_at == long_ago
    session = client.session
    session[SEEN] = int(long_ago.timestamp())
    session.save()
    client.get(PAGE)
    assert UserSession.objects.get().seen_at > timezone.now() - timedelta(minutes=1)


def test_a_session_from_before_the_list_finds_its_way_onto_it(browser, bo):
    client = browser(bo)
    UserSession.objects.all().delete()
    session = client.session
    del session[SEEN]
    session.save()
    client.get(PAGE)
    assert UserSession.objects.get().user == User.objects.get(person=bo)


def test_this_one_comes_first_however_many_came_after_it(browser, bo):
    client = browser(bo)
    UserSession.objects.update(seen_at=timezone.now() - timedelta(hours=2))
    user = User.objects.get(person=bo)
    UserSession.objects.bulk_create(
        UserSession(user=user, session_key=f"other{number}", device=FIREFOX) for number in range(60)
    )
    page = client.get(PAGE).content.decode()
    assert page.count("this one") == 1
    assert page.index("this one") < page.index("last used")
    assert "Page 1 of 4" in page
    assert "this one" not in client.get(f"{PAGE}?page=4").content.decode()


def test_no_key_of_a_session_stands_on_the_page(browser, bo):
    client = browser(bo)
    assert client.session.session_key not in client.get(PAGE).content.decode()


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (FIREFOX, "Firefox on Linux"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605 Safari/604.1",
            "Safari on iPhone",
        ),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537 Chrome/129.0 Safari/537 Edg/129.0", "Edge on Windows"),
        ("", "An unknown program"),
        ("<script>", "An unknown program"),
    ],
)
def test_a_device_is_called_as_its_owner_would(said, words):
    assert device_in_words(said) == words
