"""What people do with awards: grant, decide, revoke, freeze, and what holders do with their own"""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from recognition.actions import awards, nominations, panel, roles
from recognition.actions.actors import System
from recognition.models import AuditEntry, Award, AwardChange
from tests.recognition.actions.refused import code_of

OPERATOR = System("command")
REASON = "He led the move of the whole archive and taught everybody."


@pytest.fixture
def steward(bo, badge):
    roles.grant(by=OPERATOR, person=bo, role="steward", badge=badge)
    return bo


@pytest.fixture
def reviewer(dina):
    roles.grant(by=OPERATOR, person=dina, role="reviewer")
    return dina


@pytest.fixture
def award(ada, badge):
    return Award.objects.create(person=ada, badge=badge, given_at=timezone.now(), rule_version=1)


@pytest.fixture
def pending(ada, badge):
    return Award.objects.create(person=ada, badge=badge, given_at=timezone.now(), rule_version=1, status="pending")


def test_a_steward_gives_a_badge_with_a_reason(steward, chen, badge):
    given = awards.grant(by=steward, person=chen, badge=badge, reason=REASON, tier="silver")
    assert (given.status, given.given_by, given.why, given.tier) == ("active", steward, [REASON], "silver")
    assert AwardChange.objects.get().by == steward
    assert AuditEntry.objects.latest("number").verb == "award.grant"


def test_who_is_concerned_cannot_give_it_not_even_an_admin(steward, ada, chen, badge):
    roles.grant(by=OPERATOR, person=ada, role="admin")
    nominations.submit(by=steward, nominee=chen, badge=badge, reason=REASON)
    for by, person in ((ada, ada), (steward, steward), (steward, chen), (chen, ada)):
        with pytest.raises(PermissionDenied):
            awards.grant(by=by, person=person, badge=badge, reason=REASON)
    assert not Award.objects.exists()


def test_of_two_clicks_at_once_the_second_is_told(steward, chen, badge, monkeypatch):
    """The other click's award comes in after the look for one, and before the writing."""

    def meanwhile():
        Award.objects.create(person=chen, badge=badge, given_at=timezone.now(), rule_version=1)
        return timezone.now()

    monkeypatch.setattr(awards, "timezone", SimpleNamespace(now=meanwhile))
    with pytest.raises(ValidationError) as refused:
        awards.grant(by=steward, person=chen, badge=badge, reason=REASON)
    assert code_of(refused) == "already_held"
    assert not AwardChange.objects.exists()


def test_a_badge_is_given_once_with_words_to_people(steward, award, chen, ada, robo, badge):
    for person, reason, code in (
        (ada, REASON, "already_held"),
        (chen, "Good.", "too_short"),
        (chen, f"{REASON}\x00", "control_character"),
        (robo, REASON, "not_active"),
    ):
        with pytest.raises(ValidationError) as refused:
            awards.grant(by=steward, person=person, badge=badge, reason=reason)
        assert code_of(refused) == code


def test_a_lapsed_award_is_renewed_and_a_declined_one_is_not(steward, award, ada, badge):
    Award.objects.update(status="lapsed")
    renewed = awards.grant(by=steward, person=ada, badge=badge, reason=REASON)
    assert (renewed.pk, renewed.status, renewed.rule_version) == (award.pk, "active", None)
    awards.decline(by=ada, award=renewed)
    with pytest.raises(ValidationError) as refused:
        awards.grant(by=steward, person=ada, badge=badge, reason=REASON)
    assert code_of(refused) == "declined"


@pytest.mark.parametrize(("approve", "status"), [(True, "active"), (False, "revoked")])
def test_the_panel_approves_or_returns(steward, pending, approve, status):
    decided = awards.decide_pending(by=steward, award=pending, approve=approve, reason="Seen by the whole panel.")
    assert decided.status == status
    with pytest.raises(ValidationError) as refused:
        awards.decide_pending(by=steward, award=pending, approve=True, reason="Seen by the whole panel.")
    assert code_of(refused) == "wrong_status"


def test_an_answer_of_long_ago_carries_its_day_in_the_award_and_its_history(steward, pending):
    day = timezone.now() - timedelta(days=40)
    decided = awards.decide_pending(by=steward, award=pending, approve=True, reason="Seen by the whole panel.", at=day)
    assert (decided.given_at, decided.changes.get().at) == (day, day)


