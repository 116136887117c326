"""A statement that was compiled once answers as its queryset would, whatever ids it is asked about."""

from datetime import timedelta

import pytest

from recognition.models import Nomination, Outcome, Person, Thanks, Verification
from scoring.engine.findings import About
from scoring.facts import findings as finding_rows
from scoring.facts import load as facts
from scoring.facts import prepared
from scoring.facts import scope as fact_scope
from scoring.facts.id_sets import among
from scoring.facts.scope import CIRCLE, EVERYBODY, MENTIONED, PERSONS, SOME
from scoring.models import UsageAccount, UsageWeek
from scoring.usage import columns
from tests.conftest import NOW
from tests.scoring.random_company import build_random_company
from tests.scoring.sweeps import seen, sweep_sees

ABOUT = (About.NOMINATION, About.THANKS, About.OUTCOME, About.VERIFICATION)
LATER = NOW - timedelta(days=200, microseconds=-7)
QUERIES = {
    "givers": (fact_scope._givers, SOME),
    "usage": (columns._weeks, None),
    "usage of some": (columns._weeks, columns.PERSONS),
    "findings": (finding_rows._about, None),
    "findings about some": (finding_rows._about, ABOUT),
} | {
    f"{query.__name__[1:]} of {'everybody' if scope.everybody else 'some'}": (query, scope)
    for scope in (EVERYBODY, SOME)
    for query in (
        facts._nominations, facts._thanks, facts._contributions, facts._outcomes, facts._verifications, facts._people,
        facts._teams, facts._held,
    )
}  # fmt: skip
TIMELESS = {fact_scope._givers, facts._people, facts._teams}


@pytest.fixture
def people(db, settings):
    people = build_random_company(5)
    sweep_sees(seen("N02", people[:2], list(Nomination.objects.order_by("id")[:9])))
    for number, person in enumerate(people[:4]):
        account = UsageAccount.objects.create(scheme="login", value=person.key, person=person)
        UsageWeek.objects.create(account=account, week=200 + number, active_days=2, recorded_at=NOW, two_days_at=NOW)
    return people


def _ids(people):
    ids = {slot: {p.pk for p in people} for slot in (PERSONS, CIRCLE, MENTIONED)}
    for kind, model in zip(ABOUT, (Nomination, Thanks, Outcome, Verification), strict=True):
        ids[finding_rows._slot(kind)] = set(model.objects.filter(pk__gt=0 if people else 10**9).values_list(flat=True))
    return ids


def _by_the_orm(query, shape, ids, known_until, monkeypatch):
    with monkeypatch.context() as patch:
        for module in (fact_scope, finding_rows, columns):
            patch.setattr(module, "among", lambda slot: among(ids[slot]))
        return sorted(query(shape, known_until))


@pytest.mark.parametrize("name", QUERIES)
def test_it_answers_as_the_queryset_does_for_any_ids_and_moments(name, people, monkeypatch):
    query, shape = QUERIES[name]
    found = 0
    for chosen in (people, people[:1], [], people[2:6]):
        for known_until in (None,) if query in TIMELESS else (None, LATER, NOW, None):
            ids = _ids(chosen)
            rows = prepared.fetch(query, shape, ids, known_until)
            assert sorted(rows) == _by_the_orm(query, shape, ids, known_until, monkeypatch)
            found += len(rows)
    assert found, "a comparison of nothing proves nothing"


def test_no_ids_find_nobody(people):
    ids = _ids([])
    for query, shape in QUERIES.values():
        if shape in (SOME, columns.PERSONS, ABOUT) and query is not facts._teams:
            assert prepared.fetch(query, shape, ids) == []


def test_it_is_compiled_once_for_all_ids(people, monkeypatch):
    monkeypatch.setattr(prepared, "_compiled", {})
    built = []

    def _people(scope, known_until):
        built.append(scope)
        return scope.people(Person.objects.all()).values_list("id")

    for chosen in (people[:1], people[:3], []):
        rows = prepared.fetch(_people, SOME, {MENTIONED: {p.pk for p in chosen}})
        assert {person for (person,) in rows} == {p.pk for p in chosen}
    assert built == [SOME]


def test_a_set_that_is_not_given_is_an_error_and_not_an_empty_one(people):
    with pytest.raises(KeyError, match="circle"):
        prepared.fetch(facts._nominations, SOME, {PERSONS: {people[0].pk}})
