"""What a person sees about themselves: every badge in reach, what counted, what counts less and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property

from django.template.defaultfilters import floatformat
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from recognition.models import Award, AwardChange, Badge, Nomination, Person, Thanks, Tier
from recognition.queries.endings import endings_of
from recognition.queries.profiles import SHOWN_STATUSES
from scoring.engine.criteria.number_words import reached_in_words, span_in_words
from scoring.engine.explain import ConditionLine, DiscountLine, Explanation
from scoring.engine.policy import CURRENT
from scoring.engine.verdict import Answer, Evidence
from scoring.explanations import explain_badges
from scoring.queries.casework.appeals import contested_codes
from scoring.queries.facts_in_words import NamedFact, named_facts

# Of facts in one list. A reviewer of years has thousands; the newest tell the story, the number tells the rest.
MOST_NAMED = 12
# Of facts beside one reason: they are examples of it, and a page has many reasons.
MOST_EXAMPLES = 4
LEAST_PART = 0.05  # of one: less is not seen in a number with one decimal
# Units of measures that come in parts of one.
WEIGHED = frozenset({"voices", "authors", "credit"})
# How such a part comes about: log2(1 + sum) of each team and quarter, log2(1 + lines / 50) of each piece of work.
HOW_PARTS_ADD_UP: Mapping[str, Promise] = {
    "voices": gettext_lazy(
        "Voices are added team by team in each quarter: the first full one of a team adds 1, the second 0.6, the "
        "third 0.4. A word that counts half adds 0.6 where it is the only one of its team."
    ),
    "authors": gettext_lazy(
        "The people whose work you verify are added team by team in each quarter: the first of a team adds 1, the "
        "second 0.6, the third 0.4."
    ),
    "credit": gettext_lazy(
        "Work is added by its size: 50 changed lines are 1, 150 are 2, 750 and more are 4, and 1 where nobody knows "
        "the size. It counts half while it settles, and half where only its source vouches for it."
    ),
}


@dataclass(frozen=True)
class ConditionShown:
    line: ConditionLine
    met: bool
    unknown: bool

    @cached_property
    def reached(self) -> str:
        """How far, e.g. "2.5 of 3", "enough (4)" or "three years of five years"; "" for yes or no, or not known."""
        measured, asked = self.line.measured, self.line.asked
        # One of something counted is a yes or no; one of something weighed can be half reached.
        if measured is None or (asked <= 1 and self.line.unit not in WEIGHED):
            return ""
        if self.line.unit == "days":
            places = {"measured": reached_in_words(int(measured)), "asked": span_in_words(int(asked))}
            return pgettext("spans of time", "%(measured)s of %(asked)s") % places
        if measured > asked:
            return _("enough (%(measured)s)") % {"measured": floatformat(measured)}
        places = {"measured": floatformat(measured), "asked": floatformat(asked)}
        return _("%(measured)s of %(asked)s") % places

    @cached_property
    def how(self) -> str | Promise:
        """Where the number has a part of one: how parts come about."""
        measured = self.line.measured
        if not self.reached or measured is None or abs(measured - round(measured)) < LEAST_PART:
            return ""
        return HOW_PARTS_ADD_UP.get(self.line.unit, "")


@dataclass(frozen=True)
class DiscountShown:
    line: DiscountLine
    facts: list[NamedFact]
    more: int
    contested_at: datetime | None = None  # while it waits for an answer


@dataclass(frozen=True)
class BadgeInReach:
    """One badge and one person, in words."""

    badge: Badge
    award: Award | None  # that stands
    stored: Award | None  # in whatever state
    ending: AwardChange | None
    explanation: Explanation
    conditions: list[ConditionShown]
    counted: list[NamedFact]
    more_counted: int
    discounts: list[DiscountShown]

    @cached_property
    def progress(self) -> float:
        """Mean share of the conditions of the next tier, in [0, 1]: only to order the list."""
        shares = [shown.line.share for shown in self.conditions]
        return sum(shares) / len(shares) if shares else 0.0

    @cached_property
    def begun(self) -> bool:
        told = bool(self.explanation.counted) or any(shown.line.because for shown in self.conditions)
        return told or self.explanation.eligible or self.stored is not None

    @cached_property
    def since(self) -> datetime | None:
        """What is older is not read any more: the judge's quarters are not those of the calendar."""
        quarters = self.explanation.quarters
        return None if quarters is None else _quarter_began(quarters - 1)

    @cached_property
    def declined(self) -> bool:
        return self.stored is not None and self.stored.declined_at is not None

    @cached_property
    def kept(self) -> bool:
        """Held, though the facts of today would not give it: windows move on, awards stay."""
        if self.award is None:
            return False
        return not self.explanation.eligible or _height(self.award.tier) > _height(self.explanation.tier)

    @cached_property
    def towards(self) -> str:
        """The tier above the one that is held; "" where nothing is left to earn, or without tiers."""
        above = self.explanation.next_tier if self.explanation.nearest is not None else ""
        return above if self.award is None or _height(above) > _height(self.award.tier) else ""

    @cached_property
    def complete(self) -> bool:
        """Nothing above it is left to earn, or it is not wanted."""
        return self.declined or self.explanation.nearest is None or (self.award is not None and not self.towards)

    @cached_property
    def state(self) -> str:
        """What is so, before what would be: held, declined, ended or waiting; "" where nothing was ever given."""
        if self.declined:
            return _("You declined it.")
        if self.award is not None:
            if self.award.tier:
                return _("You hold %(tier)s, and keep it.") % {"tier": self.award.get_tier_display()}
            return _("You hold it, and keep it.")
        if self.ending is not None:
            places = {"day": date_format(timezone.localtime(self.ending.at)), "reason": self.ending.reason_said}
            if self.ending.to_status == Award.Status.LAPSED:
                return _("It lapsed on %(day)s: %(reason)s") % places
            return _("It was taken back on %(day)s: %(reason)s") % places
        if self.stored is not None and self.stored.status == Award.Status.PENDING:
            return _("All criteria were met. The panel of the badge has the word.")
        return ""


