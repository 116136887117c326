"""The audit log as a page, as a file, and the walk over its chain."""

import csv
import io

import pytest

from recognition.actions import audit, chain_checks
from recognition.actions.actors import System
from recognition.models import AuditEntry, ChainCheck
from recognition.queries.audit_log import A_PAGE

LOG = "/office/audit"


def note(number=1, **more):
    fields = {"verb": "person.add", "object_kind": "person", "object_key": "ada", "data": {}} | more
    for _ in range(number):
        audit.record(by=System("import"), **fields)


def text(answer):
    return answer.content.decode()


def rows_of(answer):
    return list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode())))


@pytest.mark.parametrize("reader", ["admin", "auditor"])
def test_entries_are_read_in_words(reader, request, ada):
    client = request.getfixturevalue(reader)
    note()
    page = text(client.get(LOG))
    assert "The system (import) added Ada Lindqvist to the directory." in page
    assert AuditEntry.objects.get().hash in page


def test_filters_stand_in_the_address_and_survive_the_next_page(admin, ada):
    note(A_PAGE + 1)
    note(object_key="bo")
    page = admin.get(LOG, {"kind": "person", "key": "ada"})
    assert "kind=person&amp;key=ada&amp;before=" in text(page)
    older = admin.get(LOG, {"kind": "person", "key": "ada", "before": page.context["page"].older})
    assert len(older.context["entries"]) == 1
    assert "No entry is found" in text(admin.get(LOG, {"who": "nobody"}))


@pytest.mark.parametrize("query", [{"since": "soon"}, {"verb": "x.y"}, {"kind": "thing"}])
def test_what_cannot_be_read_is_said(admin, query):
    assert admin.get(LOG, query).status_code == 422
    assert admin.get(f"{LOG}.csv", query).status_code == 302


@pytest.mark.parametrize("number", ["x", "-1", "9" * 30, ""])
def test_a_page_that_is_no_number_is_the_first(admin, number):
    note()
    assert len(admin.get(LOG, {"before": number}).context["entries"]) == 1


def test_htmx_gets_the_entries_alone(admin):
    note()
    assert text(admin.get(LOG, headers={"HX-Request": "true"})).lstrip().startswith("<section")


def test_the_file_holds_what_the_filters_leave(admin, ada):
    note(3)
    note(object_key="bo", data={"reason": "=1+1"})
    rows = rows_of(admin.get(f"{LOG}.csv", {"key": "ada"}))
    assert len(rows) == 3
    assert rows[0]["sentence"] == "The system (import) added Ada Lindqvist to the directory."
    assert [row["hash"] for row in rows[1:]] == [row["previous_hash"] for row in rows[:-1]]


def test_a_spreadsheet_takes_no_cell_for_a_formula(admin):
    note(object_key="=cmd()")
    assert rows_of(admin.get(f"{LOG}.csv"))[0]["object_key"] == "'=cmd()"


def test_the_chain_is_verified_by_a_worker_and_watched(auditor):
    note(3)
    address = auditor.post(f"{LOG}/verify")["Location"]
    assert "Waiting for a worker" in text(auditor.get(address))
    chain_checks.walk_waiting()
    assert "It held on" in text(auditor.get(address))
    assert "all 3 entries" in text(auditor.get(LOG))


def test_a_broken_chain_is_told_with_its_place(auditor):
    note(3)
    AuditEntry.objects.filter(number=2).update(actor="ada")
    address = auditor.post(f"{LOG}/verify")["Location"]
    chain_checks.walk_waiting()
    assert "It does not hold at entry 2" in text(auditor.get(address, headers={"HX-Request": "true"}))


def test_a_second_walk_is_not_asked_for_while_one_waits(auditor):
    auditor.post(f"{LOG}/verify")
    assert "wait for the answer" in text(auditor.post(f"{LOG}/verify", follow=True))
    assert ChainCheck.objects.count() == 1


@pytest.mark.parametrize("address", ["", "/people", "/teams", "/imports", "/bulk-awards", "/audit", "/audit.csv"])
def test_colleagues_without_an_office_stay_outside(seen_by, ada, address):
    assert seen_by(ada).get(f"/office{address}").status_code == 403


def test_the_first_page_says_what_waits(admin, second, dina, ada, badge):
    from recognition.actions import bulk_awards

    bulk_awards.ask(by=dina, badge=badge, people=[ada], reason="They kept the harbour running all night long.")
    assert "1 waits for a second person" in text(second.get("/office"))
    assert "waits for a second person" not in text(admin.get("/office"))


@pytest.mark.parametrize("reader", ["admin", "auditor"])
def test_who_reads_the_log_is_offered_whom_they_may_mean(reader, request, ada):
    answer = request.getfixturevalue(reader).get("/office/known", {"who": "lindq"})
    assert 'value="ada"' in text(answer)
