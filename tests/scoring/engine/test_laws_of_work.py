"""What outcome credit and verifications given promise: P8, P9 and that more evidence never lowers them."""

from dataclasses import replace

import numpy as np
from hypothesis import assume, given
from hypothesis import strategies as st

from scoring.engine.facts import UNKNOWN, Contributions, Outcomes, Verifications
from scoring.engine.outcomes import OutcomeQuery, outcome_credit
from scoring.engine.policy import CURRENT
from scoring.engine.standing import stand
from scoring.engine.verifications import verifications_given
from tests.scoring.engine.companies import AT, companies, joined

QUERY = OutcomeQuery(frozenset({0, 1, 2}))
work = companies(max_gifts=0)


def credits(facts):
    measure = outcome_credit(stand(facts, CURRENT, at=AT), QUERY)
    return dict(zip(measure.person.tolist(), measure.credit.tolist(), strict=True))


@given(work, st.data())
def test_p9_an_outcome_split_into_parts_never_earns_more_than_the_whole(company, data):
    """Bound 0, exactly, for every contributor: parts of a known size, under one root or in one area and
    week, each with the same contributors and verifications as the whole."""
    facts = company.facts
    outcomes = facts.outcomes
    together = (outcomes.size > 0) & ((outcomes.root != UNKNOWN) | (outcomes.area != UNKNOWN))
    assume(together.any())
    row = data.draw(st.sampled_from(np.flatnonzero(together).tolist()))
    size, number = int(outcomes.size[row]), int(outcomes.id[row])
    cuts = data.draw(st.lists(st.integers(0, size), min_size=1, max_size=4).map(sorted))
    parts = np.diff([0, *cuts, size])

    ids = np.array([number, *(1000 + n for n in range(len(parts) - 1))])
    whole = outcomes.take(np.full(len(parts), row))
    split = replace(
        facts,
        outcomes=joined(outcomes.take(outcomes.id != number), replace(whole, id=ids, size=parts.astype(np.int64))),
        contributions=_for_each(facts.contributions, number, ids),
        verifications=_for_each(facts.verifications, number, ids),
    )
    before, after = credits(facts), credits(split)
    assert all(after[person] <= before[person] for person in before)


def _for_each(columns, outcome, ids):
    """The rows of one outcome once for each of the ids; verifications get ids of their own."""
    of_it = columns.take(columns.outcome == outcome)
    rest = columns.take(columns.outcome != outcome)
    for place, number in enumerate(ids.tolist()):
        more = replace(of_it, outcome=np.full(len(of_it), number))
        if isinstance(columns, Verifications):
            more = replace(more, id=more.id + 1000 * (place + 1))
        rest = joined(rest, more)
    return rest


@given(work, st.sampled_from((None, 3, 60, 5000)), st.integers(1, 6), st.sampled_from((None, 7)), st.booleans())
def test_one_more_outcome_never_lowers_a_credit(company, size, author, root, vouched):
    """Bound 0, exactly: also when it joins a work item that there is."""
    facts = company.facts
    more = replace(
        facts,
        outcomes=joined(facts.outcomes, Outcomes.of([(500, 0, AT - 1000, root, 1, size, vouched, None)])),
        contributions=joined(facts.contributions, Contributions.of([(500, author, 3)])),
    )
    before, after = credits(facts), credits(more)
    assert all(after[person] >= before[person] for person in before)


@given(work, st.integers(0, 30), st.integers(1, 6))
def test_one_more_verification_never_lowers_the_author(company, which, verifier):
    """Bound 0, exactly, for a verification given now: pairs fade by what was passed in closed epochs."""
    facts = company.facts
    assume(len(facts.outcomes))
    outcome = int(facts.outcomes.id[which % len(facts.outcomes)])
    more = replace(
        facts, verifications=joined(facts.verifications, Verifications.of([(900, outcome, verifier, AT, 3, None)]))
    )
    before, after = credits(facts), credits(more)
    assert all(after[person] >= before[person] for person in before)


@given(work)
def test_p8_a_person_gains_nothing_by_verifying_their_own_work(company):
    """Equal, exactly: every contributor verifies every outcome they had a part in."""
    facts = company.facts
    people = facts.contributions
    own = [(2000 + n, o, p, AT, 3, None) for n, (o, p) in enumerate(zip(people.outcome, people.person, strict=True))]
    after = replace(facts, verifications=joined(facts.verifications, Verifications.of(own)))
    assert credits(after) == credits(facts)
    before, with_own = (verifications_given(stand(f, CURRENT, at=AT), None) for f in (facts, after))
    given_before = dict(zip(before.person.tolist(), before.support.tolist(), strict=True))
    for person, support in zip(with_own.person.tolist(), with_own.support.tolist(), strict=True):
        assert support == given_before.get(person, 0.0)


@given(work, st.randoms(use_true_random=False))
def test_p8_order_of_arrival_changes_nothing(company, random):
    """Equal, exactly, with all evidence and discounts."""
    facts = company.facts

    def shuffled(columns):
        return columns.take(np.array(random.sample(range(len(columns)), len(columns)), dtype=np.int64))

    other = replace(
        facts,
        outcomes=shuffled(facts.outcomes),
        contributions=shuffled(facts.contributions),
        verifications=shuffled(facts.verifications),
    )
    one, two = (outcome_credit(stand(f, CURRENT, at=AT), QUERY) for f in (facts, other))
    columns = ("person", "credit", "roots", "verifiers_count", "next_check_at")
    assert all(getattr(one, name).tolist() == getattr(two, name).tolist() for name in columns)
    for person in one.person.tolist():
        assert one.evidence(person) == two.evidence(person)
        assert one.discounts(person) == two.discounts(person)
    one, two = (verifications_given(stand(f, CURRENT, at=AT), None) for f in (facts, other))
    columns = ("person", "support", "authors", "teams", "next_check_at")
    assert all(getattr(one, name).tolist() == getattr(two, name).tolist() for name in columns)
    for person in one.person.tolist():
        assert one.evidence(person) == two.evidence(person)
        assert one.discounts(person) == two.discounts(person)