def test_only_stewards_without_a_part_in_it_decide(steward, reviewer, pending, ada, badge):
    nominations.submit(by=steward, nominee=ada, badge=badge, reason=REASON)
    for by in (steward, reviewer, ada):
        with pytest.raises(PermissionDenied):
            awards.decide_pending(by=by, award=pending, approve=True, reason="Seen by the whole panel.")


def test_revoking_needs_two_permitted_people_and_a_reason(steward, reviewer, award, chen):
    for by, second in ((steward, steward), (steward, chen), (chen, steward)):
        with pytest.raises(PermissionDenied):
            awards.revoke(by=by, seconded_by=second, award=award, reason=REASON)
    with pytest.raises(ValidationError) as refused:
        awards.revoke(by=steward, seconded_by=reviewer, award=award, reason="No.")
    assert code_of(refused) == "too_short"
    assert awards.revoke(by=steward, seconded_by=reviewer, award=award, reason=REASON).status == "revoked"
    assert AuditEntry.objects.latest("number").data["seconded_by"] == reviewer.key


def test_nobody_rules_on_what_they_gave_or_received(steward, reviewer, chen, ada, badge):
    given = awards.grant(by=steward, person=chen, badge=badge, reason=REASON)
    with pytest.raises(PermissionDenied):
        awards.revoke(by=steward, seconded_by=reviewer, award=given, reason=REASON)
    roles.grant(by=OPERATOR, person=chen, role="admin")
    with pytest.raises(PermissionDenied):
        awards.freeze(by=chen, award=given, reason="A look at the evidence.")


@pytest.mark.parametrize("status", ["active", "frozen", "lapsed", "revoked", "pending"])
def test_whoever_may_not_act_learns_nothing_of_the_state(reviewer, chen, award, status):
    """Refused for who they are, whatever the state."""
    Award.objects.update(status=status)
    for act in (
        lambda: awards.decide_pending(by=chen, award=award, approve=True, reason=REASON),
        lambda: awards.revoke(by=chen, seconded_by=reviewer, award=award, reason=REASON),
        lambda: awards.freeze(by=chen, award=award, reason=REASON),
        lambda: awards.unfreeze(by=chen, award=award, reason=REASON),
        lambda: awards.restore(by=chen, award=award, reason=REASON),
        lambda: awards.reopen(by=chen, award=award),
        lambda: panel.ask(by=chen, award=award, text=REASON),
        lambda: panel.answer(by=chen, award=award, text=REASON),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_a_review_freezes_and_gives_back(reviewer, award, chen):
    with pytest.raises(PermissionDenied):
        awards.freeze(by=chen, award=award, reason="A look at the evidence.")
    assert awards.freeze(by=reviewer, award=award, reason="A look at the evidence.").status == "frozen"
    with pytest.raises(ValidationError):
        awards.freeze(by=reviewer, award=award, reason="A look at the evidence.")
    assert awards.unfreeze(by=reviewer, award=award, reason="Nothing was found.").status == "active"


def test_holders_hide_pin_and_decline_their_own_only(award, ada, bo):
    assert awards.pin(by=ada, award=award).pinned
    hidden = awards.hide(by=ada, award=award)
    assert (hidden.hidden, hidden.pinned) == (True, False)
    assert not awards.show(by=ada, award=award).hidden
    assert not awards.unpin(by=ada, award=award).pinned
    for verb in (awards.hide, awards.show, awards.pin, awards.unpin, awards.decline):
        with pytest.raises(PermissionDenied):
            verb(by=bo, award=award)
    declined = awards.decline(by=ada, award=award)
    assert (declined.status, declined.declined_at is not None) == ("lapsed", True)
    with pytest.raises(ValidationError) as refused:
        awards.decline(by=ada, award=award)
    assert code_of(refused) == "already_declined"


@pytest.mark.parametrize("before", ["active", "frozen", "pending", "lapsed"])
def test_what_was_declined_can_be_had_after_all_as_it_was(ada, bo, award, before):
    Award.objects.filter(pk=award.pk).update(status=before)
    awards.decline(by=ada, award=award)
    with pytest.raises(PermissionDenied):
        awards.accept(by=bo, award=award)
    again = awards.accept(by=ada, award=award)
    assert (again.status, again.declined_at) == (before, None)
    assert AuditEntry.objects.latest("number").verb == "award.accept"
    with pytest.raises(ValidationError) as refused:
        awards.accept(by=ada, award=award)
    assert code_of(refused) == "not_declined"
