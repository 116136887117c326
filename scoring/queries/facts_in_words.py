"""Facts that counted, by the names people know them under."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import get_args

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from recognition.models import Contribution, Nomination, Outcome, Person, Thanks, Verification
from scoring.engine.verdict import Evidence, FactKind
from scoring.usage.weeks import began


@dataclass(frozen=True)
class NamedFact:
    """`link` is empty where the fact has no page of its own."""

    sentence: str
    at: datetime
    link: str = ""


def named_facts(evidence: Iterable[Evidence], reader: Person) -> dict[Evidence, NamedFact]:
    """A name for each fact, as `reader`, whom they are about, is told.

    At most one statement per kind and relation, however many there are.
    """
    ids: dict[FactKind, set[int]] = {kind: set() for kind in get_args(FactKind)}
    for fact in evidence:
        ids[fact.kind].add(fact.id)
    named: dict[Evidence, NamedFact] = {}
    if ids["nomination"]:
        said = Nomination.objects.filter(pk__in=ids["nomination"]).select_related("nominator")
        named |= {Evidence("nomination", one.pk): _nomination(one) for one in said}
    if ids["thanks"]:
        thanks = Thanks.objects.filter(pk__in=ids["thanks"]).select_related("giver")
        named |= {Evidence("thanks", one.pk): _thanks(one) for one in thanks}
    if ids["outcome"]:
        outcomes = Outcome.objects.filter(pk__in=ids["outcome"])
        named |= {Evidence("outcome", one.pk): NamedFact(str(one), one.at, one.url) for one in outcomes}
    if ids["verification"]:
        given = _verifications(ids["verification"])
        named |= {Evidence("verification", one.pk): _verification(one, reader) for one in given}
    return named | {Evidence("usage_week", number): _usage_week(number) for number in ids["usage_week"]}


def _usage_week(number: int) -> NamedFact:
    monday = began(number)
    return NamedFact(_("Your week of %(day)s") % {"day": date_format(monday)}, monday)


def _nomination(said: Nomination) -> NamedFact:
    words = _("%(name)s nominated you") % {"name": said.nominator.display_name}
    return NamedFact(words, said.at, reverse("recognition:nomination", args=[said.key]))


def _thanks(thanks: Thanks) -> NamedFact:
    return NamedFact(_("%(name)s thanked you") % {"name": thanks.giver.display_name}, thanks.at)


def _verifications(ids: set[int]) -> QuerySet[Verification]:
    shared = Prefetch("outcome__contributions", Contribution.objects.select_related("person"))
    return Verification.objects.filter(pk__in=ids).select_related("outcome", "verifier").prefetch_related(shared)


def _verification(given: Verification, reader: Person) -> NamedFact:
    if given.verifier_id != reader.pk:
        places = {"name": given.verifier.display_name, "what": given.outcome}
        return NamedFact(_("%(name)s confirmed your “%(what)s”") % places, given.at, given.outcome.url)
    authors = ", ".join(part.person.display_name for part in given.outcome.contributions.all()[:2])
    words = _("You confirmed “%(what)s” of %(name)s") if authors else _("You confirmed “%(what)s”")
    return NamedFact(words % {"what": given.outcome, "name": authors}, given.at, given.outcome.url)
