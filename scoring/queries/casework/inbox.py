"""Which cases a reviewer has asked for, and what comes before and after one of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, F, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils import timezone

from recognition.folding import folded
from recognition.models import Person, Team
from recognition.queries.searched import with_words, words_of
from scoring.models import Case, Finding, Snooze
from scoring.patterns.private_findings import for_reviewers
from scoring.queries.casework.seen import unconcerned_cases

SNOOZED = "snoozed"  # open, and all that holds of it sleeps until a day
STATES = (Case.State.OPEN, SNOOZED, Case.State.CONFIRMED, Case.State.DISMISSED, Case.State.CLEARED)
WHOSE = ("", "mine", "nobody")
AGES = {"": (None, None), "new": (timedelta(days=7), None), "old": (None, timedelta(days=30))}
MOST_FACES = 6


@dataclass(frozen=True)
class Wanted:
    """What an address asks for: `whose` mine or nobody, `age` new (a week at most) or old (a month at least)."""

    state: str = Case.State.OPEN
    code: str = ""
    whose: str = ""
    age: str = ""
    q: str = ""

    @property
    def is_narrow(self) -> bool:
        return bool(self.code or self.whose or self.age or self.q.strip())


@dataclass(frozen=True)
class Inbox:
    """`cases` as asked for; `counts`: how many there are in each state, whatever else is asked for."""

    cases: QuerySet[Case]
    counts: dict[str, int]
    number: int | None  # of the cases, where it is known already


def inbox(reader: Person, wanted: Wanted) -> Inbox:
    """Cases that do not concern the reader, the most urgent first, with what was seen and the first few people.

    Three statements, before one of the cases is read.
    """
    seen = unconcerned_cases(reader)
    counts = _counts(seen)
    number = None if wanted.is_narrow else counts.get(wanted.state)
    return Inbox(_with_faces(_wanted(seen, reader, wanted)), counts, number)


def _with_faces(cases: QuerySet[Case]) -> QuerySet[Case]:
    current = for_reviewers(Finding.objects.filter(cleared_at__isnull=True))
    same = Case.objects.filter(pk=OuterRef("pk")).order_by()
    number = Subquery(same.annotate(number=Count("people")).values("number"))
    return (
        cases.select_related("assigned_to")
        .annotate(number_of_people=number)
        .prefetch_related(
            Prefetch("people", Person.objects.order_by("display_name", "key")[:MOST_FACES], to_attr="faces"),
            Prefetch("findings", current.order_by("p_value", "id"), to_attr="standing"),
        )
    )


def wanted_of(reader: Person, wanted: Wanted) -> QuerySet[Case]:
    """One statement to ask."""
    return _wanted(unconcerned_cases(reader), reader, wanted)


def _wanted(seen: QuerySet[Case], reader: Person, wanted: Wanted) -> QuerySet[Case]:
    if wanted.state == SNOOZED:
        cases = seen.filter(_asleep())
    elif wanted.state == Case.State.OPEN:
        cases = seen.filter(~_asleep(), state=wanted.state)
    else:
        cases = seen.filter(state=wanted.state)
    if wanted.code:
        findings = Finding.objects.filter(code=wanted.code, case__isnull=False)
        if wanted.state in (Case.State.OPEN, SNOOZED):
            findings = findings.filter(cleared_at__isnull=True)
        cases = cases.filter(pk__in=for_reviewers(findings).order_by().values("case_id"))
    if wanted.whose:
        cases = cases.filter(assigned_to=reader if wanted.whose == "mine" else None)
    least, most = AGES[wanted.age]
    if least is not None:
        cases = cases.filter(opened_at__gte=timezone.now() - least)
    if most is not None:
        cases = cases.filter(opened_at__lte=timezone.now() - most)
    cases = with_words(cases, words_of(wanted.q), lambda word: Q(key=word) | Q(pk__in=_about_people_called(word)))
    return cases.order_by("-urgency", "-id")


def neighbours(reader: Person, wanted: Wanted, case: Case) -> tuple[Case | None, Case | None]:
    """What comes before and after it in the same list; it need not be in the list itself. Three statements."""
    others = wanted_of(reader, wanted).exclude(pk=case.pk)
    more = Q(urgency__gt=case.urgency) | Q(urgency=case.urgency, pk__gt=case.pk)
    return others.filter(more).order_by("urgency", "id").first(), others.exclude(more).first()


def next_of(reader: Person, wanted: Wanted, case: Case) -> Case | None:
    """The one that follows, else the first of the list."""
    before, after = neighbours(reader, wanted, case)
    return after or (wanted_of(reader, wanted).exclude(pk=case.pk).first() if before is not None else None)


def _counts(seen: QuerySet[Case]) -> dict[str, int]:
    """How many in each state. Two statements."""
    counted = dict(seen.order_by().values_list("state").annotate(Count("pk")))
    asleep = seen.filter(_asleep()).count()
    told = {**counted, Case.State.OPEN: counted.get(Case.State.OPEN, 0) - asleep, SNOOZED: asleep}
    return {str(state): told.get(state, 0) for state in STATES}


def _asleep() -> Q:
    """Open, and a snooze covers every finding that holds. Sets and no question for each case: few things sleep."""
    snoozed = Snooze.objects.filter(ended_at__isnull=True, person__findings__code=F("code"))
    standing = Finding.objects.filter(case__isnull=False, cleared_at__isnull=True).order_by()
    sleeping = standing.filter(pk__in=snoozed.order_by().values("person__findings"))
    touched = standing.filter(case__in=sleeping.values("case_id"))
    awake = touched.exclude(pk__in=sleeping.values("pk"))
    return Q(state=Case.State.OPEN, pk__in=sleeping.values("case_id")) & ~Q(pk__in=awake.values("case_id"))


def _about_people_called(word: str) -> QuerySet[Any, Any]:
    """Teams are few: their names are read whole, and compared as people type them."""
    teams = [pk for pk, name in Team.objects.values_list("pk", "name") if word in folded(name)]
    named = Q(person__search_text__contains=word) | Q(person__team__in=teams)
    return Case.people.through.objects.filter(named).values("case_id")
