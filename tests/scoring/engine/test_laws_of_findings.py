"""What holds of stored findings, whatever they say: more suspicion never raises anything (P10), a dismissed case
restores all of it (P12)."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.engine.facts import Facts, FindingRows, Ruled
from scoring.engine.findings import CODES, About
from scoring.engine.outcomes import OutcomeQuery, outcome_credit
from scoring.engine.policy import CURRENT
from scoring.engine.standing import stand
from scoring.engine.support import SupportQuery, peer_support
from tests.scoring.engine.companies import AT, BADGE, START, companies

ANY_COMPANY = companies(max_gifts=30, max_outcomes=12, max_verifications=20)
BOTH = SupportQuery(BADGE, frozenset({"nominations", "thanks"}))
EVERY_KIND = OutcomeQuery(frozenset(range(7)))
suspicions = st.tuples(
    st.sampled_from([About.NOMINATION, About.THANKS, About.OUTCOME, About.VERIFICATION]),
    st.integers(0, 40),
    st.integers(0, len(CODES) - 1),
    st.floats(0, 1),
    st.sampled_from([0.0, 1e-9, 0.0005, 0.002, 0.5]),
    st.sampled_from([Ruled.OPEN, Ruled.OPEN, Ruled.CONFIRMED]),
    st.sampled_from([None, None, AT - 1, AT + 1000]),
    st.just(START),
    st.integers(0, 4),
)
many = st.lists(suspicions, max_size=12)


def measured(company, rows):
    """(person -> support, person -> credit)"""
    standing = stand(replace(company.facts, findings=FindingRows.of(rows)), CURRENT, at=AT)
    support, credit = peer_support(standing, BOTH), outcome_credit(standing, EVERY_KIND)
    return (
        dict(zip(support.person.tolist(), support.support.tolist(), strict=True)),
        dict(zip(credit.person.tolist(), credit.credit.tolist(), strict=True)),
    )


@given(ANY_COMPANY, many, suspicions)
def test_p10_one_more_finding_never_raises_a_support_or_a_credit(company, found, more):
    for before, after in zip(measured(company, found), measured(company, [*found, more]), strict=True):
        assert all(after[person] <= before[person] for person in before)


@given(ANY_COMPANY, many, st.integers(0, 11), st.sampled_from([Ruled.DISMISSED, Ruled.SNOOZED]))
def test_p12_a_dismissed_finding_is_as_if_there_had_been_none(company, found, which, ruling):
    lifted = [(*row[:5], ruling, *row[6:]) if place == which else row for place, row in enumerate(found)]
    without = [row for place, row in enumerate(found) if place != which]
    assert measured(company, lifted) == measured(company, without)


@given(ANY_COMPANY, many)
def test_open_findings_leave_at_least_the_floor_of_every_gift(company, found):
    open_ones = [(*row[:5], Ruled.OPEN, *row[6:]) for row in found]
    free, suspected = measured(company, [])[0], measured(company, open_ones)[0]
    # log2(1 + f x) >= f log2(1 + x), and caps only help: so a support keeps at least the floor of itself. Who is
    # chosen among tied voices may change with the weights, for which a tied voice keeps a tenth.
    least = CURRENT.findings_floor * CURRENT.tied_keep
    assert all(suspected[person] >= least * free[person] - 1e-3 for person in free)


@pytest.mark.parametrize("at", [START - 1, AT + 1])
def test_what_was_seen_after_the_moment_does_not_act_before_it(at):
    rows = FindingRows.of([(About.NOMINATION, 0, 1, 0.5, 0.0, Ruled.OPEN, None, at, 0)])
    acting = stand(Facts(findings=rows), CURRENT, at=AT).factors
    assert np.allclose(acting.of(About.NOMINATION, np.array([0])), 0.5 if at <= AT else 1.0)
