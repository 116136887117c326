"""The inbox of unknown accounts while workers settle deliveries of the same sources."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections, transaction

from recognition.actions import audit
from recognition.actions.actors import System
from recognition.deliveries.locks import only_one_for
from recognition.models import AuditEntry, Role, RoleGrant, SourceAccount
from tests.scoring.judging.test_two_facts_at_one_moment import waits_for_a_lock
from tests.scoring.views.test_mine import browser

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer"),
]


def test_an_admin_who_decides_many_waits_for_a_worker_and_holds_nothing_that_it_needs(ada, dina):
    RoleGrant.objects.create(person=dina, role=Role.ADMIN)
    admin = browser(dina)
    rows = [SourceAccount.objects.create(source=source, login="octo") for source in ("github", "gitlab")]
    said = {f"source-{row.pk}-decision": "is:ada" for row in rows}

    def decide():
        try:
            return admin.post("/office/accounts", said).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as other:
        with transaction.atomic():  # a worker with deliveries of GitLab: its source first, the audit head last
            only_one_for("gitlab")
            answer = other.submit(decide)
            until = time.monotonic() + 20
            while not waits_for_a_lock() and time.monotonic() < until:
                time.sleep(0.02)
            assert waits_for_a_lock(), "the inbox did not wait for the worker"
            audit.record(by=System("worker"), verb="test.note", object_kind="thing", object_key="1", data={})
        assert answer.result(timeout=20) == 302
    assert set(SourceAccount.objects.values_list("state", "person")) == {("known", ada.pk)}
    said = AuditEntry.objects.filter(verb__in=("test.note", "source_account.link")).order_by("number")
    assert [entry.verb for entry in said] == ["test.note", "source_account.link", "source_account.link"]
