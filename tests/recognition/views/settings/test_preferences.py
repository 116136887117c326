"""Language, time, visibility and topics."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from recognition.models import Preferences, User

pytestmark = pytest.mark.django_db
PAGE = reverse("recognition:settings")


@pytest.fixture(autouse=True)
def english_afterwards():
    yield
    translation.activate("en")


def language_of(answer):
    return answer.headers["Content-Language"]


def test_the_chosen_language_goes_before_cookie_and_browser(seen_by, bo):
    client = seen_by(bo)
    assert language_of(client.get(PAGE, headers={"accept-language": "en"})) == "en"
    assert language_of(client.get(PAGE, headers={"accept-language": "de"})) == "de"
    client.cookies["django_language"] = "en"
    assert language_of(client.get(PAGE, headers={"accept-language": "de"})) == "en"
    client.post(PAGE, {"part": "place", "language": "de", "time_zone": ""})
    client.cookies["django_language"] = "en"
    answer = client.get(PAGE, headers={"accept-language": "en"})
    assert language_of(answer) == "de"
    assert '<html lang="de"' in answer.content.decode()


def test_one_request_leaves_its_language_and_time_to_itself(seen_by, ada, bo):
    from django.utils import timezone

    Preferences.objects.create(person=bo, language="de", time_zone="Asia/Tokyo")
    assert language_of(seen_by(bo).get(PAGE)) == "de"
    assert timezone.get_current_timezone_name() == "UTC"
    assert language_of(seen_by(ada).get(PAGE)) == "en"


def test_the_switch_in_the_footer_is_kept_with_the_person(seen_by, bo):
    client = seen_by(bo)
    answer = client.post(reverse("recognition:language"), {"language": "de", "next": "/people"})
    assert answer["Location"] == "/people"
    assert Preferences.objects.get(person=bo).language == "de"
    assert client.cookies["django_language"].value == "de"


def test_a_stranger_chooses_a_language_at_the_door(db):
    client = Client()
    client.post(reverse("recognition:language"), {"language": "de", "next": "/sign-in"})
    assert language_of(client.get("/sign-in", headers={"accept-language": "en"})) == "de"
    assert not Preferences.objects.exists()


@pytest.mark.parametrize("wrong", ["", "fr", "en-AU", "../"])
def test_a_language_that_is_not_offered_changes_nothing(seen_by, bo, wrong):
    client = seen_by(bo)
    client.post(reverse("recognition:language"), {"language": wrong})
    assert "django_language" not in client.cookies
    assert not Preferences.objects.exists()


def test_the_switch_leads_to_no_other_site(db):
    answer = Client().post(reverse("recognition:language"), {"language": "de", "next": "https://elsewhere.example/"})
    assert answer["Location"] == "/"


def test_times_are_told_in_the_own_time_zone(seen_by, ada, bo, say):
    client = seen_by(bo)
    client.post(PAGE, {"part": "place", "language": "", "time_zone": "Asia/Tokyo"})
    assert "(Asia/Tokyo)" in client.get(PAGE).content.decode()


def test_without_a_choice_the_directory_says_the_time_zone_and_then_the_company(seen_by, bo, settings):
    settings.TIME_ZONE = "Europe/Berlin"
    client = seen_by(bo)
    assert "(Europe/Berlin)" in client.get(PAGE).content.decode()
    bo.time_zone = "America/New_York"
    bo.save()
    assert "(America/New_York)" in client.get(PAGE).content.decode()
    bo.time_zone = "Nowhere/Land"
    bo.save()
    assert "(Europe/Berlin)" in client.get(PAGE).content.decode()


def test_an_unknown_time_zone_is_refused_and_nothing_is_kept(seen_by, bo):
    answer = seen_by(bo).post(PAGE, {"part": "place", "language": "de", "time_zone": "Berlin"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "There is no time zone of this name" in page
    assert 'value="Berlin"' in page
    assert not Preferences.objects.exists()


def test_visibility_and_topics_are_kept_each_by_itself(seen_by, bo):
    client = seen_by(bo)
    client.post(PAGE, {"part": "visibility", "badges": "me", "words": "everybody"})
    client.post(PAGE, {"part": "messages", "wanted": ["awards", "outcomes"]})
    kept = Preferences.objects.get(person=bo)
    assert (kept.shows_badges, kept.shows_words, kept.muted) == (False, True, ["words", "seconds"])
    page = client.get(PAGE).content.decode()
    assert page.count("checked") == 4


@pytest.mark.parametrize(
    "wrong", [{}, {"part": "all"}, {"part": "visibility", "badges": "team"}, {"part": "messages", "wanted": "x"}]
)
def test_what_is_not_offered_is_refused(seen_by, bo, wrong):
    assert seen_by(bo).post(PAGE, wrong).status_code == 422
    assert not Preferences.objects.exists()


def test_pictures_do_not_ask_who_looks(seen_by, bo, badge, django_assert_num_queries):
    client = seen_by(bo)
    with django_assert_num_queries(2):  # the badge, for its version and for itself
        answer = client.get(reverse("recognition:badge_art", args=[badge.slug]))
    assert "Cookie" not in answer.headers.get("Vary", "")


def test_login_person_and_preferences_come_in_one_statement(seen_by, bo, django_assert_max_num_queries):
    User.objects.get_or_create(username="bo", defaults={"person": bo})
    client = seen_by(bo)
    Preferences.objects.create(person=bo, language="de")
    with django_assert_max_num_queries(4):  # session, login with person, bell, roles of the navigation
        client.get(PAGE)
