"""News in channels of Slack and Teams."""

import json

import pytest

from recognition.actions import awards, nominations, thanks
from recognition.models import Endpoint, OutboxMessage
from recognition.outbox import dispatch

pytestmark = pytest.mark.django_db
REASON = "Brought two teams into one room, and the handover takes an hour now."
EVIL = "<!channel> [thank](http://evil.example) & <https://evil.example|you> *all*"


def the_body(receiver):
    ((_path, headers, body),) = receiver.got
    assert headers["Content-Type"] == "application/json"
    assert "webhook-signature" not in {name.lower() for name in headers}
    return json.loads(body)


def test_slack_reads_who_was_given_what_and_why(hook, receiver, admin, bo, badge):
    hook(kind="slack")
    awards.grant(by=admin, person=bo, badge=badge, reason=REASON)
    dispatch.work_due()
    post = the_body(receiver)
    assert post["text"] == "Bo Nakamura earned Bridge Builder"
    assert post["blocks"][0]["text"] == {
        "type": "mrkdwn",
        "text": "*<https://plaudit.example/people/bo/badges/bridge-builder|Bo Nakamura earned Bridge Builder>*",
    }
    assert post["blocks"][1]["text"] == {"type": "plain_text", "text": REASON}


def test_teams_gets_an_adaptive_card(hook, receiver, bo, chen, badge):
    hook("nomination.made", kind="teams")
    nomination = nominations.submit(by=chen, nominee=bo, badge=badge, reason=REASON)
    dispatch.work_due()
    (attachment,) = the_body(receiver)["attachments"]
    assert attachment["contentType"] == "application/vnd.microsoft.card.adaptive"
    card = attachment["content"]
    assert (card["type"], card["version"]) == ("AdaptiveCard", "1.4")
    said = [run["text"] for block in card["body"] for run in block["inlines"]]
    assert said == ["Chen Wei nominated Bo Nakamura for Bridge Builder", REASON]
    (action,) = card["actions"]
    assert action["url"] == f"https://plaudit.example/nominations/{nomination.key}"


def test_words_are_never_marks_of_slack(hook, receiver, bo, chen):
    hook("thanks.given", kind="slack")
    type(bo).objects.filter(pk=bo.pk).update(display_name="<!here> Bo & Co")
    bo.refresh_from_db()
    thanks.give(by=chen, receiver=bo, text=EVIL)
    dispatch.work_due()
    post = the_body(receiver)
    marked = post["text"] + post["blocks"][0]["text"]["text"]
    assert "<!" not in marked
    assert "&lt;!here&gt; Bo &amp; Co" in marked
    assert post["blocks"][1]["text"] == {"type": "plain_text", "text": EVIL}


def test_words_are_never_marks_of_teams(hook, receiver, bo, chen):
    hook("thanks.given", kind="teams")
    thanks.give(by=chen, receiver=bo, text=EVIL)
    dispatch.work_due()
    card = the_body(receiver)["attachments"][0]["content"]
    assert {run["type"] for block in card["body"] for run in block["inlines"]} == {"TextRun"}  # without Markdown


def test_long_words_are_cut(hook, receiver, bo, chen, badge):
    hook("nomination.made", kind="slack")
    nominations.submit(by=chen, nominee=bo, badge=badge, reason=REASON * 40)
    dispatch.work_due()
    assert len(the_body(receiver)["blocks"][1]["text"]["text"]) == 600


@pytest.mark.parametrize(
    ("kind", "status", "off", "state"),
    [
        ("slack", 404, "gone", "dead"),
        ("slack", 410, "gone", "dead"),
        ("slack", 400, "", "dead"),
        ("slack", 500, "", "waiting"),
        ("teams", 202, "", "sent"),
        ("webhook", 404, "", "waiting"),
        ("webhook", 400, "", "waiting"),
    ],
)
def test_what_an_answer_does(hook, receiver, bo, chen, kind, status, off, state):
    hook("thanks.given", kind=kind)
    receiver.status = status
    thanks.give(by=chen, receiver=bo, text="Thank you for the map!")
    dispatch.work_due()
    assert Endpoint.objects.get().off == off
    assert OutboxMessage.objects.get(destination__startswith="endpoint").state == state


@pytest.mark.parametrize(("kind", "status"), [("webhook", 500), ("slack", 400), ("teams", 503)])
def test_an_answer_without_words_is_told_by_its_number(hook, receiver, bo, chen, kind, status):
    hook("thanks.given", kind=kind)
    receiver.status, receiver.answer = status, b""
    thanks.give(by=chen, receiver=bo, text="Thank you for the map!")
    dispatch.work_due()
    message = OutboxMessage.objects.get(destination__startswith="endpoint")
    assert message.last_error == f"The receiver answered {status} without words."
