"""badges.create, publish, retire, describe"""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from recognition.actions import badges, roles
from recognition.actions.actors import System
from recognition.models import AuditEntry
from tests.recognition.actions.refused import code_of

OPERATOR = System("command")
ABOUT = {"slug": "good-writer", "name": "Good Writer", "purpose": "Writes what others can use.", "category": "craft"}


def test_a_badge_goes_from_draft_to_live_to_retired(db):
    badge = badges.create(by=OPERATOR, **ABOUT, art={"symbol": "pen"}, nominable=False)
    assert (badge.state, badge.art, badge.nominable) == ("draft", {"symbol": "pen"}, False)
    assert badges.publish(by=OPERATOR, badge=badge).state == "live"
    with pytest.raises(ValidationError) as refused:
        badges.publish(by=OPERATOR, badge=badge)
    assert code_of(refused) == "not_a_draft"
    retired = badges.retire(by=OPERATOR, badge=badge)
    assert (retired.state, retired.retired_at is not None) == ("retired", True)
    with pytest.raises(ValidationError) as refused:
        badges.retire(by=OPERATOR, badge=badge)
    assert code_of(refused) == "already_retired"


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"slug": "no blanks"}, "slug"),
        ({"slug": "bridge-builder"}, "slug"),
        ({"name": "Bridge Builder"}, "name"),
        ({"purpose": ""}, "purpose"),
        ({"category": "tokens"}, "category"),
        ({"art": {"shape": "blob"}}, "art"),
        ({"art": {"shape": ["star"]}}, "art"),
        ({"art": {"symbol": "no-such-icon", "glitter": "much"}}, "art"),
    ],
)
def test_a_wrong_or_taken_field_is_refused(badge, more, field):
    with pytest.raises(ValidationError) as refused:
        badges.create(by=OPERATOR, **(ABOUT | more))
    assert list(refused.value.message_dict) == [field]


def test_admins_change_badges_and_stewards_describe_their_own(ada, bo, badge):
    for verb in (badges.publish, badges.retire):
        with pytest.raises(PermissionDenied):
            verb(by=ada, badge=badge)
    with pytest.raises(PermissionDenied):
        badges.describe(by=ada, badge=badge, criteria_text=["Three voices."])
    roles.grant(by=OPERATOR, person=ada, role="steward", badge=badge)
    assert badges.describe(by=ada, badge=badge, criteria_text=["Three voices."]).criteria_text == ["Three voices."]


def test_the_tiers_of_the_rule_stand_beside_its_words(badge):
    described = badges.describe(by=OPERATOR, badge=badge, criteria_text=["Three voices."], tiers=["bronze", "gold"])
    assert described.tiers == ["bronze", "gold"]
    with pytest.raises(ValidationError) as refused:
        badges.describe(by=OPERATOR, badge=badge, criteria_text=[], tiers=["platinum"])
    assert list(refused.value.message_dict) == ["tiers"]


def test_other_words_for_the_same_badge(badge):
    words = {"name": "Bridge Maker", "purpose": "Joins teams.", "category": "craft", "nominable": False}
    edited = badges.edit(by=OPERATOR, badge=badge, **words)
    assert {name: getattr(edited, name) for name in words} == words
    assert edited.slug == "bridge-builder"
    entry = AuditEntry.objects.get(verb="badge.edit")
    assert (entry.data["before"]["name"], entry.data["after"]["name"]) == ("Bridge Builder", "Bridge Maker")


def test_words_that_a_badge_cannot_have_are_refused(badge):
    badges.create(by=OPERATOR, **ABOUT)
    words = {"name": "Good Writer", "purpose": "", "category": "tokens", "nominable": True}
    with pytest.raises(ValidationError) as refused:
        badges.edit(by=OPERATOR, badge=badge, **words)
    assert set(refused.value.message_dict) == {"name", "purpose", "category"}


def test_what_is_retired_is_neither_edited_nor_drawn(badge):
    badges.retire(by=OPERATOR, badge=badge)
    words = {"name": "Other", "purpose": "Else.", "category": "craft", "nominable": True}
    for change in (lambda: badges.edit(by=OPERATOR, badge=badge, **words),
                   lambda: badges.draw(by=OPERATOR, badge=badge, art={})):  # fmt: skip
        with pytest.raises(ValidationError) as refused:
            change()
        assert code_of(refused) == "already_retired"


def test_strangers_neither_edit_nor_draw(ada, badge):
    words = {"name": "Other", "purpose": "Else.", "category": "craft", "nominable": True}
    with pytest.raises(PermissionDenied):
        badges.edit(by=ada, badge=badge, **words)
    with pytest.raises(PermissionDenied):
        badges.draw(by=ada, badge=badge, art={})
