"""Small random companies for property tests: people, a tree of teams, managers, and three years of facts.

Seven people are enough for circles, common friends and every relation; few people and many gifts make
repetition and exchange common. Robo (person 7) is automated. Facts reach a little past the moment `AT`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
from hypothesis import strategies as st

from scoring.engine.facts import (
    DAY,
    UNKNOWN,
    Contributions,
    Facts,
    GiftKind,
    Gifts,
    Outcomes,
    People,
    Relation,
    Teams,
    Verifications,
)
from scoring.engine.policy import CURRENT

FIRST_EPOCH = 40  # the first of a block of four
START = CURRENT.epoch_start(FIRST_EPOCH)
AT = START + 945 * DAY  # the middle of the epoch 50, which is open
LAST_DAY = 1000
ROBO = 7
BADGE = 1

# Parents by team id: four levels; everything directly under one root; no tree at all.
TREES = (
    {1: None, 2: 1, 3: 2, 4: 2, 5: 3, 6: 3},
    {1: None, 2: 1, 3: 1, 4: 1, 5: 1, 6: 1},
    {1: None, 2: None, 3: None, 4: None, 5: None, 6: None},
)


@dataclass(frozen=True)
class Company:
    facts: Facts
    teams: dict[int, tuple[int, int, int]]  # person -> team at first, day of the move, team from then on
    managers: dict[int, int]

    def team_of(self, person: int, at: int) -> int:
        before, moved, after = self.teams[person]
        return before if at < START + moved * DAY else after

    def relation(self, giver: int, receiver: int) -> Relation:
        if self.managers.get(giver) == receiver:
            return Relation.TO_MANAGER
        return Relation.TO_REPORT if self.managers.get(receiver) == giver else Relation.PEER

    def gift_row(self, giver, receiver, at, *, number, badge=BADGE, label=UNKNOWN, withdrawn_at=None):
        """A nomination, or thanks where a label is given."""
        is_thanks = label != UNKNOWN
        return (
            number, int(GiftKind.THANKS if is_thanks else GiftKind.NOMINATION), UNKNOWN if is_thanks else badge, label,
            giver, receiver, at, self.team_of(giver, at), self.team_of(receiver, at),
            int(self.relation(giver, receiver)), withdrawn_at,
        )  # fmt: skip

    def with_people(self, team_of) -> Company:
        """Newcomers: {person: team}."""
        newcomers = People.of((person, team, False, None, None) for person, team in team_of.items())
        facts = replace(self.facts, people=joined(self.facts.people, newcomers))
        return replace(self, facts=facts, teams=self.teams | {p: (t, 0, t) for p, t in team_of.items()})

    def without_gifts(self, which) -> Company:
        return replace(self, facts=replace(self.facts, gifts=self.facts.gifts.take(~which)))

    def with_gifts(self, rows) -> Company:
        return replace(self, facts=replace(self.facts, gifts=joined(self.facts.gifts, Gifts.of(rows))))

    def with_nominations(self, pairs, at=AT, badge=BADGE) -> Company:
        """Later nominations (giver, receiver), all at one moment."""
        first = int(self.facts.gifts.id.max(initial=0)) + 1
        rows = [self.gift_row(g, r, at, number=first + n, badge=badge) for n, (g, r) in enumerate(pairs)]
        return self.with_gifts(rows)


def joined(one, other):
    """Columns of both, one below the other."""
    names = one.__dataclass_fields__
    return type(one)(**{name: np.concatenate([getattr(one, name), getattr(other, name)]) for name in names})


def packed(*ranges):
    """A tuple of one element of each range, drawn as one number: five times faster than a tuple of draws."""
    total = 1
    for choices in ranges:
        total *= len(choices)

    def unpack(number):
        values = []
        for choices in ranges:
            number, place = divmod(number, len(choices))
            values.append(choices[place])
        return tuple(values)

    return st.integers(0, total - 1).map(unpack)


people_ids = st.integers(1, 6)
PEOPLE = range(1, 7)
DAYS = range(LAST_DAY + 1)
CIRCLES = [c for size in (2, 3, 4) for c in combinations(PEOPLE, size)]
# Robo now and then.
ANYBODY = (*PEOPLE, *PEOPLE, ROBO)


def companies(max_gifts=40, max_outcomes=12, max_verifications=20):
    """A strategy of Company. Made once a test: building strategies costs more than drawing from them."""
    team, manager = (UNKNOWN, 3, 4, 5, 6, 2), range(7)
    gift = packed(ANYBODY, ANYBODY, DAYS, range(12))
    when_and_who = packed(DAYS, PEOPLE, range(8))
    what = packed((None, 7, 8), (None, 1, 2), (None, 0, 1, 10, 60, 200, 900, 10_000), range(8))
    return st.builds(
        _company,
        st.sampled_from(TREES),
        st.lists(packed(team, DAYS, team, manager), min_size=7, max_size=7),
        # Hypothesis prefers short lists: half of the companies are busy ones.
        st.one_of(st.lists(gift, max_size=max_gifts), st.lists(gift, min_size=max_gifts // 2, max_size=max_gifts)),
        st.lists(packed(CIRCLES, DAYS, (0, 5, 7)), max_size=3 if max_gifts else 0),
        st.lists(st.tuples(when_and_who, what), max_size=max_outcomes),
        st.lists(packed(range(1000), ANYBODY, range(121)), max_size=max_verifications),
    )


def _company(tree, staff, gifts, circles, outcomes, verifications):
    teams = {person: (before, day, after) for person, (before, day, after, _) in enumerate(staff, start=1)}
    # Lower numbers manage higher ones: no circles.
    managers = {person: row[3] for person, row in enumerate(staff, start=1) if 0 < row[3] < person < ROBO}
    company = Company(Facts(teams=Teams.of(tree.items())), teams, managers)
    facts = replace(
        company.facts,
        people=People.of((p, company.team_of(p, AT), p == ROBO, None, None) for p in range(1, 8)),
        **_work(company, outcomes, verifications),
    )
    exchanges = [(a, b, day, flavour) for members, day, flavour in circles for a in members for b in members]
    company = replace(company, facts=facts)
    return company.with_gifts(_gifts(company, gifts + exchanges))


def _gifts(company, drawn):
    """Of (giver, receiver, day, flavour): mostly nominations for the badge of the tests; of other badges, thanks
    of three kinds, withdrawn ones."""
    rows = []
    for number, (giver, receiver, day, flavour) in enumerate(drawn):
        at = START + day * DAY + number
        badge, label, withdrawn = BADGE, UNKNOWN, None
        if flavour in (5, 6):
            badge = 2
        elif flavour in (7, 8, 9):
            label = flavour - 7
        elif flavour >= 10:
            withdrawn = at + (flavour - 9) * 200 * DAY
        rows.append(
            company.gift_row(giver, receiver, at, number=number, badge=badge, label=label, withdrawn_at=withdrawn)
        )
    return rows


def _work(company, drawn, verified):
    """Outcomes with roots, areas, co-authors, sizes and reversals; verifications of them."""
    outcomes, contributions = [], []
    for number, ((day, author, other), (root, area, size, flavour)) in enumerate(drawn):
        at = START + day * DAY
        is_reversed = flavour in (0, 1)
        outcomes.append(
            (number, flavour % 3, at, root, area, size, flavour >= 4, at + 40 * DAY if is_reversed else None)
        )
        for person in sorted({author, other} - {0}):
            contributions.append((number, person, company.team_of(person, at)))
    verifications = []
    for number, (which, verifier, later) in enumerate(verified):
        if outcomes:
            of = outcomes[which % len(outcomes)]
            at = of[2] + later * DAY
            withdrawn = at + 100 * DAY if which % 10 == 9 else None
            verifications.append((number, of[0], verifier, at, company.team_of(verifier, at), withdrawn))
    return {
        "outcomes": Outcomes.of(outcomes),
        "contributions": Contributions.of(contributions),
        "verifications": Verifications.of(verifications),
    }
