"""Facts that counted, by the names people know them under."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import get_args

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


Named = Iterator[tuple[Evidence, NamedFact]]


def named_facts(evidence: Iterable[Evidence], reader: Person) -> dict[Evidence, NamedFact]:
    """A name for each fact, as `reader`, whom they are about, is told.

    At most one statement per kind and relation, however many there are. Columns and not objects: a reviewer of years
    has thousands of facts, and of each only a name, a day and an address are told.
    """
    ids: dict[FactKind, set[int]] = {kind: set() for kind in get_args(FactKind)}
    for fact in evidence:
        ids[fact.kind].add(fact.id)
    named: dict[Evidence, NamedFact] = {
        Evidence("usage_week", number): _usage_week(number) for number in ids["usage_week"]
    }
    if ids["nomination"]:
        named.update(_nominations(ids["nomination"]))
    if ids["thanks"]:
        named.update(_thanks(ids["thanks"]))
    if ids["outcome"]:
        named.update(_outcomes(ids["outcome"]))
    if ids["verification"]:
        named.update(_verifications(ids["verification"], reader))
    return named


def _usage_week(number: int) -> NamedFact:
    monday = began(number)
    return NamedFact(_("Your week of %(day)s") % {"day": date_format(monday)}, monday)


def _nominations(ids: set[int]) -> Named:
    rows = Nomination.objects.filter(pk__in=ids).order_by().values_list("pk", "key", "at", "nominator__display_name")
    for pk, key, at, name in rows:
        words = _("%(name)s nominated you") % {"name": name}
        yield Evidence("nomination", pk), NamedFact(words, at, reverse("recognition:nomination", args=[key]))


def _thanks(ids: set[int]) -> Named:
    rows = Thanks.objects.filter(pk__in=ids).order_by().values_list("pk", "at", "giver__display_name")
    for pk, at, name in rows:
        yield Evidence("thanks", pk), NamedFact(_("%(name)s thanked you") % {"name": name}, at)


def _outcomes(ids: set[int]) -> Named:
    rows = Outcome.objects.filter(pk__in=ids).order_by().values_list("pk", "at", "title", "kind", "key", "url")
    for pk, at, title, kind, key, url in rows:
        yield Evidence("outcome", pk), NamedFact(_called(title, kind, key), at, url)


def _verifications(ids: set[int], reader: Person) -> Named:
    rows = list(
        Verification.objects.filter(pk__in=ids).order_by().values_list(
            "pk", "at", "verifier_id", "verifier__display_name",
            "outcome_id", "outcome__title", "outcome__kind", "outcome__key", "outcome__url",
        )
    )  # fmt: skip
    authors = _authors({row[4] for row in rows if row[2] == reader.pk})
    for pk, at, verifier, name, outcome, title, kind, key, url in rows:
        what = _called(title, kind, key)
        if verifier != reader.pk:
            words = _("%(name)s confirmed your “%(what)s”") % {"name": name, "what": what}
        elif names := ", ".join(authors.get(outcome, ())[:2]):
            words = _("You confirmed “%(what)s” of %(name)s") % {"what": what, "name": names}
        else:
            words = _("You confirmed “%(what)s”") % {"what": what}
        yield Evidence("verification", pk), NamedFact(words, at, url)


def _authors(outcomes: set[int]) -> dict[int, list[str]]:
    """Names of who contributed to each. One statement, or none."""
    found: dict[int, list[str]] = {}
    if outcomes:
        parts = Contribution.objects.filter(outcome__in=outcomes).order_by("pk")
        for outcome, name in parts.values_list("outcome_id", "person__display_name"):
            found.setdefault(outcome, []).append(name)
    return found


def _called(title: str, kind: str, key: str) -> str:
    return str(Outcome(title=title, kind=kind, key=key))
