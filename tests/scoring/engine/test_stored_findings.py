"""The judge reads stored findings: on gifts, on verifications, and on outcomes that are one piece of work."""

from dataclasses import replace

import pytest

from scoring.engine.facts import DAY, OUTCOME_KINDS, FindingRows, Ruled
from scoring.engine.findings import CODES, About
from scoring.engine.outcomes import OutcomeQuery, outcome_credit
from scoring.engine.policy import CURRENT
from scoring.engine.standing import stand
from scoring.engine.support import SupportQuery, peer_support
from scoring.engine.verdict import Discount, Evidence

from .stories import BADGES, DAY_0, NUMBER, facts_of

AT = DAY_0 + 60 * DAY
QUERY = OutcomeQuery(frozenset({OUTCOME_KINDS.index("change_merged")}))
ADA = NUMBER["Ada"]
TWO_PARTS = (
    "Ada finishes first of 50 lines on day 1; Ada finishes second of 50 lines on day 2; "
    "Chen verifies first on day 2; Eve verifies second on day 3"
)


def with_findings(story, *given, ruling=Ruled.OPEN, hold_until=None):
    """Of (code, kind, id, factor); all of one finding, seen on day 5."""
    rows = [
        (kind, number, CODES.index(code), factor, 0.0, ruling, hold_until, DAY_0 + 5 * DAY, 1)
        for code, kind, number, factor in given
    ]
    return replace(facts_of(story), findings=FindingRows.of(rows))


def support(facts, at=AT):
    return peer_support(stand(facts, CURRENT, at=at), SupportQuery(BADGES["mentor"]))


def credit(facts, at=AT):
    return outcome_credit(stand(facts, CURRENT, at=at), QUERY)


def test_a_gift_that_a_finding_speaks_of_weighs_its_factor_and_says_why():
    measure = support(with_findings("Chen nominates Ada", ("N02", About.NOMINATION, 0, 0.5)))
    assert measure.support.tolist() == pytest.approx([0.585], abs=1e-3)  # log2(1.5)
    assert measure.discounts(ADA) == (Discount("N02", Evidence("nomination", 0), 0.5),)


def test_a_dismissed_case_restores_all_of_it():
    told = "Chen nominates Ada; Eve nominates Ada"
    cleared = support(with_findings(told, ("N02", About.NOMINATION, 0, 0.3), ruling=Ruled.DISMISSED))
    assert cleared.support.tolist() == support(facts_of(told)).support.tolist()
    assert cleared.discounts(ADA) == ()


def test_a_held_gift_counts_in_full_afterwards_and_the_moment_is_known():
    end = DAY_0 + 12 * DAY
    facts = with_findings("Chen nominates Ada", ("N04", About.NOMINATION, 0, 0.3), hold_until=end)
    before, after = support(facts, at=DAY_0 + 6 * DAY), support(facts, at=end)
    assert (before.next_check_at.tolist(), after.support.tolist()) == ([end], [1.0])
    assert before.support[0] < 1.0


def test_a_finding_of_later_is_not_known_earlier():
    facts = with_findings("Chen nominates Ada", ("N02", About.NOMINATION, 0, 0.5))
    assert support(facts, at=DAY_0 + 4 * DAY).support.tolist() == [1.0]


def test_a_verification_that_a_finding_speaks_of_counts_half():
    story = "Ada finishes parser of 50 lines on day 1; Chen verifies parser on day 2"
    measure = credit(with_findings(story, ("O02", About.VERIFICATION, 0, 0.5)))
    assert measure.credit.tolist() == [0.5]
    assert measure.discounts(ADA) == (Discount("O02", Evidence("outcome", 0), 0.5),)


def test_a_second_verifier_makes_it_count_in_full():
    story = "Ada finishes parser of 50 lines on day 1; Chen verifies parser on day 2; Eve verifies parser on day 2"
    assert credit(with_findings(story, ("O02", About.VERIFICATION, 0, 0.5))).credit.tolist() == [1.0]


@pytest.mark.parametrize("code", ["O01", "O03"])
def test_parts_of_one_piece_of_work_are_credited_together(code):
    apart, together = (
        credit(facts_of(TWO_PARTS)),
        credit(with_findings(TWO_PARTS, (code, About.OUTCOME, 0, 1.0), (code, About.OUTCOME, 1, 1.0))),
    )
    assert (apart.credit.tolist(), apart.roots.tolist()) == ([2.0], [2])
    assert (together.credit.tolist(), together.roots.tolist()) == (pytest.approx([1.585], abs=1e-3), [1])


def test_putting_parts_together_touches_nobody_else():
    story = TWO_PARTS + "; Bo finishes third of 50 lines on day 3; Chen verifies third on day 4"
    given = [("O01", About.OUTCOME, number, 1.0) for number in (0, 1)]
    measure = credit(with_findings(story, *given))
    assert measure.credit[measure.person == NUMBER["Bo"]].tolist() == [1.0]
