"""The panel's page: what waits, for whom, and the panel's word."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from recognition.actions import roles
from recognition.actions.actors import System
from recognition.models import AwardChange, Person

pytestmark = pytest.mark.django_db
PANEL = "/panel"
REASON = "Both handovers were looked at, and they hold."


@pytest.fixture
def steward(dina, badge):
    roles.grant(by=System("test"), person=dina, role="steward", badge=badge)
    return dina


@pytest.fixture
def pending(ada, chen, give, say):
    say(chen, ada, reason="She brought both teams to one table.")
    return give(ada, status="pending", tier="silver", given_at=datetime(2026, 4, 1, tzinfo=UTC))


def decide(client, award, **words):
    return client.post(reverse("recognition:panel_decide", args=[award.badge.slug, award.person.key]), words)


def test_a_steward_reads_what_the_rule_found_and_what_was_said(seen_by, steward, pending):
    text = seen_by(steward).get(PANEL).content.decode()
    for words in ("Ada Lindqvist", "Three teams spoke for them.", "She brought both teams to one table.", "silver"):
        assert words in text
    assert "Approve" in text


def test_the_oldest_comes_first_and_other_badges_stay_away(seen_by, steward, pending, bo, eve, give, many_badges):
    give(bo, status="pending", given_at=datetime(2026, 3, 1, tzinfo=UTC))
    give(eve, many_badges(1)[0], status="pending")
    text = seen_by(steward).get(PANEL).content.decode()
    assert text.index("Bo Nakamura") < text.index("Ada Lindqvist")
    assert "Eve Moreau" not in text


def test_approving_gives_the_badge_and_keeps_the_reason(seen_by, steward, pending):
    answer = decide(seen_by(steward), pending, decision="approve", reason=REASON)
    assert (answer.status_code, answer["Location"]) == (302, PANEL)
    pending.refresh_from_db()
    assert (pending.status, pending.given_by) == ("active", steward)
    assert AwardChange.objects.get().reason == REASON


def test_returning_asks_for_a_reason_and_keeps_the_words(seen_by, steward, pending):
    client = seen_by(steward)
    refused = decide(client, pending, decision="return", reason="No & no")
    assert refused.status_code == 422
    assert "Give a reason that the person can understand." in refused.content.decode()
    assert "No &amp; no</textarea>" in refused.content.decode()
    pending.refresh_from_db()
    assert pending.status == "pending"
    decide(client, pending, decision="return", reason=REASON)
    pending.refresh_from_db()
    assert pending.status == "revoked"


def test_what_another_steward_decided_meanwhile_is_said(seen_by, steward, pending):
    client = seen_by(steward)
    decide(client, pending, decision="approve", reason=REASON)
    late = decide(client, pending, decision="return", reason=REASON)
    assert late.status_code == 422
    assert "that does not apply" in late.content.decode()


def test_nobody_decides_on_what_they_gave_or_received(seen_by, steward, pending, say, give):
    say(steward, pending.person)
    own = give(steward, status="pending")
    client = seen_by(steward)
    text = client.get(PANEL).content.decode()
    assert "Approve" not in text
    assert text.count("another steward decides") == 2
    for award in (pending, own):
        assert decide(client, award, decision="approve", reason=REASON).status_code == 403


def test_it_is_closed_to_others_and_not_in_their_navigation(seen_by, pending, bo):
    client = seen_by(bo)
    assert client.get(PANEL).status_code == 403
    assert decide(client, pending, decision="approve", reason=REASON).status_code == 403
    assert f'href="{PANEL}"' not in client.get("/").content.decode()


def test_it_is_in_the_navigation_of_stewards(seen_by, steward):
    assert f'href="{PANEL}"' in seen_by(steward).get("/").content.decode()


def test_admins_see_what_waits_and_who_decides_and_decide_nothing(seen_by, bo, pending):
    roles.grant(by=System("test"), person=bo, role="admin")
    client = seen_by(bo)
    assert "This badge has no steward" in client.get(PANEL).content.decode()
    assert decide(client, pending, decision="approve", reason=REASON).status_code == 403


def test_a_decision_of_another_kind_is_unknown(seen_by, steward, pending):
    assert decide(seen_by(steward), pending, decision="burn", reason=REASON).status_code == 404


def test_the_number_of_queries_does_not_grow(seen_by, steward, company, pending, give, say, chen):
    client, counts = seen_by(steward), []
    for number in (2, 20):
        for n in range(number):
            person = Person.objects.create(key=f"w{number}-{n}", display_name=f"W {number} {n}", team=company["data"])
            give(person, status="pending")
            say(chen, person)
        client.get(PANEL)
        with CaptureQueriesContext(connection) as asked:
            client.get(PANEL)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 12
