"""Outcome credit by example. Ada wrote, Bo and Chen verify, Robo is automated."""

import numpy as np
import pytest

from scoring.engine.facts import DAY, NEVER, Contributions, Facts, Outcomes, People, Verifications
from scoring.engine.outcomes import OutcomeQuery, outcome_credit
from scoring.engine.policy import CURRENT
from scoring.engine.standing import stand
from scoring.engine.verdict import Discount, Evidence
from tests.scoring.engine.companies import START

ADA, BO, CHEN, ROBO = 1, 2, 3, 9
LATER = START + 60 * DAY
PEOPLE = People.of((p, 3, p == ROBO, None, None) for p in (ADA, BO, CHEN, ROBO))
QUERY = OutcomeQuery(frozenset({0}))


def change(number=1, *, day=0, root=None, area=None, size=50, vouched=False, reversed_at=None):
    return (number, 0, START + day * DAY, root, area, size, vouched, reversed_at)


def by(verifier, outcome=1, *, day=0, withdrawn_at=None, number=None):
    return (number or 10 * outcome + verifier, outcome, verifier, START + day * DAY, 3, withdrawn_at)


def measure(changes, verifications=(), *, authors=None, at=LATER, query=QUERY, person=ADA):
    contributions = authors or [(row[0], ADA) for row in changes]
    facts = Facts(
        people=PEOPLE,
        outcomes=Outcomes.of(changes),
        contributions=Contributions.of((outcome, author, 3) for outcome, author in contributions),
        verifications=Verifications.of(verifications),
    )
    credit = outcome_credit(stand(facts, CURRENT, at=at), query)
    row = credit.person.tolist().index(person)
    return credit, float(credit.credit[row]), int(credit.roots[row])


@pytest.mark.parametrize(
    ("changes", "verifications", "credit"),
    [
        ([change()], [by(BO)], 1.0),  # 50 lines, verified, settled
        ([change(size=None)], [by(BO)], 1.0),  # no size known: as 50 lines
        ([change(size=150)], [by(BO)], 2.0),
        ([change(size=1_000_000)], [by(BO)], 4.0),  # the cap
        ([change(size=0)], [by(BO)], 0.0),
        ([change(vouched=True)], [], 0.5),  # only the source vouches
        ([change(vouched=True)], [by(BO)], 1.0),
        ([change()], [], 0.0),  # nobody does
        ([change()], [by(ADA)], 0.0),  # not oneself
        ([change()], [by(ROBO)], 0.0),  # not a bot
        ([change()], [by(BO, withdrawn_at=START + DAY)], 0.0),
        ([change(reversed_at=START + DAY)], [by(BO)], 0.0),
        ([change(root=7), change(2, root=7)], [by(BO), by(BO, 2)], np.log2(3)),  # one work item of 100 lines
        ([change(area=4), change(2, area=4, day=1)], [by(BO), by(BO, 2, day=1)], np.log2(3)),  # one area, one week
        ([change(area=4), change(2, area=5)], [by(BO), by(BO, 2)], 2.0),
        ([change(area=4), change(2, area=4, day=7)], [by(BO), by(BO, 2, day=7)], 2.0),
        ([change(), change(2)], [by(BO), by(BO, 2)], 2.0),  # neither root nor area
        # 50 lines verified and 50 lines that only the source vouches for: half of the way from g(50) to g(100).
        ([change(root=7), change(2, root=7, vouched=True)], [by(BO)], 1 + 0.5 * (np.log2(3) - 1)),
    ],
)
def test_a_credit(changes, verifications, credit):
    assert measure(changes, verifications)[1] == pytest.approx(credit, abs=1e-5)


def test_what_is_shared_with_a_co_author_is_half_the_size_each():
    authors = [(1, ADA), (1, CHEN)]
    measured, credit, _ = measure([change(size=100)], [by(BO)], authors=authors)
    assert credit == 1.0
    assert measured.credit.tolist() == [1.0, 1.0]
    assert measured.discounts(ADA) == (Discount("co_authored", Evidence("outcome", 1), 0.5),)


def test_a_bot_shares_nothing_and_earns_nothing():
    measured, credit, _ = measure([change()], [by(BO)], authors=[(1, ADA), (1, ROBO)])
    assert (measured.person.tolist(), credit) == ([ADA], 1.0)


def test_a_co_author_does_not_verify():
    assert measure([change()], [by(CHEN)], authors=[(1, ADA), (1, CHEN)])[1] == 0.0


