"""/recognise in Slack: believed by its signature, once, and spoken in the name of who linked the account."""

import json
import time
from itertools import count
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from slack_sdk.signature import SignatureVerifier

from recognition.actions import preferences
from recognition.models import AuditEntry, Badge, ChatAccount, ChatDelivery, Nomination, Thanks

pytestmark = pytest.mark.django_db
DOOR = "/hooks/slack/commands"
FORM = "application/x-www-form-urlencoded"
SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
TRIGGERS = count()
OF_ADA = {"team_id": "T1", "user_id": "UADA", "user_name": "ada.l", "command": "/recognise"}


@pytest.fixture(autouse=True)
def connected(settings):
    settings.SITE_URL = "https://plaudit.example"
    settings.SLACK_SIGNING_SECRET = [SECRET]


@pytest.fixture
def linked(ada, bo):
    for person in (ada, bo):
        ChatAccount.objects.create(
            provider="slack", workspace="T1", account=f"U{person.key.upper()}", name=person.key, person=person,
            linked_at=timezone.now(),
        )  # fmt: skip


def post(body, *, secret=SECRET, at=None, content_type=FORM, **headers):
    body = body if isinstance(body, bytes) else body.encode()
    stamp = str(int(at if at is not None else time.time()))
    try:
        signature = SignatureVerifier(secret).generate_signature(timestamp=stamp, body=body)
    except UnicodeDecodeError:
        signature = "v0=" + "0" * 64
    signed = {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": signature} | headers
    return Client().post(DOOR, body, content_type=content_type, headers=signed)


def recognise(text, **fields):
    fields = {"trigger_id": str(next(TRIGGERS))} | fields  # of Slack: no two requests are the same
    answer = post(urlencode(OF_ADA | fields | {"text": text}))
    assert answer.status_code == 200, answer.content
    told = answer.json()
    assert told["response_type"] == "ephemeral"
    assert all(len(block["text"]["text"]) <= 3000 for block in told["blocks"])
    return told["text"]


def nothing_written():
    return not (Thanks.objects.exists() or Nomination.objects.exists() or ChatDelivery.objects.exists())


def test_thanks_are_given_in_the_name_of_who_typed(linked, ada, bo):
    told = recognise("<@UBO|bo> thank you for the map!")
    thanks = Thanks.objects.get()
    assert (thanks.giver, thanks.receiver, thanks.text) == (ada, bo, "thank you for the map!")
    assert "You thanked Bo Nakamura." in told
    assert "https://plaudit.example/people/bo" in told
    assert AuditEntry.objects.get(verb="thanks.give").actor == "ada"


def test_a_badge_before_a_colon_makes_a_nomination(linked, ada, bo, badge):
    told = recognise("<@UBO|bo> bridge-builder: brought design and platform to one table last week")
    nomination = Nomination.objects.get()
    assert (nomination.nominator, nomination.nominee, nomination.badge) == (ada, bo, badge)
    assert "You nominated Bo Nakamura for Bridge Builder." in told


@pytest.mark.parametrize(
    ("text", "because"),
    [
        ("<@UADA|ada> thank you for everything", "thanks go to a colleague"),
        ("<@UADA> bridge-builder: I did all of it, and I did it well", "cannot nominate yourself"),
        ("<@UBO> bridge-builder: great", "at least one sentence"),
        ("<@UBO> bridge-builder:", "cannot be blank"),
        ("<@UBO> bridge-bilder: he brought two teams to one table", "Did you mean bridge-builder?"),
        ("<@UBO> zzz: he brought two teams to one table", "There is no badge “zzz”"),
        ("<@UBO> old-one: he brought two teams to one table", "cannot be earned now"),
        ("<@UBO> thx", "Write a few words"),
        ("<@UBO>", "Write a few words"),
        ("robo thank you for building", "A bot cannot receive thanks"),
        ("gone thank you for building", "no longer works here"),
        ("nobody-at-all thank you for building", "Nobody is found for “nobody-at-all”"),
        ("<@UXX> thank you for building", "Nobody is found for “this account”"),
        ("<@UXX|<!channel>> thank you", "Nobody is found"),
    ],
    ids=range(14),
)  # fmt: skip
def test_a_refusal_is_told_in_plain_words(linked, ada, bo, robo, eve, badge, text, because):
    Badge.objects.create(slug="old-one", name="Old", purpose="Was.", state="retired", retired_at=timezone.now())
    type(eve).objects.filter(pk=eve.pk).update(key="gone", left_on="2026-01-01")
    told = recognise(text)
    assert because in told
    assert "Nothing was said." in told
    assert not Thanks.objects.exists()
    assert not Nomination.objects.exists()


def test_the_same_words_twice_are_refused_in_words(linked, badge):
    recognise("<@UBO> thank you for the map!")
    assert "already said this today" in recognise("<@UBO> thank you for the map!")
    assert Thanks.objects.count() == 1


@pytest.mark.parametrize("who", ["bo", "@bo", "bo@plaudit.example", '"Bo Nakamura"', "<@UNEW|bo>"], ids=range(5))
def test_people_can_be_named_in_other_ways(linked, bo, who):
    recognise(f"{who} thank you for the map!")
    assert Thanks.objects.get().receiver == bo


def test_nobody_is_thanked_by_a_guess(linked, bo, chen):
    told = recognise("nakamura thank you for the map!")
    assert "Bo Nakamura, Platform: `/recognise bo …`" in told
    assert not Thanks.objects.exists()


def test_help_names_the_badges(linked, badge):
    assert "`bridge-builder`" in recognise("help")


def test_words_of_people_are_no_marks_of_the_chat(linked):
    assert "<!channel>" not in recognise("&lt;!channel&gt; thank you all")


def test_who_is_not_linked_gets_a_link_and_nothing_is_said(bo):
    told = recognise("bo thank you for the map!")
    assert "https://plaudit.example/settings/elsewhere/link/" in told
    assert not Thanks.objects.exists()
    account = ChatAccount.objects.get()
    assert (account.person, account.name) == (None, "ada.l")
    assert account.link_digest not in told


def test_who_left_says_nothing_more(linked, ada):
    ada.left_on = timezone.localdate()
    ada.save()
    assert "Only people who work here" in recognise("bo thank you for the map!")


def test_the_answer_is_in_the_language_of_the_person(linked, ada, monkeypatch):
    preferences.choose_language(by=ada, language="de")
    seen = []
    from django.utils import translation

    from recognition.chat import commands

    monkeypatch.setattr(commands, "_help", lambda: seen.append(translation.get_language()) or {"text": ""})
    post(urlencode(OF_ADA | {"text": "help"}))
    assert seen == ["de"]


def test_a_request_is_taken_once(linked):
    body, at = urlencode(OF_ADA | {"text": "bo thank you for the map!"}), time.time()
    assert post(body, at=at).status_code == 200
    Thanks.objects.update(withdrawn_at=timezone.now())
    again = post(body, at=at)
    assert (again.status_code, again["Content-Type"]) == (409, "application/problem+json")
    assert Thanks.objects.count() == 1


def test_a_request_that_broke_off_can_come_again(linked, monkeypatch):
    from recognition.chat import commands

    body, at = urlencode(OF_ADA | {"text": "bo thank you for the map!"}), time.time()
    with monkeypatch.context() as broken:
        broken.setattr(commands, "answer", lambda *given: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            post(body, at=at)
    assert post(body, at=at).status_code == 200


def test_both_secrets_are_good_while_one_follows_the_other(linked, settings):
    settings.SLACK_SIGNING_SECRET = ["new-secret", SECRET]
    for number, secret in enumerate(settings.SLACK_SIGNING_SECRET):
        assert post(urlencode(OF_ADA | {"n": number}), secret=secret).status_code == 200
    settings.SLACK_SIGNING_SECRET = ["new-secret"]
    assert post(urlencode(OF_ADA)).status_code == 401


BODY = urlencode(OF_ADA | {"text": "bo thank you for the map!"})
DIGITS = "٣٤٥"  # digits, but none that a timestamp is written in


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (lambda: post(BODY, secret="of somebody else"), 401),
        (lambda: post(BODY, at=time.time() - 301), 401),
        (lambda: post(BODY, at=time.time() + 302), 401),
        (lambda: post(BODY, **{"X-Slack-Signature": ""}), 401),
        (lambda: post(BODY, **{"X-Slack-Signature": "v0=ü"}), 401),
        (lambda: post(BODY, **{"X-Slack-Request-Timestamp": "now"}), 401),
        (lambda: post(BODY, **{"X-Slack-Request-Timestamp": DIGITS}), 401),
        (lambda: post(BODY, **{"X-Slack-Request-Timestamp": "9" * 400}), 401),
        (lambda: post(b"text=\xff\xfe"), 401),
        (lambda: post(BODY + "x" * 70_000), 413),
        (lambda: post(BODY, content_type="application/json"), 415),
        (lambda: post(json.dumps({"a": [[[[]]]]}), content_type="multipart/form-data; boundary=x"), 415),
        (lambda: post("text=%ff%fe&team_id=T1&user_id=UADA"), 400),
        (lambda: post("text=hello"), 400),
        (lambda: post("team_id=T1&user_id=" + "U" * 41), 400),
        (lambda: post("team_id=T1&user_id=U%00"), 400),
        (lambda: post("&".join(f"a{n}=1" for n in range(200))), 400),
        (lambda: Client().get(DOOR), 405),
    ],
    ids=range(18),
)
def test_what_is_forged_stale_or_broken_is_refused(linked, sent, status):
    answer = sent()
    assert answer.status_code == status
    assert nothing_written()
    if status != 405:
        assert answer.json()["detail"]


def test_without_a_secret_the_door_is_closed(linked, settings):
    settings.SLACK_SIGNING_SECRET = []
    assert post(BODY, secret="anything").status_code == 404


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(body=st.binary(max_size=300), stamp=st.text(max_size=20), signature=st.text(max_size=80))
def test_no_made_up_request_opens_it(linked, body, stamp, signature):
    headers = {
        name: value.encode("utf-8", "replace").decode("latin-1").replace("\r", "").replace("\n", "")
        for name, value in (("X-Slack-Request-Timestamp", stamp), ("X-Slack-Signature", signature))
    }
    answer = Client().post(DOOR, body, content_type=FORM, headers=headers)
    assert answer.status_code in (401, 415)
    assert nothing_written()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(text=st.text(max_size=120) | st.text(alphabet='<>@#!|&;:"“U1 bo-', max_size=60))
def test_whatever_is_typed_gets_an_answer(linked, text):
    assert recognise(text)
