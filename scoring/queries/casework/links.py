"""From an appeal to the cases behind it and from a case to its appeals, for who may see both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from django.db.models import Q

from recognition.models import Person
from scoring.models import Appeal, Case, Finding
from scoring.patterns.private_findings import for_reviewers
from scoring.queries.casework.appeals import of_others
from scoring.queries.casework.seen import unconcerned_cases

MOST_LINKS = 5


def appeals_about(reader: Person, case: Case) -> list[Appeal]:
    """What people of the case contest of its findings, or of a whole decision; the latest first. One statement."""
    named = Finding.people.through.objects.filter(finding__case=case)
    codes = for_reviewers(case.findings.all()).order_by().values("code")
    contested = Q(code__in=codes) | Q(code="")
    rows = of_others(reader).filter(contested, person__in=named.values("person_id"))
    return list(rows.order_by("-at", "-id")[:MOST_LINKS])


def cases_behind(reader: Person, appeals: Collection[Appeal]) -> dict[int, list[Case]]:
    """Appeal -> cases whose findings it contests, the latest first. Two statements, however many appeals."""
    seen = unconcerned_cases(reader)
    told = for_reviewers(Finding.objects.filter(case__in=seen.values("pk")))
    people = {appeal.person_id for appeal in appeals}
    named = Finding.people.through.objects.filter(person__in=people, finding__in=told.order_by().values("pk"))
    found: dict[tuple[int, str], set[int]] = defaultdict(set)
    for person, code, case in named.values_list("person_id", "finding__code", "finding__case_id").distinct():
        found[person, code].add(case)
        found[person, ""].add(case)
    cases = Case.objects.in_bulk({case for several in found.values() for case in several})
    return {
        appeal.pk: [cases[pk] for pk in sorted(found[appeal.person_id, appeal.code], reverse=True)[:MOST_LINKS]]
        for appeal in appeals
    }
