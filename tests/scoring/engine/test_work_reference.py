"""The fast outcome credit and verifications given are the plain ones, on random companies."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.engine.facts import DAY, NEVER
from scoring.engine.outcomes import OutcomeQuery, outcome_credit
from scoring.engine.policy import CURRENT
from scoring.engine.standing import stand
from scoring.engine.verifications import verifications_given
from tests.scoring.engine.companies import AT, ROBO, companies
from tests.scoring.engine.reference import CLOSE
from tests.scoring.engine.reference_work import ReferenceWork

queries = st.builds(
    OutcomeQuery,
    kinds=st.sampled_from((frozenset({0, 1, 2}), frozenset({1}))),
    since_epoch=st.sampled_from((None, 47)),
    exclude=st.sampled_from(({}, {1: frozenset({2, 3}), 4: frozenset({5})})),
)
# A busy year: enough work and checks in few days for pairs to fade and work items to merge.
busy = companies(max_gifts=0, max_outcomes=14, max_verifications=30)
moments = st.sampled_from((AT, AT - 200 * DAY))


@given(busy, queries, moments)
def test_the_fast_credit_agrees_with_the_plain_one(company, query, at):
    """Also with reversals and withdrawals that became known later."""
    measure = outcome_credit(stand(company.facts, CURRENT, at=at, known_until=AT), query)
    plain = ReferenceWork(company.facts, CURRENT, at, known_until=AT)
    expected = {person: plain.credit(person, query) for person in range(1, ROBO)}
    assert measure.person.tolist() == [person for person, units in expected.items() if units]
    for row, person in enumerate(measure.person.tolist()):
        units = expected[person]
        assert measure.credit[row] == pytest.approx(sum(units.values()), abs=CLOSE)
        assert measure.roots[row] == sum(credit > CLOSE for credit in units.values())
        assert measure.verifiers_count[row] == len(plain.verifiers(person, query))


@given(busy, queries)
def test_time_alone_raises_the_credit_first_at_the_next_check(company, query):
    measure = outcome_credit(stand(company.facts, CURRENT, at=AT), query)
    plain = ReferenceWork(company.facts, CURRENT, AT)
    for row, person in enumerate(measure.person.tolist()):
        moment = int(measure.next_check_at[row])
        later = AT + 400 * DAY if moment == NEVER else moment - 1
        unchanged = sum(plain.credit(person, query, at=later).values())
        assert unchanged == pytest.approx(measure.credit[row], abs=CLOSE)
        if moment != NEVER:
            before, after = plain.credit(person, query), plain.credit(person, query, at=moment)
            assert sum(after.values()) >= sum(before.values())


@given(busy, st.sampled_from((None, 47)), moments)
def test_the_fast_verifications_agree_with_the_plain_ones(company, since_epoch, at):
    measure = verifications_given(stand(company.facts, CURRENT, at=at), since_epoch)
    plain = ReferenceWork(company.facts, CURRENT, at)
    expected = {person: plain.given(person, since_epoch) for person in range(1, 8)}
    expected = {person: answer for person, answer in expected.items() if answer is not None}
    assert measure.person.tolist() == sorted(expected)
    for row, person in enumerate(measure.person.tolist()):
        support, authors, teams = expected[person]
        assert measure.support[row] == pytest.approx(support, abs=CLOSE)
        assert (int(measure.authors[row]), int(measure.teams[row])) == (authors, teams)
