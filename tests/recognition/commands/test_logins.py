"""manage.py logins"""

import io

import pytest
from django.core.management import CommandError, call_command

from recognition.models import AuditEntry, User

PASSWORD = "gull-harbour-lantern-92"


def set_password(monkeypatch, person, password):
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{password}\n"))
    out = io.StringIO()
    call_command("logins", "set", person, stdout=out)
    return out.getvalue()


def test_a_person_with_a_password_gets_a_token(monkeypatch, ada, client):
    assert "can sign in as ada" in set_password(monkeypatch, "ada", PASSWORD)
    said = {"username": "ada", "password": PASSWORD}
    answer = client.post("/api/v1/tokens/", said, content_type="application/json")
    assert answer.status_code == 201
    assert answer.json()["token"]
    entry = AuditEntry.objects.get(verb="login.set_password")
    assert (entry.object_key, PASSWORD in str(entry.data)) == ("ada", False)


def test_a_new_password_ends_the_tokens_of_the_old_one(monkeypatch, ada, client):
    set_password(monkeypatch, "ada", PASSWORD)
    said = {"username": "ada", "password": PASSWORD}
    token = client.post("/api/v1/tokens/", said, content_type="application/json").json()["token"]
    set_password(monkeypatch, "ada", PASSWORD + "-new")
    assert client.get("/api/v1/people/", headers={"Authorization": f"Token {token}"}).status_code == 401


@pytest.mark.parametrize(("person", "password"), [("nobody", PASSWORD), ("ada", "12345"), ("robo", PASSWORD)])
def test_weak_passwords_strangers_and_bots_are_refused(monkeypatch, ada, robo, person, password):
    with pytest.raises(CommandError) as refused:
        set_password(monkeypatch, person, password)
    assert refused.value.returncode == 2
    assert not User.objects.exclude(password="").filter(person__key=person).exists()
