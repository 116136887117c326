"""What waits for somebody, by the offices they hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Q
from django.urls import reverse
from django.utils.translation import ngettext

from recognition.models import BulkAward, Erasure, Person, Role
from recognition.queries.panel import pending_for
from scoring.models import Appeal, Case, PublishRequest
from scoring.queries import random_audit
from scoring.queries.casework.appeals import left_to, of_others
from scoring.queries.casework.inbox import Wanted, wanted_of
from scoring.queries.rule_health import readable_at_once


@dataclass(frozen=True)
class Need:
    """`newest`: when the latest of them came; None where that is not told."""

    words: str
    icon: str  # of lucide
    url: str
    number: int
    newest: datetime | None = None


def needs_of(person: Person, roles: frozenset[Role]) -> list[Need]:
    """The newest first; what has no day comes last. At most thirteen statements, however much waits."""
    found = [need for need in _needs(person, roles) if need.number]
    dated = sorted((need for need in found if need.newest), key=lambda need: need.newest or 0, reverse=True)
    return [*dated, *(need for need in found if need.newest is None)]


def _needs(person: Person, roles: frozenset[Role]) -> Iterator[Need]:
    if roles & {Role.STEWARD, Role.ADMIN}:
        yield _panel(person)
    if Role.REVIEWER in roles:
        yield from _cases(person)
        yield _appeals(person)
        yield _samples(person)
    if Role.ADMIN in roles:
        yield _requests(person)
        yield _bulk_awards(person)
        yield _erasures(person)
    if roles & {Role.STEWARD, Role.ADMIN}:
        yield _alarms(person)


def _panel(person: Person) -> Need:
    waits = pending_for(person).aggregate(number=Count("pk"), newest=Max("given_at"))
    words = ngettext("%(n)s badge waits for the panel", "%(n)s badges wait for the panel", waits["number"])
    return Need(words % {"n": waits["number"]}, "gavel", reverse("recognition:panel"), **waits)


def _cases(person: Person) -> Iterator[Need]:
    address, mine, free = reverse("scoring:cases"), Q(assigned_to=person), Q(assigned_to=None)
    waits = wanted_of(person, Wanted(state=Case.State.OPEN)).order_by().aggregate(
        mine=Count("pk", filter=mine), mine_newest=Max("opened_at", filter=mine),
        free=Count("pk", filter=free), free_newest=Max("opened_at", filter=free),
    )  # fmt: skip
    words = ngettext("%(n)s case is yours to look at", "%(n)s cases are yours to look at", waits["mine"])
    yield Need(
        words % {"n": waits["mine"]}, "search-check", f"{address}?whose=mine", waits["mine"], waits["mine_newest"]
    )
    words = ngettext("%(n)s case is nobody’s yet", "%(n)s cases are nobody’s yet", waits["free"])
    yield Need(
        words % {"n": waits["free"]}, "waypoints", f"{address}?whose=nobody", waits["free"], waits["free_newest"]
    )


def _appeals(person: Person) -> Need:
    """Without those that somebody else has to decide."""
    rows = left_to(of_others(person).filter(state=Appeal.State.OPEN), person)
    waits = rows.order_by().aggregate(number=Count("pk"), newest=Max("at"))
    words = ngettext("%(n)s appeal waits for an answer", "%(n)s appeals wait for an answer", waits["number"])
    return Need(words % {"n": waits["number"]}, "scale", reverse("scoring:appeals"), **waits)


def _samples(person: Person) -> Need:
    drawn = random_audit.of_state(person, "waiting").order_by()
    waits = drawn.aggregate(number=Count("pk"), newest=Max("drawn_at"))
    words = ngettext(
        "%(n)s award was drawn for a look", "%(n)s awards were drawn for a look", waits["number"]
    )  # fmt: skip
    return Need(words % {"n": waits["number"]}, "dices", reverse("scoring:random_audit"), **waits)


def _requests(person: Person) -> Need:
    """Nobody approves what they asked for themselves."""
    asked = PublishRequest.objects.filter(state=PublishRequest.State.WAITING).exclude(asked_by=person)
    waits = asked.aggregate(number=Count("pk"), newest=Max("asked_at"))
    words = ngettext("%(n)s rule waits for a second person", "%(n)s rules wait for a second person", waits["number"])
    return Need(words % {"n": waits["number"]}, "file-check", reverse("scoring:rules"), **waits)


def _bulk_awards(person: Person) -> Need:
    asked = BulkAward.objects.filter(state=BulkAward.State.WAITING).exclude(asked_by=person)
    waits = asked.aggregate(number=Count("pk"), newest=Max("asked_at"))
    words = ngettext(
        "%(n)s bulk award waits for a second person", "%(n)s bulk awards wait for a second person", waits["number"]
    )  # fmt: skip
    return Need(words % {"n": waits["number"]}, "users", reverse("recognition:bulk_awards"), **waits)


def _erasures(person: Person) -> Need:
    asked = Erasure.objects.filter(state=Erasure.State.WAITING).exclude(asked_by=person)
    waits = asked.aggregate(number=Count("pk"), newest=Max("asked_at"))
    words = ngettext(
        "%(n)s request to forget a person waits for a second admin",
        "%(n)s requests to forget a person wait for a second admin",
        waits["number"],
    )
    return Need(words % {"n": waits["number"]}, "eraser", reverse("recognition:office_erasures"), **waits)


def _alarms(person: Person) -> Need:
    report = readable_at_once(person)
    number = sum(bool(rule.alarms) for rule in report.rules) if report else 0
    words = ngettext("%(n)s rule is worth a look", "%(n)s rules are worth a look", number)
    return Need(words % {"n": number}, "heart-pulse", f"{reverse('scoring:rule_health')}?state=look", number)
