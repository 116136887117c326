"""The audit as an auditor reads it who stands in what it tells of, or manages who does."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from recognition.models import AuditEntry, Award, Person, Role, RoleGrant
from recognition.queries.audit_log import Filters, entries, export, page
from scoring.actions import appeals, cases, snoozes
from scoring.actions import random_audit as samples
from scoring.models import Appeal, AuditSample
from tests.scoring.actions.patterns import WHY

pytestmark = pytest.mark.django_db
JUDGED = ("appeal.", "audit.", "case.", "snooze.")


@pytest.fixture
def fay(company):
    """Of another team, and in nobody's circle."""
    return Person.objects.create(key="fay", display_name="Fay Amani", team=company["design"])


@pytest.fixture
def acts(case, ruth, eve, badge, dina):
    """One of each about Eve, whom Ada spoke for."""
    cases.dismiss(by=ruth, case=case, reason=WHY)
    snoozes.begin(by=ruth, person=eve, code="N02", until=timezone.now() + timedelta(days=30), reason=WHY)
    award = Award.objects.create(person=eve, badge=badge, status="active", given_at=timezone.now(), given_by=dina)
    sample = AuditSample.objects.create(award=award, week=timezone.localdate())
    samples.judge(by=ruth, sample=sample, verdict="sound", reason=WHY)
    appeals.file(by=eve, against=Appeal.Against.DECISION, badge=badge, reason=WHY)


def read_by(person):
    RoleGrant.objects.get_or_create(person=person, role=Role.AUDITOR)
    return {entry.verb for entry in entries(Filters(), person) if entry.verb.startswith(JUDGED)}


def test_an_auditor_who_stands_in_nothing_of_it_reads_everything(acts, chen, fay):
    assert read_by(fay) == {"appeal.file", "audit.judge", "case.dismissed", "snooze.begin"}


def test_nobody_reads_what_was_done_about_themselves(acts, eve):
    assert read_by(eve) == set()
    assert not [told for told in export(Filters(), eve) if told.entry.verb.startswith(JUDGED)]
    assert entries(Filters(verb="snooze.begin"), eve).count() == 0


def test_nobody_reads_what_was_done_about_their_reports(acts, eve, fay):
    eve.manager = fay
    eve.save()
    assert read_by(fay) == set()


def test_who_spoke_in_a_case_does_not_read_of_it_and_reads_the_rest(acts, ada):
    assert read_by(ada) == {"appeal.file", "audit.judge", "snooze.begin"}


def test_another_award_of_the_same_badge_stays_readable(acts, badge, ada):
    AuditEntry.objects.filter(verb="audit.judge").update(object_key=f"somebody-else/{badge.slug}")
    assert "audit.judge" in read_by(ada)


def test_it_asks_no_statement_more(acts, fay):
    RoleGrant.objects.create(person=fay, role=Role.AUDITOR)
    with CaptureQueriesContext(connection) as asked:
        page(Filters(), fay)
    assert len(asked) <= 6
