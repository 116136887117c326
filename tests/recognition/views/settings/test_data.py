"""Everything about me."""

import json

import pytest
from django.urls import reverse

from recognition.models import PanelNote, Thanks
from recognition.privacy.sections import SECTIONS

pytestmark = pytest.mark.django_db


def exported(client):
    answer = client.get(reverse("recognition:settings_export"))
    assert answer["Content-Type"] == "application/json"
    assert "no-store" in answer["Cache-Control"]
    return answer, json.loads(b"".join(answer.streaming_content))


def test_it_holds_what_others_said_and_what_one_said(seen_by, ada, bo, chen, say, give):
    from django.utils import timezone

    say(ada, bo, reason="Explained the build to us in an hour.")
    say(bo, chen, reason="Found the one line that was wrong.")
    give(bo, tier="gold")
    Thanks.objects.create(giver=chen, receiver=bo, text="Thank you for “the map”!", at=timezone.now())
    answer, told = exported(seen_by(bo))
    assert 'filename="plaudit-bo-' in answer["Content-Disposition"]
    assert told["about"] == "bo"
    assert told["person"][0]["display_name"] == "Bo Nakamura"
    assert [row["reason"] for row in told["nominations_received"]] == ["Explained the build to us in an hour."]
    assert [row["to"] for row in told["nominations_given"]] == ["chen"]
    assert [row["text"] for row in told["thanks_received"]] == ["Thank you for “the map”!"]
    assert told["awards"][0]["tier"] == "gold"
    assert len(told["sessions"]) == 1


def test_it_holds_what_panels_asked_about_the_own_awards(seen_by, bo, chen, dina, give):
    award, text = give(bo, status="pending"), "Which of the two handovers did you see yourself?"
    PanelNote.objects.create(award=award, kind="question", by=dina, text=text)
    PanelNote.objects.create(award=give(chen), kind="question", by=dina, text="About somebody else.")
    _answer, told = exported(seen_by(bo))
    (note,) = told["panels_about_own_awards"]
    assert (note["badge"], note["kind"], note["text"], note["by"]) == ("bridge-builder", "question", text, "dina")


def test_every_section_is_there_also_where_it_is_empty(seen_by, bo):
    _answer, told = exported(seen_by(bo))
    assert list(told) == ["about", "made_at", "version", *(section.name for section in SECTIONS)]
    assert told["usage_days"] == []


def test_it_is_about_nobody_else(seen_by, ada, bo, chen, say):
    say(ada, chen, reason="Said between the two of them alone.")
    _answer, told = exported(seen_by(bo))
    assert "between the two" not in json.dumps(told)


def test_what_opens_sessions_and_the_api_is_not_in_it(seen_by, bo):
    client = seen_by(bo)
    made = client.post(reverse("recognition:settings_tokens"), {"name": "Script", "days": "7"}, follow=True)
    secret = made.context["secret"]
    _answer, told = exported(client)
    assert told["api_tokens"][0]["name"] == "Script"
    text = json.dumps(told)
    assert secret not in text
    assert client.session.session_key not in text


def test_the_page_says_what_is_in_the_file(seen_by, bo):
    page = seen_by(bo).get(reverse("recognition:settings_data")).content.decode()
    assert reverse("recognition:settings_export") in page
