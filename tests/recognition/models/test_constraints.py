"""The database refuses what must not be, even past the actions"""

from datetime import date

import pytest
from django.db import DatabaseError, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from recognition.models import (
    AuditEntry,
    AuditHead,
    Award,
    Badge,
    Contribution,
    Nomination,
    Outcome,
    Person,
    Reversal,
    RoleGrant,
    Team,
    TeamMembership,
    Thanks,
    Verification,
)

NOW = timezone.now()


@pytest.fixture
def refused():
    """Run a write that the database must refuse by the named constraint (SQLite names columns for unique ones)."""

    def check(constraint, write):
        with pytest.raises(DatabaseError) as error, transaction.atomic():
            write()
        text = str(error.value)
        assert constraint in text or "UNIQUE constraint failed" in text or "not-null" in text, text

    return check


@pytest.fixture
def outcome(ada):
    return Outcome.objects.create(source="git", key="1", kind="change_merged", at=NOW)


def nominate(nominator, nominee, badge, key="n1", **more):
    fields = {"reason": "r", "at": NOW, "quarter": 8105} | more
    return Nomination.objects.create(key=key, badge=badge, nominator=nominator, nominee=nominee, **fields)


def test_people_and_teams(refused, ada, company):
    refused("person_not_own_manager", lambda: Person.objects.filter(pk=ada.pk).update(manager=ada))
    refused("person_leaves_after_start", lambda: Person.objects.filter(pk=ada.pk).update(left_on=date(2000, 1, 1)))
    refused("key", lambda: Person.objects.create(key="ada", display_name="Another"))
    refused("email", lambda: Person.objects.create(key="a2", display_name="Another", email=ada.email))
    refused("team_not_its_own_parent", lambda: Team.objects.filter(key="data").update(parent=company["data"]))
    TeamMembership.objects.create(person=ada, team=company["data"], since=date(2025, 1, 1))
    again = {"person": ada, "team": company["design"], "since": date(2025, 1, 1)}
    refused("membership_one_per_person_and_day", lambda: TeamMembership.objects.create(**again))
    refused("membership_ends_after_start", lambda: TeamMembership.objects.update(until=date(2025, 1, 1)))


def test_nominations(refused, ada, bo, badge):
    first = nominate(bo, ada, badge)
    refused("nomination_not_of_oneself", lambda: nominate(ada, ada, badge, key="n2"))
    refused("nomination_one_voice_a_quarter", lambda: nominate(bo, ada, badge, key="n2"))
    refused("key", lambda: nominate(bo, ada, badge, key="n1", quarter=8106))
    Nomination.objects.filter(pk=first.pk).update(withdrawn_at=NOW)
    assert nominate(bo, ada, badge, key="n2").pk, "a withdrawn voice leaves room"


def test_thanks_are_given_once_for_an_outcome(refused, ada, bo, outcome):
    about = {"giver": bo, "receiver": ada, "kind": "helped", "at": NOW}
    Thanks.objects.create(outcome=outcome, **about)
    refused("thanks_once_per_outcome", lambda: Thanks.objects.create(outcome=outcome, **about))
    Thanks.objects.create(**about)
    assert Thanks.objects.create(**about).pk


def test_outcomes(refused, ada, bo, outcome):
    refused("outcome_once_per_source",
            lambda: Outcome.objects.create(source="git", key="1", kind="ticket_closed", at=NOW))  # fmt: skip
    Contribution.objects.create(outcome=outcome, person=ada)
    refused("contribution_once", lambda: Contribution.objects.create(outcome=outcome, person=ada, is_author=False))
    Verification.objects.create(outcome=outcome, verifier=bo, at=NOW)
    refused("verification_once_per_kind", lambda: Verification.objects.create(outcome=outcome, verifier=bo, at=NOW))
    refused("reversal_not_by_itself",
            lambda: Reversal.objects.create(outcome=outcome, by_outcome=outcome, at=NOW))  # fmt: skip
    Reversal.objects.create(outcome=outcome, at=NOW)
    refused("outcome_id", lambda: Reversal.objects.create(outcome=outcome, at=NOW))


def test_awards(refused, ada, badge):
    refused("award_by_a_rule_or_a_person", lambda: Award.objects.create(person=ada, badge=badge, given_at=NOW))
    Award.objects.create(person=ada, badge=badge, given_at=NOW, rule_version=1)
    refused("award_one_per_person_and_badge",
            lambda: Award.objects.create(person=ada, badge=badge, given_at=NOW, rule_version=2))  # fmt: skip


def test_badges(refused, badge):
    refused("badge_retired_has_a_date", lambda: Badge.objects.update(state="retired"))
    refused("badge_retired_has_a_date", lambda: Badge.objects.update(retired_at=NOW))
    refused("slug", lambda: Badge.objects.create(slug=badge.slug, name="Other", purpose="p"))


def test_roles(refused, ada, badge):
    refused("role_steward_names_a_badge", lambda: RoleGrant.objects.create(person=ada, role="steward"))
    refused("role_steward_names_a_badge", lambda: RoleGrant.objects.create(person=ada, role="admin", badge=badge))
    RoleGrant.objects.create(person=ada, role="admin")
    refused("role_granted_once", lambda: RoleGrant.objects.create(person=ada, role="admin"))
    RoleGrant.objects.create(person=ada, role="steward", badge=badge)
    refused("role_granted_once_a_badge", lambda: RoleGrant.objects.create(person=ada, role="steward", badge=badge))


def test_the_audit_has_one_head_and_one_entry_a_number(refused, db):
    refused("audit_head_is_one_row", lambda: AuditHead.objects.create(id=2))
    about = {"at": NOW, "actor": "a", "verb": "v", "object_kind": "k", "object_key": "1", "previous_hash": "0" * 64}
    AuditEntry.objects.create(number=1, hash="1" * 64, **about)
    refused("number", lambda: AuditEntry.objects.create(number=1, hash="2" * 64, **about))
    refused("hash", lambda: AuditEntry.objects.create(number=2, hash="1" * 64, **about))


@pytest.mark.parametrize("what", ["contribution", "verification", "reversal"])
def test_an_outcome_does_not_go_while_something_is_said_about_it(outcome, ada, bo, what):
    if what == "contribution":
        Contribution.objects.create(outcome=outcome, person=ada)
    elif what == "verification":
        Verification.objects.create(outcome=outcome, verifier=bo, at=NOW)
    else:
        Reversal.objects.create(outcome=outcome, at=NOW)
    with pytest.raises(ProtectedError):
        outcome.delete()
