"""thanks.give and thanks.withdraw"""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from recognition.actions import outcomes, people, thanks
from recognition.actions.actors import System
from recognition.models import AuditEntry, Relation, Thanks
from tests.recognition.actions.refused import code_of


def test_a_few_words_are_enough(ada, bo):
    given = thanks.give(by=bo, receiver=ada, text="Thank you!")
    assert (given.text, given.relation, given.giver_team) == ("Thank you!", Relation.PEER, bo.team)
    assert AuditEntry.objects.get().verb == "thanks.give"


def test_thanks_in_a_script_without_spaces_are_enough(ada, bo):
    assert thanks.give(by=bo, receiver=ada, text="ありがとう").text == "ありがとう"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "too_short"),
        ("   ", "too_short"),
        ("ok", "too_short"),
        ("a b", "too_short"),
        ("x" * 501, "max_length"),
        ("a\x00", "control_character"),
    ],
)
def test_no_words_or_too_many_are_refused(ada, bo, text, code):
    with pytest.raises(ValidationError) as refused:
        thanks.give(by=bo, receiver=ada, text=text)
    assert list(refused.value.message_dict) == ["text"]
    assert code_of(refused) == code


def test_an_unknown_kind_is_refused(ada, bo):
    with pytest.raises(ValidationError) as refused:
        thanks.give(by=bo, receiver=ada, text="Thank you!", kind="flattered")
    assert list(refused.value.message_dict) == ["kind"]


def test_oneself_bots_and_people_who_left_are_refused(ada, bo, robo):
    left = people.leave(by=System("test"), person=ada, on=timezone.localdate())
    for receiver, code in ((bo, "oneself"), (robo, "automated"), (left, "left")):
        with pytest.raises(ValidationError) as refused:
            thanks.give(by=bo, receiver=receiver, text="Thank you!")
        assert code_of(refused) == code
    for giver in (robo, left, System("test")):
        with pytest.raises(PermissionDenied):
            thanks.give(by=giver, receiver=bo, text="Thank you!")


def test_the_second_click_adds_nothing(ada, bo, chen):
    thanks.give(by=bo, receiver=ada, text="Thank you!")
    with pytest.raises(ValidationError) as refused:
        thanks.give(by=bo, receiver=ada, text="Thank you!")
    assert code_of(refused) == "already_said"
    thanks.give(by=bo, receiver=chen, text="Thank you!")
    assert Thanks.objects.count() == 2


def test_one_is_thanked_once_for_an_outcome(ada, bo):
    outcome = outcomes.claim(by=ada, kind="case_solved", title="The case of the lost letters")
    thanks.give(by=bo, receiver=ada, text="Thank you!", outcome=outcome)
    with pytest.raises(ValidationError) as refused:
        thanks.give(by=bo, receiver=ada, text="Thank you again!", outcome=outcome)
    assert code_of(refused) == "already_said"


def test_there_is_a_generous_limit(ada, bo, monkeypatch):
    monkeypatch.setattr(thanks, "MOST_IN_THIRTY_DAYS", 1)
    thanks.give(by=bo, receiver=ada, text="Thank you!")
    with pytest.raises(ValidationError) as refused:
        thanks.give(by=bo, receiver=ada, text="Thank you again!")
    assert code_of(refused) == "quota"


def test_withdrawn_thanks_stay_in_history_and_only_the_giver_withdraws(ada, bo):
    given = thanks.give(by=bo, receiver=ada, text="Thank you!")
    with pytest.raises(PermissionDenied):
        thanks.withdraw(by=ada, thanks=given)
    assert thanks.withdraw(by=bo, thanks=given).withdrawn_at is not None
    with pytest.raises(ValidationError) as refused:
        thanks.withdraw(by=bo, thanks=given)
    assert code_of(refused) == "already_withdrawn"
    assert Thanks.objects.get().text == "Thank you!"
