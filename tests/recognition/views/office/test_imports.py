"""Files handed in on a page."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from recognition.importing import uploads
from recognition.models import ImportRun, Person
from recognition.views.office import imports as views

IMPORTS = "/office/imports"
PEOPLE = b'{"id": "fin", "display_name": "Fin Amari"}\n'


def text(answer):
    return answer.content.decode()


def hand_in(client, *files, source="import", **more):
    given = [SimpleUploadedFile(name, content) for name, content in files]
    return client.post(IMPORTS, {"uploads": given, "source": source} | more)


def test_files_are_handed_in_watched_looked_at_and_taken_over(admin):
    address = hand_in(admin, ("people.jsonl", PEOPLE))["Location"]
    waiting = text(admin.get(address))
    assert "Waiting for a worker" in waiting
    assert 'hx-trigger="every 2s"' in waiting
    uploads.work_waiting()
    checked = text(admin.get(address))
    assert "Every row is in order" in checked
    assert 'hx-trigger="every' not in checked
    assert not Person.objects.filter(key="fin").exists()
    admin.post(f"{address}/confirm")
    uploads.work_waiting()
    assert "Taken over on" in text(admin.get(address))
    assert Person.objects.filter(key="fin").exists()
    assert "people.jsonl" in text(admin.get(IMPORTS))


def test_htmx_gets_the_changing_part_alone(admin):
    address = hand_in(admin, ("people.jsonl", PEOPLE))["Location"]
    part = text(admin.get(address, headers={"HX-Request": "true"}))
    assert part.lstrip().startswith('<div class="stack" id="outcome"')


def test_wrong_rows_are_named_by_line_and_field(admin):
    address = hand_in(admin, ("people.jsonl", PEOPLE + b'{"id": "x"}\n'))["Location"]
    uploads.work_waiting()
    told = text(admin.get(address))
    assert "There is 1 thing to mend" in told
    assert "display_name" in told
    assert "people.jsonl, line 2" in told


def test_what_was_refused_is_handed_in_again_under_its_source(admin):
    address = hand_in(admin, ("people.jsonl", b'{"id": "x"}\n'), source="directory")["Location"]
    uploads.work_waiting()
    told = text(admin.get(address))
    assert "There may be more once this is mended" in told
    assert f'href="{IMPORTS}?source=directory"' in told
    assert 'value="directory"' in text(admin.get(IMPORTS, {"source": "directory"}))
    assert 'value="import"' in text(admin.get(IMPORTS))


def test_what_changes_nothing_is_not_asked_about(admin, dina):
    row = b'{"id": "dina", "display_name": "Dina Okafor"}\n'
    address = hand_in(admin, ("people.jsonl", row))["Location"]
    uploads.work_waiting()
    told = text(admin.get(address))
    assert "nothing would change" in told
    assert "Take it over" not in told


def test_a_wrong_file_comes_back_with_the_reason(admin):
    refused = hand_in(admin, ("people.txt", b"id\n"), source="gitlab")
    assert refused.status_code == 422
    assert "is no file of the format" in text(refused)
    assert 'value="gitlab"' in text(refused)
    assert hand_in(admin).status_code == 422
    assert not ImportRun.objects.exists()


def test_what_is_too_long_is_refused_unread(admin, monkeypatch):
    monkeypatch.setattr(views, "MOST_BYTES", 100)
    monkeypatch.setattr(views, "AROUND", 100)
    refused = hand_in(admin, ("people.jsonl", PEOPLE * 20))
    assert refused.status_code == 422
    assert "pack them" in text(refused)
    assert not ImportRun.objects.exists()


@pytest.mark.parametrize("length", ["9" * 5000, "-1", "1e9"])
def test_a_length_beyond_reason_is_refused_unread(admin, length):
    assert "pack them" in text(admin.generic("POST", IMPORTS, b"", CONTENT_LENGTH=length))
    assert not ImportRun.objects.exists()


def test_a_form_of_another_site_hands_nothing_in(admin):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = admin.cookies
    assert hand_in(strict, ("people.jsonl", PEOPLE)).status_code == 403
    assert not ImportRun.objects.exists()


def test_files_are_set_aside(admin):
    address = hand_in(admin, ("people.jsonl", PEOPLE))["Location"]
    admin.post(f"{address}/cancel")
    assert "Set aside" in text(admin.get(address))
    assert "cannot be set aside now" in text(admin.post(f"{address}/cancel", follow=True))
    assert admin.post(f"{address}/explode").status_code == 404


def test_auditors_read_and_change_nothing(auditor, admin):
    address = hand_in(admin, ("people.jsonl", PEOPLE))["Location"]
    assert "Hand in files" not in text(auditor.get(IMPORTS))
    assert auditor.get(address).status_code == 200
    assert auditor.post(f"{address}/confirm").status_code == 403
    assert hand_in(auditor, ("people.jsonl", PEOPLE)).status_code == 403


def test_the_history_asks_as_often_for_many_as_for_few(admin, dina):
    counts = []
    for number in (2, 18):
        ImportRun.objects.bulk_create(ImportRun(source="x", asked_by=dina, state="done") for _ in range(number))
        with CaptureQueriesContext(connection) as asked:
            assert admin.get(IMPORTS).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_the_history_is_searched_by_file_source_and_person(admin):
    hand_in(admin, ("people.jsonl", PEOPLE), source="workday")
    hand_in(admin, ("teams.jsonl", b'{"id": "x", "name": "X"}\n'), source="git")
    assert ImportRun.objects.count() == 2
    for words, found in (("WORKDAY", 1), ("teams.jsonl", 1), ("okafor", 2), ("okafor git", 1), ("wor%00kday", 1)):
        page = text(admin.get(f"{IMPORTS}?q={words}"))
        assert page.count(f'href="{IMPORTS}/') == found, words
    nothing = text(admin.get(f"{IMPORTS}?q=nobody"))
    assert "Nothing is found by this" in nothing
    assert 'value="nobody"' in nothing
