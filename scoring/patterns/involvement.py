"""Who stands in a pattern: nobody rules on what they gave, received, or manage."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from recognition.models import Contribution, Nomination, Person, Thanks, Verification
from scoring.engine.findings import WEEKS_A_PERSON, About
from scoring.facts.id_sets import among
from scoring.models import Case, FindingFact
from scoring.patterns.finding_reach import Fact


def involved_in(case: Case) -> set[int]:
    """Ids of everybody in the case, in a fact that it is about, or managing one of them.

    Managers too: a case about pressure speaks of them without naming them, and no case is a way to watch one's team.
    """
    facts = FindingFact.objects.filter(finding__case=case).values_list("kind", "fact_id").distinct()
    return with_managers(set(case.people.values_list("pk", flat=True)) | people_in(facts))


def people_in(facts: Iterable[Fact]) -> set[int]:
    """Both ends of these facts: givers and receivers, authors and verifiers, whose usage it is."""
    ids: dict[int, set[int]] = {}
    for kind, number in facts:
        ids.setdefault(kind, set()).add(number)
    found = set(ids.get(About.PERSON, ())) | {number // WEEKS_A_PERSON for number in ids.get(About.USAGE_WEEK, ())}
    outcomes = set(ids.get(About.OUTCOME, ()))
    ends: list[tuple[int, int]] = []
    if said := ids.get(About.NOMINATION):
        ends += Nomination.objects.filter(pk__in=among(said)).order_by().values_list("nominator_id", "nominee_id")
    if thanks := ids.get(About.THANKS):
        ends += Thanks.objects.filter(pk__in=among(thanks)).order_by().values_list("giver_id", "receiver_id")
    if given := ids.get(About.VERIFICATION):
        rows = Verification.objects.filter(pk__in=among(given)).order_by().values_list("verifier_id", "outcome_id")
        for verifier, outcome in rows:
            found.add(verifier)
            outcomes.add(outcome)
    if outcomes:
        authors = Contribution.objects.filter(outcome_id__in=among(outcomes)).order_by()
        found |= set(authors.values_list("person_id", flat=True))
    return found | {person for pair in ends for person in pair}


def facts_with(person: Person) -> QuerySet[FindingFact]:
    """The other way round: everything that findings name and that this person gave, did or received."""
    authored = Contribution.objects.filter(person=person).values("outcome_id")
    # Two short lists: for "one or the other" a database reads all confirmations there are.
    verified = Verification.objects.filter(verifier=person).order_by()
    confirmed = Verification.objects.filter(outcome_id__in=authored).order_by()
    said = Nomination.objects.filter(Q(nominator=person) | Q(nominee=person)).order_by()
    thanks = Thanks.objects.filter(Q(giver=person) | Q(receiver=person)).order_by()
    first_week = person.pk * WEEKS_A_PERSON
    return FindingFact.objects.filter(
        Q(kind=About.NOMINATION, fact_id__in=said.values("pk"))
        | Q(kind=About.THANKS, fact_id__in=thanks.values("pk"))
        | Q(kind=About.OUTCOME, fact_id__in=authored)
        | Q(kind=About.VERIFICATION, fact_id__in=verified.values("pk"))
        | Q(kind=About.VERIFICATION, fact_id__in=confirmed.values("pk"))
        | Q(kind=About.USAGE_WEEK, fact_id__gte=first_week, fact_id__lt=first_week + WEEKS_A_PERSON)
    )


def with_managers(persons: set[int]) -> set[int]:
    above = Person.objects.filter(pk__in=among(persons), manager__isnull=False).order_by()
    return persons | {manager for manager in above.values_list("manager_id", flat=True) if manager is not None}
