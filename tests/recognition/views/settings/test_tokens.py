"""API tokens on the page."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from knox.models import AuthToken

from recognition.actions import tokens
from recognition.models import AuditEntry, User

pytestmark = pytest.mark.django_db
PAGE = reverse("recognition:settings_tokens")


@pytest.fixture
def client(seen_by, bo):
    return seen_by(bo)


def test_a_token_is_shown_once_and_opens_the_api(client, bo):
    answer = client.post(PAGE, {"name": "Report script", "days": "30"}, follow=True)
    assert answer.redirect_chain == [(PAGE, 302)]
    assert "Your token “Report script”" in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    secret = answer.context["secret"]
    assert secret in answer.content.decode()
    me = Client().get("/api/v1/me/", headers={"authorization": f"Token {secret}"})
    assert me.json()["person"]["key"] == "bo"
    page = client.get(PAGE).content.decode()
    assert secret not in page
    assert "Report script" in page
    expiry = AuthToken.objects.get().expiry
    assert timedelta(days=29) < expiry - timezone.now() < timedelta(days=31)
    assert secret not in str(AuditEntry.objects.get(verb="token.make").data)


@pytest.mark.parametrize(
    "wrong", [{"name": "  ", "days": "30"}, {"name": "x", "days": "4000"}, {"name": "x" * 61, "days": "7"}]
)
def test_what_makes_no_sense_is_refused(client, wrong):
    assert client.post(PAGE, wrong).status_code == 422
    assert not AuthToken.objects.exists()


def test_there_is_a_most_of_tokens(client, bo, monkeypatch):
    monkeypatch.setattr(tokens, "MOST_TOKENS", 1)
    client.post(PAGE, {"name": "First", "days": "7"})
    answer = client.post(PAGE, {"name": "Second", "days": "7"})
    assert answer.status_code == 422
    assert "You have 1 tokens" in answer.content.decode()
    assert 'value="Second"' in answer.content.decode()


def test_ending_asks_first_and_then_shuts_out(client, bo):
    secret = client.post(PAGE, {"name": "Report script", "days": "30"}, follow=True).context["secret"]
    address = reverse("recognition:settings_end_token", args=[AuthToken.objects.get().token_key])
    assert "End “Report script”?" in client.get(address).content.decode()
    assert AuthToken.objects.exists()
    client.post(address)
    assert Client().get("/api/v1/me/", headers={"authorization": f"Token {secret}"}).status_code == 401
    assert AuditEntry.objects.filter(verb="token.end", actor="bo").exists()


def test_nobody_sees_or_ends_the_token_of_somebody_else(client, seen_by, ada):
    client.post(PAGE, {"name": "Report script", "days": "30"})
    other = seen_by(ada)
    assert "Report script" not in other.get(PAGE).content.decode()
    address = reverse("recognition:settings_end_token", args=[AuthToken.objects.get().token_key])
    assert other.post(address).status_code == 404
    assert AuthToken.objects.exists()


def test_one_that_was_made_with_a_password_has_no_name_and_can_be_ended(client, bo):
    token, _secret = AuthToken.objects.create(user=User.objects.get(person=bo))
    assert "Made with a password" in client.get(PAGE).content.decode()
    client.post(reverse("recognition:settings_end_token", args=[token.token_key]))
    assert not AuthToken.objects.exists()
