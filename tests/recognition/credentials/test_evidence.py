"""What an award stands on, as a stranger may read it."""

from datetime import UTC, datetime

import pytest

from recognition.credentials.evidence import evidence_of
from recognition.models import Contribution, Nomination, Outcome, Thanks, Verification

pytestmark = pytest.mark.django_db
MARCH, MAY = datetime(2026, 3, 9, tzinfo=UTC), datetime(2026, 5, 4, tzinfo=UTC)


def _say(badge, by, to, at):
    return Nomination.objects.create(
        key=f"{by.key}-{at:%m}", badge=badge, nominator=by, nominee=to, reason="They saved the release.", at=at,
        quarter=at.year * 4, nominator_team=by.team,
    )  # fmt: skip


def test_it_counts_kinds_teams_and_months_and_names_nobody(badge, give, ada, bo, chen, dina, eve):
    said = [_say(badge, ada, bo, MARCH), _say(badge, chen, bo, MAY), _say(badge, dina, bo, MAY)]
    thanked = Thanks.objects.create(giver=eve, receiver=bo, text="Thank you for the night shift!", at=MAY)
    merged = Outcome.objects.create(source="git", key="1", kind="change_merged", at=MARCH, title="Secret project")
    solved = Outcome.objects.create(source="git", key="2", kind="case_solved", at=MAY)
    Contribution.objects.create(outcome=merged, person=bo)
    review = Verification.objects.create(outcome=solved, verifier=bo, kind="reviewed", at=MAY)
    facts = [("nomination", n.pk) for n in said] + [("thanks", thanked.pk), ("outcome", merged.pk)]
    facts += [("outcome", solved.pk), ("verification", review.pk)]
    told = evidence_of(give(bo, evidence=[{"kind": kind, "id": pk} for kind, pk in facts]))
    assert told == [
        ("Words of colleagues", "3 nominations from 2 teams, March 2026 to May 2026."),
        ("Thanks", "1 word of thanks, May 2026."),
        ("Work that held", "1 customer case solved, May 2026; 1 change merged, March 2026."),
        ("Work of others confirmed", "1 confirmation, May 2026."),
    ]


def test_every_kind_of_outcome_has_words(bo, give):
    for kind in Outcome.Kind:
        outcome = Outcome.objects.create(source="git", key=kind, kind=kind, at=MAY)
        ((_name, said),) = evidence_of(give_once(give, bo, outcome))
        assert said.startswith("1 ")


def give_once(give, person, outcome):
    person.awards.all().delete()
    return give(person, evidence=[{"kind": "outcome", "id": outcome.pk}])


def test_an_award_without_facts_tells_none(bo, give):
    assert evidence_of(give(bo)) == []
