"""What peer support promises, whatever the facts: P1 to P8, P10 and P12 of scoring.md.

Everything is measured for Eve, person 1, at `AT`, in the middle of an open epoch.
"""

from dataclasses import replace
from math import log2

import numpy as np
from hypothesis import assume, given
from hypothesis import strategies as st

from scoring.engine.facts import DAY, UNKNOWN, GiftKind
from scoring.engine.policy import CURRENT
from scoring.engine.standing import stand
from scoring.engine.support import SupportQuery, peer_support
from tests.scoring.engine.companies import AT, BADGE, LAST_DAY, START, companies, people_ids

EVE = 1
ROUNDING = 2**-12  # a few hundred units of 2^-20, the rounding of that many sums
BOTH = SupportQuery(BADGE, frozenset({"nominations", "thanks"}))
queries = st.sampled_from((SupportQuery(BADGE), BOTH, replace(BOTH, since_epoch=47)))
others = st.integers(2, 6)
gifts_only = companies(max_outcomes=0, max_verifications=0)
moments = st.integers(0, LAST_DAY).map(lambda day: START + day * DAY)


def of_eve(company, query):
    """(support, teams, voices)"""
    measure = peer_support(stand(company.facts, CURRENT, at=AT), query, np.array([EVE]))
    if not len(measure.person):
        return 0.0, 0, 0
    return float(measure.support[0]), int(measure.teams[0]), int(measure.voices[0])


def given_to_eve(company, giver):
    gifts = company.facts.gifts
    return (gifts.giver == giver) & (gifts.receiver == EVE)


@given(gifts_only, queries, others)
def test_p1_one_giver_adds_at_most_one_in_an_epoch(company, query, giver):
    """Bound 1: all that a giver gave to Eve in one epoch, taken away."""
    of_giver = given_to_eve(company, giver)
    epochs = CURRENT.epochs_of(company.facts.gifts.at)
    assume(of_giver.any())
    epoch = epochs[of_giver][-1]
    without = company.without_gifts(of_giver & (epochs == epoch))
    assert of_eve(company, query)[0] - of_eve(without, query)[0] <= 1 + ROUNDING


@given(gifts_only, queries, others)
def test_p2_one_giver_adds_at_most_log2_of_one_more_than_the_epochs(company, query, giver):
    """Bound log2(1 + E): all that a giver ever gave to Eve, taken away; E epochs of gifts."""
    of_giver = given_to_eve(company, giver)
    epochs = len(np.unique(CURRENT.epochs_of(company.facts.gifts.at)[of_giver]))
    added = of_eve(company, query)[0] - of_eve(company.without_gifts(of_giver), query)[0]
    assert added <= log2(1 + epochs) + ROUNDING


@given(gifts_only, queries, st.integers(1, 12), moments)
def test_p3_people_of_one_team_add_at_most_the_bound_of_a_team(company, query, k, at):
    """Bound min(C, log2(1 + k)): k newcomers of one team nominate Eve in one epoch."""
    newcomers = {20 + n: 5 for n in range(k)}
    joined = company.with_people(newcomers).with_nominations([(p, EVE) for p in newcomers], at=at)
    added = of_eve(joined, query)[0] - of_eve(company, query)[0]
    assert added <= min(CURRENT.team_cap, log2(1 + k)) + ROUNDING


@given(gifts_only, queries, st.lists(st.sampled_from((2, 3, 4, 5, 6, 99)), min_size=1, max_size=12), moments)
def test_p4_a_coalition_adds_at_most_an_even_spread_over_its_teams(company, query, teams, at):
    """Bound t log2(1 + k/t): k newcomers over t teams, who also give to each other and to everybody."""
    newcomers = {20 + n: team for n, team in enumerate(teams)}
    pairs = [(p, EVE) for p in newcomers] + [(a, b) for a in newcomers for b in [*newcomers, 2, 3] if a != b]
    joined = company.with_people(newcomers).with_nominations(pairs, at=at)
    k, t = len(teams), len(set(teams))
    assert of_eve(joined, query)[0] - of_eve(company, query)[0] <= t * log2(1 + k / t) + ROUNDING


@given(gifts_only, queries, st.lists(st.one_of(others, st.just(30)), min_size=1, max_size=4))
def test_p5_one_more_nomination_never_lowers_the_receiver(company, query, givers):
    """Bound 0, exactly, for the support, its teams and its voices; by anybody, several times or new."""
    joined = company.with_people({30: UNKNOWN}).with_nominations([(2, EVE), (3, EVE)], at=AT - 5 * DAY)
    before = of_eve(joined, query)
    after = of_eve(joined.with_nominations([(giver, EVE) for giver in givers]), query)
    assert all(new >= old for new, old in zip(after, before, strict=True))


