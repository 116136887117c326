"""Where a drill is played: the company with its invented people, the rules, and what was found before any attack."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from scoring.engine.detector import Detector
from scoring.engine.drill.cast import Cast, with_doubles
from scoring.engine.drill.company import small_company
from scoring.engine.drill.every_badge import Said, for_every_badge, said_for
from scoring.engine.drill.population import Population
from scoring.engine.drill.watching import NOTHING, Seen, found_over_a_year, watched
from scoring.engine.facts import Bools, Facts, GiftKind
from scoring.engine.judge import LiveRule, judge
from scoring.engine.policy import Policy
from scoring.engine.verdict import Verdict

# With fewer people, or gifts of theirs in a year, an attack has nobody to resemble.
LEAST_PEOPLE, LEAST_GIFTS = 40, 100
OF_THRESHOLDS = ("N08",)  # speaks of thresholds and of no fact: nothing that a drill counts


@dataclass(frozen=True)
class World:
    """Facts with what the detectors found in them."""

    facts: Facts
    seen: Seen


@dataclass(frozen=True)
class Stage:
    """`is_invented`: the background is no real company."""

    cast: Cast
    rules: Sequence[LiveRule]
    policy: Policy
    detectors: Mapping[str, Detector]
    at: int
    is_invented: bool

    @classmethod
    def of(
        cls,
        facts: Facts,
        rules: Sequence[LiveRule],
        policy: Policy,
        detectors: Mapping[str, Detector],
        *,
        at: int,
        seed: int,
    ) -> Stage:
        """Over these facts, or over an invented company where they are too few. Half a second for 25,000 gifts."""
        population = Population(facts, at, badge=_most_given(facts, rules, at))
        too_few = len(population.people) < LEAST_PEOPLE or len(population.year) < LEAST_GIFTS
        if too_few:
            company = small_company(seed, at=at, badge=population.badge)
            said = said_for(rules)
            everything = np.ones(len(company.gifts), np.bool_)
            population = Population(for_every_badge(company, everything, said), at, badge=population.badge)
        cast = with_doubles(population, np.random.default_rng([seed, 0]))
        looking = {code: detector for code, detector in detectors.items() if code not in OF_THRESHOLDS}
        return cls(cast, rules, policy, looking, at, too_few)

    @property
    def population(self) -> Population:
        return self.cast.population

    @cached_property
    def said(self) -> list[Said]:
        return said_for(self.rules)

    @cached_property
    def before(self) -> World:
        """Before any attack."""
        return self.world(self.population.facts, since=None)

    def world(self, facts: Facts, *, since: int | None) -> World:
        """Let the detectors look at the year. `since`: up to then the facts are those before any attack."""
        known = NOTHING if since is None else self.before.seen
        seen = found_over_a_year(facts, self.detectors, self.policy, at=self.at, since=since, known=known)
        return World(watched(facts, seen), seen)

    def judged(self, world: World, planted: Bools, persons: list[int]) -> Verdict:
        """Decisions about these people, every planted gift said for every badge."""
        facts = for_every_badge(world.facts, planted, self.said)
        return judge(
            facts, self.rules, self.policy, at=self.at, persons=np.array(sorted(persons), np.int64), blanks=True
        )


def _most_given(facts: Facts, rules: Sequence[LiveRule], at: int) -> int:
    """The badge that planted nominations name: of those with a rule, the one most often named so far."""
    gifts = facts.gifts
    judged = sorted(rule.badge for rule in rules)
    named = gifts.badge[(gifts.kind == GiftKind.NOMINATION) & (gifts.at <= at) & np.isin(gifts.badge, judged)]
    badges, number = np.unique(named, return_counts=True)
    if len(badges):
        return int(badges[np.argmax(number)])
    return judged[0] if judged else 1
