"""Judging only those whom a fact can reach is as good as judging everybody (P11)."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from scoring.engine.affected import (
    AutomatedChange,
    FactsNeighbours,
    GiftChange,
    OutcomeChange,
    OwnChange,
    VerificationChange,
    affected,
)
from scoring.engine.facts import NEVER
from scoring.engine.judge import judge
from scoring.engine.policy import CURRENT
from tests.scoring.engine.companies import AT, companies
from tests.scoring.engine.rules import SENSITIVE, part_of_the_profile
from tests.scoring.engine.stories import BADGES, NUMBER, facts_of, moment


def decisions(facts, persons=None):
    return judge(facts, SENSITIVE, CURRENT, at=AT, persons=persons).decisions


def without(columns, where):
    return columns.take(~where)


def with_value(columns, column, row, value):
    changed = getattr(columns, column).copy()
    changed[row] = value
    return replace(columns, **{column: changed})


# Each takes facts and a row, and gives the facts before (or after) one change, and the change.


def gift_arrives(facts, row):
    gifts = facts.gifts
    change = GiftChange(int(gifts.giver[row]), int(gifts.receiver[row]))
    return replace(facts, gifts=without(gifts, np.arange(len(gifts)) == row)), change


def gift_is_withdrawn(facts, row):
    gifts = facts.gifts
    change = GiftChange(int(gifts.giver[row]), int(gifts.receiver[row]))
    return replace(facts, gifts=with_value(gifts, "withdrawn_at", row, AT)), change


def verification_arrives(facts, row):
    given_ = facts.verifications
    change = VerificationChange(int(given_.verifier[row]), int(given_.outcome[row]))
    return replace(facts, verifications=without(given_, np.arange(len(given_)) == row)), change


def verification_is_withdrawn(facts, row):
    given_ = facts.verifications
    change = VerificationChange(int(given_.verifier[row]), int(given_.outcome[row]))
    return replace(facts, verifications=with_value(given_, "withdrawn_at", row, AT)), change


def outcome_arrives(facts, row):
    """With all that is known of it; the neighbours are asked while it is there."""
    number = int(facts.outcomes.id[row])
    changed = replace(
        facts,
        outcomes=without(facts.outcomes, facts.outcomes.id == number),
        contributions=without(facts.contributions, facts.contributions.outcome == number),
        verifications=without(facts.verifications, facts.verifications.outcome == number),
    )
    return changed, OutcomeChange(number)


def outcome_is_reversed(facts, row):
    changed = replace(facts, outcomes=with_value(facts.outcomes, "reversed_at", row, AT))
    return changed, OutcomeChange(int(facts.outcomes.id[row]))


def contributor_is_taken_off(facts, row):
    contributions = facts.contributions
    change = OutcomeChange(int(contributions.outcome[row]), frozenset((int(contributions.person[row]),)))
    return replace(facts, contributions=without(contributions, np.arange(len(contributions)) == row)), change


def person_is_automated(facts, row):
    changed = replace(facts, people=with_value(facts.people, "automated", row, ~facts.people.automated[row]))
    return changed, AutomatedChange(int(facts.people.id[row]))


def first_day_becomes_known(facts, row):
    changed = replace(facts, people=with_value(facts.people, "started_on", row, 0))
    return changed, OwnChange(int(facts.people.id[row]))


CHANGES = [
    ("gifts", gift_arrives),
    ("gifts", gift_is_withdrawn),
    ("verifications", verification_arrives),
    ("verifications", verification_is_withdrawn),
    ("outcomes", outcome_arrives),
    ("outcomes", outcome_is_reversed),
    ("contributions", contributor_is_taken_off),
    ("people", person_is_automated),
    ("people", first_day_becomes_known),
]


@pytest.mark.parametrize(("columns", "change_one"), CHANGES, ids=lambda part: getattr(part, "__name__", part))
@part_of_the_profile(10, least=60)  # of each of the nine changes
@given(company=companies(), data=st.data())
def test_whoever_decides_differently_was_named(columns, change_one, company, data):
    rows = len(getattr(company.facts, columns))
    if rows == 0:
        return
    changed, change = change_one(company.facts, data.draw(st.integers(0, rows - 1)))
    before, after = decisions(company.facts), decisions(changed)
    different = {
        person
        for person, badge in before.keys() | after.keys()
        if before.get((person, badge)) != after.get((person, badge))
    }
    event(f"{len(different)} of 6 differ")
    assert different <= affected(change, FactsNeighbours(company.facts))


def arrivals(facts):
    """Everything that happens, one after the other: (kind, row)."""
    return (
        [("gifts", row) for row in range(len(facts.gifts))]
        + [("outcomes", row) for row in range(len(facts.outcomes))]
        + [("verifications", row) for row in range(len(facts.verifications))]
        + [("withdrawal", row) for row in np.flatnonzero(facts.gifts.withdrawn_at != NEVER).tolist()]
        + [("reversal", row) for row in np.flatnonzero(facts.outcomes.reversed_at != NEVER).tolist()]
    )


def known_so_far(facts, arrived):
    """The facts that have arrived, and the change that the last one was."""
    rows = {kind: sorted(row for k, row in arrived if k == kind) for kind in ("gifts", "outcomes", "verifications")}
    gifts, outcomes, verifications = facts.gifts, facts.outcomes, facts.verifications
    withdrawn = np.isin(np.arange(len(gifts)), [row for kind, row in arrived if kind == "withdrawal"])
    is_reversed = np.isin(np.arange(len(outcomes)), [row for kind, row in arrived if kind == "reversal"])
    gifts = replace(gifts, withdrawn_at=np.where(withdrawn, gifts.withdrawn_at, NEVER))
    outcomes = replace(outcomes, reversed_at=np.where(is_reversed, outcomes.reversed_at, NEVER))
    outcomes = outcomes.take(np.array(rows["outcomes"], np.int64))
    verifications = verifications.take(np.array(rows["verifications"], np.int64))
    return replace(
        facts,
        gifts=gifts.take(np.array(rows["gifts"], np.int64)),
        outcomes=outcomes,
        contributions=facts.contributions.take(np.isin(facts.contributions.outcome, outcomes.id)),
        verifications=verifications.take(np.isin(verifications.outcome, outcomes.id)),
    )


def change_of(facts, kind, row):
    if kind in ("gifts", "withdrawal"):
        return GiftChange(int(facts.gifts.giver[row]), int(facts.gifts.receiver[row]))
    if kind == "verifications":
        return VerificationChange(int(facts.verifications.verifier[row]), int(facts.verifications.outcome[row]))
    return OutcomeChange(int(facts.outcomes.id[row]))


@part_of_the_profile(30)
@given(companies(max_gifts=14, max_outcomes=5, max_verifications=8), st.data())
def test_p11_step_by_step_is_as_from_scratch(company, data):
    """Facts arrive in any order, withdrawals and reversals among them; only the affected are judged."""
    order = data.draw(st.permutations(arrivals(company.facts)))
    kept, arrived = {}, []
    for kind, row in order:
        arrived.append((kind, row))
        facts = known_so_far(company.facts, arrived)
        reached = affected(change_of(company.facts, kind, row), FactsNeighbours(facts))
        kept = {pair: decision for pair, decision in kept.items() if pair[0] not in reached}
        kept |= decisions(facts, np.array(sorted(reached), np.int64))
    assert kept == decisions(known_so_far(company.facts, arrived))


def test_a_gift_reaches_those_to_whom_either_side_gave():
    facts = facts_of("Chen nominates Ada; Chen nominates Bo; Ada nominates Eve; Fay nominates Dina")
    reached = affected(GiftChange(NUMBER["Chen"], NUMBER["Ada"]), FactsNeighbours(facts))
    assert reached == {NUMBER[name] for name in ("Chen", "Ada", "Bo", "Eve")}


def test_a_gift_reaches_a_third_person_whose_supporters_it_ties():
    """Fay becomes a common friend of Bo and Chen, so that these two are one circle for Ada: Fay never spoke
    for Ada, and Ada is reached as a receiver of Bo's."""
    wide = [f"{giver} nominates {name}" for giver in ("Bo", "Chen") for name in ("Fay", "Dina", "Eve", "Gus")]
    story = "Bo nominates Ada; Chen nominates Ada; Bo nominates Chen; Chen nominates Bo; Fay nominates Chen"
    before = facts_of("; ".join([story, *wide]))
    after = facts_of("; ".join([story, *wide, "Fay nominates Bo"]))
    ada = NUMBER["Ada"], BADGES["mentor"]
    judged = [judge(facts, SENSITIVE, CURRENT, at=moment(10)).decisions[ada] for facts in (before, after)]
    assert [d.measures["peer_support.voices"] for d in judged] == [2, 1]
    assert ada[0] in affected(GiftChange(NUMBER["Fay"], NUMBER["Bo"]), FactsNeighbours(before))


def test_a_verification_reaches_its_two_sides_only():
    facts = facts_of("Ada and Chen finish parser; Bo verifies parser; Eve verifies parser")
    reached = affected(VerificationChange(NUMBER["Bo"], 0), FactsNeighbours(facts))
    assert reached == {NUMBER[name] for name in ("Ada", "Chen", "Bo")}


def test_a_reversal_reaches_those_who_did_it_and_those_who_verified_it():
    facts = facts_of("Ada finishes parser; Bo verifies parser; Chen finishes index; Eve verifies index")
    assert affected(OutcomeChange(0), FactsNeighbours(facts)) == {NUMBER["Ada"], NUMBER["Bo"]}
