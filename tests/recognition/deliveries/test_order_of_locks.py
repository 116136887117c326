"""Rows are locked first and the audit head last: it is one for everybody, and nobody may wait for rows who holds it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from recognition.actions import source_accounts
from recognition.actions.actors import System
from recognition.deliveries import processing
from recognition.models import AuditEntry, AuditHead, Delivery, Person, SourceAccount
from tests.recognition.deliveries.conftest import deliver_all
from tests.recognition.deliveries.messages import merged

pytestmark = pytest.mark.django_db
BY = System("test")
OF_THE_AUDIT = (AuditHead._meta.db_table, AuditEntry._meta.db_table, "SAVEPOINT")


def link(account, eve):
    return source_accounts.link(by=BY, account=account, person=eve)


def recognise(account, eve):
    SourceAccount.objects.filter(pk=account.pk).update(email="eve@home.example", email_verified=True)
    Person.objects.filter(pk=eve.pk).update(email="eve@home.example")
    return source_accounts.recognise(by=BY, account=account)


def set_aside(account, _eve):
    return source_accounts.set_aside(by=BY, account=account)


def work_again(_account, eve):
    """The account is linked in another way: the delivery is settled by the worker."""
    SourceAccount.objects.filter(login="stranger").update(person=eve, state="known")
    Delivery.objects.filter(state="waiting_for_person").update(state="waiting")
    return processing.work_waiting()


@pytest.mark.parametrize("act", [link, recognise, set_aside, work_again])
def test_nothing_is_asked_for_after_the_audit_head(accounts, eve, act):
    deliver_all([merged(12, "octo-ada", 0), merged(13, "stranger", 1)])
    assert Delivery.objects.filter(state="waiting_for_person").count() == 1
    with CaptureQueriesContext(connection) as asked:
        assert act(SourceAccount.objects.get(login="stranger"), eve)
    assert set(Delivery.objects.values_list("state", flat=True)) == {"done"}
    said = [query["sql"] for query in asked]
    first = next(number for number, sql in enumerate(said) if AuditHead._meta.db_table in sql)
    assert [sql for sql in said[first:] if not any(word in sql for word in OF_THE_AUDIT)] == []
