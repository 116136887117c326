"""The cheapest forgery, against every other one on small rules and against the real judge."""

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.engine.attack_cost import PRICED, attack_cost
from scoring.engine.attack_crowd import Crowd, Wanted, cheapest_crowds
from scoring.engine.attack_words import attack_in_words
from scoring.engine.criteria.kinds import KINDS
from scoring.engine.criteria.parse import parse_rule
from scoring.engine.judge import judge
from scoring.engine.policy import CURRENT
from tests.scoring.engine.forgeries import BADGE, MOMENT, PERSON, forged, live

# Who could be asked, in two quarters each: (price, team, department), the own team being 0.
OWN, NEAR, NEARER, FAR, FARTHER = (1, 0, 0), (3, 1, 0), (3, 2, 0), (5, 3, 1), (5, 4, 2)
PEOPLE = (OWN, OWN, OWN, NEAR, NEAR, NEARER, FAR, FARTHER)
QUARTERS = 2


def cost(criteria, tier="", **more):
    return attack_cost(parse_rule({"badge": "mentor", "criteria": criteria, **more}), CURRENT, tier)


def every_forgery():
    """(effort without waiting, quarters, support, heads, teams) of every choice of who speaks when."""
    when = list(itertools.product((0, 1), repeat=QUARTERS))
    for choice in itertools.product(when, repeat=len(PEOPLE)):
        effort = sum(price * sum(spoken) for (price, _, _), spoken in zip(PEOPLE, choice, strict=True))
        if effort > 16:
            continue
        speakers = [team for (_, team, _), spoken in zip(PEOPLE, choice, strict=True) if any(spoken)]
        quarters = 1 + any(spoken[1] for spoken in choice)
        yield effort, quarters, support(choice), len(speakers), len(set(speakers))


def support(choice):
    """The formula of scoring.md 1 once more, with floats: repeats halve, own words halve, caps of 2 and 4."""
    total = 0.0
    for quarter in range(QUARTERS):
        teams = {}
        for (_, team, department), spoken in zip(PEOPLE, choice, strict=True):
            if spoken[quarter]:
                weight = (0.5 if team == 0 else 1.0) / (1 + sum(spoken[:quarter]))
                teams[department, team] = teams.get((department, team), 0.0) + weight
        departments = {}
        for (department, _), weight in teams.items():
            departments[department] = departments.get(department, 0.0) + min(2.0, math.log2(1 + weight))
        total += sum(min(4.0, value) for value in departments.values())
    return total


FORGERIES = sorted(every_forgery())


@pytest.mark.parametrize("total", [0.5, 0.58, 1, 1.3, 1.5, 2, 2.5, 3, 3.3])
@pytest.mark.parametrize("teams", [0, 1, 2, 3])
@pytest.mark.parametrize("heads", [0, 2, 3, 4])
def test_no_forgery_is_cheaper_and_one_is_as_cheap(total, heads, teams):
    crowds = cheapest_crowds(Wanted(total, heads, teams), 0.5, QUARTERS, CURRENT)
    for quarters, crowd in enumerate(crowds, start=1):
        found = crowd.effort(CURRENT.attack)
        enough = (
            effort
            for effort, spoken, reached, people, from_teams in FORGERIES
            if spoken <= quarters and reached >= total - 1e-5 and people >= heads and from_teams >= teams
        )
        cheapest = next(enough, math.inf)
        assert found <= cheapest
        if crowd.own <= 3 and crowd.near <= 2 and crowd.far <= 2:  # as many as there are to be asked
            assert found == cheapest


thresholds = st.fixed_dictionaries(
    {"at_least": st.floats(0.5, 9)}, optional={"voices": st.integers(1, 8), "teams": st.integers(1, 5)}
)
work = st.fixed_dictionaries({"credit": st.floats(0.5, 20)}, optional={"roots": st.integers(1, 5)}).flatmap(
    lambda asked: st.integers(1, 4).map(lambda verifiers: asked | {"verifiers": verifiers})
)
reviews = st.fixed_dictionaries(
    {"at_least": st.floats(0.5, 9)}, optional={"authors": st.integers(1, 8), "teams": st.integers(1, 5)}
)


@given(thresholds, work, reviews)
def test_the_real_judge_falls_for_the_cheapest_forgery(asked, done, read):
    rule = parse_rule(
        {
            "badge": "mentor",
            "counts_from": "1 epochs",
            "criteria": {"all": [{"peer_support": asked}, {"outcomes": done}, {"verifications_given": read}]},
        }
    )
    found = attack_cost(rule, CURRENT)
    assert found.quarters_waited == 0
    facts = forged(found)
    decision = judge(facts, [live(rule)], CURRENT, at=MOMENT, blanks=True).decisions[PERSON, BADGE]
    assert decision.eligible, decision.measures


@given(thresholds, st.integers(1, 4))
def test_more_asked_is_never_cheaper(asked, quarters):
    span = {"counts_from": f"{quarters} epochs"}
    cheap = cost({"peer_support": asked}, **span).effort
    assert cost({"peer_support": asked | {"at_least": asked["at_least"] + 1}}, **span).effort >= cheap
    assert cost({"peer_support": asked | {"voices": asked.get("voices", 1) + 1}}, **span).effort >= cheap
    assert cost({"peer_support": asked}, counts_from=f"{quarters + 1} epochs").effort <= cheap


def test_the_cheapest_branch_decides():
    dear, cheap = {"outcomes": {"roots": 5, "verifiers": 2}}, {"peer_support": {"at_least": 1, "voices": 2}}
    assert cost({"any": [dear, cheap]}).effort == 2
    assert cost({"all": [dear, cheap]}).effort == 42


def test_one_word_serves_all_that_read_it_and_no_other():
    nominated = {"peer_support": {"at_least": 1, "teams": 2}}
    thanked = {"peer_support": {"at_least": 1, "voices": 3, "from": ["thanks"]}}
    either = {"peer_support": {"at_least": 1, "voices": 3, "from": ["nominations", "thanks"]}}
    assert cost({"all": [nominated, thanked]}).voices == (Crowd(3), Crowd(1, 1))
    assert cost({"all": [nominated, either]}).voices == (Crowd(2, 1),)


def test_time_passes_once_for_everything():
    criteria = {"all": [{"tenure": {"days": 180}}, {"manager_statement": {"at_least": 3}}]}
    assert cost(criteria).effort == 3 * 5 + 2


def test_a_badge_that_is_asked_for_costs_the_floor_at_least():
    assert cost({"holds": {"badge": "other"}}).effort == CURRENT.attack.floor
    dear = {"all": [{"holds": {"badge": "other"}}, {"outcomes": {"roots": 5}}]}
    assert cost(dear).effort == 40


def test_a_higher_tier_costs_more():
    tiers = {"bronze": 1, "silver": 3}
    asked = {"peer_support": {"at_least": 2, "voices": 3}}
    assert cost(asked, "silver", tiers=tiers).effort > cost(asked, tiers=tiers).effort


def test_the_sentence_names_who_has_to_be_asked():
    criteria = {
        "all": [
            {"peer_support": {"at_least": 3, "teams": 4}},
            {"outcomes": {"roots": 2}},
            {"manager_statement": {"at_least": 1}},
            {"tenure": {"days": 100}},
        ]
    }
    assert attack_in_words(cost(criteria)) == (
        "Cheapest way to fake this: one person of the same team and three people from three other teams who put in "
        "a word, one verifier who waves two pieces of work through, one manager who nominates, and two quarters of "
        "waiting; effort 33."
    )


def test_every_kind_has_a_price():
    assert KINDS.keys() <= PRICED
