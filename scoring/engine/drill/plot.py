"""What the people of one attack do: give, work, verify. Every plot is one attack in the making.

Gifts have a label: PLANTED for those that serve the attack, COVER for those that only make its people look ordinary.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.random import Generator

from scoring.engine.drill.population import YEAR, Population
from scoring.engine.drill.texts import USUAL_WORDS, WORDS_SPREAD, GiftText, hashes
from scoring.engine.drill.tools import PlantedWeek
from scoring.engine.facts import DAY, NEVER, UNKNOWN, Ints
from scoring.engine.policy import CURRENT, WEEK

HONEST, PLANTED, COVER = 0, 1, 2
TRIES = 200  # to find somebody with enough people around; then a group of strangers will do
LOOKED_AT = 24  # weeks in which a loop may run: the half-year that detectors look at


@dataclass(frozen=True)
class PlantedGift:
    giver: int
    receiver: int
    at: int
    label: int
    text: GiftText


@dataclass(frozen=True)
class PlantedOutcome:
    person: int
    at: int
    size: int
    root: int
    area: int
    vouched: bool
    reversed_at: int


@dataclass(frozen=True)
class PlantedVerification:
    verifier: int
    outcome: int  # number in the plot
    at: int


@dataclass(frozen=True)
class Newcomer:
    person: int
    team: int
    first_day: int


@dataclass
class Plot:
    """One attack in the making. `start` is a day of the year at which it may begin."""

    population: Population
    rng: Generator
    start: int = field(init=False)
    gifts: list[PlantedGift] = field(default_factory=list)
    outcomes: list[PlantedOutcome] = field(default_factory=list)
    verifications: list[PlantedVerification] = field(default_factory=list)
    newcomers: list[Newcomer] = field(default_factory=list)
    weeks: list[PlantedWeek] = field(default_factory=list)
    beneficiaries: list[int] = field(default_factory=list)
    victims: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.start = self.population.at - YEAR * DAY + int(self.rng.integers(20, 240)) * DAY

    # Who acts.

    def group(self, size: int) -> list[int]:
        """Half of all groups are people with common friends, half are strangers."""
        population = self.population
        if population.actors:
            fitting = [group for group in population.actors if len(group) >= size]
            if not fitting:
                raise ValueError(f"No invented group has {size} people.")
            some = fitting[int(self.rng.integers(len(fitting)))]
            return [int(person) for person in self.rng.permutation(np.array(some))[:size]]
        if len(population.people) < size:
            raise ValueError(f"An attack of {size} people needs a company of at least {size}.")
        near = self.rng.random() < 0.5
        for _ in range(TRIES):
            first = int(self.rng.choice(population.people))
            if not near:
                break
            circle = population.near(self.rng, first)
            if len(circle) >= size - 1:
                return [first, *self.rng.choice(circle, size - 1, replace=False).tolist()]
        others = population.people[population.people != first]
        return [first, *self.rng.choice(others, size - 1, replace=False).tolist()]

    def somebody_with_free_weeks(self, number: int) -> int:
        """One of a group; where that person used tools too often for `number` weeks of a loop, whoever has most free.

        Somebody without free weeks all the same where nobody has any: then nothing can be planted.
        """
        [person] = self.group(1)
        if len(self.free_mondays(person, number)) == number:
            return person
        groups = (*self.population.actors, self.population.team_actors)
        people = np.unique(np.concatenate([np.array(some, np.int64) for some in groups]))
        people = people if len(people) else self.population.people
        known, last = self.population.facts.usage_weeks, self._last_week
        rows = (known.week >= last - LOOKED_AT) & (known.week < last) & np.isin(known.person, people)
        of = np.unique(np.stack([known.person[rows], known.week[rows]]), axis=1)[0]
        used = np.searchsorted(of, people, side="right") - np.searchsorted(of, people)
        return int(self.rng.choice(people[used == used.min()]))

    def team(self, size: int) -> list[int]:
        """Up to `size` members of one team, at least three; a group where no team is large enough."""
        teams = [list(self.population.team_actors)] if self.population.actors else self.population.teams
        if not teams or not teams[0]:
            return self.group(size)
        members = teams[int(self.rng.integers(len(teams)))]
        return [int(person) for person in self.rng.choice(members, min(len(members), size), replace=False)]

    def account(self, first_day: int) -> int:
        """A new account that nobody knows, in the team of somebody."""
        person = self.population.next_person + len(self.newcomers)
        somebody = int(self.rng.choice(self.population.people))
        self.newcomers.append(Newcomer(person, self.population.team_of.get(somebody, UNKNOWN), first_day))
        return person

    def serves(self, *people: int) -> None:
        """Whom the attack is for."""
        self.beneficiaries += [person for person in people if person not in self.beneficiaries]

    @property
    def since(self) -> int:
        """The first moment at which it did something; the end where it did nothing."""
        moments = [
            *(gift.at for gift in self.gifts),
            *(outcome.at for outcome in self.outcomes),
            *(week.monday for week in self.weeks),
        ]
        return min(moments, default=self.population.at)

    # What they do.

    def times(self) -> int:
        """Gifts of a pair, as often as in the background."""
        return 1 if self.population.single else int(self.rng.choice(self.population.multiplicity))

    def gives(
        self,
        giver: int,
        receiver: int,
        times: int = 1,
        *,
        days: int = 90,
        since: int | None = None,
        label: int = PLANTED,
        text: GiftText | None = None,
    ) -> None:
        """`times` gifts within `days` after `since` (default: the start), each with its own text or one like `text`."""
        begin = self.start if since is None else since
        for _ in range(times):
            own = text.variant(self.rng) if text else self.text()
            at = min(self.population.at, self.population.moment(self.rng, begin, days))
            self.gifts.append(PlantedGift(giver, receiver, at, label, own))
        if label == PLANTED:
            self.serves(receiver)

    def all_give(self, members: list[int], *, days: int = 90, since: int | None = None) -> None:
        """Everybody to everybody."""
        for giver in members:
            for receiver in members:
                if giver != receiver:
                    self.gives(giver, receiver, self.times(), days=days, since=since)

    def covers(self, giver: int, number: int) -> None:
        """Honest-looking gifts to people whom many recognise."""
        popular = self.population.popular
        popular = popular[popular != giver]
        for receiver in self.rng.choice(popular, min(number, len(popular)), replace=False).tolist():
            self.gives(giver, receiver, label=COVER)

    def text(self, *, share: float = 1.0) -> GiftText:
        """A text as long as those of the background; copies of it keep `share` of its words."""
        words = self.population.words
        length = (
            int(self.rng.choice(words))
            if len(words)
            else max(4, int(self.rng.lognormal(np.log(USUAL_WORDS), WORDS_SPREAD)))
        )
        return GiftText(length, hashes(self.rng), share)

    def size(self) -> int:
        return int(self.rng.choice(self.population.sizes))

    def does(
        self,
        person: int,
        at: int,
        size: int,
        *,
        root: int = UNKNOWN,
        area: int = UNKNOWN,
        vouched: bool = False,
        reversed_at: int = NEVER,
    ) -> int:
        """An outcome of the person; its number in this plot."""
        self.serves(person)
        self.outcomes.append(PlantedOutcome(person, at, size, root, area, vouched, reversed_at))
        return len(self.outcomes) - 1

    def work_item(self) -> int:
        """A root or an area that nobody else has."""
        return int(self.rng.integers(1 << 61, 1 << 62))

    def verifies(self, verifier: int, outcome: int, at: int) -> None:
        self.verifications.append(PlantedVerification(verifier, outcome, min(at, self.population.at)))

    def free_mondays(self, person: int, number: int) -> list[int]:
        """The latest weeks that are over and in which the person used no tool, at most `number`, oldest first."""
        known = self.population.facts.usage_weeks
        used = set(known.week[known.person == person].tolist()) | {w.week for w in self.weeks if w.person == person}
        last = self._last_week
        free = [week for week in range(last - 1, last - 1 - LOOKED_AT, -1) if week not in used][:number]
        return [CURRENT.anchor + week * WEEK for week in reversed(free)]

    @property
    def _last_week(self) -> int:
        """The first week that is not over."""
        return (self.population.at - CURRENT.anchor) // WEEK

    def uses(self, person: int, monday: int, at: Ints, prompts: Ints, *, attended: int) -> None:
        """Requests (seconds) of one week; `attended` seconds of a person at the keyboard behind each of them."""
        self.weeks.append(PlantedWeek.of(self.rng, person, monday, at, prompts, attended))
        self.serves(person)

    def own_moments(self, monday: int, number: int) -> Ints:
        """Moments of a week at which people of the background do something, sorted."""
        return np.sort(np.array([self.population.moment(self.rng, monday, 7) for _ in range(number)], np.int64))

    def new_prompts(self, number: int) -> Ints:
        return self.rng.integers(1 << 40, 1 << 60, number)