def test_a_change_counts_half_until_it_has_held_for_thirty_days():
    settles = START + 35 * DAY  # verified five days after
    young, credit, roots = measure([change()], [by(BO, day=5)], at=settles - 1)
    assert (credit, roots) == (0.5, 1)
    assert young.next_check_at.tolist() == [settles]
    assert [d.code for d in young.discounts(ADA)] == ["settling"]
    settled, credit, _ = measure([change()], [by(BO, day=5)], at=settles)
    assert (credit, settled.next_check_at.tolist()) == (1.0, [NEVER])


def test_a_second_verifier_restarts_nothing():
    measured, credit, _ = measure([change()], [by(BO), by(CHEN, day=55)])
    assert (credit, measured.next_check_at.tolist()) == (1.0, [NEVER])


def test_a_pair_that_always_passes_each_others_work_fades_to_the_floor_and_no_further():
    earlier = [change(n) for n in range(2, 42)]
    passed = [by(BO, n) for n in range(2, 42)]
    authors = [(n, ADA) for n in range(2, 42)]
    later = [change(1, day=100, size=50)]
    query = OutcomeQuery(frozenset({0}), since_epoch=CURRENT.epoch_of(START + 100 * DAY))
    faded, credit, _ = measure(
        later + earlier, [by(BO, day=100), *passed], authors=[(1, ADA), *authors], at=START + 170 * DAY, query=query
    )
    assert credit == pytest.approx(1 / (1 + np.log10(41)), abs=1e-5)
    assert [d.code for d in faded.discounts(ADA)] == ["pair_fades"]
    _, fresh, _ = measure(
        later + earlier, [by(CHEN, day=100), *passed], authors=[(1, ADA), *authors], at=START + 170 * DAY, query=query
    )
    assert fresh == 1.0
    both_ways = [(n, BO if n % 2 else ADA) for n in range(2, 42)]
    passed = [by(ADA if n % 2 else BO, n) for n in range(2, 42)]
    _, floor, _ = measure(
        later + earlier, [by(BO, day=100), *passed], authors=[(1, ADA), *both_ways], at=START + 170 * DAY, query=query
    )
    assert floor == pytest.approx(CURRENT.pair_floor, abs=1e-5)


@pytest.mark.parametrize(("epochs_ago", "credit"), [(4, 1 / (1 + np.log10(2))), (5, 1.0)])
def test_who_reviewed_you_more_than_a_year_ago_is_independent_again(epochs_ago, credit):
    day = 5 * 90
    earlier = change(2, day=day - 90 * epochs_ago)
    query = OutcomeQuery(frozenset({0}), since_epoch=CURRENT.epoch_of(START) + 5)
    measured = measure(
        [change(1, day=day), earlier], [by(BO, day=day), by(BO, 2, day=day - 90 * epochs_ago)],
        at=START + 600 * DAY, query=query,
    )  # fmt: skip
    assert measured[1] == pytest.approx(credit, abs=1e-5)


def test_a_verifier_who_acts_as_nominator_is_not_read():
    query = OutcomeQuery(frozenset({0}), exclude={ADA: frozenset({BO})})
    left_out, credit, _ = measure([change()], [by(BO)], query=query)
    assert credit == 0.0
    assert left_out.discounts(ADA) == (Discount("other_role", Evidence("outcome", 1), 0.0),)
    assert measure([change()], [by(BO), by(CHEN)], query=query)[1] == 1.0


def matter(measured, *verifiers):
    authors, others = measured.verifying((np.full(len(verifiers), ADA), np.array(verifiers)))
    assert set(authors.tolist()) <= {ADA}
    return set(others.tolist())


def test_only_verifiers_whose_word_makes_a_difference_matter():
    changes = [change(1), change(2), change(3, vouched=True)]
    measured, _, _ = measure(changes, [by(BO, 1), by(BO, 2), by(CHEN, 2), by(CHEN, 3)])
    assert matter(measured, BO, CHEN) == {BO, CHEN}
    assert matter(measured, BO) == {BO}  # of the first change
    alone, _, _ = measure([change()], [by(BO), by(CHEN)])
    assert matter(alone, BO) == set()
    assert matter(alone, BO, CHEN) == {BO, CHEN}
    assert alone.verifiers_count.tolist() == [2]


def test_the_evidence_names_the_change_and_the_verification_that_counts():
    measured, _, _ = measure([change(1), change(2)], [by(CHEN, number=31), by(BO, number=30)])
    assert measured.evidence(ADA) == (Evidence("outcome", 1), Evidence("verification", 30))
    assert measured.discounts(ADA) == (Discount("unverified", Evidence("outcome", 2), 0.0),)


def test_a_reversal_is_known_only_after_it_happened():
    changes = [change(reversed_at=LATER + DAY)]
    assert measure(changes, [by(BO)])[1] == 1.0
    assert measure(changes, [by(BO)], at=LATER + DAY)[1] == 0.0
