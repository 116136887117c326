"""The page of jobs: what runs, who waits, what broke off."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from recognition.models import AuditEntry, ImportRun, Role, RoleGrant
from scoring import tasks
from scoring.models import Drill, Heartbeat, QueuedPerson, Run
from tests.scoring.views.test_mine import browser

pytestmark = pytest.mark.django_db

JOBS = "/office/jobs"


@pytest.fixture
def admin(dina):
    RoleGrant.objects.create(person=dina, role=Role.ADMIN)
    return browser(dina)


@pytest.fixture
def auditor(chen):
    RoleGrant.objects.create(person=chen, role=Role.AUDITOR)
    return browser(chen)


def text(answer):
    return answer.content.decode().replace("\xa0", " ")


def test_it_says_who_waits_and_that_nobody_works(admin, ada):
    QueuedPerson.objects.create(person=ada, reason="thanks.give", queued_at=timezone.now() - timedelta(minutes=6))
    page = text(admin.get(JOBS))
    assert "6 minutes ago" in page
    assert "Somebody has waited for more than five minutes" in page
    assert page.count("never seen") == 2


def test_a_worker_that_lives_is_seen(admin):
    now = timezone.now()
    Heartbeat.objects.create(part="worker", at=now)
    Heartbeat.objects.create(part="beat", at=now - timedelta(minutes=5))
    page = text(admin.get(JOBS))
    assert "tag--good" in page
    assert "last seen 5 minutes ago" in page


def test_htmx_gets_the_state_alone_or_the_runs_alone(admin):
    headers = {"HX-Request": "true", "HX-Target": "state"}
    assert text(admin.get(JOBS, headers=headers)).lstrip().startswith("<section")
    headers = {"HX-Request": "true", "HX-Target": "runs"}
    assert text(admin.get(JOBS, headers=headers)).lstrip().startswith('<div class="stack" id="runs"')


def test_runs_are_read_in_words_kind_by_kind_and_page_by_page(admin):
    began = timezone.now() - timedelta(hours=1)
    for n in range(31):
        Run.objects.create(
            kind="recalculate", started_at=began + timedelta(seconds=n), finished_at=began + timedelta(seconds=n + 2),
            counts={"persons": n + 1, "given": {"mentor": 1}},
        )  # fmt: skip
    Run.objects.create(kind="reconcile", finished_at=timezone.now(), refused="Too much would change.")
    page = text(admin.get(JOBS))
    assert "31 people judged" in page
    assert "1 person judged" in text(admin.get(JOBS, {"page": "2"}))
    assert "2.0 s" in page
    assert "page=2" in page
    assert len(admin.get(JOBS, {"page": "2"}).context["runs"]) == 1
    assert "Too much would change." in text(admin.get(JOBS, {"kind": "reconcile"}))
    assert admin.get(JOBS, {"kind": "sing"}).status_code == 404
    assert admin.get(JOBS, {"page": "zero"}).status_code == 200


def test_what_broke_off_is_told_with_its_reason(admin, dina):
    Drill.objects.create(kinds=["ring"], state="failed", trouble="The draft can no longer be read.")
    ImportRun.objects.create(source="git", asked_by=dina, state="failed", trouble="The disk was full.")
    Run.objects.create(kind="reconcile", finished_at=timezone.now(), refused="Too much would change.")
    page = text(admin.get(JOBS))
    for why in ("The draft can no longer be read.", "The disk was full.", "Too much would change."):
        assert why in page


def test_everybody_is_queued_again(admin, ada, bo):
    assert "3 people wait to be judged now." in text(admin.post(f"{JOBS}/recalculate", follow=True))
    assert set(QueuedPerson.objects.values_list("named", flat=True)) == {False}
    assert AuditEntry.objects.last().verb == "judge.recalculate"


def test_auditors_read_and_change_nothing(auditor, ada):
    assert "Judge everybody" not in text(auditor.get(JOBS))
    assert auditor.post(f"{JOBS}/recalculate").status_code == 403
    assert browser(ada).get(JOBS).status_code == 403


def test_it_asks_as_often_for_many_as_for_few(admin, ada, bo, chen):
    counts = []
    for number, person in ((1, ada), (20, bo)):
        QueuedPerson.objects.create(person=person, reason="x")
        for _ in range(number):
            Run.objects.create(kind="recalculate", finished_at=timezone.now(), counts={"persons": 1})
            Drill.objects.create(kinds=["ring"], state="failed", trouble="x")
        with CaptureQueriesContext(connection) as asked:
            assert admin.get(JOBS).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_the_worker_does_what_the_office_waits_for(admin):
    admin.post("/office/audit/verify")
    tasks.office()
    assert "It held on" in text(admin.get("/office/audit"))
