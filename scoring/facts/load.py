"""Rows of recognition as the judge's columns: the whole company, or some persons with what their decisions read.

The one place where scoring reads recognition's facts. Always the same number of statements (see `load_facts`),
plain tuples of integers instead of model objects: dates become seconds and missing values become numbers in
the database, so that a column is one numpy conversion.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from hashlib import blake2b
from typing import Any

import numpy as np
from django.db.models import Case, Expression, F, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Cast, Coalesce

from recognition.models import Award, Contribution, Nomination, Outcome, Person, Team, Thanks, Verification
from scoring.engine.facts import (
    NEVER,
    OUTCOME_KINDS,
    THANKS_KINDS,
    UNKNOWN,
    Contributions,
    Facts,
    GiftKind,
    Gifts,
    Held,
    Ints,
    Outcomes,
    People,
    Teams,
    Verifications,
)
from scoring.engine.findings import About, usage_week_ids
from scoring.facts.findings import load_findings
from scoring.facts.scope import Scope, everybody, surroundings
from scoring.facts.sql_columns import code_of, or_unknown, seconds, seconds_if_known
from scoring.facts.whole_columns import keep_in_memory
from scoring.usage.columns import load_usage_weeks


def load_facts(persons: Iterable[int] | None = None, *, known_until: datetime | None = None) -> Facts:
    """Facts for judging everybody, or `persons` exactly as if everybody had been loaded.

    `known_until` leaves out what was recorded later (nominations, thanks, outcomes, verifications, reversals) and
    undoes later withdrawals: the state of knowledge of that moment. The directory (people, teams) is read as
    it is today. Eleven statements for some persons, ten for everybody (PostgreSQL: and one for memory), however many
    there are.
    """
    wanted = None if persons is None else set(persons)
    if wanted is None:
        keep_in_memory()
    extent = everybody() if wanted is None else surroundings(wanted)
    nominations = extent.columns(_nominations, 9, known_until)
    thanks = extent.columns(_thanks, 9, known_until)
    gifts = _to_gifts(nominations, thanks)
    contributions = Contributions(*extent.columns(_contributions, 3, known_until))
    outcomes = _to_outcomes(extent.rows(_outcomes, known_until), contributions)
    verifications = Verifications(*extent.columns(_verifications, 6, known_until))
    usage_weeks = load_usage_weeks(wanted, known_until=known_until)
    loaded = None
    if wanted is not None:
        mentioned = np.concatenate([gifts.giver, gifts.receiver, contributions.person, verifications.verifier])
        extent = extent.with_mentioned(np.unique(mentioned).tolist())
        loaded = {
            About.NOMINATION: nominations[0].tolist(),
            About.THANKS: thanks[0].tolist(),
            About.OUTCOME: outcomes.id.tolist(),
            About.VERIFICATION: verifications.id.tolist(),
            About.USAGE_WEEK: usage_week_ids(usage_weeks.person, usage_weeks.week).tolist(),
        }
    return Facts(
        people=_to_people(extent.columns(_people, 5)),
        teams=Teams(*extent.columns(_teams, 2)),
        gifts=gifts,
        outcomes=outcomes,
        contributions=contributions,
        verifications=verifications,
        held=Held(*extent.columns(_held, 3, known_until)),
        usage_weeks=usage_weeks,
        findings=load_findings(loaded, known_until=known_until),
    )


def to_seconds(moment: datetime) -> int:
    """The judge's clock: whole seconds since 1970, the fraction cut off as the database does it."""
    return int(moment.timestamp() // 1)


def label(*words: str) -> int:
    """A stable number for a text (root, area): the same in every load and on every machine; 63 bits."""
    return int.from_bytes(blake2b("\x1f".join(words).encode(), digest_size=8).digest(), "big") >> 1


def _recorded(known_until: datetime | None, path: str = "recorded_at") -> Q:
    return Q() if known_until is None else Q(**{f"{path}__lte": known_until})


def _withdrawn(known_until: datetime | None) -> Expression:
    """When it was withdrawn, as far as it was known; compared to the microsecond, in the database."""
    if known_until is None:
        return seconds_if_known("withdrawn_at")
    return Case(When(withdrawn_at__lte=known_until, then=seconds("withdrawn_at")), default=NEVER)


def _nominations(scope: Scope, known_until: datetime | None) -> QuerySet[Any, Any]:
    return scope.gifts(Nomination.objects.filter(_recorded(known_until)), "nominator_id", "nominee_id", lambda found: (
        found.values_list(
            "id", "badge_id", "nominator_id", "nominee_id", seconds("at"),
            or_unknown("nominator_team_id"), or_unknown("nominee_team_id"),
            Cast("relation", IntegerField()), _withdrawn(known_until),
        )
    ))  # fmt: skip


def _thanks(scope: Scope, known_until: datetime | None) -> QuerySet[Any, Any]:
    return scope.gifts(Thanks.objects.filter(_recorded(known_until)), "giver_id", "receiver_id", lambda found: (
        found.values_list(
            "id", code_of("kind", THANKS_KINDS), "giver_id", "receiver_id", seconds("at"),
            or_unknown("giver_team_id"), or_unknown("receiver_team_id"),
            Cast("relation", IntegerField()), _withdrawn(known_until),
        )
    ))  # fmt: skip


def _to_gifts(nominations: Ints, thanks: Ints) -> Gifts:
    """Rows of the id, the badge or kind of thanks, and what both have. What all rows share is not in them."""
    said, thanked = nominations.shape[1], thanks.shape[1]
    return Gifts(
        np.append(nominations[0], thanks[0]),
        np.repeat(np.array([GiftKind.NOMINATION, GiftKind.THANKS], np.int64), [said, thanked]),
        np.append(nominations[1], np.full(thanked, UNKNOWN)),
        np.append(np.full(said, UNKNOWN), thanks[1]),
        *(np.append(one, other) for one, other in zip(nominations[2:], thanks[2:], strict=True)),
    )


def _contributions(scope: Scope, known_until: datetime | None) -> QuerySet[Any, Any]:
    rows = scope.about_outcomes(
        Contribution.objects.filter(_recorded(known_until, "outcome__recorded_at")), "outcome_id"
    )
    return rows.values_list("outcome_id", "person_id", or_unknown("team_id"))


def _outcomes(scope: Scope, known_until: datetime | None) -> QuerySet[Any, Any]:
    rows = scope.about_outcomes(Outcome.objects.filter(_recorded(known_until)), "id")
    known_reversal = Q() if known_until is None else Q(reversal__recorded_at__lte=known_until)
    reversed_at = Case(When(known_reversal & Q(reversal__isnull=False), then=seconds("reversal__at")), default=NEVER)
    return rows.values_list(
        "id",
        code_of("kind", OUTCOME_KINDS),
        seconds("at"),
        Coalesce(F("lines_added") + F("lines_deleted"), "lines_added", "lines_deleted", Value(UNKNOWN)),
        or_unknown("claimed_by_id"),
        or_unknown("merged_by_id"),
        reversed_at,
        "source",
        "root",
        "area",
    )


def _to_outcomes(found: list[tuple[Any, ...]], contributions: Contributions) -> Outcomes:
    if not found:
        return Outcomes()
    *numbers, sources, roots, areas = zip(*found, strict=True)
    ids, kinds, at, sizes, claimed, merged, gone_at = np.array(numbers, dtype=np.int64)
    return Outcomes(
        id=ids,
        kind=kinds,
        at=at,
        root=np.array([label(s, r) if r else UNKNOWN for s, r in zip(sources, roots, strict=True)], np.int64),
        area=_labels(areas),
        size=sizes,
        vouched=(claimed == UNKNOWN) & ~_own_merge(ids, merged, contributions),
        reversed_at=gone_at,
    )


def _labels(texts: Iterable[str]) -> Ints:
    texts = list(texts)
    numbers = {text: label(text) if text else UNKNOWN for text in set(texts)}
    return np.array([numbers[text] for text in texts], np.int64)


def _own_merge(outcome: Ints, merged_by: Ints, contributions: Contributions) -> Any:
    """Where the person who merged an outcome is one of its authors: then its source vouches for nothing."""
    pairs = set(zip(contributions.outcome.tolist(), contributions.person.tolist(), strict=True))
    return np.array([pair in pairs for pair in zip(outcome.tolist(), merged_by.tolist(), strict=True)], np.bool_)


def _verifications(scope: Scope, known_until: datetime | None) -> QuerySet[Any, Any]:
    return scope.verifications(Verification.objects.filter(_recorded(known_until)), lambda found: (
        found.values_list(
            "id", "outcome_id", "verifier_id", seconds("at"), or_unknown("verifier_team_id"), _withdrawn(known_until),
        )
    ))  # fmt: skip


def _people(scope: Scope, _known_until: datetime | None) -> QuerySet[Any, Any]:
    return scope.people(Person.objects.all()).values_list(
        "id", or_unknown("team_id"), Cast("automated", IntegerField()),
        seconds_if_known("started_on"), seconds_if_known("left_on"),
    )  # fmt: skip


def _to_people(columns: Ints) -> People:
    ids, teams, automated, started_on, left_on = columns
    return People(ids, teams, automated.astype(np.bool_), started_on, left_on)


def _teams(_scope: Scope, _known_until: datetime | None) -> QuerySet[Any, Any]:
    """All of them, whoever is judged: caps look at the ancestors."""
    return Team.objects.order_by().values_list("id", or_unknown("parent_id"))


def load_held() -> Held:
    """Everybody's badges as they are stored now. One statement."""
    return Held(*everybody().columns(_held, 3))


def _held(scope: Scope, known_until: datetime | None) -> QuerySet[Any, Any]:
    rows = scope.held(Award.objects.filter(status__in=[Award.Status.ACTIVE, Award.Status.FROZEN]))
    if known_until is not None:
        rows = rows.filter(given_at__lte=known_until)
    return rows.values_list("person_id", "badge_id", seconds("given_at"))
