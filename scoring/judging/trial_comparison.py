"""How a draft on trial decides beside the rule in force. The database compares: people of a badge may be very many."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import CharField, Exists, F, OuterRef, QuerySet, Subquery, Value

from scoring.models import Decision, Shadow, ShadowDecision


@dataclass(frozen=True)
class Difference:
    """`live` and `shadow` are "", "yes" or a tier."""

    person: str  # key
    live: str
    shadow: str


@dataclass(frozen=True)
class Numbers:
    """Over everybody."""

    agree: int  # both say yes, at the same tier
    only_shadow: int
    only_live: int
    other_tier: int

    @property
    def differing(self) -> int:
        return self.only_shadow + self.only_live + self.other_tier


@dataclass(frozen=True)
class Comparison(Numbers):
    differences: tuple[Difference, ...]


def compare(shadow: Shadow) -> Comparison:
    """With the present decisions about the badge, each difference by itself. Five statements."""
    found = numbers(shadow)
    return Comparison(
        agree=found.agree,
        only_shadow=found.only_shadow,
        only_live=found.only_live,
        other_tier=found.other_tier,
        differences=tuple(in_words(differing(shadow))),
    )


def numbers(shadow: Shadow) -> Numbers:
    """Four statements, of which each answers one number."""
    live, drafted = _live(shadow), _drafted(shadow)
    same_person = live.filter(person=OuterRef("person"))
    both = drafted.filter(Exists(same_person)).count()
    agree = drafted.filter(Exists(same_person.filter(tier=OuterRef("tier")))).count()
    return Numbers(
        agree=agree, only_shadow=drafted.count() - both, only_live=live.count() - both, other_tier=both - agree
    )


def differing(shadow: Shadow) -> QuerySet[Decision, tuple[str, str | None, str | None]]:
    """Key, live tier and drafted tier of whom they differ about, by key; None where the answer is no.

    To be cut before it is read, where one page is shown.
    """
    live, drafted = _live(shadow), _drafted(shadow)
    there = live.filter(person=OuterRef("person"))
    by_trial = drafted.filter(~Exists(there.filter(tier=OuterRef("tier")))).annotate(
        key=F("person__key"), said_live=Subquery(there.values("tier")), said_there=F("tier")
    )
    by_rule = live.filter(~Exists(drafted.filter(person=OuterRef("person")))).annotate(
        key=F("person__key"), said_live=F("tier"), said_there=Value(None, output_field=CharField())
    )
    columns = ("key", "said_live", "said_there")
    return by_rule.values_list(*columns).union(by_trial.values_list(*columns), all=True).order_by("key")


def in_words(rows: Iterable[tuple[str, str | None, str | None]]) -> Iterable[Difference]:
    return (Difference(key, _said(live), _said(there)) for key, live, there in rows)


def _live(shadow: Shadow) -> QuerySet[Decision]:
    return Decision.objects.filter(badge=shadow.badge_id, superseded_at=None, eligible=True).order_by()


def _drafted(shadow: Shadow) -> QuerySet[ShadowDecision]:
    return ShadowDecision.objects.filter(shadow=shadow, eligible=True).order_by()


def _said(tier: str | None) -> str:
    return "" if tier is None else tier or "yes"