@given(gifts_only, queries, st.lists(st.tuples(others, st.integers(1, 2)), min_size=1, max_size=5))
def test_p6_what_eve_gives_in_the_open_epoch_leaves_her_support_unchanged(company, query, own_gifts):
    """Equal, exactly, also for what she is given in that epoch."""
    company = company.with_nominations([(giver, EVE) for giver in (2, 3, 4)], at=AT - 5 * DAY)
    after = company
    for receiver, badge in own_gifts:
        after = after.with_nominations([(EVE, receiver)], badge=badge)
    assert of_eve(after, query) == of_eve(company, query)


@given(gifts_only, queries, st.lists(st.tuples(others, moments), min_size=1, max_size=5))
def test_p7_what_eve_ever_gives_never_raises_her_support(company, query, own_gifts):
    """Bound 0, exactly, for gifts of any date."""
    after = company
    for receiver, at in own_gifts:
        after = after.with_nominations([(EVE, receiver)], at=at)
    assert all(new <= old for new, old in zip(of_eve(after, query), of_eve(company, query), strict=True))


@given(gifts_only, queries, st.randoms(use_true_random=False))
def test_p8_order_of_arrival_changes_nothing(company, query, random):
    """Equal, exactly, with all evidence and discounts."""
    facts = company.facts
    order = random.sample(range(len(facts.gifts)), len(facts.gifts))
    shuffled = replace(facts, gifts=facts.gifts.take(np.array(order, dtype=np.int64)))
    one, other = (peer_support(stand(f, CURRENT, at=AT), query) for f in (facts, shuffled))
    assert one.person.tolist() == other.person.tolist()
    assert (one.support == other.support).all()
    assert (one.teams == other.teams).all()
    assert (one.voices == other.voices).all()
    for person in one.person.tolist():
        assert one.evidence(person) == other.evidence(person)
        assert one.discounts(person) == other.discounts(person)


@given(gifts_only, queries)
def test_p8_duplicates_and_self_nominations_change_nothing(company, query):
    """Equal, exactly: every gift a second time under another id, and everybody nominates themselves."""
    gifts = company.facts.gifts
    again = replace(gifts, id=gifts.id + 10_000)
    rows = [company.gift_row(p, p, AT, number=50_000 + p) for p in range(1, 7)]
    after = company.with_gifts(rows)
    doubled = replace(after.facts, gifts=type(gifts)(**{
        name: np.concatenate([getattr(after.facts.gifts, name), getattr(again, name)])
        for name in gifts.__dataclass_fields__
    }))  # fmt: skip
    assert of_eve(replace(company, facts=doubled), query) == of_eve(company, query)


@given(gifts_only, queries, st.dictionaries(st.integers(0, 44), st.floats(0, 1), min_size=1), st.floats(0, 1))
def test_p10_more_suspicion_never_raises_a_support(company, query, found, harder):
    """Bound 0, exactly: no findings >= some findings >= the same ones graver."""
    some = {(GiftKind.NOMINATION, gift): factor for gift, factor in found.items()}
    graver = {gift: factor * harder for gift, factor in some.items()}
    free, with_some, with_graver = (of_eve(company, replace(query, findings=f))[0] for f in ({}, some, graver))
    assert free >= with_some >= with_graver >= 0.0


@given(
    gifts_only,
    queries,
    st.lists(st.tuples(st.integers(20, 24), people_ids, moments), min_size=1, max_size=15),
    st.booleans(),
)
def test_p12_a_planted_attack_costs_the_victim_nothing(company, query, planted, is_found):
    """Bound 0, exactly: newcomers nominate Eve, her supporters and each other whenever they like, and
    detectors find all of it. What P1 would allow, 1, is only needed for findings on honest gifts."""
    attackers = dict.fromkeys(range(20, 25), 4)
    after = company.with_people(attackers)
    for attacker, receiver, at in planted:
        after = after.with_nominations([(attacker, receiver), (attacker, 20), (20, attacker)], at=at)
    gifts = after.facts.gifts
    of_attack = gifts.id[gifts.giver >= 20].tolist() if is_found else []
    suspected = replace(query, findings={(GiftKind.NOMINATION, gift): 0.0 for gift in of_attack})
    victim = of_eve(after, suspected)
    assert all(new >= old for new, old in zip(victim, of_eve(company, query), strict=True))


@given(gifts_only, queries, others)
def test_p12_an_open_case_costs_no_more_than_the_voice_it_is_about(company, query, giver):
    """Between the support without that giver and the support before; a dismissed case has no findings."""
    gifts = company.facts.gifts
    of_giver = given_to_eve(company, giver)
    open_case = {(int(k), int(i)): 0.0 for k, i in zip(gifts.kind[of_giver], gifts.id[of_giver], strict=True)}
    before, suspected = of_eve(company, query), of_eve(company, replace(query, findings=open_case))
    without = of_eve(company.without_gifts(of_giver), query)
    assert without[0] - ROUNDING <= suspected[0] <= before[0]
