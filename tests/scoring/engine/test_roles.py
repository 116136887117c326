"""One role a person, where many nominated somebody and verified their work too."""

import pytest

from scoring.engine.criteria.parse import parse_rule
from scoring.engine.facts import OUTCOME_KINDS, Contributions, Facts, GiftKind, Gifts, Outcomes, People, Teams
from scoring.engine.facts import Verifications as Said
from scoring.engine.judge import LiveRule, judge
from scoring.engine.policy import CURRENT
from scoring.engine.roles import BOTH_ROLES_MAX
from tests.scoring.engine.stories import BADGES, moment

ADA, HALF = 1, BOTH_ROLES_MAX // 2
KNOWN = range(2, 2 + BOTH_ROLES_MAX)  # eight colleagues, each of a team of their own
NEWCOMERS = range(100, 105)


def decision(colleagues, *, voices, verifiers):
    """Everybody nominates Ada and verifies her one change."""
    rule = parse_rule(
        {
            "badge": "mentor",
            "criteria": {
                "all": [
                    {"peer_support": {"at_least": 1, "voices": voices}},
                    {"outcomes": {"credit": 0.4, "verifiers": verifiers}},
                ]
            },
        }
    )
    facts = Facts(
        people=People.of((person, person, False, None, None) for person in (ADA, *colleagues)),
        teams=Teams.of((person, None) for person in (ADA, *colleagues)),
        gifts=Gifts.of(
            (one, int(GiftKind.NOMINATION), BADGES["mentor"], -1, one, ADA, moment(1), one, ADA, 0, None)
            for one in colleagues
        ),
        outcomes=Outcomes.of([(1, OUTCOME_KINDS.index("change_merged"), moment(1), None, None, 50, False, None)]),
        contributions=Contributions.of([(1, ADA, ADA)]),
        verifications=Said.of((one, 1, one, moment(1), one, None) for one in colleagues),
    )
    live = LiveRule(BADGES["mentor"], 1, rule, BADGES)
    return judge(facts, [live], CURRENT, at=moment(60)).decisions.get((ADA, BADGES["mentor"]))


def test_half_of_eight_speak_and_the_others_verify():
    assert decision(KNOWN, voices=HALF, verifiers=HALF).eligible
    assert not decision(KNOWN, voices=HALF + 1, verifiers=HALF).eligible


@pytest.mark.parametrize("newcomers", [1, 2, 5])
def test_newcomers_in_both_roles_take_nothing_away(newcomers):
    """Found among some 50,000 worlds: with a ninth person in both roles only the two extremes had been tried."""
    assert decision([*KNOWN, *NEWCOMERS[:newcomers]], voices=HALF, verifiers=HALF).eligible


def test_newcomers_in_both_roles_add_one_role_each():
    both = [*KNOWN, *NEWCOMERS[:2]]
    assert decision(both, voices=HALF + 2, verifiers=HALF).eligible
    assert decision(both, voices=HALF, verifiers=HALF + 2).eligible
    assert not decision(both, voices=HALF + 2, verifiers=HALF + 2).eligible
