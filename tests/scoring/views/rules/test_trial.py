"""How a draft on trial decides beside the rule in force."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from recognition.models import Person
from scoring.actions import shadows
from scoring.judging.recalculation import recalculate_queued
from scoring.models import ShadowDecision
from tests.scoring.views.rules.conftest import LIKELIER

pytestmark = pytest.mark.django_db

PAGE = "/rules/bridge-builder/trial"


def text(answer):
    return answer.content.decode()


def test_it_says_while_not_everybody_is_judged(writer, admins):
    shadows.start(by=admins[0], text=LIKELIER)
    assert "Not everybody has been judged yet" in text(writer.get(PAGE))


def test_it_names_who_would_be_given_it_by_the_trial_only(writer, admins, eve):
    shadows.start(by=admins[0], text=LIKELIER)
    while recalculate_queued().persons:
        pass
    page = text(writer.get(PAGE))
    assert eve.display_name in page
    assert "only the trial" in page
    assert "Not everybody" not in page


def test_a_trial_that_is_over_keeps_its_last_answers(writer, admins, eve):
    trial = shadows.start(by=admins[0], text=LIKELIER)
    while recalculate_queued().persons:
        pass
    shadows.stop(by=admins[0], shadow=trial)
    page = text(writer.get(PAGE))
    assert eve.display_name in page
    assert "its last answers" in page
    assert "End the trial" not in page


def test_a_page_reads_only_what_it_shows(writer, admins, company):
    trial = shadows.start(by=admins[0], text=LIKELIER)
    for n in range(30):
        person = Person.objects.create(key=f"p{n:02}", display_name=f"P {n:02}", team=company["data"])
        ShadowDecision.objects.create(shadow=trial, person=person, eligible=True, decided_at=trial.started_at)
    with CaptureQueriesContext(connection) as asked:
        page = text(writer.get(PAGE, {"page": 2}))
    assert ("P 24" in page, "P 25" in page, "P 29" in page) == (False, True, True)
    about = [query["sql"] for query in asked if "scoring_shadowdecision" in query["sql"]]
    assert about
    assert all("COUNT(" in sql or "LIMIT 5 OFFSET 25" in sql for sql in about)


def test_without_a_trial_there_is_no_page(writer):
    assert writer.get(PAGE).status_code == 404
