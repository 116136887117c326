"""The door."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from recognition.models import Person, User

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_attempts_of_other_tests():
    cache.clear()


@pytest.fixture
def trial(settings):
    settings.DEMO_LOGIN = True


def test_who_is_not_signed_in_is_sent_to_the_door_and_back(client, ada, trial):
    there = reverse("recognition:person", args=["ada"])
    sent = client.get(there)
    assert sent.url == f"{reverse('recognition:sign_in')}?next={there}"
    back = client.post(reverse("recognition:become"), {"person": "ada", "next": there})
    assert back.url == there


def test_becoming_a_person_takes_one_click(client, ada, trial):
    page = client.post(reverse("recognition:become"), {"person": "ada"}, follow=True)
    assert "Hello, Ada Lindqvist" in page.content.decode()
    assert not User.objects.get(person=ada).has_usable_password()


def test_nobody_becomes_anybody_outside_a_trial(client, ada, settings):
    settings.DEMO_LOGIN = False
    assert client.post(reverse("recognition:become"), {"person": "ada"}).status_code == 404
    assert not User.objects.exists()
    assert "Become somebody" not in client.get(reverse("recognition:sign_in")).content.decode()


def test_nobody_becomes_a_bot(client, robo, trial):
    assert client.post(reverse("recognition:become"), {"person": "robo"}).status_code == 404


def test_the_door_leads_to_this_site_only(client, ada, trial):
    sent = client.post(reverse("recognition:become"), {"person": "ada", "next": "https://elsewhere.example/"})
    assert sent.url == reverse("recognition:home")


def test_people_are_found_at_the_door(client, ada, bo, trial):
    page = client.get(reverse("recognition:sign_in"), {"q": "lindq"}).content.decode()
    assert 'value="ada"' in page
    assert 'value="bo"' not in page


def test_a_password_opens_the_door_too(client, ada):
    User.objects.create_user("ada", password="correct horse battery", person=ada)
    sent = client.post(reverse("recognition:sign_in"), {"username": "ada", "password": "correct horse battery"})
    assert sent.status_code == 302


def test_a_wrong_password_is_told(client, db):
    page = client.post(reverse("recognition:sign_in"), {"username": "ada", "password": "wrong"})
    assert "correct username" in page.content.decode()


def test_signing_out_ends_it(client, ada, trial):
    client.post(reverse("recognition:become"), {"person": "ada"})
    client.post(reverse("recognition:sign_out"))
    assert client.get(reverse("recognition:home")).status_code == 302


def test_a_login_without_a_person_is_told_what_to_do(client, db):
    User.objects.create_user("service", password="x")
    client.force_login(User.objects.get())
    refused = client.get(reverse("recognition:home"))
    assert refused.status_code == 403
    assert "Ask an administrator to link it" in refused.content.decode()


def test_the_cast_of_an_invented_company_is_suggested_with_a_line(client, ada, bo, trial, monkeypatch):
    monkeypatch.setattr(
        "recognition.queries.doors.casts", [lambda: {"bo": "Says little, holds much", "gone": "Nobody"}]
    )
    page = client.get(reverse("recognition:sign_in"))
    assert [(entry.person, entry.line) for entry in page.context["suggested"]] == [(bo, "Says little, holds much")]


def test_without_a_cast_others_are_suggested(client, ada, dina, trial, monkeypatch):
    monkeypatch.setattr("recognition.queries.doors.casts", [])
    suggested = client.get(reverse("recognition:sign_in")).context["suggested"]
    assert {entry.person.key for entry in suggested} == {"ada", "dina"}


def test_a_session_ends_with_the_work(client, ada, trial):
    client.post(reverse("recognition:become"), {"person": "ada"})
    Person.objects.filter(pk=ada.pk).update(left_on="2025-01-31")
    for page in (reverse("recognition:home"), reverse("recognition:people"), reverse("scoring:mine")):
        answer = client.get(page)
        assert answer.status_code == 403
        assert "no longer works here" in answer.content.decode()
    assert client.post(reverse("recognition:sign_out")).status_code == 302


def test_whoever_is_found_while_typing_still_goes_where_they_wanted(client, ada, trial):
    page = client.get(reverse("recognition:sign_in"), {"q": "ada", "next": "/badges"}, headers={"HX-Request": "true"})
    assert '<input type="hidden" name="next" value="/badges">' in page.content.decode()
    whole = client.get(reverse("recognition:sign_in"), {"next": "/badges"}).content.decode()
    assert 'hx-include="closest form"' in whole


def test_where_nobody_is_found_nobody_else_is_offered(client, ada, bo, trial):
    page = client.get(reverse("recognition:sign_in"), {"q": "zzz"}).content.decode()
    assert "Nobody is found" in page
    assert 'name="person"' not in page


def test_passwords_cannot_be_guessed_at_the_door(client, ada):
    """Ten attempts a minute, then not even the right one is looked at."""
    User.objects.create_user("ada", password="a long enough password", person=ada)
    door = reverse("recognition:sign_in")
    answers = [client.post(door, {"username": "ada", "password": f"wrong {n}"}).status_code for n in range(10)]
    refused = client.post(door, {"username": "ada", "password": "a long enough password"})
    assert (set(answers), refused.status_code) == ({200}, 429)
    assert 0 < int(refused["Retry-After"]) <= 60
    assert "Too many attempts" in refused.content.decode()
    assert "_auth_user_id" not in client.session


def test_other_addresses_do_not_help_to_guess_one_login(client, ada):
    door = reverse("recognition:sign_in")
    answers = [
        client.post(door, {"username": "Ada", "password": "wrong"}, REMOTE_ADDR=f"10.0.0.{n}").status_code
        for n in range(11)
    ]
    assert answers == [200] * 10 + [429]
