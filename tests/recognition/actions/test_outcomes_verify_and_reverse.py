"""outcomes.verify and outcomes.reverse"""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from recognition.actions import nominations, outcomes, roles
from recognition.actions.actors import System
from recognition.models import Reversal, Verification
from recognition.signals import facts_changed
from tests.recognition.actions.refused import code_of

YESTERDAY = timezone.now() - timedelta(days=1)


@pytest.fixture
def change(ada, bo):
    return outcomes.report(
        by=System("gitlab"), source="gitlab", key="17", kind="change_merged", at=YESTERDAY, authors=[ada],
        co_authors=[bo], area="docs",
    )  # fmt: skip


@pytest.fixture
def claimed(ada):
    return outcomes.claim(by=ada, kind="case_solved", title="The case of the lost letters", at=YESTERDAY)


def test_a_colleague_without_part_confirms_it(change, ada, bo, chen):
    heard = []

    def listener(person_ids, **more):
        heard.append(person_ids)

    facts_changed.connect(listener)
    verification = outcomes.verify(by=chen, outcome=change, kind="tested", note="On two machines.")
    facts_changed.disconnect(listener)
    assert (verification.verifier, verification.kind, verification.verifier_team) == (chen, "tested", chen.team)
    assert heard == [{ada.pk, bo.pk, chen.pk}]


def test_who_shares_in_it_cannot_confirm_it(change, claimed, ada, bo, robo):
    for by, outcome, code in ((ada, change, "author"), (bo, change, "author"), (ada, claimed, "claimant")):
        with pytest.raises(ValidationError) as refused:
            outcomes.verify(by=by, outcome=outcome)
        assert code_of(refused) == code
    for by in (robo, System("test")):
        with pytest.raises(PermissionDenied):
            outcomes.verify(by=by, outcome=change)
    assert not Verification.objects.exists()


def test_who_nominated_may_confirm_and_the_judge_decides_what_it_is_worth(change, ada, chen, badge):
    reason = "She wrote the page that everybody uses now."
    nominations.submit(by=chen, nominee=ada, badge=badge, reason=reason, outcomes=[change])
    assert outcomes.verify(by=chen, outcome=change).pk


def test_the_same_word_twice_or_before_it_happened_is_refused(change, chen):
    outcomes.verify(by=chen, outcome=change)
    with pytest.raises(ValidationError) as refused:
        outcomes.verify(by=chen, outcome=change)
    assert code_of(refused) == "already_verified"
    with pytest.raises(ValidationError) as refused:
        outcomes.verify(by=chen, outcome=change, kind="tested", at=YESTERDAY - timedelta(days=1))
    assert code_of(refused) == "too_early"


def test_a_source_takes_it_back_once(change, ada, bo, chen):
    outcomes.verify(by=chen, outcome=change)
    reversal = outcomes.reverse(by=System("gitlab"), outcome=change, kind="rolled_back", reason="It broke the search.")
    assert (reversal.kind, Reversal.objects.get().outcome) == ("rolled_back", change)
    with pytest.raises(ValidationError) as refused:
        outcomes.reverse(by=System("gitlab"), outcome=change)
    assert code_of(refused) == "already_reversed"


def test_a_verifier_of_the_area_takes_it_back_and_a_passer_by_cannot(change, chen, eve):
    roles.grant(by=System("test"), person=chen, role="verifier", area="docs")
    roles.grant(by=System("test"), person=eve, role="verifier", area="payments")
    with pytest.raises(PermissionDenied):
        outcomes.reverse(by=eve, outcome=change)
    assert outcomes.reverse(by=chen, outcome=change).pk


def test_a_co_author_cannot_take_it_from_the_others_not_even_as_admin(change, bo):
    roles.grant(by=System("test"), person=bo, role="admin")
    with pytest.raises(PermissionDenied):
        outcomes.reverse(by=bo, outcome=change)


def test_who_claimed_it_alone_may_take_it_back(claimed, ada):
    assert outcomes.reverse(by=ada, outcome=claimed, kind="reopened", reason="The letters are lost again.").pk


def test_it_cannot_take_itself_back_or_end_before_it_began(change):
    for more, code in ({"by_outcome": change}, "itself"), ({"at": YESTERDAY - timedelta(days=2)}, "too_early"):
        with pytest.raises(ValidationError) as refused:
            outcomes.reverse(by=System("gitlab"), outcome=change, **more)
        assert code_of(refused) == code


def test_what_was_taken_back_is_no_longer_confirmed(claimed, ada, chen):
    outcomes.reverse(by=ada, outcome=claimed)
    with pytest.raises(ValidationError) as refused:
        outcomes.verify(by=chen, outcome=claimed)
    assert code_of(refused) == "reversed"
