"""Reading some persons must be as good as reading everybody."""

from datetime import timedelta

import numpy as np
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recognition.models import Nomination, Outcome, Person, Thanks
from scoring.engine.facts import NEVER, UNKNOWN
from scoring.engine.judge import judge
from scoring.engine.policy import CURRENT
from scoring.facts.load import load_facts, to_seconds
from scoring.live_rules import live_rulebook
from tests.conftest import NOW
from tests.scoring.random_company import build_random_company

AT = to_seconds(NOW)


def _decisions(facts, persons=None):
    chosen = None if persons is None else np.array(sorted(persons), np.int64)
    return judge(facts, live_rulebook().rules, CURRENT, at=AT, persons=chosen).decisions


@pytest.mark.django_db(transaction=True)
@settings(deadline=None, max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6))
def test_a_person_is_judged_alike_from_their_surroundings_and_from_the_whole_company(seed):
    from django.db import transaction

    with transaction.atomic():
        build_random_company(seed)
        whole = _decisions(load_facts())
        assert any(d.eligible for d in whole.values())
        for person in Person.objects.values_list("id", flat=True):
            mine = {pair: decision for pair, decision in whole.items() if pair[0] == person}
            assert _decisions(load_facts({person}), {person}) == mine
        transaction.set_rollback(True)


def test_some_persons_together_are_judged_as_each_alone(db):
    people = build_random_company(3)
    chosen = {people[0].pk, people[4].pk, people[7].pk}
    whole = _decisions(load_facts())
    assert _decisions(load_facts(chosen), chosen) == {p: d for p, d in whole.items() if p[0] in chosen}


@pytest.mark.parametrize("persons", [1, 5, 13])
def test_the_number_of_statements_does_not_depend_on_the_number_of_people(db, persons):
    people = build_random_company(5)
    with CaptureQueriesContext(
        connection,
    ) as some:
        load_facts({person.pk for person in people[:persons]})
    assert len(some) == 11
    with CaptureQueriesContext(connection) as everybody:
        load_facts()
    assert len(everybody) == (11 if connection.vendor == "postgresql" else 10)


def test_missing_values_become_the_judges_numbers(ada, eve, badge):
    Thanks.objects.create(giver=ada, receiver=eve, kind="reported", at=NOW)
    Outcome.objects.create(source="git", key="1", kind="case_solved", at=NOW)
    Person.objects.filter(pk=eve.pk).update(started_on=None, team=None)
    facts = load_facts()
    assert (facts.gifts.badge[0], facts.gifts.label[0], facts.gifts.giver_team[0]) == (UNKNOWN, 3, UNKNOWN)
    assert facts.gifts.withdrawn_at[0] == NEVER
    assert (facts.outcomes.kind[0], facts.outcomes.root[0], facts.outcomes.size[0]) == (6, UNKNOWN, UNKNOWN)
    row = facts.people.id.tolist().index(eve.pk)
    assert (facts.people.team[row], facts.people.started_on[row]) == (UNKNOWN, NEVER)


def test_seconds_are_cut_off_the_same_way_in_database_and_python(ada, eve, badge):
    at = NOW + timedelta(microseconds=987_654)
    Thanks.objects.create(giver=ada, receiver=eve, at=at)
    assert load_facts().gifts.at[0] == to_seconds(at) == int(NOW.timestamp())


def test_size_counts_added_and_deleted_lines_and_takes_what_is_known(db):
    for key, added, deleted in (("a", 10, 5), ("b", None, 7), ("c", 3, None), ("d", None, None)):
        Outcome.objects.create(
            source="s", key=key, kind="change_merged", at=NOW, lines_added=added, lines_deleted=deleted
        )
    assert sorted(load_facts().outcomes.size.tolist()) == [UNKNOWN, 3, 7, 15]


def test_an_outcome_that_its_author_merged_or_claimed_is_not_vouched_for(ada, bo):
    cases = {"source": {}, "other": {"merged_by": bo}, "own": {"merged_by": ada}, "claim": {"claimed_by": ada}}
    for key, more in cases.items():
        outcome = Outcome.objects.create(source="s", key=key, kind="change_merged", at=NOW, **more)
        outcome.contributions.create(person=ada)
    facts = load_facts({ada.pk})
    vouched = dict(zip(facts.outcomes.id.tolist(), facts.outcomes.vouched.tolist(), strict=True))
    keys = dict(Outcome.objects.values_list("id", "key"))
    assert {keys[i]: v for i, v in vouched.items()} == {"source": True, "other": True, "own": False, "claim": False}


def test_roots_of_two_sources_are_never_the_same_work_item(db):
    for source in ("jira", "github"):
        Outcome.objects.create(source=source, key="1", kind="ticket_closed", at=NOW, root="42")
    first, second = load_facts().outcomes.root.tolist()
    assert first != second


def test_what_was_recorded_later_was_not_known(ada, eve, chen, badge):
    for giver, days_late, withdrawn in ((ada, 0, None), (chen, 10, None), (eve, 0, NOW + timedelta(days=3))):
        Nomination.objects.create(
            key=giver.key, badge=badge, nominator=giver, nominee=(eve if giver != eve else ada), reason="x", at=NOW,
            quarter=1, recorded_at=NOW + timedelta(days=days_late), withdrawn_at=withdrawn,
        )  # fmt: skip
    known = load_facts(known_until=NOW + timedelta(days=1))
    assert sorted(known.gifts.giver.tolist()) == sorted([ada.pk, eve.pk])
    assert set(known.gifts.withdrawn_at.tolist()) == {NEVER}
    assert len(load_facts().gifts) == 3
