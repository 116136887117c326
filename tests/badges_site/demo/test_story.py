"""What the built demo shows of the judge. Slow: the whole company is invented, imported and judged (1-2 minutes)."""

import pytest
from django.db import transaction

from badges_site.demo.building import build_company
from badges_site.demo.company.stories import admirers, leaning_manager, maintainer, many_tokens
from recognition.models import Award, Badge, Nomination, Person, User
from scoring.engine.discounts import DISCOUNTS
from scoring.explanations import explain_decision
from scoring.judging.reconciliation import compare
from scoring.models import Case, Finding, QueuedPerson
from scoring.patterns.acting_findings import acting_on

# The database is built once and each test works in a savepoint of its own.
pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture(scope="module", autouse=True)
def _built(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        build_company(lambda line: None)
        yield
        transaction.set_rollback(True)


def person(story):
    return Person.objects.get(key=story.KEY)


def mentor(person):
    return explain_decision(person, Badge.objects.get(slug="mentor"))


def test_the_ring_of_admirers_counts_at_most_a_third_and_is_looked_at_by_people(client):
    marco = person(admirers)
    explained = mentor(marco)
    voices = Nomination.objects.filter(nominee=marco, badge__slug="mentor", withdrawn_at=None).count()
    # Independent voices from other teams would count 1 each, quarter by quarter, before the caps.
    measured = min(line.measured for line in explained.conditions if line.path.endswith("peer_support"))
    assert voices >= 20
    assert measured < voices / 3
    assert not Award.objects.filter(person=marco, badge__slug="mentor").exists()
    ring = {key for key, *_ in admirers.MEMBERS}
    case = Case.objects.get(people=marco, state="open")
    assert {someone.key for someone in case.people.all()} <= ring


def test_nobody_of_the_ring_is_named_in_public(client):
    marco, reader = person(admirers), person(maintainer)
    client.force_login(User.objects.get_or_create(username=reader.key, defaults={"person": reader})[0])
    page = client.get(f"/people/{marco.key}").content.decode()
    assert Finding.objects.filter(people=marco, cleared_at=None).exists()
    for finding in Finding.objects.filter(people=marco):
        assert finding.sentence not in page
        assert finding.key not in page
        assert DISCOUNTS.get(finding.code) is None or DISCOUNTS[finding.code].sentence not in page


def test_the_team_that_was_leaned_on_lost_nothing_and_the_pressure_is_a_case():
    gareth = person(leaning_manager)
    case = Case.objects.get(subject="pressure", state="open")
    givers = list(case.people.all())
    assert len(givers) >= 4
    assert {giver.manager for giver in givers} == {gareth}
    assert gareth not in givers
    for someone in givers:
        assert acting_on(someone, "N04") == acting_on(someone, "N05") == []
        assert all(line.code not in ("N04", "N05") for line in mentor(someone).discounts)
    assert Finding.objects.get(code="N05", case=case, cleared_at=None).factor == 1.0


def test_the_maintainer_who_thanks_fifty_colleagues_is_not_flagged():
    kofi = person(maintainer)
    assert kofi.thanks_given.count() >= maintainer.THANKED
    flagged = Finding.objects.filter(people=kofi, cleared_at=None).exclude(severity="inform")
    assert list(flagged) == []
    assert not Case.objects.filter(people=kofi).exists()
    assert acting_on(kofi) == []


def test_tokens_alone_have_earned_nothing_but_years_of_service():
    devin = person(many_tokens)
    assert not Award.objects.filter(person=devin).exclude(badge__category=Badge.Category.SERVICE).exists()


def test_everything_is_judged_and_a_run_from_scratch_says_the_same():
    assert not QueuedPerson.objects.exists()
    assert compare().clean
