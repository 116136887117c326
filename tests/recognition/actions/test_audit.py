"""The chain of the audit"""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import DatabaseError, connection, connections, transaction

from recognition.actions import audit
from recognition.actions.actors import System
from recognition.actions.audit import Act
from recognition.models import AuditEntry, AuditHead, AwardChange

SYSTEM = System("test")


def record(key="1", **data):
    return audit.record(by=SYSTEM, verb="thing.do", object_kind="thing", object_key=key, data=data)


def test_each_entry_covers_the_one_before(db):
    first, second = record("1"), record("2")
    assert first.previous_hash == audit.FIRST_HASH
    assert second.previous_hash == first.hash
    assert (AuditHead.objects.get().number, AuditHead.objects.get().hash) == (2, second.hash)
    assert audit.first_break() is None


def test_thousands_are_appended_with_few_queries(db, django_assert_max_num_queries):
    acts = [Act(SYSTEM, "thing.do", "thing", str(n), {"n": n}) for n in range(1000)]
    with django_assert_max_num_queries(25):
        audit.record_many(acts)
    assert audit.first_break() is None
    assert audit.record_many([]) == []


def test_what_comes_back_from_the_database_has_the_same_hash(db, ada):
    from datetime import UTC, date, datetime

    record(text="é\u2028 نور", day=date(2026, 1, 2), at=datetime(2026, 1, 2, 3, 4, 5, 678901, tzinfo=UTC), n=2**40,
           nested={"z": [1, None, True], "a": ""})  # fmt: skip
    assert audit.first_break() is None


def test_a_float_is_refused_since_databases_write_it_differently(db):
    with pytest.raises(TypeError, match="cannot hold the float"):
        record(share=0.1)


@pytest.mark.parametrize(
    ("change", "number"),
    [
        ({"data": {"n": 9}}, 2),
        ({"actor": "system:other"}, 2),
        ({"previous_hash": "f" * 64}, 2),
        ({"hash": "f" * 64}, 2),
        ({"number": 7}, 2),
    ],
)
def test_a_changed_entry_is_found(db, change, number):
    for n in (1, 2, 3):
        record(str(n), n=n)
    AuditEntry.objects.filter(number=2).update(**change)
    assert audit.first_break().number == number


def test_a_missing_entry_and_a_missing_end_are_found(db):
    for n in (1, 2, 3):
        record(str(n))
    AuditEntry.objects.filter(number=3).delete()
    assert audit.first_break().number == 2
    AuditEntry.objects.filter(number=1).delete()
    assert "entry 1 is missing" in audit.first_break().reason


def test_the_database_refuses_to_change_or_delete_entries(append_only):
    record()
    for change in (
        lambda: AuditEntry.objects.update(actor="nobody"),
        lambda: AuditEntry.objects.all()._raw_delete("default"),
    ):
        with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
            change()
    assert AuditEntry.objects.get().actor == "system:test"


def test_the_database_refuses_to_change_the_history_of_awards(append_only, ada, badge):
    from django.utils import timezone

    from recognition.models import Award

    award = Award.objects.create(person=ada, badge=badge, given_at=timezone.now(), rule_version=1)
    AwardChange.objects.create(award=award, to_status="active", reason="All criteria are met.")
    for change in (
        lambda: AwardChange.objects.update(reason="Because."),
        lambda: AwardChange.objects.all()._raw_delete("default"),
    ):
        with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
            change()


def test_postgresql_refuses_to_empty_the_table_too(append_only):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no TRUNCATE")
    record()
    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE recognition_auditentry")


@pytest.mark.django_db(transaction=True)
def test_many_at_once_make_one_chain():
    def write(worker):
        try:
            for n in range(5):
                record(f"{worker}-{n}")
        finally:
            connections.close_all()

    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("a database in memory has one connection")
    with ThreadPoolExecutor(4) as workers:
        list(workers.map(write, range(4)))
    assert AuditEntry.objects.count() == 20
    assert audit.first_break() is None
