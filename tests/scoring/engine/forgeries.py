"""An attack cost as facts: everybody acts on one day of the quarter, and all of it has settled at `MOMENT`."""

from scoring.engine.facts import (
    DAY,
    UNKNOWN,
    Contributions,
    Facts,
    Gifts,
    Outcomes,
    People,
    Relation,
    Teams,
    Verifications,
)
from scoring.engine.judge import LiveRule
from scoring.engine.policy import CURRENT

PERSON, BADGE, OWN_TEAM = 1, 1, 100
START = CURRENT.epoch_start(40)
MOMENT = START + 80 * DAY
LINES_OF_A_FULL_CREDIT = 750


def live(rule):
    return LiveRule(BADGE, 1, rule, {rule.badge: BADGE})


def forged(cost):
    teams = [(1, None), (2, 1), (OWN_TEAM, 2)]
    people = [(PERSON, OWN_TEAM, False, None, None)]

    def newcomers(crowd):
        """(id, team) of a crowd: from the own team, and each from another team or department."""
        for number in range(crowd.own + crowd.near + crowd.far):
            team = OWN_TEAM if number < crowd.own else len(teams) + 1000
            if team != OWN_TEAM:
                department = 2
                if number >= crowd.own + crowd.near:
                    department = team + 10_000
                    teams.append((department, 1))
                teams.append((team, department))
            people.append((len(people) + 1, team, False, None, None))
            yield len(people), team

    speakers = [pair for crowd in cost.voices for pair in newcomers(crowd)]
    authors = list(newcomers(cost.authors))
    stampers = [len(people) + 1 + n for n in range(cost.stampers)]
    people += [(person, OWN_TEAM, False, None, None) for person in stampers]
    works = [(n, PERSON, OWN_TEAM, stampers[n % len(stampers)]) for n in range(cost.stamped)]
    works += [(cost.stamped + n, author, team, PERSON) for n, (author, team) in enumerate(authors)]
    return Facts(
        people=People.of(people),
        teams=Teams.of(teams),
        gifts=Gifts.of(
            (n, 0, BADGE, UNKNOWN, giver, PERSON, START, team, OWN_TEAM, int(Relation.PEER), None)
            for n, (giver, team) in enumerate(speakers)
        ),
        outcomes=Outcomes.of((n, 0, START, n, None, LINES_OF_A_FULL_CREDIT, False, None) for n, *_ in works),
        contributions=Contributions.of((n, author, team) for n, author, team, _ in works),
        verifications=Verifications.of((n, n, verifier, START, OWN_TEAM, None) for n, _, _, verifier in works),
    )
