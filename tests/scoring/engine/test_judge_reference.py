"""The judge decides as a plain walk over the rule does, on random companies and random rules."""

from dataclasses import replace
from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from scoring.engine.facts import DAY, NEVER, OUTCOME_KINDS, THANKS_KINDS, Contributions, Held, Outcomes, Verifications
from scoring.engine.judge import judge
from scoring.engine.outcomes import OutcomeQuery, outcome_credit
from scoring.engine.policy import CURRENT
from scoring.engine.standing import stand
from scoring.engine.support import SupportQuery, manager_statements, peer_support
from scoring.engine.verifications import verifications_given
from tests.scoring.engine.companies import AT, BADGE, ROBO, companies
from tests.scoring.engine.rules import IDS, heads, live_rules, one_kind, part_of_the_profile

EVERYBODY = frozenset(range(1, 7))
MET, UNKNOWN, NOT_MET = 2, 1, 0


def look_up(measure, column, person):
    found = dict(zip(measure.person.tolist(), getattr(measure, column).tolist(), strict=True))
    return found.get(person, 0)


class Walk:
    """One person, one rule as its document, some words left out: dictionaries and ifs."""

    def __init__(self, facts, standing, document, person, as_verifiers=frozenset(), as_nominators=frozenset()):
        self.facts, self.standing, self.document, self.person = facts, standing, document, person
        self.unheard = {person: as_verifiers}
        self.unread = {person: as_nominators}
        span = document.get("counts_from")
        self.since = CURRENT.epoch_of(AT) - int(span.split()[0]) + 1 if span else None

    def reached(self):
        tiers = self.document.get("tiers", {"": 1})
        return [name for name, multiple in tiers.items() if self.answer(self.document["criteria"], multiple) == MET]

    def answer(self, node, multiple):
        ((name, inside),) = node.items()
        if name in ("all", "any"):
            answers = [self.answer(child, multiple) for child in inside]
            return min(answers) if name == "all" else max(answers)
        return min(getattr(self, name)(inside, multiple))

    @staticmethod
    def at_least(measured, asked):
        return MET if asked is None or measured >= asked - 1e-9 else NOT_MET

    def peer_support(self, asked, multiple):
        query = SupportQuery(
            BADGE,
            frozenset(asked["from"]),
            frozenset(THANKS_KINDS.index(kind) for kind in asked["thanks"]),
            self.since,
            self.unheard,
        )
        found = peer_support(self.standing, query)
        yield self.at_least(look_up(found, "support", self.person), asked["at_least"] * multiple)
        yield self.at_least(look_up(found, "teams", self.person), asked.get("teams"))
        yield self.at_least(look_up(found, "voices", self.person), asked.get("voices"))

    def outcomes(self, asked, multiple):
        kinds = frozenset(OUTCOME_KINDS.index(kind) for kind in asked["kinds"])
        found = outcome_credit(self.standing, OutcomeQuery(kinds, self.since, self.unread))
        yield self.at_least(look_up(found, "credit", self.person), asked["credit"] * multiple)
        yield self.at_least(look_up(found, "roots", self.person), asked.get("roots"))
        yield self.at_least(look_up(found, "verifiers_count", self.person), asked.get("verifiers"))

    def verifications_given(self, asked, multiple):
        found = verifications_given(self.standing, self.since)
        yield self.at_least(look_up(found, "support", self.person), asked["at_least"] * multiple)
        yield self.at_least(look_up(found, "authors", self.person), asked.get("authors"))
        yield self.at_least(look_up(found, "teams", self.person), asked.get("teams"))

    def tenure(self, asked, multiple):
        started = dict(zip(self.facts.people.id.tolist(), self.facts.people.started_on.tolist(), strict=True))
        first = started[self.person]
        yield UNKNOWN if first == NEVER else self.at_least(AT // DAY - first // DAY, asked["days"])

    def holds(self, asked, multiple):
        if asked["badge"] not in IDS:
            yield UNKNOWN
            return
        held = zip(
            *(getattr(self.facts.held, column).tolist() for column in ("person", "badge", "given_at")), strict=True
        )
        yield MET if any(p == self.person and b == IDS[asked["badge"]] and at <= AT for p, b, at in held) else NOT_MET

    def manager_statement(self, asked, multiple):
        found = manager_statements(self.standing, BADGE, self.since)
        receiver, giver = found.spoken()
        heard = set(giver[receiver == self.person].tolist()) - self.unheard[self.person]
        yield self.at_least(len(heard), asked["at_least"])


@st.composite
def companies_with_histories(draw, **sizes):
    """Companies with first days (some unknown) and badges held."""
    company = draw(companies(**sizes))
    people = company.facts.people
    first = draw(st.lists(st.sampled_from((None, 10, 364, 365, 366, 2000)), min_size=7, max_size=7))
    started = [NEVER if days is None else (AT // DAY - days) * DAY for days in first]
    held = draw(
        st.lists(st.tuples(st.integers(1, 6), st.sampled_from((2, 3)), st.sampled_from((AT, AT + 1))), max_size=4)
    )
    people = replace(people, started_on=np.array(started))
    return replace(company.facts, people=people, held=Held.of(held))


# Low thresholds and heads to count, so that one person's role decides.
two_roles = st.fixed_dictionaries(
    {
        "all": st.tuples(
            one_kind("peer_support", {"at_least": st.sampled_from((0.5, 1, 1.5, 2))}, {"voices": heads}),
            one_kind("outcomes", {"credit": st.sampled_from((0.5, 1, 2))}, {"verifiers": heads}),
        ).map(list)
    }
)


@st.composite
def busy_receivers(draw):
    """Ada (1) is nominated, and her work verified, by the same few people; nothing else happens."""
    company = draw(companies(max_gifts=0, max_outcomes=0, max_verifications=0))
    others = st.integers(2, 6)
    work = draw(st.lists(st.booleans(), min_size=1, max_size=4))
    words = draw(st.lists(st.tuples(st.integers(0, len(work) - 1), others), min_size=1, max_size=6))
    outcomes = [(n, 0, AT - 100 * DAY, n, None, 100, vouched, None) for n, vouched in enumerate(work)]
    verified = [(n, outcome, who, AT - 90 * DAY, None, None) for n, (outcome, who) in enumerate(words)]
    company = company.with_nominations([(giver, 1) for giver in draw(st.sets(others, min_size=1))])
    parts = {
        "outcomes": Outcomes.of(outcomes),
        "contributions": Contributions.of((n, 1, None) for n in range(len(work))),
        "verifications": Verifications.of(verified),
    }
    return replace(company.facts, **parts)


def role_assignments(facts, standing, document, person):
    """Every way to read everybody else in one role each."""
    others = sorted(EVERYBODY - {person})
    for size in range(len(others) + 1):
        for verifying in combinations(others, size):
            nominating = frozenset(others) - frozenset(verifying)
            yield Walk(facts, standing, document, person, frozenset(verifying), nominating)


def plain_decision(facts, live, person):
    document, standing = live.rule.document(), stand(facts, CURRENT, at=AT)
    text = str(document["criteria"])
    both = "'outcomes'" in text and ("'peer_support'" in text or "'manager_statement'" in text)
    if both:
        return max((walk.reached() for walk in role_assignments(facts, standing, document, person)), key=len)
    return Walk(facts, standing, document, person).reached()


def check(facts, live, persons=EVERYBODY):
    verdict = judge(facts, [live], CURRENT, at=AT, blanks=True)
    assert {person for person, _ in verdict.decisions} == EVERYBODY
    for person in persons:
        decision = verdict.decisions[person, BADGE]
        reached = plain_decision(facts, live, person)
        assert (decision.eligible, decision.tier) == (bool(reached), reached[-1] if reached else "")


@part_of_the_profile(25)
@given(companies_with_histories(max_gifts=25, max_outcomes=8, max_verifications=14), live_rules())
def test_the_judge_decides_as_a_plain_walk_does(facts, live):
    check(facts, live)


@part_of_the_profile(25, least=40)
@given(busy_receivers(), live_rules(criteria=two_roles))
def test_it_finds_the_roles_that_serve_the_receiver_best(facts, live):
    check(facts, live, persons={1})


@part_of_the_profile(25)
@given(companies_with_histories(), live_rules())
def test_a_part_of_the_people_is_judged_as_among_all(facts, live):
    every = judge(facts, [live], CURRENT, at=AT).decisions
    some = judge(facts, [live], CURRENT, at=AT, persons=np.array([5, 2, ROBO, 99])).decisions
    assert some == {pair: decision for pair, decision in every.items() if pair[0] in (2, 5)}


@part_of_the_profile(25)
@given(companies_with_histories(), live_rules())
def test_what_is_left_out_is_blank(facts, live):
    """Absent pairs: not eligible, nothing counted, and time alone changes nothing."""
    said = judge(facts, [live], CURRENT, at=AT).decisions
    for pair, decision in judge(facts, [live], CURRENT, at=AT, blanks=True).decisions.items():
        if pair in said:
            assert said[pair] == decision
        else:
            assert not decision.eligible
            counted = [k for k in decision.measures if not k.startswith(("tenure", "holds"))]
            assert all(decision.measures[key] == 0 for key in counted)
