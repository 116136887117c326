"""Many ids as one parameter."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from recognition.models import Person
from recognition.queries.among import Among

pytestmark = pytest.mark.django_db


def test_it_finds_the_same_people_as_a_list(company, ada, bo, chen, eve):
    wanted = [company["platform"].pk, company["design"].pk]
    listed = Person.objects.filter(team__in=wanted)
    assert set(Person.objects.filter(Among("team", wanted))) == set(listed) != set()
    assert set(Person.objects.filter(~Among("team", wanted))) == {chen}
    assert not Person.objects.filter(Among("team", [])).exists()


def test_it_follows_a_person_to_their_team(company, ada, bo, eve, badge):
    from recognition.models import Award
    from tests.conftest import NOW

    held = Award.objects.create(badge=badge, person=eve, given_at=NOW, rule_version=1)
    Award.objects.create(badge=badge, person=ada, given_at=NOW, rule_version=1)
    assert list(Award.objects.filter(Among("person__team", [company["design"].pk]))) == [held]


def test_fifty_thousand_ids_are_one_parameter(ada):
    with CaptureQueriesContext(connection) as asked:
        assert list(Person.objects.filter(Among("id", range(ada.pk, ada.pk + 50_000)))) == [ada]
    assert len(asked) == 1
