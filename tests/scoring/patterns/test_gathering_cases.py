"""Which findings are looked at together: those about mostly the same people, and no chain of acquaintances."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from recognition.models import Person
from scoring.models import Case
from scoring.patterns.cases import case_for
from tests.scoring.sweeps import seen, sweep_sees

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(company):
    return [
        Person.objects.create(key=f"p{number}", display_name=f"P {number}", team=company["data"])
        for number in range(9)
    ]  # fmt: skip


def gather(*groups):
    """Sweeps that see a ring in one more of these groups each; the people of each case."""
    rings = [seen("N02", group, identity=(number,)) for number, group in enumerate(groups)]
    for number in range(len(rings)):
        sweep_sees(*rings[: number + 1])
    return sorted(tuple(sorted(person.key for person in case.people.all())) for case in Case.objects.all())


def test_most_of_the_same_people_are_one_case(people):
    assert gather(people[:3], people[1:4]) == [("p0", "p1", "p2", "p3")]


def test_one_or_half_of_the_people_are_not(people):
    assert len(gather(people[:3], people[2:5], people[5:7], people[6:8])) == 4


def test_who_is_in_two_circles_does_not_string_them_together(people):
    cases = gather(people[0:3], people[2:5], people[4:7], people[6:9])
    assert [len(keys) for keys in cases] == [3, 3, 3, 3]


def test_a_part_of_a_group_joins_the_group(people):
    assert gather(people[:6], people[1:4]) == [tuple(f"p{n}" for n in range(6))]


def test_of_several_cases_the_one_with_most_of_them_is_chosen(people):
    gather(people[:4], people[4:8], people[2:3] + people[4:8])
    assert [case.people.count() for case in Case.objects.order_by("pk")] == [4, 5]


def test_choosing_takes_the_same_statements_for_many_cases(people):
    gather(people[:3])
    finding = Case.objects.get().findings.first()
    counts = []
    for more in range(2):
        for number in range(5 * more):
            Case.objects.create(key=f"c-{number}", family="nominations", subject="pattern").people.add(people[0])
        finding.key = f"N02-new-{more}"
        with CaptureQueriesContext(connection) as asked:
            assert case_for(finding, [person.pk for person in people[:3]]) == finding.case
        counts.append(len(asked))
    assert counts[0] == counts[1]