def _height(tier: str) -> int:
    """Of a tier among the tiers; below all of them without one."""
    return Tier.values.index(tier) if tier in Tier.values else -1


@dataclass(frozen=True)
class Giving:
    """What the person gave this quarter. Nobody else sees these numbers."""

    since: datetime  # the quarter's first moment
    people: int
    attention: int  # so many can be recognised in a quarter before each word counts a little less
    nominations: list[Nomination]
    thanks: list[Thanks]

    @property
    def is_shared(self) -> bool:
        return self.people > self.attention


def badges_in_reach(person: Person) -> list[BadgeInReach]:
    """Every live badge with a rule, the nearest first. A constant number of statements."""
    badges = list(Badge.objects.filter(state=Badge.State.LIVE))
    return in_words(person, badges)


def in_words(person: Person, badges: list[Badge]) -> list[BadgeInReach]:
    """The same for chosen badges; those without a live rule are left out."""
    explanations = explain_badges(person, badges, by_another=False)
    awards = {award.badge_id: award for award in Award.objects.filter(person=person, badge__in=explanations).order_by()}
    endings = endings_of(awards.values())
    names = named_facts(_all_evidence(explanations.values()), person)
    contested = contested_codes(person)
    shown = [
        _shown(badge, awards.get(badge.pk), endings, explanations[badge.pk], names, contested)
        for badge in badges
        if badge.pk in explanations
    ]
    return sorted(shown, key=lambda entry: (entry.complete, not entry.begun, -entry.progress, entry.badge.name))


def giving_of(person: Person) -> Giving:
    """Of the judge's present quarter. Two statements."""
    start = _quarter_began(0)
    nominations = list(
        Nomination.objects.filter(nominator=person, at__gte=start, withdrawn_at__isnull=True)
        .select_related("nominee", "badge")
        .only("key", "at", "nominee__display_name", "badge__name")
    )
    thanks = list(
        Thanks.objects.filter(giver=person, at__gte=start, withdrawn_at__isnull=True)
        .select_related("receiver")
        .only("at", "receiver__key", "receiver__display_name")
    )
    people = {said.nominee_id for said in nominations}
    return Giving(start, len(people), CURRENT.attention_nominations + 1, nominations[:MOST_NAMED], thanks[:MOST_NAMED])


def _quarter_began(back: int) -> datetime:
    """First moment of the judge's present quarter, or of the one so many before it."""
    present = CURRENT.epoch_of(int(timezone.now().timestamp()))
    return datetime.fromtimestamp(CURRENT.epoch_start(present - back), UTC)


def _shown(
    badge: Badge,
    award: Award | None,
    endings: Mapping[int, AwardChange],
    explanation: Explanation,
    names: dict[Evidence, NamedFact],
    contested: Mapping[str, datetime],
) -> BadgeInReach:
    stands = award is not None and award.status in SHOWN_STATUSES and award.declined_at is None
    counted, more = _newest(explanation.counted, names)
    return BadgeInReach(
        badge=badge,
        award=award if stands else None,
        stored=award,
        ending=endings.get(award.pk) if award is not None else None,
        explanation=explanation,
        conditions=[
            ConditionShown(line, line.answer is Answer.MET, line.answer is Answer.UNKNOWN)
            for line in explanation.conditions
        ],
        counted=counted,
        more_counted=more,
        discounts=[
            DiscountShown(line, *_newest(line.about, names, MOST_EXAMPLES), contested.get(line.code))
            for line in explanation.discounts
        ],
    )


def _all_evidence(explanations: Iterable[Explanation]) -> set[Evidence]:
    found: set[Evidence] = set()
    for explanation in explanations:
        found.update(explanation.counted)
        for line in explanation.discounts:
            found.update(line.about)
    return found


def _newest(
    evidence: Sequence[Evidence], names: dict[Evidence, NamedFact], most: int = MOST_NAMED
) -> tuple[list[NamedFact], int]:
    """The newest `most` of them, and how many more there are. Those of one moment stand in the same order each time."""
    facts = sorted({fact for fact in evidence if fact in names}, key=lambda fact: (names[fact].at, fact), reverse=True)
    return [names[fact] for fact in facts[:most]], max(0, len(facts) - most)
