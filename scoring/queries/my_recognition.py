"""What a person sees about themselves: every badge in reach, what counted, what counts less and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from django.template.defaultfilters import floatformat
from django.utils import timezone
from django.utils.translation import gettext as _

from recognition.models import Award, Badge, Nomination, Person, Thanks
from scoring.engine.criteria.number_words import reached_in_words, span_in_words
from scoring.engine.explain import ConditionLine, DiscountLine, Explanation
from scoring.engine.policy import CURRENT
from scoring.engine.verdict import Answer, Evidence
from scoring.explanations import explain_badges
from scoring.queries.facts_in_words import NamedFact, named_facts

# Of facts in one list. A reviewer of years has thousands; the newest tell the story, the number tells the rest.
MOST_NAMED = 12


@dataclass(frozen=True)
class ConditionShown:
    line: ConditionLine
    met: bool
    unknown: bool

    @property
    def reached(self) -> str:
        """How far, e.g. "2.5 of 3" or "three years of five years"; "" for what is yes or no, or not known."""
        measured, asked = self.line.measured, self.line.asked
        if measured is None or asked <= 1:
            return ""
        if self.line.unit == "days":
            places = {"measured": reached_in_words(int(measured)), "asked": span_in_words(int(asked))}
        else:
            places = {"measured": floatformat(measured), "asked": floatformat(asked)}
        return _("%(measured)s of %(asked)s") % places


@dataclass(frozen=True)
class DiscountShown:
    line: DiscountLine
    facts: list[NamedFact]
    more: int


@dataclass(frozen=True)
class BadgeInReach:
    """One badge and one person, in words."""

    badge: Badge
    award: Award | None
    explanation: Explanation
    conditions: list[ConditionShown]
    counted: list[NamedFact]
    more_counted: int
    discounts: list[DiscountShown]

    @property
    def progress(self) -> float:
        """Mean share of the conditions of the next tier, in [0, 1]: only to order the list."""
        shares = [shown.line.share for shown in self.conditions]
        return sum(shares) / len(shares) if shares else 0.0

    @property
    def begun(self) -> bool:
        return bool(self.explanation.counted) or self.explanation.eligible or self.award is not None

    @property
    def kept(self) -> bool:
        """Held, though the facts of today would not give it: windows move on, awards stay."""
        return self.award is not None and not self.explanation.eligible

    @property
    def complete(self) -> bool:
        """Nothing above it is left to earn."""
        return self.explanation.nearest is None


@dataclass(frozen=True)
class Giving:
    """What the person gave this quarter. Nobody else sees these numbers."""

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
    explanations = explain_badges(person, badges)
    awards = {award.badge_id: award for award in Award.objects.filter(person=person, badge__in=badges)}
    names = named_facts(_all_evidence(explanations.values()))
    shown = [
        _shown(badge, awards.get(badge.pk), explanations[badge.pk], names)
        for badge in badges
        if badge.pk in explanations
    ]
    return sorted(shown, key=lambda entry: (entry.complete, not entry.begun, -entry.progress, entry.badge.name))


def giving_of(person: Person) -> Giving:
    """Of the judge's present quarter. Two statements."""
    start = datetime.fromtimestamp(CURRENT.epoch_start(CURRENT.epoch_of(int(timezone.now().timestamp()))), UTC)
    nominations = list(
        Nomination.objects.filter(nominator=person, at__gte=start, withdrawn_at__isnull=True).select_related(
            "nominee", "badge"
        )
    )
    thanks = list(
        Thanks.objects.filter(giver=person, at__gte=start, withdrawn_at__isnull=True).select_related("receiver")
    )
    people = {said.nominee_id for said in nominations}
    return Giving(len(people), CURRENT.attention_nominations + 1, nominations[:MOST_NAMED], thanks[:MOST_NAMED])


def _shown(
    badge: Badge, award: Award | None, explanation: Explanation, names: dict[Evidence, NamedFact]
) -> BadgeInReach:
    counted, more = _newest(explanation.counted, names)
    return BadgeInReach(
        badge=badge,
        award=award if award is not None and award.status == Award.Status.ACTIVE else None,
        explanation=explanation,
        conditions=[
            ConditionShown(line, line.answer is Answer.MET, line.answer is Answer.UNKNOWN)
            for line in explanation.conditions
        ],
        counted=counted,
        more_counted=more,
        discounts=[DiscountShown(line, *_newest(line.about, names)) for line in explanation.discounts],
    )


def _all_evidence(explanations: Iterable[Explanation]) -> set[Evidence]:
    found: set[Evidence] = set()
    for explanation in explanations:
        found.update(explanation.counted)
        for line in explanation.discounts:
            found.update(line.about)
    return found


def _newest(evidence: Sequence[Evidence], names: dict[Evidence, NamedFact]) -> tuple[list[NamedFact], int]:
    facts = sorted((names[fact] for fact in set(evidence) if fact in names), key=lambda fact: fact.at, reverse=True)
    return facts[:MOST_NAMED], max(0, len(facts) - MOST_NAMED)
