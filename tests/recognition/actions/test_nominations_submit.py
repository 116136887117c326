"""nominations.submit"""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from recognition.actions import nominations, outcomes, people
from recognition.actions.actors import System
from recognition.models import AuditEntry, Nomination, Relation
from recognition.signals import facts_changed
from tests.recognition.actions.refused import code_of

REASON = "She sat with the design team until both plans fitted together."
SUMMER = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)


def test_it_keeps_the_words_the_day_and_how_the_two_stood(ada, bo, badge):
    nomination = nominations.submit(by=bo, nominee=ada, badge=badge, reason=REASON, at=SUMMER)
    nomination.refresh_from_db()
    assert (nomination.reason, nomination.at, nomination.quarter) == (REASON, SUMMER, 2026 * 4 + 1)
    assert nomination.nominator_team == bo.team
    assert nomination.nominee_team == ada.team
    assert nomination.relation == Relation.PEER
    assert nomination.first is None


def test_it_knows_the_manager_and_the_report(ada, dina, badge):
    down = nominations.submit(by=dina, nominee=ada, badge=badge, reason=REASON)
    up = nominations.submit(by=ada, nominee=dina, badge=badge, reason=REASON)
    assert (down.relation, up.relation) == (Relation.TO_REPORT, Relation.TO_MANAGER)


def test_it_keeps_the_team_of_the_day_and_not_of_today(ada, bo, badge, company):
    people.move(by=System("test"), person=bo, team=company["data"], manager=None, on=SUMMER.date() + timedelta(days=1))
    bo.refresh_from_db()
    nomination = nominations.submit(by=bo, nominee=ada, badge=badge, reason=REASON, at=SUMMER)
    assert nomination.nominator_team == company["platform"]


def test_it_tells_who_listens_inside_the_transaction_and_leaves_an_audit_entry(ada, bo, badge):
    heard = []

    def listener(person_ids, reason, **more):
        heard.append((person_ids, reason))

    facts_changed.connect(listener)
    nomination = nominations.submit(by=bo, nominee=ada, badge=badge, reason=REASON)
    facts_changed.disconnect(listener)
    assert heard == [({ada.pk, bo.pk}, "nomination.submit")]
    entry = AuditEntry.objects.get(verb="nomination.submit")
    assert (entry.actor, entry.object_kind, entry.object_key) == ("bo", "nomination", nomination.key)
    assert entry.data["nominee"] == "ada"


def test_a_later_one_by_somebody_else_seconds_the_first(ada, bo, chen, eve, badge):
    first = nominations.submit(by=bo, nominee=ada, badge=badge, reason=REASON, at=SUMMER)
    second = nominations.submit(by=chen, nominee=ada, badge=badge, reason=REASON, at=SUMMER + timedelta(days=1))
    third = nominations.submit(by=eve, nominee=ada, badge=badge, reason=REASON, at=SUMMER + timedelta(days=2))
    assert (second.first, third.first) == (first, first)


def test_it_does_not_join_one_of_more_than_a_year_ago_or_one_withdrawn(ada, bo, chen, eve, badge):
    nominations.submit(by=bo, nominee=ada, badge=badge, reason=REASON, at=SUMMER - timedelta(days=400))
    fresh = nominations.submit(by=chen, nominee=ada, badge=badge, reason=REASON, at=SUMMER)
    assert fresh.first is None
    nominations.withdraw(by=chen, nomination=fresh)
    assert nominations.submit(by=eve, nominee=ada, badge=badge, reason=REASON, at=SUMMER).first is None


def test_it_refuses_a_second_voice_from_the_same_person(ada, bo, badge):
    nominations.submit(by=bo, nominee=ada, badge=badge, reason=REASON, at=SUMMER)
    with pytest.raises(ValidationError, match="You already said this on 4 May 2026") as refused:
        nominations.submit(by=bo, nominee=ada, badge=badge, reason=REASON, at=SUMMER + timedelta(days=1))
    assert code_of(refused) == "already_said"
    assert Nomination.objects.count() == 1


def test_it_takes_the_same_voice_again_in_the_next_quarter_and_after_a_withdrawal(ada, bo, badge):
    first = nominations.submit(by=bo, nominee=ada, badge=badge, reason=REASON, at=SUMMER - timedelta(days=100))
    nominations.submit(by=bo, nominee=ada, badge=badge, reason=REASON, at=SUMMER)
    nominations.withdraw(by=bo, nomination=first)
    nominations.submit(by=bo, nominee=ada, badge=badge, reason=REASON, at=first.at)
    assert Nomination.objects.filter(withdrawn_at=None).count() == 2


