"""Which step of what is which event, and which endpoint wants it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from recognition.actions import awards, endpoints, thanks
from recognition.endpoints import telling
from recognition.models import AwardChange, Endpoint, OutboxMessage, Team

pytestmark = pytest.mark.django_db
REASON = "Brought two teams into one room, and the handover takes an hour now."

STEPS = [
    (("", ""), ("active", ""), "award.given"),
    (("", ""), ("pending", ""), ""),
    (("pending", ""), ("active", "gold"), "award.given"),
    (("pending", ""), ("revoked", ""), ""),
    (("lapsed", "bronze"), ("active", "bronze"), "award.given"),
    (("active", "bronze"), ("active", "silver"), "award.raised"),
    (("active", "gold"), ("active", "silver"), "award.lowered"),
    (("frozen", "gold"), ("frozen", "silver"), "award.lowered"),
    (("active", "gold"), ("active", "gold"), ""),
    (("active", ""), ("frozen", ""), ""),
    (("frozen", ""), ("active", ""), ""),
    (("active", ""), ("lapsed", ""), "award.ended"),
    (("frozen", "gold"), ("revoked", "gold"), "award.ended"),
    (("lapsed", ""), ("revoked", ""), ""),
]


@pytest.mark.parametrize(("before", "after", "event"), STEPS, ids=range(len(STEPS)))
def test_each_step_is_an_event_or_nobodys_business(before, after, event):
    change = AwardChange(from_status=before[0], from_tier=before[1], to_status=after[0], to_tier=after[1])
    assert telling.event_of(change) == event


def messages():
    return list(OutboxMessage.objects.order_by("id").values_list("kind", "destination"))


def test_a_life_of_an_award(hook, admin, bo, badge):
    hook("award.given", "award.ended")
    award = awards.grant(by=admin, person=bo, badge=badge, reason=REASON)
    awards.decline(by=bo, award=award)
    awards.accept(by=bo, award=award)
    assert [kind for kind, _to in messages()] == ["award.given", "award.ended", "award.given"]


def test_a_channel_is_not_told_of_what_comes_back(hook, admin, bo, badge):
    hook(kind="slack", name="#kudos")
    award = awards.grant(by=admin, person=bo, badge=badge, reason=REASON)
    awards.decline(by=bo, award=award)
    awards.accept(by=bo, award=award)
    assert [kind for kind, _to in messages()] == ["award.given"]


def test_the_end_of_an_award_that_nobody_saw_is_not_told(hook, admin, bo, badge):
    hook("award.given", "award.ended")
    award = awards.grant(by=admin, person=bo, badge=badge, reason=REASON)
    awards.hide(by=bo, award=award)
    OutboxMessage.objects.all().delete()
    awards.decline(by=bo, award=award)
    assert messages() == []


def test_each_gets_its_own_team_badge_and_events(hook, company, admin, ada, eve, chen, badge):
    of_engineering, _secret = hook("thanks.given", name="Engineering", team=company["engineering"])
    hook("thanks.given", name="Design", team=company["design"])
    hook("thanks.given", name="Badge", badge=badge)
    hook("award.given", name="Awards")
    off, _secret = hook("thanks.given", name="Off")
    endpoints.switch_off(by=admin, endpoint=off)
    everybody, _secret = hook("thanks.given", name="Everybody")
    thanks.give(by=eve, receiver=ada, text="Thank you for the map!")
    assert messages() == [
        ("thanks.given", of_engineering.destination),
        ("thanks.given", everybody.destination),
    ]


def test_the_team_is_that_of_the_day(hook, company, ada, eve):
    hook("thanks.given", team=company["design"])
    said = thanks.give(by=eve, receiver=ada, text="Thank you for the map!")
    type(ada).objects.filter(pk=ada.pk).update(team=company["design"])
    assert said.receiver_team == Team.objects.get(key="platform")
    assert messages() == []


def test_the_same_step_is_told_once(hook, admin, bo, badge):
    hook()
    award = awards.grant(by=admin, person=bo, badge=badge, reason=REASON)
    telling.tell_of_awards(type(award), [award.pk], "award.grant")
    assert len(messages()) == 1


def test_a_badge_with_an_old_date_is_no_news(hook, bo, badge):
    from recognition.models import Award

    hook()
    award = Award.objects.create(badge=badge, person=bo, rule_version=1, given_at=timezone.now() - timedelta(days=30))
    AwardChange.objects.create(award=award, to_status="active", reason="By the rules.")
    telling.tell_of_awards(Award, [award.pk], "award.apply")
    assert messages() == []


def test_an_act_that_fails_sends_nothing(hook, bo, chen):
    from django.db import transaction

    hook("thanks.given")
    with transaction.atomic():
        thanks.give(by=chen, receiver=bo, text="Thank you for the map!")
        transaction.set_rollback(True)
    assert messages() == []


def test_without_endpoints_it_costs_one_statement(bo, badge, give_award, django_assert_num_queries):
    award = give_award(bo)
    with django_assert_num_queries(1):
        telling.tell_of_awards(type(award), [award.pk], "award.grant")
    assert not Endpoint.objects.exists()
