"""Tables of people and of outcomes, handed in on the page of imports."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from recognition.importing import tables, uploads
from recognition.models import AuditEntry, ImportRun, Outcome, Person

pytestmark = pytest.mark.django_db
IMPORTS = "/office/imports"
PEOPLE = "id;display_name;email;team\nfin;Fin Amari;fin@plaudit.example;\n"
OUTCOMES = 'id,kind,person,at,title\nc-1,service_deployed,bo,2026-05-04T10:00:00Z,"Harbour, moved"\n'


def text(answer):
    return answer.content.decode()


def hand_in(client, *files, source="crm", **more):
    given = [SimpleUploadedFile(name, content.encode()) for name, content in files]
    return client.post(IMPORTS, {"uploads": given, "source": source} | more)


def test_a_table_of_people_is_checked_first_and_then_taken_over(admin):
    address = hand_in(admin, ("Staff of June.csv", PEOPLE))["Location"]
    uploads.work_waiting()
    checked = text(admin.get(address))
    assert "Every row is in order" in checked
    assert "Staff of June.csv" in checked
    assert not Person.objects.filter(key="fin").exists()
    admin.post(f"{address}/confirm")
    uploads.work_waiting()
    assert Person.objects.get(key="fin").display_name == "Fin Amari"
    assert ImportRun.objects.get().counts["people"]["new"] == 1
    assert not ImportRun.objects.get().files.exists()
    assert AuditEntry.objects.get(verb="facts.import").object_key == "crm"


def test_people_who_are_known_are_changed_where_one_asks_for_it(admin, bo):
    table = "id,display_name\nbo,Bo N.\n"
    refused = hand_in(admin, ("people.csv", table))["Location"]
    uploads.work_waiting()
    assert "people.csv, line 2" in text(admin.get(refused))
    address = hand_in(admin, ("people.csv", table), update_people="on")["Location"]
    uploads.work_waiting()
    admin.post(f"{address}/confirm")
    uploads.work_waiting()
    bo.refresh_from_db()
    assert bo.display_name == "Bo N."


def test_a_table_of_outcomes_keeps_its_source(admin, bo):
    address = hand_in(admin, ("deals.CSV", OUTCOMES), source="salesforce")["Location"]
    uploads.work_waiting()
    assert not Outcome.objects.exists()
    admin.post(f"{address}/confirm")
    uploads.work_waiting()
    outcome = Outcome.objects.get()
    assert (outcome.source, outcome.key, outcome.title) == ("salesforce", "c-1", "Harbour, moved")


def test_what_is_wrong_is_named_by_row(admin, bo):
    rows = OUTCOMES + "c-2,service_deployed,nobody-here,2026-05-04T10:00:00Z,\nc-3,service_deployed,bo,yesterday,\n"
    address = hand_in(admin, ("deals.csv", rows))["Location"]
    uploads.work_waiting()
    told = text(admin.get(address))
    assert "deals.csv, line 3" in told
    assert "nobody-here" in told
    assert "deals.csv, line 4" in told
    assert not Outcome.objects.exists()


def test_a_table_that_is_no_utf_8_says_how_to_save_it(admin):
    given = SimpleUploadedFile("people.csv", "id,display_name\nfin,Fin Amàri\n".encode("latin-1"))
    address = admin.post(IMPORTS, {"uploads": given, "source": "crm"})["Location"]
    uploads.work_waiting()
    assert "save the file as UTF-8" in text(admin.get(address))


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ([("a.csv", "name,town\nFin,Lisbon\n")], "the first line must name the columns: id, display_name of people"),
        ([("a.csv", '"id,display_name')], "the first line must name the columns"),
        ([("a.csv", f"id,kind,person,at,{'x' * 200_000}")], "the first line must name the columns"),
        ([("a.csv", PEOPLE), ("teams.jsonl", '{"id": "x", "name": "X"}\n')], "a table comes alone"),
        ([("a.csv", PEOPLE), ("b.csv", OUTCOMES)], "a table comes alone"),
    ],
)
def test_what_is_no_such_table_comes_back_with_the_reason(admin, files, said):
    refused = hand_in(admin, *files)
    assert refused.status_code == 422
    assert said in text(refused)
    assert not ImportRun.objects.exists()


def test_the_page_names_the_columns(admin):
    page = text(admin.get(IMPORTS))
    assert all(f"<code>{name}</code>" in page for name in ("display_name", "team_since", "co_authors", "reverts"))


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"\xef\xbb\xbfid;Display Name;mail\r\n", "people"),
        (b"kind\tid\tat\tperson\n", "outcomes"),
        (b"id,display_name,kind,person,at", "people"),
        (b"", ""),
        (b"," * 200_000, ""),
        (b"id,display_name," + b"x" * 200_000, ""),
        (b"id,kind,person,at," + b"x" * 200_000 + b"\n1,case_solved,bo,2026-05-04\n", ""),
        (b"id,display_name\n" + b"x" * 200_000, "people"),
    ],
)
def test_the_first_line_says_which_table_it_is(head, kind):
    assert tables.kind_of(head) == kind