def test_it_lets_the_database_decide_between_two_clicks_at_once(ada, bo, badge, monkeypatch):
    nominations.submit(by=bo, nominee=ada, badge=badge, reason=REASON)
    checks = iter([lambda nomination: None, nominations._check_not_said_before])
    monkeypatch.setattr(nominations, "_check_not_said_before", lambda nomination: next(checks)(nomination))
    with pytest.raises(ValidationError) as refused:
        nominations.submit(by=bo, nominee=ada, badge=badge, reason=REASON)
    assert code_of(refused) == "already_said"


def test_it_refuses_oneself_bots_and_people_who_left(ada, bo, robo, badge):
    for nominee, code in ((bo, "oneself"), (robo, "automated")):
        with pytest.raises(ValidationError) as refused:
            nominations.submit(by=bo, nominee=nominee, badge=badge, reason=REASON)
        assert code_of(refused) == code
    ada = people.leave(by=System("test"), person=ada, on=timezone.localdate())
    with pytest.raises(ValidationError) as refused:
        nominations.submit(by=bo, nominee=ada, badge=badge, reason=REASON)
    assert code_of(refused) == "left"
    for nominator in (ada, robo, System("test")):
        with pytest.raises(PermissionDenied):
            nominations.submit(by=nominator, nominee=bo, badge=badge, reason=REASON)


@pytest.mark.parametrize(
    ("reason", "code"),
    [
        ("Great work!", "too_short"),
        ("a b c d e", "too_short"),
        ("x" * 50, "too_short"),
        ("word " * 900, "max_length"),
        ("x" * 10_000_000, "max_length"),
        ("She helped us all a lot\x00 last week", "control_character"),
        ("She helped us all \u202ea lot last week", "direction_override"),
    ],
    ids=["two words", "letters", "one word", "long", "10 MB", "NUL", "hidden direction"],
)
def test_it_refuses_a_reason_that_says_nothing_or_deceives(ada, bo, badge, reason, code):
    with pytest.raises(ValidationError) as refused:
        nominations.submit(by=bo, nominee=ada, badge=badge, reason=reason)
    assert list(refused.value.message_dict) == ["reason"]
    assert code_of(refused) == code
    assert not Nomination.objects.exists()
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize(
    "reason",
    [
        "彼女は障害の原因を見つけて全員に共有してくれました。",
        "عملت مع فريق التصميم حتى اتفقت الخطتان",
        "เธอช่วยทีมแก้ปัญหาจนสำเร็จ",
    ],
    ids=["Japanese", "Arabic", "Thai"],
)
def test_it_takes_a_sentence_in_any_script(ada, bo, badge, reason):
    assert nominations.submit(by=bo, nominee=ada, badge=badge, reason=reason).reason == reason


@pytest.mark.parametrize(
    ("at", "code"),
    [
        (datetime(2999, 1, 1, tzinfo=UTC), "future"),
        (datetime(1989, 12, 31, tzinfo=UTC), "too_old"),
        (datetime(2026, 1, 1), "naive_time"),
    ],
)
def test_it_refuses_a_day_that_cannot_be(ada, bo, badge, at, code):
    with pytest.raises(ValidationError) as refused:
        nominations.submit(by=bo, nominee=ada, badge=badge, reason=REASON, at=at)
    assert code_of(refused) == code


def test_it_refuses_badges_that_cannot_be_earned_this_way(ada, bo, badge):
    badge.nominable = False
    with pytest.raises(ValidationError) as refused:
        nominations.submit(by=bo, nominee=ada, badge=badge, reason=REASON)
    assert code_of(refused) == "not_nominable"
    badge.nominable, badge.state = True, "draft"
    with pytest.raises(ValidationError) as refused:
        nominations.submit(by=bo, nominee=ada, badge=badge, reason=REASON)
    assert code_of(refused) == "not_live"


def test_it_links_outcomes_of_the_nominee_only(ada, bo, chen, badge):
    hers = outcomes.claim(by=ada, kind="document_published", title="Handbook of on-call")
    his = outcomes.claim(by=chen, kind="document_published", title="Handbook of metrics")
    with pytest.raises(ValidationError) as refused:
        nominations.submit(by=bo, nominee=ada, badge=badge, reason=REASON, outcomes=[hers, his])
    assert code_of(refused) == "not_theirs"
    nomination = nominations.submit(by=bo, nominee=ada, badge=badge, reason=REASON, outcomes=[hers])
    assert list(nomination.outcomes.all()) == [hers]


def test_it_ends_at_a_generous_quota(ada, bo, chen, badge, monkeypatch):
    monkeypatch.setattr(nominations, "MOST_PER_QUARTER", 1)
    nominations.submit(by=bo, nominee=ada, badge=badge, reason=REASON)
    with pytest.raises(ValidationError) as refused:
        nominations.submit(by=bo, nominee=chen, badge=badge, reason=REASON)
    assert code_of(refused) == "quota"
